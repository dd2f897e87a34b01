import { splitKeywords } from "../clean/keywords.ts";
import type { Reference } from "../reference.ts";
import type { BibEntry } from "./bibtex-entry.ts";
import { parseNames } from "./bibtex-names.ts";
import { decodeLatex } from "./latex.ts";
import { referenceFrom } from "./loose.ts";
import { RawFields } from "./raw-fields.ts";

/** BibTeX's and biblatex's entry types and the CSL type of each; the first of a CSL type is the one written. */
const TYPES: Readonly<Record<string, string>> = {
  article: "article-journal",
  inproceedings: "paper-conference",
  conference: "paper-conference",
  incollection: "chapter",
  inbook: "chapter",
  book: "book",
  mvbook: "book",
  collection: "book",
  proceedings: "book",
  reference: "book",
  inreference: "entry-encyclopedia",
  booklet: "pamphlet",
  periodical: "periodical",
  phdthesis: "thesis",
  mastersthesis: "thesis",
  thesis: "thesis",
  techreport: "report",
  report: "report",
  unpublished: "manuscript",
  online: "webpage",
  www: "webpage",
  electronic: "webpage",
  webpage: "webpage",
  patent: "patent",
  dataset: "dataset",
  data: "dataset",
  software: "software",
  manual: "book",
  standard: "standard",
  misc: "document",
};

/** Takes back the escapes that LaTeX needs in an address, which is otherwise verbatim. */
function verbatim(text: string | undefined): string | undefined {
  return text
    ?.replace(/\{?\\([_%&#~$])\}?(?:\{\})?/g, "$1")
    .replace(/^\\url\{(.*)\}$/, "$1")
    .replace(/^\{(.*)\}$/s, "$1");
}

function arxivOf(field: (name: string) => string | undefined): string | undefined {
  const kind = `${field("eprinttype") ?? ""} ${field("archiveprefix") ?? ""}`;
  return /arxiv/i.test(kind) && field("eprint") ? `arXiv:${field("eprint") ?? ""}` : undefined;
}

/** The CSL type of an entry; an article on arXiv alone is a preprint, which CSL calls `article`. */
export function typeOfEntry(type: string, hasJournal: boolean, onArxiv: boolean): string {
  return type === "article" && onArxiv && !hasJournal ? "article" : (TYPES[type] ?? "document");
}

/** "mar", "{mar}", "3", "15 mar" beside a year. */
function monthDate(year: string | undefined, month: string | undefined): string | undefined {
  if (year === undefined || month === undefined) return undefined;
  return /^\d{1,2}$/.test(month) ? `${year.slice(0, 4)}-${month}` : `${year.slice(0, 4)} ${month}`;
}

/** Makes a Reference of an entry; `inherited` holds what a crossref lends it. */
export function entryReference(
  entry: BibEntry,
  position: number,
  inherited: ReadonlyMap<string, string> = new Map(),
): Reference {
  const source = (name: string) => entry.fields.get(name) ?? inherited.get(name);
  const field = (name: string) => {
    const value = source(name);
    return value === undefined ? undefined : decodeLatex(value).trim();
  };
  const some = (...names: string[]) => names.map(field).find((value) => value !== undefined && value !== "");
  const raw = new RawFields();
  raw.add("@type", entry.type);
  for (const [name, value] of entry.written) raw.add(name, value);
  const year = some("year");
  const url = verbatim(source("url"));
  const note = some("note");
  const names = source("author") ?? source("editor") ?? "";
  const keywords = (field("keywords") ?? field("keyword") ?? "").replace(/\s+/g, " ");
  const number = some("number", "issue");
  return referenceFrom({
    id: entry.key === "" ? String(position) : entry.key,
    type:
      field("csltype") ??
      typeOfEntry(
        entry.type,
        source("journal") !== undefined || source("journaltitle") !== undefined,
        arxivOf(field) !== undefined,
      ),
    title: [some("title"), some("subtitle")].filter((part) => part !== undefined).join(": "),
    authors: parseNames(names),
    year,
    dates: [
      some("date"),
      monthDate(year, some("month")),
      some("issue_date", "issue-date", "early access date", "early-access-date"),
    ],
    journal:
      some("journaltitle", "journal", "booktitle", "maintitle") ??
      (entry.type === "article" ? some("fjournal") : undefined),
    volume: some("volume"),
    issue: number === "null" ? undefined : number,
    pages: some("pages", "article-number", "articleno", "eid"),
    doi: [verbatim(source("doi"))],
    doiWithin: [url, verbatim(source("ee")), verbatim(source("howpublished"))],
    pmid: [
      some("pmid"),
      note?.match(/\bPMID:?\s*(\d{1,8})\b/)?.[1],
      /pubmed/i.test(some("eprinttype") ?? "") ? some("eprint") : undefined,
    ],
    pmcid: [some("pmcid"), some("pmc")],
    arxiv: [arxivOf(field), some("arxivid", "arxiv"), url?.includes("arxiv.org/") ? url : undefined],
    issn: [some("issn"), some("eissn")],
    isbn: [some("isbn")],
    abstract: some("abstract", "annote"),
    keywords: splitKeywords(keywords, true),
    language: some("language", "langid"),
    publisher: some("publisher", "institution", "school", "organization"),
    url: url === undefined ? [] : url.split(/\s+/),
    database: some("source", "database") ?? (/^(?:ISI|WOS):/.test(entry.key) ? "Web of Science" : undefined),
    accession: some("unique-id", "accession", "accessionnumber"),
    notes: [
      note,
      some("annotation"),
      ...[...entry.fields.keys()].filter((name) => /^x-note\d+$/.test(name)).map(field),
    ],
    publicationTypes: (some("type", "document_type") ?? "").split(/\s*;\s*/).filter((type) => type !== ""),
    raw: raw.record(),
  });
}

/** The entry type to write for a CSL type; misc where BibTeX has none. */
export function entryTypeOf(type: string): string {
  for (const [name, csl] of Object.entries(TYPES)) if (csl === type) return name;
  return "misc";
}
