/** The screening tools whose exports carry decisions; `table` is any other table with a column of decisions. */
export const CARRYING_TOOLS = [
  "rayyan",
  "covidence",
  "asreview",
  "eppi-reviewer",
  "distillersr",
  "table",
] as const;
export type CarryingTool = (typeof CARRYING_TOOLS)[number];

/** As people call them. */
export const TOOL_NAMES: Readonly<Record<CarryingTool, string>> = {
  rayyan: "Rayyan",
  covidence: "Covidence",
  asreview: "ASReview",
  "eppi-reviewer": "EPPI-Reviewer",
  distillersr: "DistillerSR",
  table: "a table",
};

export type CarriedStage = "title_abstract" | "full_text";
export type CarriedMeaning = "include" | "maybe" | "exclude";

/** What one reviewer decided on a record in another screening tool, as its export says it; nothing is guessed. */
export interface CarriedDecision {
  tool: CarryingTool;
  /** The reviewer's name there; empty where the export names nobody. */
  reviewer: string;
  /** Undefined where the export does not say at which stage. */
  stage: CarriedStage | undefined;
  /** The tool's own word for the decision. */
  word: string;
  /** What the word plainly means; undefined where only a person can say. */
  suggests: CarriedMeaning | undefined;
  reasons: string[];
  labels: string[];
  notes: string[];
}

const MEANINGS: readonly (readonly [CarriedMeaning, RegExp])[] = [
  ["exclude", /^(?:exclude[ds]?|irrelevant|no|n|0(?:\.0+)?|false|e|reject(?:ed)?|out|not relevant)$/i],
  ["include", /^(?:include[ds]?|relevant|yes|y|1(?:\.0+)?|true|i|accept(?:ed)?|in)$/i],
  ["maybe", /^(?:maybe|unsure|unclear|undecided\?|can'?t tell|cannot tell|uncertain)$/i],
];

/** What a word for a decision plainly means in the tools' usage; undefined where it is not plain. */
export function meaningOf(word: string): CarriedMeaning | undefined {
  const text = word.trim();
  return MEANINGS.find(([, pattern]) => pattern.test(text))?.[0];
}

/** The stage that a heading or the name of a level speaks of. */
export function stageOf(text: string): CarriedStage | undefined {
  if (/full[\s_-]*text|\bft\b|level\s*2\b/i.test(text)) return "full_text";
  return /title|abstract|\bti\s*\/?\s*ab\b|level\s*1\b/i.test(text) ? "title_abstract" : undefined;
}

/** The entries of a list in one cell, parted by commas or by semicolons. */
export function listedIn(text: string | undefined, separator: RegExp = /[;\n]/): string[] {
  return (text ?? "")
    .split(separator)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
