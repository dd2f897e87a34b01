import { createHash } from "node:crypto";
import { basename, resolve } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import {
  importFile,
  type ImportDiagnostic,
  type Run as SearchRun,
  runDetailsSchema,
  runs,
} from "@chartroom/core/records";
import { type Reference, readReferences } from "@chartroom/core/references";
import type { Context } from "../context.ts";
import { columns, oneLine, writeWhole } from "../output.ts";
import { type Acting, inReview } from "./acting.ts";
import type { Run } from "./command.ts";
import type { Given } from "./given.ts";
import { type InputFile, inputFile, mappingFile, textFile } from "./input-file.ts";
import { UsageError } from "./usage.ts";

type Mapping = Readonly<Record<string, string>> | undefined;

const HEAD = 65_536;
const PREVIEWED = 5;
const TOLD = 20;

interface Imported {
  run: SearchRun;
  already: boolean;
  diagnostics: ImportDiagnostic[];
}

async function detailsIn(context: Context, given: Given) {
  const source = given.need("source", "to say where the records come from");
  if (given.has("query") && given.has("queryFile"))
    throw new UsageError("Give --query or --query-file, not both.");
  const file = given.text("queryFile");
  const query = file === undefined ? (given.text("query") ?? "") : (await textFile(context, file)).trimEnd();
  const date = given.text("date") ?? "";
  if (date !== "" && !/^\d{4}(-\d{2}){0,2}$/.test(date))
    throw new UsageError("--date is a day such as 2026-01-31.");
  return runDetailsSchema.parse({
    source: {
      name: source,
      platform: given.text("platform") ?? "",
      column: given.text("column") ?? "databases",
      kind: given.text("kind") ?? "database",
    },
    query,
    date,
    hitsReported: given.number("hits") ?? null,
    note: given.text("note") ?? "",
  });
}

/** Refuses what is no reference file before any of it is kept in the review. */
async function assertReadable(file: InputFile, mapping: Mapping): Promise<void> {
  // standard input can be read only once
  if (file.path === undefined) return;
  const head: Uint8Array[] = [];
  let length = 0;
  for await (const piece of file.bytes()) {
    head.push(piece);
    length += piece.length;
    if (length >= HEAD) break;
  }
  const nothing = { reference: () => undefined, diagnostic: () => undefined };
  try {
    const { records } = await readReferences(
      Buffer.concat(head),
      { name: basename(file.name), ...(mapping && { mapping }) },
      nothing,
    );
    if (records === 0 && length === file.size) {
      throw new UserError("import.no-records", "No records were found.", {
        place: { file: file.name },
        hint: "Export the records again as RIS, PubMed (.nbib), BibTeX or CSV, and import that file.",
      });
    }
  } catch (error) {
    // a container cannot be read from its beginning alone; that is no fault yet
    if (!(error instanceof UserError) || length < HEAD || error.code === "references.unknown-format")
      throw error;
  }
}

async function* watched(file: InputFile, context: Context): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const piece of file.bytes()) {
    done += piece.length;
    context.onProgress({
      phase: `copying ${basename(file.name)}`,
      done,
      ...(file.size !== undefined && { total: file.size }),
    });
    yield piece;
  }
}

async function importOne(
  acting: Acting,
  context: Context,
  file: InputFile,
  mapping: Mapping,
  details: Awaited<ReturnType<typeof detailsIn>>,
): Promise<Imported> {
  await assertReadable(file, mapping);
  const { hash } = await acting.bench.storage.blobs.putStream(watched(file, context));
  return acting.ask(importFile, {
    file: hash,
    fileName: basename(file.name),
    details,
    ...(mapping && { mapping: { ...mapping } }),
  });
}

