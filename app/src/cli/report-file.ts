import type { RenderedReport } from "@chartroom/core/reporting";
import { writeWhole } from "../output.ts";

/** Writes a rendered report as the file that it is; gives its size in bytes. */
export async function writeReport(
  path: string,
  report: RenderedReport,
  signal: AbortSignal,
): Promise<number> {
  const bytes = Buffer.from(report.base64, "base64");
  await writeWhole(path, [bytes], signal);
  return bytes.length;
}
