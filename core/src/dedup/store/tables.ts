import { sql } from "kysely";
import { placeOf } from "../../records/index.ts";
import { recordRows, type RecordRow, recordTable, runsOf, runTable } from "../../records/store.ts";
import { chunked, insertRows, on, type RowOf, table, type Tx } from "../../storage/index.ts";
import type { RelationKind } from "../contracts.ts";

/** What one search for duplicates found, pair by pair; staged under the hash of the file that lists it. */
export const foundTable = table(
  "found_pairs",
  {
    basis: "text",
    a: "text",
    b: "text",
    decision: "text",
    kind: "text",
    score: "real",
    reason: "text",
    rank: "integer",
  },
  {
    key: ["basis", "a", "b"],
    indexes: [
      ["basis", "b"],
      ["basis", "decision", "rank"],
    ],
  },
);

/** The search in force. */
export const basisTable = table(
  "dedup_basis",
  { basis: "text", records: "integer", at: "text", clock: "integer" },
  { key: [] },
);

/** What people said about pairs; a pair's last word stands. */
export const choiceTable = table(
  "pair_choices",
  { a: "text", b: "text", decision: "text", reason: "text", actor: "text", fact: "text", clock: "integer" },
  { key: ["a", "b"], indexes: [["b"]] },
);

/** Records that share a citation. A record without a row is a citation of its own, of the same id. */
export const membershipTable = table(
  "memberships",
  { record: "text", citation: "text", lead: "integer" },
  { key: ["record"], indexes: [["citation"]] },
);

export const dedupTables = [foundTable, basisTable, choiceTable, membershipTable] as const;

export type FoundRow = Omit<RowOf<typeof foundTable>, "review" | "basis">;
export type ChoiceRow = Omit<RowOf<typeof choiceTable>, "review">;
export type MembershipRow = Omit<RowOf<typeof membershipTable>, "review">;

export async function stageFound(tx: Tx, basis: string, rows: readonly FoundRow[]): Promise<void> {
  await insertRows(
    tx,
    foundTable,
    rows.map((row) => ({ ...row, basis })),
    "keep",
  );
}

export async function setBasis(
  tx: Tx,
  row: { basis: string; records: number; at: string; clock: number } | undefined,
): Promise<void> {
  await on(tx, basisTable).deleteFrom("dedup_basis").where("review", "=", tx.review).execute();
  if (row !== undefined) await insertRows(tx, basisTable, [row]);
}

export async function basisInForce(
  tx: Tx,
): Promise<{ basis: string; records: number; at: string } | undefined> {
  return on(tx, basisTable)
    .selectFrom("dedup_basis")
    .select(["basis", "records", "at"])
    .where("review", "=", tx.review)
    .executeTakeFirst();
}

/** The found pairs of one decision, strongest or most settling first. */
export async function foundPairs(
  tx: Tx,
  decision: "same" | "maybe" | "relation",
  touching?: readonly string[],
): Promise<FoundRow[]> {
  const current = await basisInForce(tx);
  if (current === undefined) return [];
  const base = on(tx, foundTable)
    .selectFrom("found_pairs")
    .select(["a", "b", "decision", "kind", "score", "reason", "rank"])
    .where("review", "=", tx.review)
    .where("basis", "=", current.basis)
    .where("decision", "=", decision)
    .orderBy("rank");
  if (touching === undefined) return base.execute();
  const rows: FoundRow[] = [];
  for (const part of chunked(touching)) {
    rows.push(...(await base.where((e) => e.or([e("a", "in", part), e("b", "in", part)])).execute()));
  }
  return rows;
}

export async function setChoice(tx: Tx, a: string, b: string, row: ChoiceRow | undefined): Promise<void> {
  await on(tx, choiceTable)
    .deleteFrom("pair_choices")
    .where("review", "=", tx.review)
    .where("a", "=", a)
    .where("b", "=", b)
    .execute();
  if (row !== undefined) await insertRows(tx, choiceTable, [row]);
}

export async function choicesOf(tx: Tx): Promise<ChoiceRow[]> {
  return on(tx, choiceTable)
    .selectFrom("pair_choices")
    .select(["a", "b", "decision", "reason", "actor", "fact", "clock"])
    .where("review", "=", tx.review)
    .orderBy("clock")
    .orderBy("fact")
    .execute();
}

/** Replaces the memberships of these records. */
export async function setMemberships(
  tx: Tx,
  records: readonly string[] | "all",
  rows: readonly MembershipRow[],
): Promise<void> {
  const base = on(tx, membershipTable).deleteFrom("memberships").where("review", "=", tx.review);
  if (records === "all") await base.execute();
  else for (const part of chunked(records)) await base.where("record", "in", part).execute();
  await insertRows(tx, membershipTable, rows);
}

