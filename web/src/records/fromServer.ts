import { CLASS_NAMES, CLASSES, type CitationPage, type CitationRow } from "@chartroom/core/flow";
import type { ExclusionReason } from "@chartroom/core/protocol";
import type { Narrowing } from "./address.ts";
import type { Facet } from "./Facets.tsx";
import type { RecordRow } from "./RecordTable.tsx";
import { COLUMN_WORDS } from "./searchDraft.ts";

/** Flags as they are told beside a title. */
export const FLAG_WORDS: Readonly<Record<CitationRow["flags"][number]["kind"], string>> = {
  retracted: "Retracted",
  "retraction-notice": "Retraction notice",
  corrected: "Corrected",
  "correction-notice": "Correction notice",
  "expression-of-concern": "Expression of concern",
};

/** The address of one citation. */
export function citationHref(review: string, citation: string): string {
  return `/r/${review}/records/${encodeURIComponent(citation)}`;
}

/** A reason of record in the protocol's words, else its code. */
export function reasonWords(code: string, reasons: readonly ExclusionReason[]): string {
  return reasons.find((reason) => reason.code === code)?.label ?? code;
}

/** A citation as a line of the table. */
export function recordRow(row: CitationRow, review: string, reasons: readonly ExclusionReason[]): RecordRow {
  const { id, title, authors, year, journal, sources, flags, reason } = row;
  return {
    id,
    href: citationHref(review, id),
    title: title === "" ? "Untitled" : title,
    authors,
    year: year ?? undefined,
    journal: journal ?? undefined,
    sources,
    class:
      reason === null ? CLASS_NAMES[row.class] : `${CLASS_NAMES[row.class]}: ${reasonWords(reason, reasons)}`,
    labels: row.labels,
    flags: [...new Set(flags.map(({ kind }) => FLAG_WORDS[kind]))],
  };
}

type Counted = NonNullable<CitationPage["facets"]>;

/** How many citations each value has; each group is counted under all other ticks but its own. */
export interface FacetCounts {
  class: Counted["class"] | undefined;
  source: Counted["source"] | undefined;
  year: Counted["year"] | undefined;
  flagged: Counted["flagged"] | undefined;
  label: Counted["label"] | undefined;
}

/**
 * The facets beside the table: classes in the order of the flow, sources by size, years from the latest. A value
 * that is ticked stays in view with 0; reason and several records are shown while they narrow.
 */
export function facetsOf(
  counts: FacetCounts,
  narrowing: Narrowing,
  total: number,
  reasons: readonly ExclusionReason[],
): Facet[] {
  const valuesOf = (group: Record<string, number> | undefined, ticked: readonly string[]) => {
    const all = new Map(Object.entries(group ?? {}));
    for (const value of ticked) if (!all.has(value)) all.set(value, 0);
    return [...all].map(([value, count]) => ({ value, words: value, count }));
  };
  const place = (name: string) => (CLASSES as readonly string[]).indexOf(name);
  const classes = valuesOf(counts.class, narrowing.class)
    .toSorted((a, b) => place(a.value) - place(b.value))
    .map((one) => ({ ...one, words: CLASS_NAMES[one.value as keyof typeof CLASS_NAMES] }));
  const sources = valuesOf(counts.source, narrowing.source).toSorted((a, b) => b.count - a.count);
  const years = valuesOf(counts.year, narrowing.year.map(String)).toSorted(
    (a, b) => Number(b.value) - Number(a.value),
  );
  const labels = valuesOf(counts.label, narrowing.label).toSorted(
    (a, b) => b.count - a.count || a.value.localeCompare(b.value, "en"),
  );
  const flagged = counts.flagged ?? 0;
  const { reason, column } = narrowing;
  const groups: Facet[] = [
    {
      id: "reason",
      label: "Reason of record",
      values:
        reason === undefined ? [] : [{ value: reason, words: reasonWords(reason, reasons), count: total }],
    },
    {
      id: "column",
      label: "Column of the flow diagram",
      values: column === undefined ? [] : [{ value: column, words: COLUMN_WORDS[column], count: total }],
    },
    {
      id: "records",
      label: "Records",
      values: narrowing.duplicates ? [{ value: "several", words: "Found more than once", count: total }] : [],
    },
    {
      id: "only",
      label: "Sources together",
      values: narrowing.exactly
        ? [{ value: "exactly", words: "Found by just these sources", count: total }]
        : [],
    },
    { id: "class", label: "Class", values: classes },
    { id: "source", label: "Source", values: sources },
    { id: "label", label: "Label", values: labels },
    {
      id: "flag",
      label: "Flag",
      values:
        flagged > 0 || narrowing.flagged
          ? [{ value: "flagged", words: "Retracted or corrected", count: flagged }]
          : [],
    },
    { id: "year", label: "Year", values: years },
  ];
  return groups.filter(({ values }) => values.length > 0);
}
