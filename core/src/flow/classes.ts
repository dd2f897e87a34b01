import type { Outcome } from "../screening/index.ts";

/** Where a citation is in the flow; the first that applies (docs/counts.md). */
export const CLASSES = [
  "removed_automation",
  "removed_other",
  "excluded",
  "excluded_automation",
  "left",
  "in_progress",
  "not_retrieved",
  "full_text_excluded",
  "ongoing",
  "awaiting_classification",
  "included",
  "full_text_in_progress",
] as const;
export type CitationClass = (typeof CLASSES)[number];

export interface Classified {
  class: CitationClass;
  /** Code of the reason of record, where there is one. */
  reason: string | null;
  /** A full-text exclusion on which only machines voted. */
  automation: boolean;
}

export interface Position {
  removed: { automation: string | null; reason: string } | undefined;
  titleAbstract: Outcome | undefined;
  fullText: Outcome | undefined;
  /** Title and abstract screening was stopped. */
  stopped: boolean;
}

const plain = (name: CitationClass, reason: string | null = null, automation = false): Classified => ({
  class: name,
  reason,
  automation,
});

/** The class of one citation: full text counts only while title and abstract says include. */
export function classify({ removed, titleAbstract, fullText, stopped }: Position): Classified {
  if (removed !== undefined)
    return plain(removed.automation === null ? "removed_other" : "removed_automation", removed.reason);
  if (titleAbstract?.state === "exclude") {
    return plain(
      titleAbstract.machine ? "excluded_automation" : "excluded",
      titleAbstract.reason,
      titleAbstract.machine,
    );
  }
  if (titleAbstract?.state !== "include") {
    const untouched =
      titleAbstract === undefined ||
      (titleAbstract.state === "open" && titleAbstract.votes === 0 && titleAbstract.recast.length === 0);
    return plain(stopped && untouched ? "left" : "in_progress");
  }
  if (fullText?.state === "include") return plain("included");
  if (fullText?.state === "exclude") return plain("full_text_excluded", fullText.reason, fullText.machine);
  if (
    fullText?.state === "not_retrieved" ||
    fullText?.state === "ongoing" ||
    fullText?.state === "awaiting_classification"
  ) {
    return plain(fullText.state);
  }
  return plain("full_text_in_progress");
}

/** Class in words, as the page and the exports show it. */
export const CLASS_NAMES: Readonly<Record<CitationClass, string>> = {
  removed_automation: "Removed before screening, by an automation rule",
  removed_other: "Removed before screening",
  excluded: "Excluded at title and abstract",
  excluded_automation: "Excluded at title and abstract, by automation",
  left: "Left unscreened",
  in_progress: "In progress at title and abstract",
  not_retrieved: "Not retrieved",
  full_text_excluded: "Excluded at full text",
  ongoing: "Ongoing",
  awaiting_classification: "Awaiting classification",
  included: "Included",
  full_text_in_progress: "In progress at full text",
};
