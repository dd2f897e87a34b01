import type { Counts, Previous } from "../../flow/index.ts";
import type { ReportInput } from "../input.ts";
import { chartedSheet, dictionarySheet, groupSheets } from "./charted.ts";
import type { Cell, Sheet } from "./sheet.ts";
import { workbook } from "./workbook.ts";

function countRows(column: string, counts: Counts | Previous): Cell[][] {
  const rows: Cell[][] = [];
  const walk = (path: string, value: unknown): void => {
    if (typeof value === "number") rows.push([column, path, value]);
    else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) walk(path === "" ? key : `${path}.${key}`, item);
    }
  };
  walk("", counts);
  return rows;
}

function countsSheet(input: ReportInput): Sheet {
  const { databases, other, previous, total } = input.flow;
  return {
    name: "Counts",
    head: ["column", "count", "n"],
    rows: [
      ...countRows("databases and registers", databases),
      ...(other === undefined ? [] : countRows("other methods", other)),
      ...(previous === undefined ? [] : countRows("previous version", previous)),
      ...(total === undefined
        ? []
        : [
            ["total", "studies", total.studies],
            ["total", "reports", total.reports],
          ]),
    ],
  };
}

function citationsSheet(input: ReportInput): Sheet {
  return {
    name: "Citations",
    head: ["id", "class", "reason", "title", "authors", "year", "journal", "doi", "pmid"],
    rows: (input.citations ?? []).map((one) => [
      one.id,
      one.class,
      one.reason,
      one.title,
      one.authors,
      one.year,
      one.journal,
      one.doi,
      one.pmid,
    ]),
  };
}

function excludedSheet(input: ReportInput): Sheet {
  return {
    name: "Excluded at full text",
    head: ["report", "title", "year", "doi", "reason", "reason_label", "by", "note"],
    rows: input.excluded.map((one) => [
      one.label,
      one.title,
      one.year,
      one.doi,
      one.reason,
      one.reasonLabel,
      one.automation === true ? "automation" : "human",
      one.note,
    ]),
  };
}

function searchesSheet(input: ReportInput): Sheet {
  return {
    name: "Searches",
    head: ["source", "platform", "date", "hits", "records", "limits", "filters", "withdrawn", "text"],
    rows: input.runs.map((run) => {
      const source = input.sources.find((candidate) => candidate.id === run.source);
      return [
        source?.name ?? run.source,
        source?.platform,
        run.date,
        run.hits,
        run.records,
        run.limits,
        run.filters,
        run.withdrawn,
        run.text,
      ];
    }),
  };
}

function aboutSheet(input: ReportInput): Sheet {
  return {
    name: "About",
    head: ["what", "value"],
    rows: [
      ["title", input.protocol.title],
      ["written", input.program.date],
      ["program", `Chartroom ${input.program.version}`],
      ...input.labels.map((label) => ["note", label]),
      ...input.ledger.heads.map((head) => [`head of ${head.device} after ${head.number} facts`, head.hash]),
    ],
  };
}

/**
 * The review's data as a workbook: charted data, a sheet for each repeating group, data dictionary, citations,
 * reports excluded at full text, searches and counts.
 */
export function xlsxReport(input: ReportInput): Uint8Array {
  const sheets = [
    aboutSheet(input),
    chartedSheet(input.form, input.studies),
    ...groupSheets(input.form, input.studies),
    dictionarySheet(input.form),
    citationsSheet(input),
    excludedSheet(input),
    searchesSheet(input),
    countsSheet(input),
  ];
  return workbook(sheets, input.protocol.title, input.program.date);
}
