import { resolve } from "node:path";
import { soughtReports } from "@chartroom/core/fulltext";
import { columns } from "../output.ts";
import { applyRetrievals } from "../replay/tables.ts";
import { inReview } from "./acting.ts";
import type { Run } from "./command.ts";

/** `chartroom fulltext` */
export const fulltext: Run = (context, given) =>
  inReview(context, async ({ ask, applying }) => {
    if (given.oneOf(["log", "list"], "list") === "log") {
      const done = await applyRetrievals(
        applying,
        resolve(context.cwd, given.need("log", "to write down steps")),
      );
      return { json: done, text: `${done.applied} steps written down.` };
    }
    const reports = await ask(soughtReports, {});
    const rows = reports.map(({ citation, title, year, doi, state, reason, log }) => {
      const last = log.at(-1);
      const step = last === undefined ? "" : [last.step, last.route, last.date].filter(Boolean).join(", ");
      return [
        citation,
        title,
        String(year ?? ""),
        doi ?? "",
        [state, reason].filter(Boolean).join(": "),
        step,
      ];
    });
    return {
      json: { reports },
      text: columns(["Citation", "Title", "Year", "DOI", "State", "Last step"], rows, 50),
    };
  });
