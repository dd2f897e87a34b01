import { perform } from "@chartroom/core/action";
import { UserError } from "@chartroom/core/base/error";
import { REPORT_FORMATS, renderReport } from "@chartroom/core/reporting";
import type { Context } from "hono";
import { diagnosticsFile, diagnosticsNamed } from "./diagnostics-file.ts";
import type { OpenReview } from "./hall.ts";
import { referenceDownload, referenceFormat } from "./reference-download.ts";

/** A file of references, of what was odd in a run, or of the report: `report.html` opens in the preview frame, all others are saved. */
export async function download(
  context: Context,
  review: OpenReview,
  actor: string,
  name: string,
): Promise<Response> {
  const { bench } = review;
  const written = referenceFormat(name);
  if (written !== undefined) return referenceDownload(context, review, actor, written);
  const odd = diagnosticsNamed(name);
  if (odd !== undefined) return diagnosticsFile(context, bench, actor, odd);
  const format = REPORT_FORMATS.find((one) => name === `report.${one}`);
  if (format === undefined)
    throw new UserError("download.not-found", "There is no such file.", {
      hint: `Files: ${REPORT_FORMATS.map((one) => `report.${one}`).join(", ")}, references.ris and others.`,
    });
  const file = await perform(bench, renderReport, { actor, input: { format } });
  context.header("Content-Type", file.media);
  context.header("Cache-Control", "no-store");
  const inline = (format === "html" || format === "svg") && context.req.query("save") === undefined;
  if (!inline) context.header("Content-Disposition", `attachment; filename="${file.fileName}"`);
  // a report brings its own styles and pictures and needs nothing else, no script least of all
  if (inline)
    context.header(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups",
    );
  return context.body(new Uint8Array(Buffer.from(file.base64, "base64")));
}
