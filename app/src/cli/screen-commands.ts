import type { Command } from "./command.ts";

const STAGES = ["title_abstract", "full_text"];
const TOOLS = ["rayyan", "covidence", "asreview", "eppi-reviewer", "distillersr", "table"];

export const screenCommands: readonly Command[] = [
  {
    name: "screen",
    summary: "vote, resolve, assign, remove and close; without options, show every stage",
    detail:
      "Votes and resolutions are CSV files with the columns citation, stage, decision, reason and note. A citation is named by its id, DOI, PMID or exact title, or as id:KEY by its key in the source.",
    options: [
      { flags: "--votes <FILE>", summary: "vote as the table says (include, maybe, exclude)" },
      { flags: "--resolve <FILE>", summary: "settle conflicts as the table says" },
      { flags: "--assign <NAME...>", summary: "say who votes at the stage" },
      {
        flags: "--shared",
        summary: "with --assign: share the citations out instead of showing all to everybody",
      },
      { flags: "--pilot [N]", summary: "draw a pilot round of N citations" },
      { flags: "--close-pilot <ROUND>", summary: "close a pilot round that everybody has done", whole: true },
      { flags: "--again", summary: "with --close-pilot: another round is to follow" },
      {
        flags: "--adopt <FILE>",
        summary:
          "adopt the decisions of another screening tool as votes: an export, or the name of an imported file",
      },
      {
        flags: "--preview",
        summary: "with --adopt: only show what would be adopted, and what would not",
      },
      {
        flags: "--map <FILE>",
        summary:
          "with --adopt: a CSV with the columns what (reviewer, decision, reason), there and here; what bears the same name here needs no row",
      },
      {
        flags: "--listed-as <DECISION>",
        summary: "with --adopt: what the records of a list without decisions were",
        choices: ["include", "maybe", "exclude"],
      },
      {
        flags: "--tool <NAME>",
        summary: "with --listed-as: the tool whose list it is",
        choices: TOOLS,
      },
      {
        flags: "--passed-before",
        summary: "with --adopt: what was decided at full text had passed title and abstract",
      },
      {
        flags: "--blinded",
        summary:
          "with --adopt: the other tool hid decisions from the others, so that they count for agreement",
      },
      {
        flags: "--by-people",
        summary: "with --adopt: labels of ASReview or of a plain table were given by people",
      },
      { flags: "--conflicts", summary: "list the citations on which the votes differ" },
      { flags: "--agreement", summary: "show how well the reviewers agree" },
      {
        flags: "--remove <FILE>",
        summary:
          "remove citations before screening, from a CSV with the columns citation and reason; those of one reason together, or none where one has votes",
      },
      { flags: "--rule <NAME>", summary: "with --remove: the automation rule that chose them" },
      {
        flags: "--close <STAGE>",
        summary: "stop a stage: what nobody has decided is left unscreened",
        choices: STAGES,
      },
      { flags: "--reopen <STAGE>", summary: "open a stage again that was stopped", choices: STAGES },
      {
        flags: "--stage <STAGE>",
        summary: "the stage that is meant; `title_abstract` unless given",
        choices: STAGES,
      },
      {
        flags: "--reason <TEXT>",
        summary:
          "why; for --close, --reopen and --adopt, for a pilot below its gate, and for all rows of --remove without a reason",
      },
    ],
    works: "review",
    examples: [
      'chartroom screen --assign "Reader A" "Reader B"',
      'chartroom screen --votes reader-a.csv --as "Reader A"',
      "chartroom screen --adopt articles.csv --map team.csv --preview",
      'chartroom screen --remove conference-programmes.csv --reason "Not a work of its own"',
      "chartroom screen --agreement --json",
    ],
    load: async () => (await import("./screen.ts")).screen,
  },
  {
    name: "fulltext",
    summary: "list the reports that are sought, or write down how they were got",
    options: [
      { flags: "--list", summary: "list every report that is sought, with where it stands" },
      {
        flags: "--log <FILE>",
        summary:
          "write down steps from a CSV with the columns citation, step (requested, received, unavailable, note), route, date and note",
      },
    ],
    works: "review",
    load: async () => (await import("./fulltext.ts")).fulltext,
  },
];
