import type { Tx } from "../../storage/index.ts";
import { orderBySettling } from "../question-order.ts";
import { citationsOf, liveOrder, recordsOf } from "./membership.ts";
import { choicesOf, foundPairs } from "./pairs.ts";
import type { FoundRow } from "./tables.ts";

/** The pairs that wait for a person. */
export interface OpenPairs {
  /** In the order that settles most with the fewest answers, one for any two citations. */
  pairs: FoundRow[];
  /** How many answers that will take, as far as people's answers so far tell. */
  keys: number;
}

const strongestFirst = (x: FoundRow, y: FoundRow) =>
  y.score - x.score || (x.a < y.a ? -1 : x.a > y.a ? 1 : x.b < y.b ? -1 : 1);

/** The same word for two citations whichever comes first. */
const together = (x: string, y: string) => (x < y ? `${x} ${y}` : `${y} ${x}`);

/**
 * Pairs that still wait for a person: both records count, nobody settled them, they are two citations, and nobody
 * said of other records of the two that these are different works.
 */
export async function openPairs(tx: Tx): Promise<OpenPairs> {
  const maybes = await foundPairs(tx, "maybe");
  if (maybes.length === 0) return { pairs: [], keys: 0 };
  const choices = await choicesOf(tx);
  const apart = choices.filter(({ decision }) => decision !== "same");
  const live = await liveOrder(tx, [...new Set(maybes.flatMap(({ a, b }) => [a, b]))]);
  const ids = await citationsOf(
    tx,
    [...maybes, ...apart].flatMap(({ a, b }) => [a, b]),
  );
  const citation = (record: string) => ids.get(record) ?? record;
  const closed = new Set([
    ...choices.map(({ a, b }) => together(a, b)),
    ...apart.map(({ a, b }) => together(citation(a), citation(b))),
  ]);
  const asked = new Set<string>();
  const waiting = maybes.sort(strongestFirst).filter(({ a, b }) => {
    const [x, y] = [citation(a), citation(b)];
    const key = together(x, y);
    if (x === y || !live.has(a) || !live.has(b) || asked.has(key)) return false;
    if (closed.has(key) || closed.has(together(a, b))) return false;
    asked.add(key);
    return true;
  });
  const members = await recordsOf(tx, [
    ...new Set(waiting.flatMap(({ a, b }) => [citation(a), citation(b)])),
  ]);
  const { first, implied } = orderBySettling(
    waiting,
    ({ a, b }) => [citation(a), citation(b)] as const,
    (id) => members.get(id)?.length ?? 1,
  );
  // an implied question is spared where the answers it follows from are all yes: two of them, in the usual triangle
  const yes = (choices.length - apart.length + 1) / (choices.length + 2);
  return { pairs: [...first, ...implied], keys: first.length + Math.round(implied.length * (1 - yes * yes)) };
}

/** How many pairs wait for a person. */
export async function openPairCount(tx: Tx): Promise<number> {
  return (await openPairs(tx)).pairs.length;
}
