import { tidySpace } from "../clean/entities.ts";
import { splitKeywords } from "../clean/keywords.ts";
import { joinPages } from "../clean/pages.ts";
import { typeFromRis } from "../clean/types.ts";
import { UserError } from "../../base/error.ts";
import { FLAG_KINDS, type Reference } from "../reference.ts";
import { printedList, readAuthors } from "./csv-authors.ts";
import { COLUMN_FIELDS, foldHeader, knownField, type ColumnField } from "./csv-columns.ts";
import { dialectOf, type Dialect } from "./csv-dialect.ts";
import { readStrictAuthors, readStrictList, readStrictPairs } from "./csv-own.ts";
import { type LooseFields, namedType, referenceFrom, tidy } from "./loose.ts";
import { asName, RawFields, rawRecord } from "./raw-fields.ts";

interface Column {
  name: string;
  field: ColumnField | undefined;
  rank: number;
}

/** How one table's rows become References. */
export interface TablePlan {
  columns: readonly Column[];
  dialect: Dialect | undefined;
  /** The columns that fill a field, those of the stronger claim first. */
  fields: readonly { at: number; field: ColumnField }[];
  /** The columns that hold decisions and labels of screeners. */
  labels: readonly { at: number; name: string }[];
  /** Whether every column has a name of its own. */
  distinct: boolean;
  /** Columns that a mapping names and the table lacks. */
  missing: readonly string[];
}

const KNOWN_FIELDS: ReadonlySet<string> = new Set(COLUMN_FIELDS);

function isField(name: string): name is ColumnField {
  return KNOWN_FIELDS.has(name);
}

function mapped(field: string, column: string): ColumnField | undefined {
  if (field === "") return undefined;
  if (isField(field)) return field;
  throw new UserError("csv.mapping-field", `The mapping of column "${column}" names no field: "${field}".`, {
    hint: `Use one of ${COLUMN_FIELDS.join(", ")}, or nothing to keep the column out.`,
  });
}

/**
 * Decides for every column of a header what it holds. `mapping` (column -> field, or "" for none) goes before
 * what is known of the headers. Throws `csv.mapping-field` where it names a field that there is not.
 */
export function planTable(
  header: readonly string[],
  mapping: Readonly<Record<string, string>> = {},
): TablePlan {
  const dialect = dialectOf(header);
  const columns = header.map((source, at): Column => {
    const name = asName(source.trim() === "" ? `column ${at + 1}` : source.trim());
    const wanted = Object.hasOwn(mapping, name) ? mapping[name] : undefined;
    if (wanted !== undefined) return { name, field: mapped(wanted, name), rank: -1 };
    const special = dialect?.columns?.[foldHeader(name)];
    if (special === "none") return { name, field: undefined, rank: 0 };
    const known = special === undefined ? knownField(name) : { field: special, rank: -1 };
    if (!known && dialect?.restIsLabels) return { name, field: "label", rank: 0 };
    return { name, field: known?.field, rank: known?.rank ?? 0 };
  });
  const names = new Set(columns.map((column) => column.name));
  const placed = columns.map((column, at) => ({ ...column, at }));
  const isLabel = ({ field }: Column) =>
    field === "label" || (dialect?.name !== "chartroom" && (field === "labels" || field === "flags"));
  return {
    columns,
    dialect,
    fields: placed
      .flatMap(({ at, field, rank }) =>
        field === undefined || field === "label" ? [] : [{ at, field, rank }],
      )
      .sort((a, b) => a.rank - b.rank),
    labels: placed.filter((column) => isLabel(column) && column.name !== "__proto__"),
    distinct: names.size === columns.length && !names.has("__proto__"),
    missing: Object.keys(mapping).filter((name) => !names.has(name)),
  };
}

type Cells = Partial<Record<ColumnField, string[]>>;

/** Fields that are taken apart; long runs of spaces in them would make that slow. */
const TAKEN_APART: ReadonlySet<ColumnField> = new Set([
  "authors",
  "url",
  "type",
  "citation",
  "keywords",
  "notes",
]);

function evenSpaces(text: string): string {
  if (!/\s\s/.test(text)) return text;
  return text.replace(/\s{2,}/g, (run) => (run.includes("\n") ? "\n" : " "));
}

