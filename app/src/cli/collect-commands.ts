import type { Command } from "./command.ts";

/** Written out here: a command's help loads no room. */
const RELATION_KINDS = [
  "preprint-of",
  "version-of",
  "report-of-same-study",
  "correction-of",
  "retraction-of",
  "comment-on",
  "review-that-includes",
] as const;

const KINDS = ["database", "register", "website", "organisation", "citation", "hand", "other"];

/** What is known of a search. */
const SEARCH_OPTIONS: NonNullable<Command["options"]> = [
  { flags: "--source <NAME>", summary: "the database or other source, as the report shall name it" },
  { flags: "--platform <NAME>", summary: "the platform on which it was searched" },
  {
    flags: "--column <C>",
    summary: "column of the flow diagram; `databases` unless given",
    choices: ["databases", "other"],
  },
  { flags: "--kind <K>", summary: "what kind of source it is; `database` unless given", choices: KINDS },
  { flags: "--query <TEXT>", summary: "the search, exactly as it was run" },
  { flags: "--query-file <FILE>", summary: "a file with the search, exactly as it was run" },
  { flags: "--date <DAY>", summary: "day of the search, as 2026-01-31" },
  { flags: "--hits <N>", summary: "number of hits that the database reported", whole: true },
  { flags: "--note <TEXT>", summary: "anything else about the run" },
];

export const collectCommands: readonly Command[] = [
  {
    name: "import",
    summary: "import export files of databases, each as one run of a search",
    detail:
      "The format is told from the content: RIS, PubMed, BibTeX, EndNote, Ovid, Web of Science, CSV, XLSX and others. A file that was imported before is not imported again. Where no source is given, the one that the file itself names is taken, and said.",
    operands: [{ name: "FILE...", summary: "files as the database delivered them" }],
    options: [
      ...SEARCH_OPTIONS,
      { flags: "--one-search", summary: "the files are the result of one search, exported in parts" },
      { flags: "--mapping <FILE>", summary: 'columns of a table, as JSON: {"Column": "field"}' },
      { flags: "--diagnostics <FILE>", summary: "write what was odd in the files, as JSON" },
      { flags: "--preview", summary: "show what the files hold and import nothing" },
    ],
    works: "review",
    examples: [
      "chartroom import pubmed.nbib --source PubMed --date 2026-01-31 --query-file pubmed.txt --hits 412",
      "chartroom import unknown.csv --preview",
    ],
    load: async () => (await import("./import-files.ts")).importFiles,
  },
  {
    name: "runs",
    summary: "list every import with its source",
    works: "review",
    load: async () => (await import("./runs.ts")).listRuns,
  },
  {
    name: "describe",
    summary: "correct what is known of an imported run's source and search",
    detail: "What no option names stays as it was. Files of one search are described together.",
    operands: [{ name: "RUN", summary: "its id, or how it begins, as `chartroom runs` shows it" }],
    options: SEARCH_OPTIONS,
    works: "review",
    examples: ["chartroom describe 3f2a --hits 412 --date 2026-01-31"],
    load: async () => (await import("./runs.ts")).describeOneRun,
  },
  {
    name: "withdraw",
    summary: "take a whole run out of the review; votes on its records are kept",
    detail: "Importing the same file again brings the run back, with all that was decided on its records.",
    operands: [{ name: "RUN", summary: "its id, or how it begins, as `chartroom runs` shows it" }],
    options: [
      { flags: "--reason <TEXT>", summary: "why; it is recorded for good" },
      { flags: "--together", summary: "with the other files of the same search" },
      { flags: "--preview", summary: "say what it would do, and do nothing" },
    ],
    works: "review",
    load: async () => (await import("./runs.ts")).withdrawOneRun,
  },
  {
    name: "dedup",
    summary: "find the duplicates among the records; choices of people stand",
    detail:
      "Records that came in since the last search are compared with those before where they are few; with --all everything is compared anew. In the tables a record or a citation is named by its id, DOI, PMID or exact title, or as id:KEY by its key in the source. Whatever they record can be undone.",
    options: [
      { flags: "--all", summary: "compare all records anew, also where few came in since the last search" },
      { flags: "--pairs", summary: "list the pairs that the rules leave to a person" },
      {
        flags: "--settle <FILE>",
        summary:
          "settle pairs from a CSV with the columns a, b, decision (same, different or a relation) and reason",
      },
      { flags: "--join <FILE>", summary: "join by hand, from a CSV with the columns a, b and reason" },
      {
        flags: "--split <FILE>",
        summary:
          "split by hand, from a CSV with the columns record and reason, or citation and reason to take whole citations apart",
      },
      {
        flags: "--relate <FILE>",
        summary: `say how citations belong together, from a CSV with the columns a, b, relation (${RELATION_KINDS.join(", ")}) and reason: a is the preprint of b`,
      },
      {
        flags: "--unrelate <FILE>",
        summary: "take relations away, from a CSV with the columns a, b, relation and reason",
      },
    ],
    works: "review",
    load: async () => (await import("./dedup.ts")).dedup,
  },
];
