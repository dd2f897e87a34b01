import { chunked, insertRows, on, type RowOf, table, type Tx } from "../storage/index.ts";

export const retrievalTable = table(
  "retrievals",
  {
    fact: "text",
    record: "text",
    step: "text",
    route: "text",
    date: "text",
    note: "text",
    at: "text",
    actor: "text",
    clock: "integer",
  },
  { key: ["fact"], indexes: [["record"]] },
);
export type RetrievalRow = Omit<RowOf<typeof retrievalTable>, "review">;

export async function replaceRetrievals(
  tx: Tx,
  records: readonly string[],
  rows: readonly RetrievalRow[],
): Promise<void> {
  for (const part of chunked(records)) {
    await on(tx, retrievalTable)
      .deleteFrom("retrievals")
      .where("review", "=", tx.review)
      .where("record", "in", part)
      .execute();
  }
  await insertRows(tx, retrievalTable, rows);
}

export async function retrievals(tx: Tx): Promise<RetrievalRow[]> {
  return on(tx, retrievalTable)
    .selectFrom("retrievals")
    .select(["fact", "record", "step", "route", "date", "note", "at", "actor", "clock"])
    .where("review", "=", tx.review)
    .orderBy("clock")
    .orderBy("fact")
    .execute();
}