function cellsByField(plan: TablePlan, row: readonly string[]): Cells {
  const cells: Cells = {};
  for (const { at, field } of plan.fields) {
    const cell = row[at];
    if (cell === undefined || cell === "") continue;
    const text = unharmed(cell).trim();
    if (text !== "") (cells[field] ??= []).push(TAKEN_APART.has(field) ? evenSpaces(text) : text);
  }
  return cells;
}

/** Takes off the one apostrophe that keeps a spreadsheet from running a cell as a formula. */
export function unharmed(cell: string): string {
  return cell.startsWith("'") && /^'+[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}

function labelsOf(plan: TablePlan, row: readonly string[]): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const { at, name } of plan.labels) {
    const cell = row[at];
    if (cell === undefined || cell === "") continue;
    const text = tidySpace(unharmed(cell));
    if (text !== "") labels[name] = text;
  }
  return labels;
}

function idLabel({ dialect }: TablePlan, cells: Cells): Record<string, string> {
  const id = cells.id?.[0];
  return dialect?.idLabel === undefined || id === undefined ? {} : { [dialect.idLabel]: id };
}

/** "Endosc Ultrasound (2014) 3:3 (152-160). …" and "Behav Ther. 2022 Mar;53(2):334-347. doi: …" */
function fromCitation(
  text: string,
): Partial<Record<"journal" | "date" | "volume" | "issue" | "pages", string>> {
  if (text === "") return {};
  const embase =
    /^(.*?)\s*\((\d{4})\)\s*([^\s:(]*)(?::(\S+))?\s*(?:\(([^)]*)\))?\.?(?:\s*Date of Publication:\s*(.*))?$/s.exec(
      text,
    );
  const pubmed = /^(.*?)\.\s+(\d{4}[^;:]*);\s*([^\s(:]*)\s*(?:\(([^)]*)\))?(?::([^.]*))?\./s.exec(text);
  const parts = embase ?? pubmed;
  if (!parts) return {};
  const [, journal = "", year = "", volume = "", issue = "", pages = "", date] = parts;
  return { journal, volume, issue, pages, date: date ?? year };
}

