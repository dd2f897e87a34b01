import { createHash } from "node:crypto";
import { basename, resolve } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import { newId } from "@chartroom/core/base/id";
import {
  ClueGatherer,
  guessSearch,
  importFile,
  type ImportDiagnostic,
  previewFile,
  type Run as SearchRun,
  type RunDetails,
  runDetailsSchema,
  runDiagnostics,
  runs,
  type SearchGuess,
  sourceNamed,
} from "@chartroom/core/records";
import { type ColumnDescription, type Reference, readReferences } from "@chartroom/core/references";
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
  /** What in the file named its source, where no option did. */
  guessed?: string;
}

/** A day, a month or a year as an option gives it; empty where it is left out. */
function dayIn(given: Given): string | undefined {
  const date = given.text("date");
  if (date !== undefined && date !== "" && !/^\d{4}(-\d{2}){0,2}$/.test(date))
    throw new UsageError("--date is a day such as 2026-01-31.");
  return date;
}

/** What the options say of a search; what they leave out is undefined. */
export async function searchIn(context: Context, given: Given) {
  if (given.has("query") && given.has("queryFile"))
    throw new UsageError("Give --query or --query-file, not both.");
  const file = given.text("queryFile");
  return {
    source: given.text("source"),
    platform: given.text("platform"),
    column: given.text("column"),
    kind: given.text("kind"),
    query: file === undefined ? given.text("query") : (await textFile(context, file)).trimEnd(),
    date: dayIn(given),
    hits: given.number("hits"),
    note: given.text("note"),
  };
}

type Said = Awaited<ReturnType<typeof searchIn>>;

