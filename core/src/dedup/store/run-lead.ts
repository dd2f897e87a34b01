import { placeOf } from "../../records/index.ts";
import { recordTable, runTable } from "../../records/store.ts";
import { chunked, on, type Tx } from "../../storage/index.ts";
import { basisTable, membershipTable } from "./tables.ts";

/** By run, how many of its records belong to a citation that another record stands for. */
export async function joinedByRun(tx: Tx): Promise<Map<string, number>> {
  const rows = await on(tx, membershipTable)
    .selectFrom("memberships")
    .select("record")
    .where("review", "=", tx.review)
    .where("lead", "=", 0)
    .execute();
  const joined = new Map<string, number>();
  for (const { record } of rows) {
    const { run } = placeOf(record);
    joined.set(run, (joined.get(run) ?? 0) + 1);
  }
  return joined;
}

/** The ledger's clock at the last search for duplicates; undefined before the first. */
export async function comparedAt(tx: Tx): Promise<number | undefined> {
  const row = await on(tx, basisTable)
    .selectFrom("dedup_basis")
    .select("clock")
    .where("review", "=", tx.review)
    .executeTakeFirst();
  return row?.clock;
}

/** The citations of these runs' live records: those that only they hold, and those that other live runs hold too. */
export async function citationsOfRuns(
  tx: Tx,
  runs: readonly string[],
): Promise<{ records: number; only: string[]; shared: string[] }> {
  const own = new Set(runs);
  const only = new Set<string>();
  const shared = new Set<string>();
  let records = 0;
  for (const run of own) {
    const rows = await on(tx, recordTable, runTable, membershipTable)
      .selectFrom("records as r")
      .innerJoin("runs as u", (join) => join.onRef("u.review", "=", "r.review").onRef("u.id", "=", "r.run"))
      .leftJoin("memberships as m", (join) =>
        join.onRef("m.review", "=", "r.review").onRef("m.record", "=", "r.id"),
      )
      .select(["r.id", "m.citation"])
      .where("r.review", "=", tx.review)
      .where("r.run", "=", run)
      .where("u.live", "=", 1)
      .execute();
    records += rows.length;
    for (const { id, citation } of rows) (citation === null ? only : shared).add(citation ?? id);
  }
  for (const part of chunked([...shared])) {
    const rows = await on(tx, recordTable, runTable, membershipTable)
      .selectFrom("memberships as m")
      .innerJoin("records as r", (join) =>
        join.onRef("r.review", "=", "m.review").onRef("r.id", "=", "m.record"),
      )
      .innerJoin("runs as u", (join) => join.onRef("u.review", "=", "r.review").onRef("u.id", "=", "r.run"))
      .select(["m.citation", "r.run"])
      .where("m.review", "=", tx.review)
      .where("m.citation", "in", part)
      .where("u.live", "=", 1)
      .execute();
    const held = new Set(rows.filter((row) => !own.has(row.run)).map((row) => row.citation));
    for (const citation of part) {
      if (held.has(citation)) continue;
      shared.delete(citation);
      only.add(citation);
    }
  }
  return { records, only: [...only], shared: [...shared] };
}

/** A record of a live run, as a browser of records needs it. */
export interface PlacedRecord {
  id: string;
  citation: string;
  /** Whether it stands for its citation. */
  lead: boolean;
  run: string;
  year: number | null;
  flagged: boolean;
  /** JSON list of labels. */
  labels: string | null;
}

const AT_ONCE = 10_000;

/** Every record of the live runs in the plain order, some thousand at a time so that others get their turn. */
export async function* placedRecords(tx: Tx, runs: readonly string[]): AsyncGenerator<PlacedRecord[]> {
  for (const run of runs) {
    for (let after = 0; ; ) {
      const rows = await on(tx, recordTable, membershipTable)
        .selectFrom("records as r")
        .leftJoin("memberships as m", (join) =>
          join.onRef("m.review", "=", "r.review").onRef("m.record", "=", "r.id"),
        )
        .select(["r.id", "r.position", "r.year", "r.flagged", "r.labels", "m.citation", "m.lead"])
        .where("r.review", "=", tx.review)
        .where("r.run", "=", run)
        .where("r.position", ">", after)
        .orderBy("r.position")
        .limit(AT_ONCE)
        .execute();
      const last = rows.at(-1);
      if (last === undefined) break;
      yield rows.map(({ id, year, flagged, labels, citation, lead }) => ({
        id,
        citation: citation ?? id,
        lead: lead !== 0,
        run,
        year,
        flagged: flagged === 1,
        labels,
      }));
      after = last.position;
    }
  }
}
