import type { Reference } from "./reference.ts";

/** The fields of a reference that a format may carry: all but the source's own (`raw`). */
export const CARRIED_FIELDS = [
  "id",
  "type",
  "title",
  "authors",
  "year",
  "date",
  "journal",
  "volume",
  "issue",
  "pages",
  "doi",
  "pmid",
  "pmcid",
  "arxiv",
  "issn",
  "isbn",
  "abstract",
  "keywords",
  "language",
  "publisher",
  "url",
  "database",
  "accession",
  "notes",
  "flags",
  "labels",
] as const satisfies readonly (keyof Reference)[];
export type CarriedField = (typeof CARRIED_FIELDS)[number];

/** What a format cannot carry of some fields. */
export interface Limit {
  fields: readonly CarriedField[];
  /** What happens to them, for people. */
  what: string;
}

const NAMES: Limit = {
  fields: ["authors"],
  what: "a family name without a given one comes back as an undivided name; a comma or semicolon inside a name parts it",
};

/**
 * What each format that is written loses, beside the source's own fields (`raw`), which only JSON lines carry. All
 * else comes back from `readReferences` as it was given to `writeReferences`.
 */
export const LIMITS: Readonly<Record<string, readonly Limit[]>> = {
  ris: [
    {
      fields: ["type"],
      what: "a preprint comes back as a manuscript, a type that has no RIS tag as a document",
    },
    NAMES,
    { fields: ["keywords"], what: "a semicolon inside a keyword parts it" },
  ],
  nbib: [
    { fields: ["id"], what: "where there is a PMID, it is the key" },
    { ...NAMES, what: `${NAMES.what}; groups come after persons` },
  ],
  bib: [
    { fields: ["id"], what: "blanks and signs that no BibTeX key may hold become _" },
    { fields: ["keywords"], what: "a semicolon inside a keyword parts it" },
    { fields: ["url"], what: "braces and backslashes are percent-encoded" },
  ],
  "endnote-xml": [
    { fields: ["type"], what: "a type that EndNote does not have comes back as a document" },
    NAMES,
  ],
  csv: [],
  tsv: [],
  xlsx: [
    {
      fields: CARRIED_FIELDS,
      what: "a cell holds 32,767 characters, Excel's limit; the rest is left out",
    },
  ],
  "csl-json": [],
  jsonl: [],
};
