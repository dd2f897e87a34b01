import type { Reference } from "../reference.ts";
import type { Writer } from "./format.ts";
import { writeStrictAuthors, writeStrictList, writeStrictPairs } from "./csv-own.ts";

/** The columns of the project's own table, in order, and how each is filled. */
export const OWN_COLUMNS: readonly (readonly [string, (reference: Reference) => string])[] = [
  ["record_id", (r) => r.id],
  ["type", (r) => r.type],
  ["title", (r) => r.title ?? ""],
  ["authors", (r) => writeStrictAuthors(r.authors)],
  ["year", (r) => (r.year === undefined ? "" : String(r.year))],
  ["date", (r) => r.date ?? ""],
  ["journal", (r) => r.journal ?? ""],
  ["volume", (r) => r.volume ?? ""],
  ["issue", (r) => r.issue ?? ""],
  ["pages", (r) => r.pages ?? ""],
  ["doi", (r) => r.doi ?? ""],
  ["pmid", (r) => r.pmid ?? ""],
  ["pmcid", (r) => r.pmcid ?? ""],
  ["arxiv", (r) => r.arxiv ?? ""],
  ["issn", (r) => r.issn.join("; ")],
  ["isbn", (r) => r.isbn.join("; ")],
  ["abstract", (r) => r.abstract ?? ""],
  ["keywords", (r) => writeStrictList(r.keywords)],
  ["language", (r) => r.language ?? ""],
  ["publisher", (r) => r.publisher ?? ""],
  ["url", (r) => writeStrictList(r.url)],
  ["source_db", (r) => r.database ?? ""],
  ["accession", (r) => r.accession ?? ""],
  ["notes", (r) => writeStrictList(r.notes)],
  ["flags", (r) => writeStrictPairs((r.flags ?? []).map(({ kind, basis }) => [kind, basis]))],
  ["labels", (r) => writeStrictPairs(Object.entries(r.labels ?? {}))],
];

/** Whether a spreadsheet would run a cell as a formula, or readers would take its apostrophe off. */
export function isFormula(cell: string): boolean {
  return /^'*[=+\-@\t\r＝＋－＠]/.test(cell);
}

/**
 * One cell of a delimited file: a leading apostrophe keeps `=`, `+`, `-`, `@` and control characters from being
 * run (OWASP, "CSV injection"; `unharmed` takes it off), quotes where the delimiter needs them.
 */
export function writeCell(text: string, delimiter: string): string {
  const safe = isFormula(text) ? `'${text}` : text;
  return /["\r\n;]|^\s|\s$/.test(safe) || safe.includes(delimiter) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function rowWriter(delimiter: string): Writer {
  return {
    head: `${OWN_COLUMNS.map(([name]) => name).join(delimiter)}\r\n`,
    one: (reference) =>
      `${OWN_COLUMNS.map(([, cell]) => writeCell(cell(reference), delimiter)).join(delimiter)}\r\n`,
  };
}
