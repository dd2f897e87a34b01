import { basename, resolve } from "node:path";
import { parseForm, stateForm, tasks } from "@chartroom/core/charting";
import { columns } from "../output.ts";
import { type Applied, applyCharts, applyConsensus, applyLeftOut } from "../replay/tables.ts";
import { inReview } from "./acting.ts";
import type { Run } from "./command.ts";
import { textFile } from "./input-file.ts";
import { UsageError } from "./usage.ts";

const WHAT = ["form", "values", "consensus", "leaveOut", "list"] as const;

/** `chartroom chart` */
export const chart: Run = async (context, given) => {
  const what = given.oneOf(WHAT, "list");
  if (given.has("finish") && what !== "values") throw new UsageError("--finish goes with --values.");
  const file = what === "list" ? "" : given.need(what, "here");
  const path = resolve(context.cwd, file);
  if (what === "form") {
    // a broken form is refused before the review is opened
    const form = parseForm(await textFile(context, file), basename(file));
    return inReview(context, async ({ ask }) => {
      const state = await ask(stateForm, { form, reason: given.text("reason") ?? "" });
      const fields = form.sections.reduce((sum, section) => sum + section.fields.length, 0);
      return {
        json: state,
        text: `Charting form stated: version ${state.current?.number ?? 1}, ${fields} fields.`,
      };
    });
  }
  return inReview(context, async ({ ask, applying, actor }) => {
    if (what === "list") {
      const all = await ask(tasks, {});
      const rows = all.map(({ study, label, title, state, mine, fields, differing, leftOut }) => [
        study,
        label === "" ? title : label,
        state,
        mine === undefined ? "" : `${mine.filled}/${fields}${mine.finished ? ", done" : ""}`,
        String(differing),
        leftOut?.reason ?? "",
      ]);
      return {
        json: { studies: all },
        text: columns(["Study", "Title", "State", "Yours", "Differing", "Left out"], rows),
      };
    }
    let done: Applied;
    if (what === "values") done = await applyCharts(applying, path, { finish: given.has("finish") });
    else if (what === "consensus") done = await applyConsensus(applying, path);
    else done = await applyLeftOut(applying, path);
    const word = {
      values: "values charted",
      consensus: "values agreed",
      leaveOut: "studies left out of the synthesis",
    }[what];
    return { json: done, text: `${done.applied} ${word} by ${actor.name}.` };
  });
};
