import { insertRows, on, type RowOf, table, type Tx } from "../../storage/index.ts";
import { type SynthesisChoice, synthesisChoiceSchema } from "../contracts.ts";

export const choiceTable = table(
  "synthesis_choice",
  { fact: "text", choice: "text", clock: "integer" },
  { key: [] },
);

export async function replaceChoice(
  tx: Tx,
  rows: readonly Omit<RowOf<typeof choiceTable>, "review">[],
): Promise<void> {
  await on(tx, choiceTable).deleteFrom("synthesis_choice").where("review", "=", tx.review).execute();
  await insertRows(tx, choiceTable, rows);
}

/** What was chosen last; nothing in particular before. */
export async function choiceInForce(tx: Tx): Promise<{ choice: SynthesisChoice; fact: string | undefined }> {
  const row = await on(tx, choiceTable)
    .selectFrom("synthesis_choice")
    .select(["choice", "fact"])
    .where("review", "=", tx.review)
    .executeTakeFirst();
  return {
    choice: synthesisChoiceSchema.parse(row === undefined ? {} : JSON.parse(row.choice)),
    fact: row?.fact,
  };
}
