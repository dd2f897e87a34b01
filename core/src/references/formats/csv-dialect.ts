import { foldHeader, knownField, type ColumnField } from "./csv-columns.ts";
import { RowSplitter } from "./csv-rows.ts";

/** A known kind of table, told by its headers, and where it departs from the common names. */
export interface Dialect {
  name: string;
  /** The folded headers that it always has. */
  needs: readonly string[];
  /** The platform whose export this is, where the records do not say so themselves. */
  database?: string;
  /** Folded header -> field, before the common names; `none` keeps a column out of every field. */
  columns?: Readonly<Record<string, ColumnField | "none">>;
  /** Whether a comma always parts two authors ("Lim SM, Chow JCL"). */
  commaAuthors?: boolean;
  /** What parts the entries of a list of keywords. */
  keywords?: string;
  /** Columns of no known meaning are answers of the screeners. */
  restIsLabels?: boolean;
  /** The label under which the record's key is kept, where rows of one record are told apart by their labels. */
  idLabel?: string;
  /** Runs the names of its authors together without a mark. */
  runOnAuthors?: boolean;
  /** Never quotes a cell: a quote there is a character. */
  unquoted?: boolean;
}

const WOS: Readonly<Record<string, ColumnField | "none">> = {
  pt: "none",
  dt: "type",
  af: "authors",
  au: "authors",
  ti: "title",
  so: "journal",
  la: "language",
  de: "keywords",
  id: "keywords",
  ab: "abstract",
  pu: "publisher",
  sn: "issn",
  ei: "issn",
  bn: "isbn",
  pd: "month",
  py: "year",
  vl: "volume",
  is: "issue",
  bp: "startPage",
  ep: "endPage",
  ar: "articleNumber",
  di: "doi",
  ut: "accession",
  pm: "pmid",
  an: "accession",
};

/** The first whose headers are all there is taken. */
export const DIALECTS: readonly Dialect[] = [
  {
    name: "chartroom",
    needs: ["record id", "type", "title", "source db", "labels", "flags"],
    columns: { "record id": "id", "source db": "database" },
  },
  { name: "wos", needs: ["pt", "au", "ti", "so"], database: "Web of Science", columns: WOS, unquoted: true },
  {
    name: "pubmed",
    needs: ["pmid", "title", "citation", "first author"],
    database: "PubMed",
    columns: { "create date": "none", "first author": "none", pmid: "pmid" },
    commaAuthors: true,
  },
  {
    name: "embase",
    needs: ["author names", "source"],
    database: "Embase",
    columns: { source: "citation", "open url link": "none", "full text link": "url" },
    commaAuthors: true,
    keywords: ",",
  },
  {
    name: "ieee",
    needs: ["document title", "publication title"],
    database: "IEEE Xplore",
    columns: { "document identifier": "type", "online date": "none" },
  },
  {
    name: "scopus",
    needs: ["eid", "source title"],
    columns: { source: "database", "author full names": "authors", "conference name": "none" },
  },
  {
    name: "publish-or-perish",
    needs: ["gsrank", "authors", "title"],
    columns: { source: "journal", "query date": "none", type: "none" },
    commaAuthors: true,
  },
  { name: "lens", needs: ["lens id", "title"], database: "Lens.org" },
  { name: "openalex", needs: ["display name", "authorships author display name"], database: "OpenAlex" },
  { name: "springer", needs: ["item title", "item doi"], database: "SpringerLink", runOnAuthors: true },
  { name: "covidence", needs: ["covidence", "title"], columns: { covidence: "id", notes: "label" } },
  { name: "distillersr", needs: ["refid"], restIsLabels: true, idLabel: "distillersr.refid" },
  { name: "zotero", needs: ["key", "item type"], columns: { "conference name": "none", source: "none" } },
  { name: "proquest", needs: ["store id"], columns: { source: "none" } },
];

export interface TableLayout {
  delimiter: string;
  /** Rows before the header (search history, export notices). */
  preamble: number;
  header: string[];
  quotes: boolean;
  /** Columns of the header that are known, 0 and up. */
  known: number;
}

const DELIMITERS = [",", "\t", ";", "|"];
/** The header is looked for among the first rows only. */
const HEADER_WITHIN = 30;
/** What is longer is no column name. */
const MAX_HEADER = 80;

export function dialectOf(header: readonly string[]): Dialect | undefined {
  const folded = new Set(header.filter((cell) => cell.length <= MAX_HEADER).map(foldHeader));
  return DIALECTS.find((dialect) =>
    dialect.needs.every((name) => folded.has(name) || folded.has(name.replaceAll(" ", ""))),
  );
}

function knownColumns(cells: readonly string[]): number {
  const dialect = dialectOf(cells);
  const found = new Set<string>();
  for (const cell of cells) {
    if (cell.length > MAX_HEADER) continue;
    const field = dialect?.columns?.[foldHeader(cell)] ?? knownField(cell)?.field;
    if (field) found.add(field);
  }
  return found.size + (dialect ? 2 : 0);
}

function firstRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  const take = new RowSplitter(delimiter, true, { row: (cells) => rows.push(cells), fault: () => undefined });
  take.push(text.slice(0, 1 << 16));
  return rows.slice(0, HEADER_WITHIN);
}

/** Finds delimiter and header row from the beginning of a table: where most column names are known. */
export function layoutOf(text: string): TableLayout {
  const start = text.startsWith("\ufeff") ? text.slice(1) : text;
  let best: TableLayout = { delimiter: ",", preamble: 0, header: [], quotes: true, known: -1 };
  for (const delimiter of DELIMITERS) {
    // a header that is the whole file ends in no line break
    for (const [preamble, cells] of firstRows(`${start}\n`, delimiter).entries()) {
      if (cells.length < 2 && best.known >= 0) continue;
      const known = knownColumns(cells);
      const wider = known === best.known && preamble === best.preamble && cells.length > best.header.length;
      if (known > best.known || wider) best = { delimiter, preamble, header: cells, quotes: true, known };
    }
  }
  return { ...best, quotes: dialectOf(best.header)?.unquoted !== true };
}

/** Finds the header among rows that are split already, as in a workbook. */
export function layoutOfRows(rows: readonly (readonly string[])[]): { preamble: number; known: number } {
  let best = { preamble: 0, known: -1 };
  for (const [preamble, cells] of rows.entries()) {
    const known = cells.filter((cell) => cell !== "").length < 2 ? 0 : knownColumns(cells);
    if (known > best.known) best = { preamble, known };
  }
  return best;
}