/** What is said of a search, filled up from what the file itself says where the source is left out. */
function detailsFrom(said: Said, guess: SearchGuess | undefined): RunDetails {
  const usual = guess?.source ?? sourceNamed(said.source ?? "", []);
  return runDetailsSchema.parse({
    source: {
      name: said.source ?? guess?.source?.name ?? "",
      platform: said.platform ?? guess?.source?.platform ?? "",
      column: said.column ?? (said.kind === undefined ? usual.column : "databases"),
      kind: said.kind ?? usual.kind,
    },
    query: said.query ?? guess?.query?.text ?? "",
    date: said.date ?? guess?.date?.day ?? "",
    hitsReported: said.hits ?? null,
    note: said.note ?? "",
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
  said: Said,
  search: string | undefined,
): Promise<Imported> {
  await assertReadable(file, mapping);
  const { hash } = await acting.bench.storage.blobs.putStream(watched(file, context));
  const known = {
    file: hash,
    fileName: basename(file.name),
    ...(mapping && { mapping: { ...mapping } }),
  };
  const seen = said.source === undefined ? await acting.ask(previewFile, known) : undefined;
  if (seen !== undefined && seen.guess.source === undefined)
    throw new UsageError(
      `Give --source NAME: nothing in ${oneLine(basename(file.name))} says where its records come from.`,
    );
  return {
    ...(await acting.ask(importFile, {
      ...known,
      details: detailsFrom(said, seen?.guess),
      ...(search !== undefined && { search }),
    })),
    ...(seen?.guess.source !== undefined && { guessed: seen.guess.source.basis }),
  };
}

/** The first oddities, each with its record and line. */
function toldOf(diagnostics: readonly ImportDiagnostic[]): string[] {
  const told = diagnostics.slice(0, TOLD).map(({ message, record, line }) => {
    const where = [record === undefined ? "" : `record ${record}`, line === undefined ? "" : `line ${line}`]
      .filter(Boolean)
      .join(", ");
    return `  ${where === "" ? "" : `${where}: `}${oneLine(message)}`;
  });
  const more = diagnostics.length - TOLD;
  return more > 0 ? [...told, `  and ${more} more (--diagnostics FILE.json)`] : told;
}

function importedText({ run, already, diagnostics, guessed }: Imported): string {
  const { warnings, errors } = run.diagnostics;
  if (already)
    return `${run.fileName} was imported before, as ${run.records} records of ${run.source.name}; nothing was added.`;
  const odd = warnings + errors === 0 ? "" : `; ${warnings} warnings, ${errors} errors`;
  return [
    `${run.fileName}: ${run.records} records of ${run.source.name}, read as ${run.format} (${run.encoding})${odd}.`,
    ...(guessed === undefined
      ? []
      : [`  ${run.source.name} was guessed (${guessed}); \`chartroom describe ${run.id}\` corrects it.`]),
    ...toldOf(diagnostics),
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
  columns: ColumnDescription[];
  guess: SearchGuess;
}

async function previewOne(
  acting: Acting,
  context: Context,
  file: InputFile,
  mapping: Mapping,
): Promise<Preview> {
  const first: Omit<Reference, "raw">[] = [];
  const diagnostics: ImportDiagnostic[] = [];
  const columns: ColumnDescription[] = [];
  const clues = new ClueGatherer();
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
      reference(reference) {
        const { raw: _raw, ...shown } = reference;
        if (first.length < PREVIEWED) first.push(shown);
        clues.add(reference);
      },
      table(header) {
        columns.push(...header.columns);
        clues.preamble = header.preamble;
      },
      diagnostic: (diagnostic) => diagnostics.push(diagnostic),
    },
  );
  const hash = digest.digest("hex");
  const already = (await acting.ask(runs, {})).find((run) => run.file === hash);
  return {
    file: file.name,
    format: read.format,
    encoding: read.encoding,
    records: read.records,
    first,
    diagnostics,
    already,
    columns,
    guess: guessSearch(clues.clues({ fileName: basename(file.name), ...read })),
  };
}

function alreadyWords(run: SearchRun): string {
  return run.withdrawn === undefined
    ? `It was imported before, as ${run.source.name}.`
    : `It was imported before, as ${run.source.name}, and withdrawn (${oneLine(run.withdrawn.reason)}); importing it brings it back.`;
}

function previewText(preview: Preview): string {
  const { file, format, encoding, records, first, diagnostics, already, guess } = preview;
  const rows = first.map(({ title, year, doi }) => [title ?? "", String(year ?? ""), doi ?? ""]);
  const { source, date, query } = guess;
  return [
    `${file}: ${records} records, read as ${format} (${encoding}); ${diagnostics.length} oddities.`,
    ...(already === undefined ? [] : [alreadyWords(already)]),
    ...(source === undefined ? [] : [`Source: ${source.name} (${source.basis}).`]),
    ...(date === undefined ? [] : [`Searched: ${date.day} (${date.basis}).`]),
    ...(query === undefined ? [] : [`Search text: ${oneLine(query.text)} (${query.basis}).`]),
    columns(["Title", "Year", "DOI"], rows),
    ...toldOf(diagnostics),
    ...(preview.columns.length === 0
      ? []
      : [
          columns(
            ["Column", "Read as"],
            preview.columns.map(({ column, field }) => [column, field ?? "kept as delivered"]),
          ),
        ]),
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
  const said = await searchIn(context, given);
  const search = given.has("oneSearch") && files.length > 1 ? newId() : undefined;
  return inReview(context, async (acting) => {
    const all: Imported[] = [];
    for (const file of files) {
      try {
        all.push(await importOne(acting, context, file, mapping, said, search));
      } catch (error) {
        // each file stands for itself: those before it came in, and the person is told so
        if (all.length > 0) context.tell(`${all.map(importedText).join("\n")}\n`);
        throw error;
      }
    }
    const report = given.text("diagnostics");
    if (report !== undefined) {
      const document: unknown[] = [];
      for (const { run } of all) {
        const { fileName: file, format, encoding, records } = run;
        // the answer of an import has the first of them only
        const diagnostics = await acting.ask(runDiagnostics, { run: run.id });
        document.push({ file, format, encoding, records, diagnostics });
      }
      await writeWhole(resolve(context.cwd, report), [JSON.stringify(document, null, 2)], context.signal);
    }
    return { json: { runs: all }, text: all.map(importedText).join("\n") };
  });
};
