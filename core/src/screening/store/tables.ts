import { sql } from "kysely";
import { chunked, insertRows, on, type RowOf, type Table, table, type Tx } from "../../storage/index.ts";

export const voteTable = table(
  "votes",
  {
    fact: "text",
    /** First record whose text was shown. */
    record: "text",
    /** The citation that the vote counts for now; empty where a split left its text on both sides. */
    citation: "text",
    stage: "text",
    reviewer: "text",
    machine: "integer",
    decision: "text",
    reason: "text?",
    criterion: "text?",
    note: "text",
    labels: "text",
    independent: "integer",
    pilot: "integer?",
    /** The adoption that it came with from another tool, and that tool. */
    adoption: "text?",
    tool: "text?",
    at: "text",
    clock: "integer",
  },
  { key: ["fact"], indexes: [["citation", "stage"], ["reviewer", "stage", "clock"], ["record"], ["stage"]] },
);
/** Which votes a later one of the same reviewer replaced. */
export const voteOverTable = table(
  "vote_over",
  { fact: "text", over: "text", record: "text" },
  { key: ["over", "fact"], indexes: [["record"]] },
);
/** All records whose text a vote was given on, where there were several. */
export const voteRecordTable = table(
  "vote_records",
  { fact: "text", shown: "text", record: "text" },
  { key: ["fact", "shown"], indexes: [["record"]] },
);
export const resolutionTable = table(
  "resolutions",
  {
    fact: "text",
    record: "text",
    citation: "text",
    stage: "text",
    by: "text",
    machine: "integer",
    mode: "text",
    decision: "text",
    reason: "text?",
    note: "text",
    at: "text",
    clock: "integer",
  },
  { key: ["fact"], indexes: [["citation", "stage"], ["record"]] },
);
export const removalTable = table(
  "removals",
  { fact: "text", record: "text", citation: "text", automation: "text?", reason: "text", clock: "integer" },
  { key: ["fact"], indexes: [["citation"], ["record"]] },
);
export const closingTable = table(
  "stage_closings",
  { fact: "text", stage: "text", reason: "text", clock: "integer" },
  { key: ["fact"], indexes: [["stage"]] },
);
export const assignmentTable = table(
  "assignments",
  { stage: "text", reviewers: "text", mode: "text", seed: "integer", fact: "text" },
  { key: ["stage"] },
);
export const pilotTable = table(
  "pilots",
  {
    round: "integer",
    stage: "text",
    seed: "integer",
    gate: "real",
    votes_count: "integer",
    voters: "text",
    open: "integer",
    passed: "integer?",
    reason: "text",
    clock: "integer",
  },
  { key: ["round"] },
);
export const pilotItemTable = table(
  "pilot_items",
  { round: "integer", place: "integer", record: "text" },
  { key: ["round", "place"] },
);

/** Records whose votes and resolutions before this clock an amendment of the protocol re-opened. */
export const reopeningTable = table(
  "reopenings",
  { fact: "text", stage: "text", record: "text", clock: "integer" },
  { key: ["fact", "stage", "record"], indexes: [["record", "stage"]] },
);

type Row<T extends Table> = Omit<RowOf<T>, "review">;
export type VoteRow = Row<typeof voteTable>;
export type ResolutionRow = Row<typeof resolutionTable>;
export type PilotRow = Row<typeof pilotTable>;

export async function replaceVotes(
  tx: Tx,
  records: readonly string[],
  rows: readonly (VoteRow & { records: string[]; over: string[] })[],
): Promise<void> {
  const db = on(tx, voteTable, voteOverTable, voteRecordTable);
  for (const part of chunked(records)) {
    for (const name of ["votes", "vote_over", "vote_records"] as const) {
      await db.deleteFrom(name).where("review", "=", tx.review).where("record", "in", part).execute();
    }
  }
  await insertRows(tx, voteTable, rows);
  await insertRows(
    tx,
    voteOverTable,
    rows.flatMap(({ fact, over, record }) => over.map((one) => ({ fact, over: one, record }))),
  );
  const mixed = rows.filter((row) => row.records.length > 1);
  await insertRows(
    tx,
    voteRecordTable,
    mixed.flatMap(({ fact, records: shown, record }) => shown.map((one) => ({ fact, shown: one, record }))),
  );
}