function importedText({ run, already, diagnostics }: Imported): string {
  const { warnings, errors } = run.diagnostics;
  if (already)
    return `${run.fileName} was imported before, as ${run.records} records of ${run.source.name}; nothing was added.`;
  const odd = warnings + errors === 0 ? "" : `; ${warnings} warnings, ${errors} errors`;
  const told = diagnostics.slice(0, TOLD).map(({ message, record, line }) => {
    const where = [record === undefined ? "" : `record ${record}`, line === undefined ? "" : `line ${line}`]
      .filter(Boolean)
      .join(", ");
    return `  ${where === "" ? "" : `${where}: `}${oneLine(message)}`;
  });
  const more =
    diagnostics.length > TOLD ? [`  and ${diagnostics.length - TOLD} more (--diagnostics FILE.json)`] : [];
  return [
    `${run.fileName}: ${run.records} records of ${run.source.name}, read as ${run.format} (${run.encoding})${odd}.`,
    ...told,
    ...more,
  ].join("\n");
}

interface Preview {
  file: string;
  format: string;
  encoding: string;
  records: number;
  first: Omit<Reference, "raw">[];
  diagnostics: ImportDiagnostic[];
  already: SearchRun | undefined;
}

async function previewOne(
  acting: Acting,
  context: Context,
  file: InputFile,
  mapping: Mapping,
): Promise<Preview> {
  const first: Omit<Reference, "raw">[] = [];
  const diagnostics: ImportDiagnostic[] = [];
  const digest = createHash("sha256");
  async function* hashed() {
    for await (const piece of file.bytes()) {
      digest.update(piece);
      yield piece;
    }
  }
  const { signal } = context;
  const read = await readReferences(
    hashed(),
    { name: basename(file.name), signal, ...(mapping && { mapping }) },
    {
      reference({ raw: _raw, ...shown }) {
        if (first.length < PREVIEWED) first.push(shown);
      },
      diagnostic: (diagnostic) => diagnostics.push(diagnostic),
    },
  );
  const hash = digest.digest("hex");
  const already = (await acting.ask(runs, {})).find((run) => run.file === hash && run.state === "live");
  return {
    file: file.name,
    format: read.format,
    encoding: read.encoding,
    records: read.records,
    first,
    diagnostics,
    already,
  };
}

function previewText({ file, format, encoding, records, first, diagnostics, already }: Preview): string {
  const rows = first.map(({ title, year, doi }) => [title ?? "", String(year ?? ""), doi ?? ""]);
  return [
    `${file}: ${records} records, read as ${format} (${encoding}); ${diagnostics.length} oddities.`,
    ...(already === undefined ? [] : [`It was imported before, as ${already.source.name}.`]),
    columns(["Title", "Year", "DOI"], rows),
  ].join("\n");
}

/** `chartroom import` */
export const importFiles: Run = async (context, given) => {
  const mapping = await mappingFile(context, given.text("mapping"));
  const files = await Promise.all(given.operands.map((name) => inputFile(context, name)));
  if (given.has("preview")) {
    return inReview(context, async (acting) => {
      const previews: Preview[] = [];
      for (const file of files) previews.push(await previewOne(acting, context, file, mapping));
      return { json: { files: previews }, text: previews.map(previewText).join("\n\n") };
    });
  }
  const details = await detailsIn(context, given);
  return inReview(context, async (acting) => {
    const all: Imported[] = [];
    for (const file of files) {
      try {
        all.push(await importOne(acting, context, file, mapping, details));
      } catch (error) {
        // each file is a run of its own: those before stand, and the person is told so
        if (all.length > 0) context.tell(`${all.map(importedText).join("\n")}\n`);
        throw error;
      }
    }
    const report = given.text("diagnostics");
    if (report !== undefined) {
      const document = all.map(({ run, diagnostics }) => ({
        file: run.fileName,
        format: run.format,
        encoding: run.encoding,
        records: run.records,
        diagnostics,
      }));
      await writeWhole(resolve(context.cwd, report), [JSON.stringify(document, null, 2)], context.signal);
    }
    return { json: { runs: all }, text: all.map(importedText).join("\n") };
  });
};
