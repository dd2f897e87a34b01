import {
  type ImportPreview,
  type Run,
  type RunDetails,
  sourceNamed,
  type SearchGuess,
} from "@chartroom/core/records";

/** What is known of a search while it is written down: the fields of a form. */
export interface SearchDraft {
  source: string;
  platform: string;
  kind: RunDetails["source"]["kind"];
  column: RunDetails["source"]["column"];
  /** ISO 8601; empty where it is not known. */
  date: string;
  hits: number | null;
  query: string;
  note: string;
}

/** What kind of source it is, in the words of the flow diagram. */
export const KIND_WORDS: Readonly<Record<SearchDraft["kind"], string>> = {
  database: "Database",
  register: "Register",
  website: "Website",
  organisation: "Organisation",
  citation: "Citation searching",
  hand: "Hand searching",
  other: "Other",
};

export const COLUMN_WORDS: Readonly<Record<SearchDraft["column"], string>> = {
  databases: "Databases and registers",
  other: "Other methods",
};

/** Where a kind of source is counted unless somebody says otherwise (PRISMA 2020). */
export function columnOf(kind: SearchDraft["kind"]): SearchDraft["column"] {
  return kind === "database" || kind === "register" ? "databases" : "other";
}

/** A search as a file itself tells it; the day is that on which the file was written where it says none. */
export function guessedDraft(guess: SearchGuess, written: string): SearchDraft {
  const { source, date, query } = guess;
  return {
    source: source?.name ?? "",
    platform: source?.platform ?? "",
    kind: source?.kind ?? "database",
    column: source?.column ?? "databases",
    date: date?.day ?? written,
    hits: null,
    query: query?.text ?? "",
    note: "",
  };
}

/** A search that was written down before. */
export function draftOf({ source, date, hitsReported, query, note }: RunDetails): SearchDraft {
  const { name, platform, kind, column } = source;
  return { source: name, platform, kind, column, date, hits: hitsReported, query, note };
}

/** The draft after a source was named: what is known of that source comes with it. */
export function withSource(draft: SearchDraft, name: string, runs: readonly Run[]): SearchDraft {
  const known = runs.map(({ source }) => source);
  const { platform, kind, column } = sourceNamed(name, known);
  const before = sourceNamed(draft.source, known);
  // what a person wrote over the usual stays
  return {
    ...draft,
    source: name,
    platform: draft.platform === before.platform || draft.platform === "" ? platform : draft.platform,
    kind: draft.kind === before.kind ? kind : draft.kind,
    column: draft.column === before.column ? column : draft.column,
  };
}

/** What a draft says, as it is recorded. */
export function detailsOf(draft: SearchDraft): RunDetails {
  const { source, platform, kind, column, date, hits, query, note } = draft;
  return {
    source: { name: source.trim(), platform: platform.trim(), kind, column },
    date,
    hitsReported: hits,
    query: query.trim(),
    note: note.trim(),
  };
}

/** What is odd in a draft, in words; undefined where nothing is. */
export function oddInDraft(draft: SearchDraft, records: number, today: string): string | undefined {
  if (draft.hits !== null && draft.hits < records)
    return "Fewer hits than records: was this file exported from another search?";
  if (draft.date > today) return "This day is still to come.";
  return undefined;
}

/** Why a part of a draft is filled in, for the form. */
export type DraftBasis = Partial<Record<"source" | "date" | "query", string>>;

export function basisOf({ guess }: Pick<ImportPreview, "guess">, draft: SearchDraft): DraftBasis {
  const { source, date, query } = guess;
  return {
    ...(source !== undefined && source.name === draft.source && { source: source.basis }),
    ...(draft.date !== "" && {
      date: date?.day === draft.date ? date.basis : "the day on which the file was written",
    }),
    ...(query !== undefined && query.text === draft.query && { query: query.basis }),
  };
}
