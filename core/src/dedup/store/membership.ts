import { recordRows, type RecordRow, recordTable, runsOf, runTable } from "../../records/store.ts";
import { chunked, insertRows, on, type Tx } from "../../storage/index.ts";
import { type MembershipRow, membershipTable } from "./tables.ts";

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