export async function replaceResolutions(
  tx: Tx,
  records: readonly string[],
  rows: readonly ResolutionRow[],
): Promise<void> {
  for (const part of chunked(records)) {
    await on(tx, resolutionTable)
      .deleteFrom("resolutions")
      .where("review", "=", tx.review)
      .where("record", "in", part)
      .execute();
  }
  await insertRows(tx, resolutionTable, rows);
}

export async function replaceRemovals(
  tx: Tx,
  records: readonly string[],
  rows: readonly Row<typeof removalTable>[],
): Promise<void> {
  for (const part of chunked(records)) {
    await on(tx, removalTable)
      .deleteFrom("removals")
      .where("review", "=", tx.review)
      .where("record", "in", part)
      .execute();
  }
  await insertRows(tx, removalTable, rows);
}

export async function replaceReopenings(tx: Tx, rows: readonly Row<typeof reopeningTable>[]): Promise<void> {
  await on(tx, reopeningTable).deleteFrom("reopenings").where("review", "=", tx.review).execute();
  await insertRows(tx, reopeningTable, rows);
}

export async function replaceClosings(
  tx: Tx,
  stages: readonly string[],
  rows: readonly Row<typeof closingTable>[],
): Promise<void> {
  await on(tx, closingTable)
    .deleteFrom("stage_closings")
    .where("review", "=", tx.review)
    .where("stage", "in", stages)
    .execute();
  await insertRows(tx, closingTable, rows);
}

export async function replaceAssignments(
  tx: Tx,
  stages: readonly string[],
  rows: readonly Row<typeof assignmentTable>[],
): Promise<void> {
  await on(tx, assignmentTable)
    .deleteFrom("assignments")
    .where("review", "=", tx.review)
    .where("stage", "in", stages)
    .execute();
  await insertRows(tx, assignmentTable, rows);
}

export async function replacePilots(
  tx: Tx,
  subjects: readonly string[],
  rows: readonly (PilotRow & { citations: string[] })[],
): Promise<void> {
  const rounds = subjects.map((subject) => Number(subject.replace("pilot ", "")));
  await on(tx, pilotTable)
    .deleteFrom("pilots")
    .where("review", "=", tx.review)
    .where("round", "in", rounds)
    .execute();
  await on(tx, pilotItemTable)
    .deleteFrom("pilot_items")
    .where("review", "=", tx.review)
    .where("round", "in", rounds)
    .execute();
  await insertRows(tx, pilotTable, rows);
  await insertRows(
    tx,
    pilotItemTable,
    rows.flatMap(({ round, citations }) => citations.map((record, place) => ({ round, place, record }))),
  );
}

/** Moves votes, resolutions and removals to the citation that their record belongs to now. */
export async function followCitations(tx: Tx, records?: readonly string[]): Promise<void> {
  const parts = records === undefined ? [undefined] : [...chunked(records)];
  for (const part of parts) {
    for (const name of ["votes", "resolutions", "removals"]) {
      const rows = sql.table(name);
      const only = part === undefined ? sql`` : sql` and record in (${sql.join([...part])})`;
      await sql`update ${rows} set citation = coalesce(
        (select m.citation from memberships m where m.review = ${rows}.review and m.record = ${rows}.record), ${rows}.record)
        where review = ${tx.review}${only}`.execute(tx.db);
    }
    const only = part === undefined ? sql`` : sql` and votes.record in (${sql.join([...part])})`;
    await sql`update votes set citation = '' where review = ${tx.review}${only} and exists (
      select 1 from vote_records s left join memberships m on m.review = s.review and m.record = s.shown
      where s.review = votes.review and s.fact = votes.fact and coalesce(m.citation, s.shown) <> votes.citation)`.execute(
      tx.db,
    );
  }
}
