import type { Tx } from "../storage/index.ts";
import {
  choicesAround,
  choicesOf,
  type ChoiceRow,
  foundAround,
  foundPairs,
  liveOrder,
  type MembershipRow,
  setMemberships,
} from "./store.ts";

/** Groups of records under joins and prohibitions. */
class Groups {
  readonly #parent = new Map<string, string>();
  readonly #apart = new Map<string, Set<string>>();

  find(record: string): string {
    let root = record;
    for (let up = this.#parent.get(root); up !== undefined; up = this.#parent.get(root)) root = up;
    for (let at = record; at !== root; ) {
      const up = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = up;
    }
    return root;
  }

  keepApart(a: string, b: string): void {
    for (const [one, other] of [
      [this.find(a), this.find(b)],
      [this.find(b), this.find(a)],
    ] as const) {
      this.#apart.set(one, (this.#apart.get(one) ?? new Set()).add(other));
    }
  }

  /** Joins two groups unless somebody said that records of theirs are different. */
  join(a: string, b: string): void {
    const [one, other] = [this.find(a), this.find(b)];
    if (one === other || this.#apart.get(one)?.has(other) === true) return;
    this.#parent.set(other, one);
    const apart = this.#apart.get(other);
    if (apart === undefined) return;
    this.#apart.delete(other);
    for (const third of apart) {
      this.#apart.get(third)?.delete(other);
      this.keepApart(one, third);
    }
  }
}

type Pair = Readonly<{ a: string; b: string }>;

/** What decides who shares a citation, and where each live record stands in the order of runs. */
interface Grounds {
  choices: readonly (Pair & Pick<ChoiceRow, "decision">)[];
  joins: readonly Pair[];
  order: ReadonlyMap<string, string>;
}

/**
 * Which records share a citation: what people said first (apart wins over together), then the found joins in their
 * order. A citation is named after its first record in the order of runs.
 */
function membershipsFrom({ choices, joins, order }: Grounds): MembershipRow[] {
  const live = ({ a, b }: Pair) => order.has(a) && order.has(b);
  const groups = new Groups();
  for (const choice of choices)
    if (choice.decision !== "same" && live(choice)) groups.keepApart(choice.a, choice.b);
  for (const choice of choices)
    if (choice.decision === "same" && live(choice)) groups.join(choice.a, choice.b);
  for (const pair of joins) if (live(pair)) groups.join(pair.a, pair.b);
  const members = new Map<string, string[]>();
  for (const record of order.keys()) {
    const root = groups.find(record);
    const own = members.get(root);
    if (own === undefined) members.set(root, [record]);
    else own.push(record);
  }
  const rows: MembershipRow[] = [];
  for (const records of members.values()) {
    if (records.length < 2) continue;
    records.sort((a, b) => ((order.get(a) ?? "") < (order.get(b) ?? "") ? -1 : 1));
    const citation = records[0] as string;
    for (const record of records) rows.push({ record, citation, lead: record === citation ? 1 : 0 });
  }
  return rows;
}

const ends = (pairs: readonly Pair[]): string[] => pairs.flatMap(({ a, b }) => [a, b]);

/** Computes anew which records of the review share a citation. */
export async function recluster(tx: Tx): Promise<void> {
  const [choices, joins] = [await choicesOf(tx), await foundPairs(tx, "same")];
  const order = await liveOrder(tx, [...new Set([...ends(choices), ...ends(joins)])].sort());
  await setMemberships(tx, "all", membershipsFrom({ choices, joins, order }));
}

/** From here on one pass over all is cheaper than looking for neighbours. */
const MOST_TOUCHED = 5000;

/**
 * Computes anew only what can have changed where something about these records did: the records that joins lead to
 * from them. A record that no join leads to cannot come into their groups, nor be kept out of one by them, so the
 * result is that of `recluster`.
 */
export async function reclusterAround(tx: Tx, touched: readonly string[]): Promise<void> {
  const reached = new Set(touched);
  const choices = new Map<string, ChoiceRow>();
  for (let next = [...reached]; next.length > 0; ) {
    if (reached.size > MOST_TOUCHED) {
      await recluster(tx);
      return;
    }
    const said = await choicesAround(tx, next);
    for (const choice of said) choices.set(choice.fact, choice);
    const together = said.filter(({ decision }) => decision === "same");
    next = [...new Set([...ends(together), ...ends(await foundAround(tx, "same", next))])].filter(
      (record) => !reached.has(record),
    );
    for (const record of next) reached.add(record);
  }
  const records = [...reached].sort();
  const order = await liveOrder(tx, records);
  const inside = [...choices.values()].sort((x, y) => x.clock - y.clock || (x.fact < y.fact ? -1 : 1));
  const joins = await foundAround(tx, "same", records);
  await setMemberships(tx, records, membershipsFrom({ choices: inside, joins, order }));
}
