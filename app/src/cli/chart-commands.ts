import { type Command, VERSION } from "./command.ts";

export const chartCommands: readonly Command[] = [
  {
    name: "chart",
    summary: "state the charting form, chart values, and agree on them",
    options: [
      { flags: "--form <FILE>", summary: "state the charting form from a YAML file" },
      {
        flags: "--reason <TEXT>",
        summary: "with --form: why it is changed; needed from the second version on",
      },
      {
        flags: "--values <FILE>",
        summary: "chart values from a CSV with the columns citation, field, value, quote and place",
      },
      { flags: "--finish", summary: "with --values: say that these charts are done" },
      {
        flags: "--consensus <FILE>",
        summary: "agree on values from a CSV with the columns citation, field, value, from and reason",
      },
      {
        flags: "--leave-out <FILE>",
        summary: "leave studies out of the synthesis, from a CSV with the columns citation, reason and note",
      },
      { flags: "--list", summary: "list the included studies and how far their charts are" },
    ],
    works: "review",
    examples: [
      "chartroom chart --form form.yaml",
      'chartroom chart --values reader-a.csv --finish --as "Reader A"',
    ],
    load: async () => (await import("./chart.ts")).chart,
  },
  {
    name: "synthesise",
    summary: "show what the charts say: corpus, tallies, comparison and findings",
    options: [
      {
        flags: "--choose <FILE>",
        summary: "choose first what the synthesis shows, from a JSON or YAML file",
      },
    ],
    works: "review",
    load: async () => (await import("./synthesise.ts")).synthesise,
  },
  {
    name: "report",
    summary: "write the report, the charted data or the flow diagram",
    options: [
      VERSION,
      { flags: "--out <PATH>", summary: "file, or folder for several; the current folder unless given" },
      {
        flags: "--format <F>",
        summary: "html (one file), docx, xlsx and csv (charted data), svg (flow diagram), or all",
        choices: ["html", "docx", "xlsx", "csv", "svg", "all"],
      },
    ],
    works: "review",
    examples: [
      "chartroom report",
      "chartroom report --format all --out submission",
      'chartroom report --version "First report" --out first.html',
    ],
    load: async () => (await import("./report.ts")).report,
  },
];
