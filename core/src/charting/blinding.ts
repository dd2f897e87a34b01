import type { ViewTx } from "../ledger/index.ts";
import { formSchema } from "./form.ts";
import { finishedCharts, formRows } from "./store/tables.ts";

/** How many must have charted a study before anybody sees another's values. */
export async function chartistsNeeded(tx: ViewTx): Promise<number> {
  const last = (await formRows(tx)).at(-1);
  return last === undefined ? 2 : formSchema.parse(JSON.parse(last.form)).charters;
}

/** The chartists of each record whose charts are open: as many have finished as the form asks for. */
export async function openRecords(tx: ViewTx, records: readonly string[]): Promise<Map<string, Set<string>>> {
  const needed = await chartistsNeeded(tx);
  const finished = await finishedCharts(tx, [...new Set(records)]);
  return new Map([...finished].filter(([, chartists]) => chartists.size >= needed));
}

/** Whether the viewer may see a chartist's values on a study, by who has finished it. */
export function seesOpenChart(
  tx: ViewTx,
  chartist: string,
  finished: ReadonlySet<string> | undefined,
): boolean {
  if (tx.viewer === "everything") return true;
  const { actor, roles } = tx.viewer;
  if (chartist === actor || roles.includes("unblinded")) return true;
  // a third chartist's unfinished work is theirs alone, though the study is open
  if (finished === undefined || !finished.has(chartist)) return false;
  return finished.has(actor) || ["lead", "adjudicator", "observer"].some((role) => roles.includes(role));
}
