import { act, look, type ReadTx } from "../action/index.ts";
import { flowDiagram } from "../flow/index.ts";
import { flowOf } from "../flow/store.ts";
import type { VersionInfo } from "../review/index.ts";
import { versionCalled } from "../review/store.ts";
import { prismaScrChecklist } from "./checklist.ts";
import { checklist, renderReport, type ReportFormat, reportTexts, writeText } from "./contracts.ts";
import { chartedCsv } from "./csv.ts";
import { textWritten } from "./facts.ts";
import { gatherReport } from "./gather.ts";
import { htmlReport } from "./html/page.ts";
import { textsOf } from "./store.ts";
import { dateWords, KINDS } from "./words.ts";
import { PROGRAM_VERSION } from "./version.ts";
import { xlsxReport } from "./xlsx/report.ts";

const MEDIA: Readonly<Record<ReportFormat, string>> = {
  html: "text/html; charset=utf-8",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
  svg: "image/svg+xml",
};
const NAMES: Readonly<Record<ReportFormat, string>> = {
  html: "report.html",
  docx: "report.docx",
  xlsx: "charted-data.xlsx",
  csv: "charted-data.csv",
  svg: "flow.svg",
};

async function gathered(tx: ReadTx, version?: VersionInfo) {
  const [newest] = await tx.latest(1);
  // the report bears the time of the last fact in it: the same record gives the same report
  const input = await gatherReport(tx, { version: PROGRAM_VERSION, date: newest?.at ?? "" });
  if (version === undefined) return input;
  const { name, at, kind } = version;
  // the version was named over the state that it names, so it is not in it
  return {
    ...input,
    versions: [...input.versions, { name, date: at, note: KINDS[kind] ?? "" }],
    labels: [...input.labels, `As of the version “${name}” of ${dateWords(at)}`],
  };
}

async function bytesOf(
  tx: ReadTx,
  format: ReportFormat,
  version?: VersionInfo,
): Promise<Uint8Array | string> {
  switch (format) {
    case "svg":
      return flowDiagram((await flowOf(tx)).flow, { theme: "light" });
    case "csv": {
      const { form, studies } = await gathered(tx, version);
      return chartedCsv(form, studies);
    }
    case "xlsx":
      return xlsxReport(await gathered(tx, version));
    case "docx": {
      const { docxReport } = await import("./node/docx.ts");
      return docxReport(await gathered(tx, version));
    }
    case "html":
      return htmlReport(await gathered(tx, version));
  }
}

export const reportingActions = [
  act(writeText, {
    who: ["lead", "reviewer", "adjudicator", "librarian"],
    async run(tx, { part, text }) {
      const before = (await textsOf(tx)).facts.get(part);
      return {
        fact: (await tx.record(textWritten, part, { text }, before === undefined ? [] : [before])).hash,
      };
    },
  }),
  look(reportTexts, { run: async (tx) => (await textsOf(tx)).texts }),
  look(checklist, { run: async (tx) => prismaScrChecklist(await gathered(tx)) }),
  look(renderReport, {
    async run(tx, { format, version: name }) {
      const version = name === undefined ? undefined : await versionCalled(tx, name);
      const content =
        version === undefined
          ? await bytesOf(tx, format)
          : await tx.asOf(version.heads, (then) => bytesOf(then, format, version));
      const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : Buffer.from(content);
      return { fileName: NAMES[format], media: MEDIA[format], base64: bytes.toString("base64") };
    },
  }),
];
