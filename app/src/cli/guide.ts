import { type Command, operandsOf, optionsOf, sentence } from "./command.ts";
import { groups } from "./commands.ts";

const INTRODUCTION = `# The command line

\`chartroom COMMAND --help\` says what is said here. This page is made from the same descriptions; \`node scripts/docs.mjs\` writes it anew.

A command about a review works in the review's folder: the one named by \`--review DIR\`, else the current one. It acts as the review's lead, unless \`--as NAME\` names another member; what blinding hides from that member, no command shows.

With \`--json\`, standard output carries exactly one JSON document; everything else goes to standard error. Where a command fails, the document is \`{"error": {"code", "message", "hint", "place"}}\`.

| Exit code | Meaning |
|---|---|
| 0 | done |
| 1 | the input or the review is at fault; the message names a stable code, the place and what to do |
| 2 | the command line is wrong |
| 70 | a fault of Chartroom itself |
| 130 | stopped with Ctrl-C; what was finished before is kept, and nothing is half-written |

A file is written aside and renamed when it is whole. \`-\` is standard input for \`convert\` and \`import\`, and standard output for files that a command writes, where its help says so.`;

const cell = (text: string) => text.replaceAll("|", "\\|");

function optionTable(command: Command): string[] {
  const rows = optionsOf(command).map(({ flags, summary, required, choices }) => {
    const given = choices === undefined ? "" : ` (${choices.join(", ")})`;
    return `| \`${cell(flags)}\` | ${cell(summary)}${given}${required === true ? "; needed" : ""} |`;
  });
  return rows.length === 0 ? [] : ["| Option | |", "|---|---|", ...rows, ""];
}

function chapter(command: Command, before: string, depth: number): string[] {
  const name = `${before} ${command.name}`;
  const operands = (command.operands ?? []).map((operand) => `- \`${operand.name}\`: ${operand.summary}`);
  return [
    `${"#".repeat(depth)} ${name}`,
    "",
    "```",
    [name, ...operandsOf(command), "[options]"].join(" "),
    "```",
    "",
    sentence(command),
    "",
    ...(command.detail === undefined ? [] : [command.detail, ""]),
    ...(operands.length === 0 ? [] : [...operands, ""]),
    ...optionTable(command),
    ...(command.examples === undefined ? [] : ["```sh", ...command.examples, "```", ""]),
    ...(command.commands ?? []).flatMap((inner) => chapter(inner, name, depth + 1)),
  ];
}

/** The guide to the command line, as Markdown: every command with its operands, options and examples. */
export function guide(): string {
  const chapters = groups.flatMap(({ title, commands }) => [
    `## ${title}`,
    "",
    ...commands.flatMap((command) => chapter(command, "chartroom", 3)),
  ]);
  return `${[INTRODUCTION, "", ...chapters].join("\n").trimEnd()}\n`;
}
