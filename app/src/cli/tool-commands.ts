import { type Command, VERSION } from "./command.ts";

const WRITTEN = ["jsonl", "ris", "nbib", "bib", "csv", "csl-json", "endnote-xml", "tsv", "xlsx"];

export const toolCommands: readonly Command[] = [
  {
    name: "convert",
    summary: "read reference files of any format and write them in another",
    detail:
      "The format and encoding of each file are told from its content. JSON lines are the lossless form: one reference a line. For every other format each record is read back as it is written, and what the format cannot carry is told by record and field (docs/formats.md); the source's own fields that have no place in a reference stay behind. With --json, the diagnostics are printed and --out is needed. `-` is standard input.",
    operands: [{ name: "FILE...", summary: "files as databases and reference managers write them" }],
    options: [
      { flags: "--to <FORMAT>", summary: "format to write; jsonl unless given", choices: WRITTEN },
      { flags: "--out <FILE>", summary: "file to write; standard output unless given" },
      { flags: "--mapping <FILE>", summary: 'columns of a table, as JSON: {"Column": "field"}' },
      { flags: "--diagnostics <FILE>", summary: "write what was odd in the files, as JSON" },
    ],
    works: "files",
    examples: [
      "chartroom convert export.ris --to csv --out export.csv",
      "chartroom convert *.nbib > all.jsonl",
    ],
    load: async () => (await import("./convert.ts")).convert,
  },
  {
    name: "duplicates",
    summary: "find the duplicates within and across reference files",
    detail:
      "Writes a CSV with the columns record_id, cluster_id, decision, score and reason. Records of one cluster are one citation; decision is `auto` where records were merged without asking, and `maybe` where one is left for a person: it keeps a cluster of its own, and the reason names its candidate. Where the files give no unique ids, a record's id is FILE#POSITION.",
    operands: [
      { name: "FILE...", summary: "reference files of any format, or a CSV with a column record_id" },
    ],
    options: [
      { flags: "--out <FILE>", summary: "the CSV to write; `-` is standard output", required: true },
      { flags: "--mapping <FILE>", summary: 'columns of a table, as JSON: {"Column": "field"}' },
    ],
    works: "files",
    load: async () => (await import("./duplicates.ts")).duplicates,
  },
  {
    name: "agreement",
    summary: "measure how well raters agree, from a table of their decisions",
    operands: [
      {
        name: "FILE",
        summary: "CSV with the columns item (or citation), rater and decision (include, maybe, exclude)",
      },
    ],
    works: "files",
    load: async () => (await import("./agreement.ts")).agreementOfTable,
  },
  {
    name: "flow",
    summary: "draw the PRISMA 2020 flow diagram of the review, or of counts from a file",
    operands: [
      {
        name: "COUNTS",
        summary: "JSON such as `chartroom status --json` prints; the review's own counts unless given",
        optional: true,
      },
    ],
    options: [
      VERSION,
      { flags: "--out <FILE>", summary: "the SVG to write; standard output unless given" },
      { flags: "--title <T>", summary: "title above the diagram" },
    ],
    works: "review",
    examples: [
      "chartroom flow --out flow.svg",
      'chartroom flow --version "First report" --out flow-1.svg',
      "chartroom flow counts.json --out flow.svg",
    ],
    load: async () => (await import("./flow.ts")).flow,
  },
];
