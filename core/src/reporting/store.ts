export { exportedReferences } from "./exchange/references.ts";
import { insertRows, on, type RowOf, table, type Tx } from "../storage/index.ts";
import type { ReportText } from "./contracts.ts";

export const textTable = table(
  "report_texts",
  { part: "text", text: "text", fact: "text", clock: "integer" },
  { key: ["part"] },
);

export async function replaceTexts(
  tx: Tx,
  parts: readonly string[],
  rows: readonly Omit<RowOf<typeof textTable>, "review">[],
): Promise<void> {
  await on(tx, textTable)
    .deleteFrom("report_texts")
    .where("review", "=", tx.review)
    .where("part", "in", parts)
    .execute();
  await insertRows(tx, textTable, rows);
}

export async function textsOf(
  tx: Tx,
): Promise<{ texts: Partial<Record<ReportText, string>>; facts: Map<string, string> }> {
  const rows = await on(tx, textTable)
    .selectFrom("report_texts")
    .select(["part", "text", "fact"])
    .where("review", "=", tx.review)
    .execute();
  return {
    texts: Object.fromEntries(rows.map((row) => [row.part, row.text])),
    facts: new Map(rows.map((row) => [row.part, row.fact])),
  };
}
