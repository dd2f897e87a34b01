import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UserError } from "@chartroom/core/base/error";
import { FORMATS, writeReferences } from "@chartroom/core/references";
import { exportSchema, type ExportWish, formatFor, WRITTEN_FORMATS } from "@chartroom/core/reporting";
import { exportedReferences } from "@chartroom/core/reporting/store";
import type { Context } from "hono";
import type { OpenReview } from "./hall.ts";

const MEDIA: Readonly<Record<string, string>> = {
  ris: "application/x-research-info-systems; charset=utf-8",
  "endnote-xml": "application/xml; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  tsv: "text/tab-separated-values; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "csl-json": "application/vnd.citationstyles.csl+json; charset=utf-8",
  jsonl: "application/x-ndjson; charset=utf-8",
};

/** The format that `references.FORMAT` names; undefined for another file. */
export function referenceFormat(name: string): string | undefined {
  return WRITTEN_FORMATS.find((format) => name === `references.${format}`);
}

/** What the address asks for: the filter of `flow.citations`, `for` and `plain`; lists stand in commas or repeat. */
function wishOf(context: Context, to: string): ExportWish {
  const text = (name: string) => context.req.query(name);
  const parted = (name: string) =>
    (context.req.queries(name) ?? []).flatMap((value) => value.split(",")).filter((value) => value !== "");
  const parsed = exportSchema.safeParse({
    search: text("search"),
    class: parted("class"),
    reason: text("reason"),
    source: context.req.queries("source") ?? [],
    year: parted("year"),
    flagged: text("flagged") === "true",
    duplicates: text("duplicates") === "true",
    for: text("for"),
    to,
    plain: text("plain") !== undefined,
  });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new UserError("input.invalid", `This file cannot be made: ${faults.join("; ")}`, {
    hint: "Correct the named values and try again.",
  });
}

function fileName(wish: ExportWish, format: string): string {
  const ending = FORMATS.find(({ id }) => id === format)?.extensions[0] ?? "txt";
  const parts = ["references", ...wish.class, ...(wish.for === undefined ? [] : [wish.for])];
  return `${parts.join("-").slice(0, 120)}.${ending}`;
}

/** The review's references that fit the address, as a file to save. */
export async function referenceDownload(
  context: Context,
  { bench }: OpenReview,
  actor: string,
  to: string,
): Promise<Response> {
  const wish = wishOf(context, to);
  const format = formatFor(wish);
  const { texts, blobs } = bench.storage;
  // a slow network must not hold the moment that the file shows, nor memory the file
  const folder = await mkdtemp(join(tmpdir(), "chartroom-download-"));
  const path = join(folder, "references");
  const clear = () => rm(folder, { recursive: true, force: true });
  try {
    await bench.storage.read(async (tx) => {
      const viewer = { actor, roles: await bench.rolesOf(tx, actor) };
      const references = exportedReferences({ ...tx, viewer, texts, blobs }, wish);
      await pipeline(Readable.from(writeReferences(references, format)), createWriteStream(path));
    });
  } catch (error) {
    await clear();
    throw error;
  }
  const file = createReadStream(path);
  file.once("close", () => void clear());
  context.header("Content-Type", MEDIA[format] ?? "text/plain; charset=utf-8");
  context.header("Cache-Control", "no-store");
  context.header("Content-Disposition", `attachment; filename="${fileName(wish, format)}"`);
  return context.body(Readable.toWeb(file) as ReadableStream<Uint8Array>);
}
