import { sql } from "kysely";
import { placeOf } from "../../records/index.ts";
import { recordTable, runTable } from "../../records/store.ts";
import { on, type Tx } from "../../storage/index.ts";
import { liveOrder, recordsOf } from "./membership.ts";
import { membershipTable } from "./tables.ts";

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

/** Which of these citations have a record in a live run. */
export async function liveAmong(tx: Tx, citations: readonly string[]): Promise<Set<string>> {
  const records = await recordsOf(tx, citations);
  const order = await liveOrder(tx, [...records.values()].flat());
  return new Set(
    [...records].flatMap(([citation, own]) => (own.some((record) => order.has(record)) ? [citation] : [])),
  );
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

/** How many citations of one record each source has: most of a review, so the database counts them. */
export async function singlesBySource(tx: Tx): Promise<{ source: string; citations: number }[]> {
  const rows = await on(tx, recordTable, runTable, membershipTable)
    .selectFrom("records as r")
    .innerJoin("runs as u", (join) => join.onRef("u.review", "=", "r.review").onRef("u.id", "=", "r.run"))
    .leftJoin("memberships as m", (join) =>
      join.onRef("m.review", "=", "r.review").onRef("m.record", "=", "r.id"),
    )
    .where("r.review", "=", tx.review)
    .where("u.live", "=", 1)
    .where("m.record", "is", null)
    .select(["u.source", (e) => e.fn.countAll<number>().as("citations")])
    .groupBy("u.source")
    .execute();
  return rows.map(({ source, citations }) => ({ source, citations: Number(citations) }));
}

/** The sources of each joined citation, once for each of its live records. */
export async function joinedSources(tx: Tx): Promise<{ citation: string; source: string }[]> {
  return on(tx, recordTable, runTable, membershipTable)
    .selectFrom("memberships as m")
    .innerJoin("records as r", (join) =>
      join.onRef("r.review", "=", "m.review").onRef("r.id", "=", "m.record"),
    )
    .innerJoin("runs as u", (join) => join.onRef("u.review", "=", "r.review").onRef("u.id", "=", "r.run"))
    .where("m.review", "=", tx.review)
    .where("u.live", "=", 1)
    .select(["m.citation", "u.source"])
    .execute();
}

/** The search's words as patterns of `like`, in which its own signs stand for themselves. */
function patterns(search: string): string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
}

/**
 * Multi-record citations, a page in the order of their ids, and how many there are.
 * @param search words that all stand in one record of the citation: in title, authors, DOI or PMID
 */
export async function clusterIds(
  tx: Tx,
  { offset, limit, search }: { offset: number; limit: number; search: string },
): Promise<{ total: number; ids: string[] }> {
  const words = patterns(search);
  let base = on(tx, membershipTable)
    .selectFrom("memberships as m")
    .where("m.review", "=", tx.review)
    .where("m.lead", "=", 1);
  if (words.length > 0) {
    const found = on(tx, membershipTable, recordTable)
      .selectFrom("memberships as n")
      .innerJoin("records as r", (join) =>
        join.onRef("r.review", "=", "n.review").onRef("r.id", "=", "n.record"),
      )
      .select("n.citation")
      .where("n.review", "=", tx.review)
      .where((e) =>
        e.and(
          words.map((word) =>
            e.or(
              (["r.title", "r.author_line", "r.doi", "r.pmid"] as const).map(
                (column) => sql<boolean>`lower(${sql.ref(column)}) like ${word} escape '\\'`,
              ),
            ),
          ),
        ),
      );
    base = base.where("m.citation", "in", found);
  }
  const count = await base.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirst();
  const rows = await base.select("m.citation").orderBy("m.citation").offset(offset).limit(limit).execute();
  return { total: Number(count?.n ?? 0), ids: rows.map((row) => row.citation) };
}
