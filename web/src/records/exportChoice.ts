import { CLASS_NAMES, type CitationClass } from "@chartroom/core/flow";
import { FORMATS, LIMITS } from "@chartroom/core/references";
import { type ToolId, TOOLS, WRITTEN_FORMATS } from "@chartroom/core/reporting";
import type { Narrowing } from "./address.ts";
import { queryOf } from "./recordsHref.ts";

/** How references go out: for a program that shows decisions in its own fields, or in any format. */
export interface ExportChoice {
  tool: ToolId | "any";
  format: string;
  /** Without what the review decided. */
  plain: boolean;
}

/** Records that people send on together. */
export interface ExportSet {
  id: string;
  words: string;
  classes: readonly CitationClass[];
  count: number;
}

const SETS: readonly Omit<ExportSet, "count">[] = [
  { id: "all", words: "All records", classes: [] },
  { id: "included", words: "Included", classes: ["included"] },
  {
    id: "undecided",
    words: "Sought, not decided",
    classes: ["full_text_in_progress", "not_retrieved", "ongoing", "awaiting_classification"],
  },
  { id: "full_text", words: "Excluded at full text", classes: ["full_text_excluded"] },
  {
    id: "title_abstract",
    words: "Excluded at title and abstract",
    classes: ["excluded", "excluded_automation"],
  },
  { id: "open", words: "Not screened to the end", classes: ["in_progress", "left"] },
];

const sameClasses = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name) => b.includes(name));

/** The sets to choose from with how many records each has; another choice of classes stands as a set of its own. */
export function exportSets(
  counts: Readonly<Record<string, number>>,
  classes: readonly CitationClass[],
): { sets: ExportSet[]; chosen: string } {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const sum = (names: readonly string[]) =>
    names.length === 0 ? all : names.reduce((total, name) => total + (counts[name] ?? 0), 0);
  const known = SETS.map((set) => ({ ...set, count: sum(set.classes) }));
  const chosen = known.find((set) => sameClasses(set.classes, classes));
  if (chosen !== undefined) return { sets: known, chosen: chosen.id };
  const words = classes.map((name) => CLASS_NAMES[name]).join(", ");
  return { sets: [{ id: "own", words, classes, count: sum(classes) }, ...known], chosen: "own" };
}

/** The formats to choose from, with their names. */
export function formatsFor(tool: ExportChoice["tool"]): { value: string; label: string }[] {
  const ids = TOOLS.find(({ id }) => id === tool)?.formats ?? WRITTEN_FORMATS;
  return ids.map((value) => ({ value, label: FORMATS.find(({ id }) => id === value)?.name ?? value }));
}

/** What the format does not carry, as sentences. */
export function limitsOf(format: string): string[] {
  return (LIMITS[format] ?? []).map(({ fields, what }) => {
    const names = fields.length > 3 ? "long texts" : fields.join(", ");
    return `${names.charAt(0).toUpperCase()}${names.slice(1)}: ${what}.`;
  });
}

/** The address of the file. */
export function exportHref(review: string, narrowing: Narrowing, choice: ExportChoice): string {
  const query = queryOf(narrowing);
  if (choice.plain) query.set("plain", "");
  else if (choice.tool !== "any") query.set("for", choice.tool);
  const words = query.toString();
  return `/api/r/${review}/download/references.${choice.format}${words === "" ? "" : `?${words}`}`;
}

/** What narrows the records besides their class, as a person would say it; empty where nothing does. */
export function narrowedWords(narrowing: Narrowing, reason: (code: string) => string): string {
  const { search, source, year, flagged, duplicates } = narrowing;
  return [
    ...(search === "" ? [] : [`with the words “${search}”`]),
    ...(source.length === 0 ? [] : [`from ${source.join(" or ")}`]),
    ...(year.length === 0 ? [] : [`of ${year.join(", ")}`]),
    ...(narrowing.reason === undefined ? [] : [`excluded for “${reason(narrowing.reason)}”`]),
    ...(flagged ? ["with a flag"] : []),
    ...(duplicates ? ["that several searches found"] : []),
  ].join(", ");
}