/** Which of these records count now, and where they stand in the order of runs. */
export async function liveOrder(tx: Tx, records: readonly string[]): Promise<Map<string, string>> {
  const order = new Map<string, string>();
  for (const part of chunked(records)) {
    const rows = await on(tx, recordTable, runTable)
      .selectFrom("records as r")
      .innerJoin("runs as u", (join) => join.onRef("u.review", "=", "r.review").onRef("u.id", "=", "r.run"))
      .select(["r.id", "r.position", "u.clock", "u.id as run"])
      .where("r.review", "=", tx.review)
      .where("u.live", "=", 1)
      .where("r.id", "in", part)
      .execute();
    const pad = (value: number) => String(value).padStart(12, "0");
    for (const row of rows) order.set(row.id, `${pad(row.clock)} ${row.run} ${pad(row.position)}`);
  }
  return order;
}

/** The citation that each record belongs to. */
export async function citationsOf(tx: Tx, records: readonly string[]): Promise<Map<string, string>> {
  const found = new Map(records.map((record) => [record, record]));
  for (const part of chunked(records)) {
    const rows = await on(tx, membershipTable)
      .selectFrom("memberships")
      .select(["record", "citation"])
      .where("review", "=", tx.review)
      .where("record", "in", part)
      .execute();
    for (const row of rows) found.set(row.record, row.citation);
  }
  return found;
}

/** The records of each citation, its lead first. A citation that is alone has its own record. */
export async function recordsOf(tx: Tx, citations: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>(citations.map((citation) => [citation, []]));
  for (const part of chunked(citations)) {
    const rows = await on(tx, membershipTable)
      .selectFrom("memberships")
      .select(["record", "citation", "lead"])
      .where("review", "=", tx.review)
      .where("citation", "in", part)
      .orderBy("lead", "desc")
      .orderBy("record")
      .execute();
    for (const row of rows) found.get(row.citation)?.push(row.record);
  }
  for (const [citation, records] of found) if (records.length === 0) records.push(citation);
  return found;
}

function citationQuery(tx: Tx) {
  return on(tx, recordTable, runTable, membershipTable)
    .selectFrom("records as r")
    .innerJoin("runs as u", (join) => join.onRef("u.review", "=", "r.review").onRef("u.id", "=", "r.run"))
    .leftJoin("memberships as m", (join) =>
      join.onRef("m.review", "=", "r.review").onRef("m.record", "=", "r.id"),
    )
    .where("r.review", "=", tx.review)
    .where("u.live", "=", 1)
    .where((e) => e.or([e("m.lead", "is", null), e("m.lead", "=", 1)]));
}

