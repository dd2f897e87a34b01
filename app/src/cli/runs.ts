import { UserError } from "@chartroom/core/base/error";
import { type Run as SearchRun, runs, withdrawRun } from "@chartroom/core/records";
import { columns } from "../output.ts";
import { inReview } from "./acting.ts";
import type { Run } from "./command.ts";

const SHOWN = 12;

/** `chartroom runs` */
export const listRuns: Run = (context) =>
  inReview(context, async ({ ask }) => {
    const all = await ask(runs, {});
    const rows = all.map(({ id, source, date, fileName, format, records, diagnostics, state }) => [
      id.slice(0, SHOWN),
      source.name,
      date,
      fileName,
      format,
      records.toLocaleString("en"),
      String(diagnostics.warnings + diagnostics.errors),
      state === "live" ? "" : state,
    ]);
    const header = ["Run", "Source", "Searched", "File", "Format", "Records", "Odd", ""];
    return { json: { runs: all }, text: columns(header, rows) };
  });

function runNamed(all: readonly SearchRun[], start: string): SearchRun {
  const found = all.filter(({ id, fileName }) => id.startsWith(start) || fileName === start);
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (found.length > 1)
    throw new UserError("run.ambiguous", `${found.length} runs are meant by ${start}.`, {
      hint: "Give more of the id.",
    });
  throw new UserError("run.unknown", `There is no run ${start}.`, { hint: "`chartroom runs` lists them." });
}

/** `chartroom withdraw` */
export const withdrawOneRun: Run = (context, given) =>
  inReview(context, async ({ ask }) => {
    const { id } = runNamed(await ask(runs, {}), given.operands[0] ?? "");
    const run = await ask(withdrawRun, { run: id, reason: given.need("reason", "to withdraw a run") });
    return { json: run, text: `Withdrawn: ${run.records} records of ${run.source.name} (${run.fileName}).` };
  });