/** A comma inside parentheses belongs to the term: "duplication cyst (diagnosis, surgery)". */
function splitOutsideParentheses(text: string, separator: string): string[] {
  const parts: string[] = [];
  let open = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "(") open++;
    else if (char === ")") open = Math.max(0, open - 1);
    else if (char === separator && open === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function listed(texts: readonly string[] | undefined, dialect: Dialect | undefined): string[] {
  return (texts ?? []).flatMap((text) => {
    const printed = printedList(text);
    if (printed) return printed;
    if (dialect?.keywords !== undefined) return splitOutsideParentheses(text, dialect.keywords);
    if (text.includes("|") && !text.includes(";")) return text.split("|");
    if (text.includes(";") || text.includes("\n")) return text.split(/[;\n]/);
    return splitKeywords(text, true);
  });
}

function typeOf(cells: Cells): string {
  const text = cells.type?.[0];
  if (text === undefined) return cells.journal === undefined && cells.isbn ? "book" : "article-journal";
  const ris = /^[A-Z]{3,6}$/.test(text) ? typeFromRis(text) : "document";
  const named = ris === "document" ? namedType(text.replace(/([a-z])([A-Z])/g, "$1 $2")) : ris;
  return named === "document" && cells.journal ? "article-journal" : named;
}

function rawOf(plan: TablePlan, row: readonly string[]): Reference["raw"] {
  if (plan.distinct && row.length <= plan.columns.length) {
    const names: string[] = [];
    const values: string[] = [];
    for (let at = 0; at < row.length; at++) {
      const cell = row[at] ?? "";
      if (cell === "") continue;
      names.push(plan.columns[at]?.name ?? "");
      values.push(cell);
    }
    return rawRecord(names, values);
  }
  const raw = new RawFields();
  for (let at = 0; at < row.length; at++) {
    const cell = row[at] ?? "";
    if (cell !== "") raw.add(plan.columns[at]?.name ?? `column ${at + 1}`, cell);
  }
  return raw.record();
}

function ownReference(cells: Cells, raw: Reference["raw"], position: number): Reference {
  return referenceFrom({
    ...scalars(cells),
    id: cells.id?.[0] ?? String(position),
    type: cells.type?.[0] ?? "document",
    authors: readStrictAuthors(cells.authors?.[0]),
    keywords: readStrictList(cells.keywords?.[0]),
    url: readStrictList(cells.url?.[0]),
    notes: readStrictList(cells.notes?.[0]),
    flags: readStrictPairs(cells.flags?.[0]).flatMap(([name, basis]) => {
      const kind = FLAG_KINDS.find((known) => known === name);
      return kind === undefined ? [] : [{ kind, basis }];
    }),
    labels: Object.fromEntries(readStrictPairs(cells.labels?.[0])),
    raw,
  });
}

function scalars(cells: Cells): Omit<LooseFields, "id" | "type" | "raw"> {
  const one = (field: ColumnField) => cells[field]?.[0];
  return {
    title: one("title"),
    year: one("year"),
    dates: cells.date ?? [],
    journal: one("journal"),
    volume: one("volume"),
    issue: one("issue"),
    pages: one("pages") ?? joinPages(one("startPage") ?? "", one("endPage") ?? "") ?? one("articleNumber"),
    doi: cells.doi ?? [],
    pmid: cells.pmid ?? [],
    pmcid: cells.pmcid ?? [],
    arxiv: cells.arxiv ?? [],
    issn: cells.issn ?? [],
    isbn: [...(cells.isbn ?? []), ...(cells.issn ?? [])],
    abstract: one("abstract"),
    language: one("language"),
    publisher: one("publisher"),
    database: one("database"),
    accession: one("accession"),
  };
}

/** Puts a mark between names that a table runs together: "Ada R. AlemIvo T. Brand". */
function apart(authors: string, dialect: Dialect | undefined): string {
  if (!dialect?.runOnAuthors) return authors;
  const names = authors.replace(
    /(?<=\p{Ll}|\.)(?<!\b(?:Mc|Mac|De|Di|Da|La|Le|Van|Von))(?=\p{Lu}\p{Ll}*[\s.])/gu,
    ";",
  );
  return names.replace(/(?<=^|;)(?:(?:Prof|Dr|Mr|Ms|Mrs)\.;?\s*)+/g, "");
}

/** Makes a Reference of one row; `position` is its key where no column gives one. */
export function rowReference(plan: TablePlan, row: readonly string[], position: number): Reference {
  const raw = rawOf(plan, row);
  const cells = cellsByField(plan, row);
  if (plan.dialect?.name === "chartroom") return ownReference(cells, raw, position);
  const fields = scalars(cells);
  const cited = fromCitation((cells.citation?.[0] ?? "").slice(0, 1000));
  const month = cells.month?.[0];
  const commas = plan.dialect?.commaAuthors ?? false;
  const urls = (cells.url ?? []).flatMap((text) =>
    !/[\s;|]/.test(text) ? [text] : text.split(/\s+(?=https?:)|\s*[;|]\s*(?=https?:)/),
  );
  const retracted = cells.retracted?.some((text) => /^(?:true|yes|1)$/i.test(text)) ?? false;
  return referenceFrom({
    ...fields,
    id: cells.id?.[0] ?? cells.accession?.[0] ?? cells.pmid?.[0] ?? String(position),
    type: typeOf(cells),
    authors: readAuthors(apart(cells.authors?.[0] ?? "", plan.dialect), commas),
    dates: [...(cells.date ?? []), cited.date, ...(month && fields.year ? [`${fields.year} ${month}`] : [])],
    journal: fields.journal ?? tidy(cited.journal),
    volume: fields.volume ?? cited.volume,
    issue: fields.issue ?? cited.issue,
    pages: fields.pages ?? cited.pages,
    doiWithin: [...urls, cells.citation?.[0]],
    keywords: listed(cells.keywords, plan.dialect),
    url: urls,
    database: fields.database ?? plan.dialect?.database,
    notes: cells.notes ?? [],
    publicationTypes: [
      ...(cells.type ?? []).flatMap((text) => (/[;|]/.test(text) ? text.split(/\s*[;|]\s*/) : [text])),
      ...(retracted ? ["Retracted"] : []),
    ],
    labels: { ...idLabel(plan, cells), ...labelsOf(plan, row) },
    raw,
  });
}
