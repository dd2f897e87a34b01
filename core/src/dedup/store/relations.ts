import type { Tx } from "../../storage/index.ts";
import type { RelationKind } from "../contracts.ts";
import { citationsOf } from "./membership.ts";
import { choicesOf, foundPairs } from "./pairs.ts";

export interface Relation {
  a: string;
  b: string;
  kind: RelationKind;
  origin: "found" | "person";
  reason: string;
}

/**
 * Relations as they stand between records: those found, less the pairs that people settled, and those of people.
 */
async function recordRelations(tx: Tx): Promise<Relation[]> {
  const choices = await choicesOf(tx);
  const settled = new Set(choices.map(({ a, b }) => `${a} ${b}`));
  const relations: Relation[] = [];
  for (const { a, b, kind, reason } of await foundPairs(tx, "relation")) {
    if (!settled.has(`${a} ${b}`) && !settled.has(`${b} ${a}`))
      relations.push({ a, b, kind: kind as RelationKind, origin: "found", reason });
  }
  for (const { a, b, decision, reason } of choices) {
    if (decision !== "same" && decision !== "different")
      relations.push({ a, b, kind: decision as RelationKind, origin: "person", reason });
  }
  return relations;
}

async function withCitations(tx: Tx, relations: readonly Relation[]) {
  const ids = await citationsOf(
    tx,
    relations.flatMap(({ a, b }) => [a, b]),
  );
  return relations.map((relation) => ({
    ...relation,
    a: ids.get(relation.a) ?? relation.a,
    b: ids.get(relation.b) ?? relation.b,
    records: [relation.a, relation.b] as const,
  }));
}

/** Relations between citations: those found, less those that people settled otherwise, and those of people. */
export async function relationsOf(tx: Tx): Promise<Relation[]> {
  const seen = new Set<string>();
  return (await withCitations(tx, await recordRelations(tx))).flatMap(
    ({ records: _records, ...relation }) => {
      const key = `${relation.a} ${relation.b} ${relation.kind}`;
      if (relation.a === relation.b || seen.has(key)) return [];
      seen.add(key);
      return [relation];
    },
  );
}

/** The pairs of records by which `a` stands in this relation to `b`; all of them have to go for the relation to go. */
export async function recordsRelated(
  tx: Tx,
  { a, b, kind }: Pick<Relation, "a" | "b" | "kind">,
): Promise<(readonly [string, string])[]> {
  const all = await withCitations(tx, await recordRelations(tx));
  return all.flatMap((one) => (one.a === a && one.b === b && one.kind === kind ? [one.records] : []));
}
