import { AUTHORS } from "./author-comparison.ts";
import type { Judgement } from "./decision.ts";
import type { Evidence } from "./evidence.ts";
import { TITLE } from "./title-comparison.ts";
import { ABSTRACT, JOURNAL } from "./weights.ts";

export type FieldName =
  | "title"
  | "authors"
  | "year"
  | "journal"
  | "volume"
  | "issue"
  | "pages"
  | "doi"
  | "pmid"
  | "abstract";
/** `close` agrees but for spelling, completeness or a slip; `unknown` where a side is missing or says too little. */
export type FieldVerdict = "agrees" | "close" | "differs" | "unknown";

/** What one field says of a pair. */
export interface FieldComparison {
  readonly field: FieldName;
  readonly verdict: FieldVerdict;
  readonly detail: string;
}

function compared(
  field: FieldName,
  same: boolean | undefined,
  name: string,
  differs = `${name} differs`,
): FieldComparison {
  if (same === undefined) return { field, verdict: "unknown", detail: `${name} missing` };
  return same
    ? { field, verdict: "agrees", detail: `${name} same` }
    : { field, verdict: "differs", detail: differs };
}

function titleField({ level, detail }: Evidence["title"]): FieldComparison {
  const verdict: FieldVerdict =
    level === TITLE.missing
      ? "unknown"
      : level === TITLE.same
        ? "agrees"
        : level >= TITLE.alike
          ? "close"
          : "differs";
  return { field: "title", verdict, detail };
}

function authorField({ level, detail, initialDiffers }: Evidence["authors"]): FieldComparison {
  const verdict: FieldVerdict =
    level === AUTHORS.missing
      ? "unknown"
      : level === AUTHORS.none
        ? "differs"
        : level === AUTHORS.agree && !initialDiffers
          ? "agrees"
          : "close";
  return { field: "authors", verdict, detail: initialDiffers ? `${detail}, first initial differs` : detail };
}

function yearField(gap: number | undefined): FieldComparison {
  if (gap === undefined || gap === 0) return compared("year", gap === undefined ? undefined : true, "year");
  if (gap === 1) return { field: "year", verdict: "close", detail: "year differs by one" };
  return { field: "year", verdict: "differs", detail: `years ${gap} apart` };
}

function journalField(likeness: number | undefined): FieldComparison {
  if (likeness === undefined) return compared("journal", undefined, "journal");
  if (likeness >= JOURNAL.same) return compared("journal", true, "journal");
  if (likeness >= JOURNAL.alike) return { field: "journal", verdict: "close", detail: "journal alike" };
  if (likeness < JOURNAL.other) return compared("journal", false, "journal");
  return { field: "journal", verdict: "unknown", detail: "journal unclear" };
}

function pagesField({ level }: Evidence["pages"], shifted: boolean): FieldComparison {
  if (shifted) return { field: "pages", verdict: "close", detail: "fields shifted by one" };
  switch (level) {
    case "same":
      return { field: "pages", verdict: "agrees", detail: "pages agree" };
    case "first":
      return { field: "pages", verdict: "agrees", detail: "first page same" };
    case "near":
      return { field: "pages", verdict: "close", detail: "pages nearly the same" };
    case "different":
      return { field: "pages", verdict: "differs", detail: "pages differ" };
    case undefined:
      return { field: "pages", verdict: "unknown", detail: "pages missing" };
  }
}

function abstractField(overlap: number | undefined): FieldComparison {
  if (overlap === undefined) return compared("abstract", undefined, "abstract");
  if (overlap >= ABSTRACT.same) return compared("abstract", true, "abstract");
  if (overlap <= ABSTRACT.other) return compared("abstract", false, "abstract");
  return { field: "abstract", verdict: "close", detail: "abstracts partly alike" };
}

function issueField({ issue, supplementDiffers, a, b }: Evidence): FieldComparison {
  if (supplementDiffers) return { field: "issue", verdict: "unknown", detail: "one in a supplement" };
  if (issue === undefined && a.issue !== 0 && b.issue !== 0)
    return { field: "issue", verdict: "unknown", detail: "issue numbers not to be believed" };
  return compared("issue", issue, "issue");
}

/** What each field says, in the order in which people read a reference. */
export function fieldComparisons(evidence: Evidence): FieldComparison[] {
  return [
    titleField(evidence.title),
    authorField(evidence.authors),
    yearField(evidence.yearGap),
    journalField(evidence.journal),
    compared("volume", evidence.volume, "volume"),
    issueField(evidence),
    pagesField(evidence.pages, evidence.shifted),
    compared(
      "doi",
      evidence.doi,
      "DOI",
      evidence.doiOfPreprint ? "DOI of a preprint and another" : undefined,
    ),
    compared("pmid", evidence.pmid, "PMID"),
    abstractField(evidence.abstract),
  ];
}

/** The decision in words: what agrees; what differs; what overruled. */
export function reasonFor(evidence: Evidence, judgement: Judgement): string {
  const fields = fieldComparisons(evidence);
  const list = (verdicts: readonly FieldVerdict[]): string =>
    fields
      .filter(({ verdict }) => verdicts.includes(verdict))
      .map(({ detail }) => detail)
      .join(", ");
  const notes = [...judgement.notes];
  if (judgement.distinction !== undefined) notes.unshift(judgement.distinction.reason);
  return [list(["agrees", "close"]), list(["differs"]), notes.join(", ")]
    .filter((part) => part !== "")
    .join("; ");
}
