import { basename, resolve } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import { type Diagnostic, type Reference, writeReferences } from "@chartroom/core/references";
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
}

interface Reading {
  context: Context;
  mapping: Readonly<Record<string, string>> | undefined;
  reports: FileReport[];
}

async function* referencesIn(
  { context, mapping, reports }: Reading,
  file: InputFile,
): AsyncGenerator<Reference> {
  const report: FileReport = {
    file: file.name,
    format: "",
    encoding: "",
    records: 0,
    warnings: [],
    errors: [],
  };
  reports.push(report);
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
    for await (const reference of referencesIn(reading, file)) {
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

const remarks = ({ file, warnings, errors }: FileReport) =>
  warnings.length + errors.length === 0
    ? []
    : [`${file}: ${warnings.length} warnings, ${errors.length} errors`];

/** `chartroom convert` */
export const convert: Run = async (context, given) => {
  const out = given.text("out");
  if (out === undefined && context.json)
    throw new UsageError("With --json, name a file with --out: standard output takes one thing only.");
  const to = given.text("to") ?? "jsonl";
  const files = await Promise.all(given.operands.map((name) => inputFile(context, name)));
  const reading: Reading = {
    context,
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
  const odd = reports.flatMap(remarks);
  if (odd.length > 0 && diagnostics === undefined)
    context.tell(`${odd.join("\n")} (--diagnostics FILE.json tells them)\n`);
  if (out === undefined || out === "-") return undefined;
  const records = reports.reduce((sum, report) => sum + report.records, 0);
  return { json: { out, to, records, files: reports }, text: `${out}: ${records} references as ${to}` };
};