/** How many citations there are. */
export async function citationCount(tx: Tx): Promise<number> {
  const row = await citationQuery(tx)
    .select((e) => e.fn.countAll<number>().as("n"))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** Ids of citations in the plain order (run, then place in the file), after a place; one page. */
export async function citationsAfter(
  tx: Tx,
  after: { clock: number; run: string; position: number } | undefined,
  limit: number,
): Promise<{ id: string; clock: number; run: string; position: number }[]> {
  const found: { id: string; clock: number; run: string; position: number }[] = [];
  const live = (
    await on(tx, runTable)
      .selectFrom("runs")
      .select(["id", "clock"])
      .where("review", "=", tx.review)
      .where("live", "=", 1)
      .orderBy("clock")
      .orderBy("id")
      .execute()
  ).filter(
    ({ id, clock }) =>
      after === undefined || clock > after.clock || (clock === after.clock && id >= after.run),
  );
  for (const { id, clock } of live) {
    const from = after !== undefined && after.run === id ? after.position : 0;
    const rows = await on(tx, recordTable, membershipTable)
      .selectFrom("records as r")
      .leftJoin("memberships as m", (join) =>
        join.onRef("m.review", "=", "r.review").onRef("m.record", "=", "r.id"),
      )
      .select(["r.id", "r.position", "m.citation"])
      .where("r.review", "=", tx.review)
      .where("r.run", "=", id)
      .where("r.position", ">", from)
      .where((e) => e.or([e("m.lead", "is", null), e("m.lead", "=", 1)]))
      .orderBy("r.position")
      .limit(limit - found.length)
      .execute();
    for (const row of rows)
      found.push({ id: row.citation ?? row.id, clock, run: id, position: row.position });
    if (found.length >= limit) break;
  }
  return found;
}

/** By run, the positions of records that belong to another record's citation, ascending. Ids say both. */
async function joinedPositions(tx: Tx): Promise<Map<string, number[]>> {
  const rows = await on(tx, membershipTable)
    .selectFrom("memberships")
    .select("record")
    .where("review", "=", tx.review)
    .where("lead", "=", 0)
    .execute();
  const positions = new Map<string, number[]>();
  for (const { record } of rows) {
    const { run, position } = placeOf(record);
    const own = positions.get(run);
    if (own === undefined) positions.set(run, [position]);
    else own.push(position);
  }
  for (const own of positions.values()) own.sort((a, b) => a - b);
  return positions;
}

/** The position after which the citation with this offset in its run comes: joined records before it are passed over. */
function positionBefore(offset: number, joined: readonly number[]): number {
  let position = offset;
  for (const one of joined) {
    if (one > position + 1) break;
    position += 1;
  }
  return position;
}

/** One page of citation ids in the plain order, and how many there are, without reading the others. */
export async function citationPlaces(
  tx: Tx,
  offset: number,
  limit: number,
): Promise<{ total: number; ids: string[] }> {
  const live = await on(tx, runTable)
    .selectFrom("runs")
    .select(["id", "records"])
    .where("review", "=", tx.review)
    .where("live", "=", 1)
    .orderBy("clock")
    .orderBy("id")
    .execute();
  const ids: string[] = [];
  let before = 0;
  const positions = await joinedPositions(tx);
  for (const { id, records } of live) {
    const joined = positions.get(id) ?? [];
    const own = records - joined.length;
    const from = Math.max(0, offset - before);
    before += own;
    if (ids.length >= limit || from >= own) continue;
    const rows = await on(tx, recordTable, membershipTable)
      .selectFrom("records as r")
      .leftJoin("memberships as m", (join) =>
        join.onRef("m.review", "=", "r.review").onRef("m.record", "=", "r.id"),
      )
      .select(["r.id", "m.citation"])
      .where("r.review", "=", tx.review)
      .where("r.run", "=", id)
      .where("r.position", ">", positionBefore(from, joined))
      .where((e) => e.or([e("m.lead", "is", null), e("m.lead", "=", 1)]))
      .orderBy("r.position")
      .limit(limit - ids.length)
      .execute();
    for (const row of rows) ids.push(row.citation ?? row.id);
  }
  return { total: before, ids };
}

/** Every citation's id in the plain order. */
export async function allCitations(tx: Tx): Promise<string[]> {
  const rows = await citationQuery(tx)
    .select(["r.id", "m.citation"])
    .orderBy("u.clock")
    .orderBy("r.run")
    .orderBy("r.position")
    .execute();
  return rows.map((row) => row.citation ?? row.id);
}

/** Record and citation of every live record, for counts by source. */
export async function sourcePairs(
  tx: Tx,
): Promise<{ citation: string; source: string; side: string; records: number }[]> {
  const citation = sql<string>`coalesce(m.citation, r.id)`;
  const rows = await on(tx, recordTable, runTable, membershipTable)
    .selectFrom("records as r")
    .innerJoin("runs as u", (join) => join.onRef("u.review", "=", "r.review").onRef("u.id", "=", "r.run"))
    .leftJoin("memberships as m", (join) =>
      join.onRef("m.review", "=", "r.review").onRef("m.record", "=", "r.id"),
    )
    .where("r.review", "=", tx.review)
    .where("u.live", "=", 1)
    .select([citation.as("citation"), "u.source", "u.side", (e) => e.fn.countAll<number>().as("records")])
    .groupBy([citation, "u.source", "u.side"])
    .execute();
  return rows.map((row) => ({ ...row, records: Number(row.records) }));
}

/** Multi-record citations, a page in the order of their ids, and how many there are. */
export async function clusterIds(
  tx: Tx,
  offset: number,
  limit: number,
): Promise<{ total: number; ids: string[] }> {
  const base = on(tx, membershipTable)
    .selectFrom("memberships")
    .where("review", "=", tx.review)
    .where("lead", "=", 1);
  const count = await base.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirst();
  const rows = await base.select("citation").orderBy("citation").offset(offset).limit(limit).execute();
  return { total: Number(count?.n ?? 0), ids: rows.map((row) => row.citation) };
}

/** The live rows of these citations' records, lead first. */
export async function citationRows(tx: Tx, citations: readonly string[]): Promise<Map<string, RecordRow[]>> {
  const ids = await recordsOf(tx, citations);
  const rows = new Map((await recordRows(tx, [...ids.values()].flat())).map((row) => [row.id, row]));
  const live = new Set((await runsOf(tx)).filter((run) => run.state === "live").map((run) => run.id));
  return new Map(
    [...ids].map(([citation, records]) => [
      citation,
      records.flatMap((record) => rows.get(record) ?? []).filter((row) => live.has(row.run)),
    ]),
  );
}

export interface Relation {
  a: string;
  b: string;
  kind: RelationKind;
  origin: "found" | "person";
  reason: string;
}

/** Relations between citations: those found, less those that people settled otherwise, and those of people. */
export async function relationsOf(tx: Tx): Promise<Relation[]> {
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
  const ids = await citationsOf(
    tx,
    relations.flatMap(({ a, b }) => [a, b]),
  );
  const seen = new Set<string>();
  return relations.flatMap((relation) => {
    const a = ids.get(relation.a) ?? relation.a;
    const b = ids.get(relation.b) ?? relation.b;
    const key = `${a} ${b} ${relation.kind}`;
    if (a === b || seen.has(key)) return [];
    seen.add(key);
    return [{ ...relation, a, b }];
  });
}
