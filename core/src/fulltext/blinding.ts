import { citationsOf } from "../dedup/store.ts";
import type { ViewTx } from "../ledger/index.ts";
import { isDecided } from "../screening/index.ts";
import { outcomesOf } from "../screening/store.ts";

/** Of these records' reports, whose retrieval log the viewer may read: an observer reads that of closed reports alone. */
export async function readableReports(tx: ViewTx, records: readonly string[]): Promise<boolean[]> {
  const { viewer } = tx;
  if (viewer === "everything" || viewer.roles.some((role) => role !== "observer"))
    return records.map(() => true);
  const citations = await citationsOf(tx, records);
  const outcomes = await outcomesOf(tx, "full_text", [...new Set(citations.values())]);
  return records.map((record) => {
    const outcome = outcomes.get(citations.get(record) ?? record);
    return outcome !== undefined && isDecided(outcome);
  });
}
