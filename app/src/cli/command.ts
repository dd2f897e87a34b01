import type { Answer, Context } from "../context.ts";
import type { Given } from "./given.ts";

/** A word of the command line without dashes. */
export interface Operand {
  /** As it stands in the help: `FILE`, `FILE...`. */
  name: string;
  summary: string;
  optional?: boolean;
}

/** A word with dashes. */
export interface Option {
  /** As commander writes it: `--title <T>`, `--role <R...>`, `--machine`, `--no-open`. */
  flags: string;
  summary: string;
  required?: boolean;
  choices?: readonly string[];
  /** Only a whole number of 0 and more will do. */
  whole?: boolean;
}

/** Does what a command says; what it gives is printed, and nothing where it printed by itself. */
export type Run = (context: Context, given: Given) => Promise<Answer | undefined>;

/** A command as data: the program, its help and the guide all come from it. */
export interface Command {
  name: string;
  /** One line, without a full stop. */
  summary: string;
  /** More for its help and the guide. */
  detail?: string;
  operands?: readonly Operand[];
  options?: readonly Option[];
  /** `review` adds `--review` and `--as`, `folder` adds `--review` alone. */
  works: "review" | "folder" | "files";
  /** Whether `--json` makes sense; it does unless told otherwise. */
  json?: boolean;
  examples?: readonly string[];
  /** Loads the command's module when it is used. */
  load: () => Promise<Run>;
  commands?: readonly Command[];
}

/** For what can be computed as of a named version. */
export const VERSION: Option = {
  flags: "--version <NAME>",
  summary: "as of this named version; as it stands now unless given",
};

const REVIEW: Option = {
  flags: "--review <DIR>",
  summary: "folder of the review; the current one unless given",
};
const AS: Option = { flags: "--as <NAME>", summary: "act as this member; as the review's lead unless given" };
const JSON_OPTION: Option = { flags: "--json", summary: "print one JSON document on standard output" };

/** All options of a command, its own first. */
export function optionsOf({ options = [], works, json = true }: Command): readonly Option[] {
  const place = works === "review" ? [REVIEW, AS] : works === "folder" ? [REVIEW] : [];
  return [...options, ...place, ...(json ? [JSON_OPTION] : [])];
}

/** The operands as the help shows them: `FILE...`, `[PATTERN]`. */
export function operandsOf({ operands = [] }: Command): string[] {
  return operands.map(({ name, optional }) => (optional === true ? `[${name}]` : `<${name}>`));
}

/** What the command does, as a sentence. */
export function sentence({ summary }: Command): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
