import { type Command, VERSION } from "./command.ts";

const ROLES = ["lead", "reviewer", "adjudicator", "librarian", "observer", "machine"];
const REASON = "why; it is recorded for good";

const members: Command = {
  name: "members",
  summary: "list the members, or add, change and remove them",
  works: "review",
  examples: [
    "chartroom members",
    'chartroom members add "Reader A" --role reviewer',
    'chartroom members change "Reader A" --role reviewer adjudicator --reason "settles conflicts too"',
  ],
  load: async () => (await import("./members.ts")).listMembers,
  commands: [
    {
      name: "add",
      summary: "add a member",
      operands: [{ name: "NAME", summary: "as the report shall call them" }],
      options: [
        {
          flags: "--role <ROLE...>",
          summary: "what they are in this review",
          choices: ROLES,
          required: true,
        },
        { flags: "--machine", summary: "the member is a program, not a person" },
        { flags: "--model <TEXT>", summary: "name, version and prompt of a machine" },
      ],
      works: "review",
      load: async () => (await import("./members.ts")).addOneMember,
    },
    {
      name: "change",
      summary: "change a member's roles",
      operands: [{ name: "NAME", summary: "name or id of the member" }],
      options: [
        {
          flags: "--role <ROLE...>",
          summary: "all roles that they have from now on",
          choices: ROLES,
          required: true,
        },
        { flags: "--reason <TEXT>", summary: REASON, required: true },
      ],
      works: "review",
      load: async () => (await import("./members.ts")).changeOneMember,
    },
    {
      name: "remove",
      summary: "end a membership; what the member decided stays",
      operands: [{ name: "NAME", summary: "name or id of the member" }],
      options: [{ flags: "--reason <TEXT>", summary: REASON, required: true }],
      works: "review",
      load: async () => (await import("./members.ts")).removeOneMember,
    },
  ],
};

const protocol: Command = {
  name: "protocol",
  summary: "show the protocol, or state and amend it",
  works: "review",
  examples: [
    "chartroom protocol > protocol.json",
    'chartroom protocol set protocol.yaml --reason "the years were widened"',
    'chartroom protocol amend protocol.yaml --reopen title_abstract:E2 --reason "the context was widened"',
  ],
  load: async () => (await import("./protocol.ts")).showProtocol,
  commands: [
    {
      name: "show",
      summary: "print the protocol in force, as JSON",
      works: "review",
      load: async () => (await import("./protocol.ts")).showProtocol,
    },
    {
      name: "set",
      summary: "state the protocol from a file, or amend it with a reason",
      operands: [{ name: "FILE", summary: "the whole protocol, as JSON or YAML" }],
      options: [
        { flags: "--reason <TEXT>", summary: "why it is amended; needed from the second version on" },
      ],
      works: "review",
      load: async () => (await import("./protocol.ts")).setProtocol,
    },
    {
      name: "amend",
      summary: "amend the protocol and name the outcomes that are decided again",
      detail:
        "All other outcomes stand, by the rules under which they were reached. Votes on what is re-opened are kept and shown as re-opened; new ones are needed under the amended protocol. A choice is STAGE:REASON, STAGE:no-reason, STAGE:excluded (every exclusion), STAGE:included or STAGE:=CITATION, with the stage title_abstract or full_text. `chartroom undo` takes an amendment back.",
      operands: [{ name: "FILE", summary: "the whole protocol, as JSON or YAML" }],
      options: [
        { flags: "--reason <TEXT>", summary: "why it is amended; printed in the report" },
        { flags: "--reopen <CHOICE...>", summary: "outcomes that are decided again; none unless given" },
        { flags: "--preview", summary: "show how many outcomes would be re-opened, and amend nothing" },
      ],
      works: "review",
      examples: [
        "chartroom protocol reopenable",
        "chartroom protocol amend protocol.yaml --reopen title_abstract:E2 full_text:E2 --preview",
        'chartroom protocol amend protocol.yaml --reopen title_abstract:E2 --reason "the context was widened"',
      ],
      load: async () => (await import("./protocol.ts")).amendProtocol,
    },
    {
      name: "reopenable",
      summary: "list the outcomes that an amendment could re-open, with their numbers",
      works: "review",
      load: async () => (await import("./protocol.ts")).showReopenable,
    },
  ],
};

export const reviewCommands: readonly Command[] = [
  {
    name: "new",
    summary: "make a new review in a folder of its own",
    operands: [{ name: "DIR", summary: "folder of the review; it is made if need be" }],
    options: [
      { flags: "--title <T>", summary: "title of the review", required: true },
      { flags: "--lead <NAME>", summary: "name of its lead; `Lead` unless given" },
      { flags: "--population <TEXT>", summary: "population of the question" },
      { flags: "--concept <TEXT>", summary: "concept of the question" },
      { flags: "--context <TEXT>", summary: "context of the question" },
      { flags: "--protocol <FILE>", summary: "the whole protocol, as JSON or YAML" },
    ],
    works: "files",
    examples: [
      'chartroom new sleep-review --title "Naps at work" --population "Shift workers" --concept "Naps" --context "Any"',
    ],
    load: async () => (await import("./new-review.ts")).newReview,
  },
  {
    name: "status",
    summary: "show where the review stands, or stood, with all counts of the flow diagram",
    options: [
      VERSION,
      {
        flags: "--since <NAME>",
        summary: "show beside it which counts changed since this named version",
      },
    ],
    works: "review",
    detail:
      "With --json: `review`, `named` (the version asked for), `version` (facts so far), `stage`, `counts` as PRISMA 2020 names them, `flow` (the counts by column) and `agreement` by stage; with --since, `changed`.",
    examples: [
      "chartroom status",
      'chartroom status --version "First report"',
      'chartroom status --since "First report"',
    ],
    load: async () => (await import("./status.ts")).showStatus,
  },
  {
    name: "versions",
    summary: "list the named versions, or name the present state",
    works: "review",
    detail:
      "A version is the record as it is at that moment; its numbers never change. After a version of the kind `report`, the first new search makes the review an update: the flow diagram then shows what was included before in a box of its own.",
    examples: [
      "chartroom versions",
      'chartroom versions name "First report" --kind report',
      'chartroom status --version "First report"',
    ],
    load: async () => (await import("./versions.ts")).listVersions,
    commands: [
      {
        name: "name",
        summary: "name the present state of the review",
        operands: [{ name: "NAME", summary: "as it is called from now on" }],
        options: [
          {
            flags: "--kind <KIND>",
            summary:
              "what happened: protocol registered, search updated, report published; other unless given",
            choices: ["protocol", "search", "report", "other"],
          },
        ],
        works: "review",
        load: async () => (await import("./versions.ts")).nameOneVersion,
      },
    ],
  },
  members,
  protocol,
  {
    name: "log",
    summary: "show what was recorded, newest first",
    detail: "What blinding hides from the member who asks is shown as sealed.",
    options: [{ flags: "--limit <N>", summary: "how many entries; 50 unless given", whole: true }],
    works: "review",
    load: async () => (await import("./log.ts")).showLog,
  },
  {
    name: "undo",
    summary: "take back a fact; it stays in the record as taken back",
    operands: [{ name: "FACT", summary: "its hash, or how it begins, as `chartroom log` shows it" }],
    options: [{ flags: "--reason <TEXT>", summary: REASON }],
    works: "review",
    load: async () => (await import("./log.ts")).undoFact,
  },
];
