import { UserError } from "@chartroom/core/base/error";
import { CLASS_NAMES, CLASSES, runYields, withdrawalEffect } from "@chartroom/core/flow";
import {
  describeRun,
  type Run as SearchRun,
  runDetailsSchema,
  runs,
  searchesOf,
  withdrawRun,
} from "@chartroom/core/records";
import { columns } from "../output.ts";
import { inReview } from "./acting.ts";
import type { Run } from "./command.ts";
import { searchIn } from "./import-files.ts";

const SHOWN = 12;

/** `chartroom runs` */
export const listRuns: Run = (context) =>
  inReview(context, async ({ ask }) => {
    const all = await ask(runs, {});
    const yields = new Map((await ask(runYields, {})).map((one) => [one.run, one]));
    const rows = all.map(({ id, source, date, fileName, format, records, diagnostics, state }) => [
      id.slice(0, SHOWN),
      source.name,
      date,
      fileName,
      format,
      records.toLocaleString("en"),
      yields.get(id)?.compared === true ? (yields.get(id)?.fresh ?? 0).toLocaleString("en") : "",
      String(diagnostics.warnings + diagnostics.errors),
      state === "live" ? "" : state,
    ]);
    const header = ["Run", "Source", "Searched", "File", "Format", "Records", "New", "Odd", ""];
    const told = all.map((run) => ({ ...run, brought: yields.get(run.id) }));
    return { json: { runs: told }, text: columns(header, rows) };
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

/** `chartroom describe` */
export const describeOneRun: Run = async (context, given) => {
  const said = await searchIn(context, given);
  return inReview(context, async ({ ask }) => {
    const run = runNamed(await ask(runs, {}), given.operands[0] ?? "");
    const { source } = run;
    const details = runDetailsSchema.parse({
      source: {
        name: said.source ?? source.name,
        platform: said.platform ?? source.platform,
        column: said.column ?? source.column,
        kind: said.kind ?? source.kind,
      },
      query: said.query ?? run.query,
      date: said.date ?? run.date,
      hitsReported: said.hits ?? run.hitsReported,
      note: said.note ?? run.note,
    });
    const { runs: own } = await ask(describeRun, { run: run.id, details });
    const files = own.map(({ fileName }) => fileName).join(", ");
    return { json: { runs: own }, text: `${details.source.name}: what is known of ${files} was corrected.` };
  });
};

/** `chartroom withdraw` */
export const withdrawOneRun: Run = (context, given) =>
  inReview(context, async ({ ask }) => {
    const all = await ask(runs, {});
    const { id } = runNamed(all, given.operands[0] ?? "");
    const together = given.has("together");
    if (given.has("preview")) {
      const search = searchesOf(all).find(({ runs: own }) => own.some((run) => run.id === id));
      const own = together ? (search?.runs ?? []).map((run) => run.id) : [id];
      const effect = await ask(withdrawalEffect, { runs: own.length === 0 ? [id] : own });
      const leaving = CLASSES.flatMap((name) =>
        effect.leaving[name] === undefined
          ? []
          : [`  ${effect.leaving[name]} ${CLASS_NAMES[name].toLowerCase()}`],
      );
      const text = [
        `${effect.records} records would no longer count; ${effect.staying} citations stay, since other runs hold them too.`,
        leaving.length === 0 ? "No citation would leave." : "These citations would leave:",
        ...leaving,
      ].join("\n");
      return { json: effect, text };
    }
    const run = await ask(withdrawRun, {
      run: id,
      reason: given.need("reason", "to withdraw a run"),
      together,
    });
    const others = run.withdrawals.length - 1;
    const more = others === 0 ? "" : `, and ${others} more of the same search`;
    return {
      json: run,
      text: `Withdrawn: ${run.records} records of ${run.source.name} (${run.fileName}${more}). Importing the file again brings it back.`,
    };
  });
