import type { Tx } from "../../storage/index.ts";
import type { JoinView } from "../contracts.ts";
import { choicesAround, foundAround } from "./pairs.ts";

function rootOf(parents: Map<string, string>, record: string): string {
  let root = record;
  for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up;
  return root;
}

/**
 * The pairs that hold each of these citations together, in the order in which they did: what people said, then what
 * the search found; one fewer than it has records.
 * @param groups the records of each citation
 */
export async function joinsWithin(
  tx: Tx,
  groups: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, JoinView[]>> {
  const citation = new Map([...groups].flatMap(([id, records]) => records.map((record) => [record, id])));
  const records = [...citation.keys()];
  const said = (await choicesAround(tx, records)).filter(({ decision }) => decision === "same");
  const all: JoinView[] = [
    ...said.map(({ a, b, actor, reason }) => ({ a, b, by: { member: actor }, score: undefined, reason })),
    ...(await foundAround(tx, "same", records)).map(({ a, b, score, reason }) => ({
      a,
      b,
      by: "rules" as const,
      score,
      reason,
    })),
  ];
  const joins = new Map<string, JoinView[]>([...groups.keys()].map((id) => [id, []]));
  const parents = new Map<string, string>();
  for (const join of all) {
    const id = citation.get(join.a);
    if (id === undefined || id !== citation.get(join.b)) continue;
    const [x, y] = [rootOf(parents, join.a), rootOf(parents, join.b)];
    if (x === y) continue;
    parents.set(y, x);
    joins.get(id)?.push(join);
  }
  return joins;
}
