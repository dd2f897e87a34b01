import type { Command } from "./command.ts";

export const keepCommands: readonly Command[] = [
  {
    name: "serve",
    summary: "open the workbench in the browser, with one launch link per member",
    options: [
      { flags: "--port <N>", summary: "port; 4747 or the next free one unless given", whole: true },
      { flags: "--open", summary: "open the browser on the lead's link" },
      { flags: "--no-open", summary: "never open a browser" },
    ],
    works: "folder",
    json: false,
    load: async () => (await import("./serve-review.ts")).serveReview,
  },
  {
    name: "verify",
    summary: "recompute every hash and name each fact that was changed, taken out or swapped",
    detail:
      "Ends with 1 where a fault is found. Files of the review and the database itself are checked too.",
    works: "folder",
    load: async () => (await import("./verify.ts")).verifyReview,
  },
  {
    name: "rebuild",
    summary: "compute every table anew from the facts",
    works: "folder",
    load: async () => (await import("./rebuild.ts")).rebuildReview,
  },
  {
    name: "export",
    summary: "write facts, citations or references to files",
    detail:
      "Facts: one a line, with the fields that their hashes are made of and the review's id; bodies that blinding hides from the member who asks are left out, and the chain still verifies. References bring what was decided on them: outcome and reason to everybody, votes, notes and labels as far as blinding lets the member see them. `-` writes to standard output.",
    options: [
      { flags: "--facts <FILE>", summary: "every fact that the member may read, as JSON lines" },
      {
        flags: "--citations <FILE>",
        summary: "every citation with id, identifiers, title and class, as CSV",
      },
      { flags: "--references <FILE>", summary: "every citation as a reference, in the format of --to" },
      {
        flags: "--to <FORMAT>",
        summary: "format of --references; ris unless given, or what --for takes",
        choices: ["ris", "nbib", "bib", "endnote-xml", "csv", "tsv", "xlsx", "csl-json", "jsonl"],
      },
      {
        flags: "--for <TOOL>",
        summary: "write --references so that this program shows decisions, reasons and labels",
        choices: ["zotero", "endnote", "rayyan", "covidence"],
      },
      { flags: "--plain", summary: "leave decisions, reasons and labels out of --references" },
      {
        flags: "--class <CLASS...>",
        summary: "only citations of these classes, as `export --citations` names them",
      },
    ],
    works: "review",
    examples: [
      "chartroom export --facts facts.jsonl",
      "chartroom export --references included.ris --class included --for zotero",
      "chartroom export --references included.xml --class included --for endnote",
    ],
    load: async () => (await import("./export-files.ts")).exportFiles,
  },
  {
    name: "backup",
    summary: "copy the review to another folder, whole and consistent, while others work on it",
    options: [
      {
        flags: "--out <DIR>",
        summary: "the new folder; beside the review, with the day in its name, unless given",
      },
    ],
    works: "folder",
    load: async () => (await import("./backup.ts")).backup,
  },
  {
    name: "demo",
    summary: "replay an example review from protocol to report into a folder",
    detail: "The folder is that of --review, or one with the example's name in the current folder.",
    options: [
      {
        flags: "--example <NAME>",
        summary: "which one; generative-ai-radiology unless given",
        choices: ["generative-ai-radiology", "tutorial"],
      },
    ],
    works: "folder",
    load: async () => (await import("./demo.ts")).demo,
  },
];
