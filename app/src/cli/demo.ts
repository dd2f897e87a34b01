import { join, resolve } from "node:path";
import { status } from "@chartroom/core/flow";
import { renderReport } from "@chartroom/core/reporting";
import { rememberReview } from "../recent.ts";
import { EXAMPLES, replayExample } from "../replay/example.ts";
import { inReview } from "./acting.ts";
import type { Run } from "./command.ts";
import { wholeOrNothing } from "./half-made.ts";
import { writeReport } from "./report-file.ts";

/** `chartroom demo` */
export const demo: Run = async (context, given) => {
  const [flagship] = EXAMPLES;
  const name = EXAMPLES.find((example) => example === given.text("example")) ?? flagship;
  const folder = given.has("review") ? context.folder : resolve(context.cwd, name);
  const started = performance.now();
  await wholeOrNothing(folder, () => replayExample(name, folder, context.onProgress));
  return inReview({ ...context, folder, as: undefined }, async ({ ask }) => {
    const { title, counts } = await ask(status, {});
    rememberReview(folder, title);
    const file = join(folder, "report.html");
    await writeReport(file, await ask(renderReport, { format: "html" }), context.signal);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const text = [
      `${title}`,
      `${counts.identified} records, ${counts.screened} screened, ${counts.studiesIncluded} studies included; ${seconds} s.`,
      `Review: ${folder}`,
      `Report: ${file}`,
    ].join("\n");
    return { json: { example: name, folder, title, report: file, counts }, text };
  });
};
