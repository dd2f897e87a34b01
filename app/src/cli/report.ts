import { mkdir, stat } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import { REPORT_FORMATS, type ReportFormat, renderReport } from "@chartroom/core/reporting";
import { outputFault } from "../output.ts";
import { inReview } from "./acting.ts";
import type { Run } from "./command.ts";
import { writeReport } from "./report-file.ts";
import { UsageError } from "./usage.ts";

const formatNamed = (text: string): ReportFormat | undefined =>
  REPORT_FORMATS.find(
    (format) => format === text.replace(/^\.|m$/g, "") || format === text.replace(/^\./, ""),
  );

function formatsAsked(asked: string | undefined, out: string | undefined): readonly ReportFormat[] {
  if (asked === "all") return REPORT_FORMATS;
  const [format] = [formatNamed(asked ?? extname(out ?? "")), "html" as const].filter(
    (one) => one !== undefined,
  );
  return format === undefined ? [] : [format];
}

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** `chartroom report` */
export const report: Run = async (context, given) => {
  const out = given.text("out");
  const formats = formatsAsked(given.text("format"), out);
  const target = resolve(context.cwd, out ?? ".");
  const inside =
    out === undefined ||
    formats.length > 1 ||
    /[/\\]$/.test(out) ||
    (await isFolder(target)) ||
    extname(out) === "";
  if (formats.length > 1 && out !== undefined && extname(out) !== "" && !(await isFolder(target))) {
    throw new UsageError("--format all needs a folder for --out.");
  }
  return inReview(context, async ({ ask }) => {
    if (inside) {
      await mkdir(target, { recursive: true }).catch((error: unknown) => {
        throw outputFault(error, target);
      });
    }
    const files: { format: string; file: string; bytes: number }[] = [];
    for (const format of formats) {
      context.onProgress({ phase: `writing ${format}`, done: files.length, total: formats.length });
      const rendered = await ask(renderReport, { format, version: given.text("version") });
      const file = inside ? join(target, rendered.fileName) : target;
      files.push({ format, file, bytes: await writeReport(file, rendered, context.signal) });
    }
    if (files.length === 0) throw new UserError("report.nothing", "Nothing was asked for.");
    return { json: { files }, text: files.map(({ file }) => file).join("\n") };
  });
};
