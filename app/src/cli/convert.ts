import { basename, resolve } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import {
  type Diagnostic,
  lossWords,
  type Reference,
  watchLosses,
  writeReferences,
} from "@chartroom/core/references";
import type { Context } from "../context.ts";
import { writeWhole } from "../output.ts";
import type { Run } from "./command.ts";
import { type InputFile, inputFile, mappingFile } from "./input-file.ts";
import { streamReferences } from "./reference-stream.ts";
import { UsageError } from "./usage.ts";

type Remark = Omit<Diagnostic, "severity">;

interface FileReport {
  file: string;
  format: string;
  encoding: string;
  records: number;
  warnings: Remark[];
  errors: Remark[];
  /** In how many records each field does not come back as it was from what was written. */
  lost: Record<string, number>;
}

interface Reading {
  to: string;
  context: Context;
  mapping: Readonly<Record<string, string>> | undefined;
  reports: FileReport[];
}

/** As many losses of one field as are told one by one. */
const TOLD = 1000;

/** The references of a file, with a remark on each field that the format to write does not carry. */
function watched(report: FileReport, references: AsyncIterable<Reference>, to: string) {
  return watchLosses(references, to, (losses, place) => {
    for (const loss of losses) {
      const count = (report.lost[loss.field] ?? 0) + 1;
      report.lost[loss.field] = count;
      if (count > TOLD) continue;
      const message = lossWords(loss, to);
      report.warnings.push({ code: "references.lost", message, record: place + 1 });
    }
  });
}

async function* referencesIn(
  { context, mapping }: Reading,
  file: InputFile,
  report: FileReport,
): AsyncGenerator<Reference> {
  const { signal, onProgress } = context;
  const source = {
    name: basename(file.name),
    signal,
    onProgress: ({ done }: { done: number }) =>
      onProgress({
        phase: `reading ${basename(file.name)}`,
        done,
        ...(file.size !== undefined && { total: file.size }),
      }),
    ...(mapping && { mapping }),
  };
  const stream = streamReferences(file.bytes(), source, ({ severity, ...remark }) => {
    (severity === "error" ? report.errors : report.warnings).push(remark);
  });
  for (;;) {
    const { done, value } = await stream.next();
    if (done === true) {
      Object.assign(report, { format: value.format, encoding: value.encoding, records: value.records });
      return;
    }
    yield value.reference;
  }
}

async function* allReferences(reading: Reading, files: readonly InputFile[]): AsyncGenerator<Reference> {
  let records = 0;
  for (const file of files) {
    const report: FileReport = {
      file: file.name,
      format: "",
      encoding: "",
      records: 0,
      warnings: [],
      errors: [],
      lost: {},
    };
    reading.reports.push(report);
    for await (const reference of watched(report, referencesIn(reading, file, report), reading.to)) {
      records += 1;
      yield reference;
    }
  }
  if (records === 0) {
    throw new UserError("references.none", "No records were found.", {
      ...(files[0] !== undefined && { place: { file: files[0].name } }),
      hint: "Export the records again as RIS, PubMed (.nbib), BibTeX or CSV.",
    });
  }
}

function remarks({ file, warnings, errors, lost }: FileReport, to: string): string[] {
  const odd = warnings.filter(({ code }) => code !== "references.lost").length;
  const fields = Object.entries(lost).map(([field, count]) => `${field} of ${count}`);
  return [
    ...(odd + errors.length === 0 ? [] : [`${file}: ${odd} warnings, ${errors.length} errors`]),
    ...(fields.length === 0 ? [] : [`${file}: ${to} does not carry all: ${fields.join(", ")} records`]),
  ];
}

/** `chartroom convert` */
export const convert: Run = async (context, given) => {
  const out = given.text("out");
  if (out === undefined && context.json)
    throw new UsageError("With --json, name a file with --out: standard output takes one thing only.");
  const to = given.text("to") ?? "jsonl";
  const files = await Promise.all(given.operands.map((name) => inputFile(context, name)));
  const reading: Reading = {
    context,
    to,
    mapping: await mappingFile(context, given.text("mapping")),
    reports: [],
  };
  const pieces = writeReferences(allReferences(reading, files), to);
  const { reports } = reading;
  if (out === undefined || out === "-") for await (const piece of pieces) await context.write(piece);
  else await writeWhole(resolve(context.cwd, out), pieces, context.signal);
  const diagnostics = given.text("diagnostics");
  if (diagnostics !== undefined) {
    const document = reports.length === 1 ? reports[0] : reports;
    await writeWhole(
      resolve(context.cwd, diagnostics),
      [`${JSON.stringify(document, null, 2)}\n`],
      context.signal,
    );
  }
  const odd = reports.flatMap((report) => remarks(report, to));
  if (odd.length > 0 && diagnostics === undefined)
    context.tell(`${odd.join("\n")} (--diagnostics FILE.json tells them)\n`);
  if (out === undefined || out === "-") return undefined;
  const records = reports.reduce((sum, report) => sum + report.records, 0);
  return { json: { out, to, records, files: reports }, text: `${out}: ${records} references as ${to}` };
};
