import type { Truth } from "./references-kept.ts";

// Column names as the files' own headers have them, one list for each field; authors and keywords are counted by
// whether there are any, since each database parts them otherwise.
const COLUMNS = {
  title: [
    "Title",
    "Document Title",
    "Item Title",
    "title",
    "TI",
    "primary_title",
    "T1",
    "Title Primary",
    "titles",
  ],
  abstract: ["Abstract", "abstract", "Abstract Note", "AB", "abstracts"],
  authors: [
    "Authors",
    "Author",
    "Author Names",
    "Author/s",
    "authors",
    "author",
    "first_authors",
    "AU",
    "Authors, Primary",
    "Author full names",
  ],
  year: [
    "Year",
    "Publication Year",
    "Published Year",
    "year",
    "publication_year",
    "PY",
    "Pub Year",
    "Date of Publication",
    "Publication year",
  ],
  doi: ["DOI", "Item DOI", "doi", "DI"],
  keywords: ["Author Keywords", "Keywords", "keywords", "DE", "Manual Tags", "MeSH Terms", "Index Keywords"],
  pages: [
    "Pages",
    "Start Page",
    "Page start",
    "First Page",
    "StartPage",
    "start_page",
    "pages",
    "BP",
    "AR",
    "Art. No.",
  ],
} as const;

/** Rows of delimited text, one character after the other. */
function rowsOf(text: string, delimiter: string, quoted: boolean): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let inside = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (inside) {
      if (char !== '"') cell += char;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at++;
      } else inside = false;
    } else if (quoted && char === '"' && cell === "") inside = true;
    else if (char === delimiter) endCell();
    else if (char === "\n" || char === "\r") {
      if (char === "\r" && text.charAt(at + 1) === "\n") at++;
      endCell();
      rows.push([]);
    } else cell += char;
  }
  endCell();
  return rows.filter((row) => row.some((one) => one.trim() !== ""));
}

const YEAR = /(?<!\d)(?:1[4-9]\d\d|20\d\d)(?!\d)/;
const DOI = /(?<![\d.])10\.\d{4,9}(?:\.\d+)*\/[^\s"<>]+/;

/** Counts the filled cells under a table's headers, row by row. */
export function tableTruth(text: string): Truth[] {
  const plain = text.replace(/^\ufeff/, "");
  const isHeader = (cells: readonly string[]) =>
    COLUMNS.title.some((name) => cells.includes(name)) && cells.length > 2;
  for (const delimiter of [",", "\t", ";", "|"]) {
    const rows = rowsOf(plain, delimiter, !/^PT\tAU/.test(plain));
    const begin = rows.slice(0, 6).findIndex(isHeader);
    if (begin < 0) continue;
    const header = rows[begin] ?? [];
    const cells = (row: readonly string[], names: readonly string[]) =>
      names.map((name) => row[header.indexOf(name)]?.trim() ?? "").filter((value) => value !== "");
    return rows
      .slice(begin + 1)
      .filter((row) => row.length > 1)
      .map((row) => {
        const one = (names: readonly string[]) => (cells(row, names).length > 0 ? 1 : 0);
        const doi = cells(row, COLUMNS.doi)
          .map((value) => DOI.exec(value)?.[0] ?? "")
          .find((value) => value !== "");
        return {
          counts: {
            title: one(COLUMNS.title),
            abstract: one(COLUMNS.abstract),
            authors: one(COLUMNS.authors),
            year: cells(row, COLUMNS.year).some((value) => YEAR.test(value)) ? 1 : 0,
            doi: doi === undefined ? 0 : 1,
            keywords: one(COLUMNS.keywords),
            pages: one(COLUMNS.pages),
          },
          doi: doi ?? "",
          text: row.join(" "),
        };
      });
  }
  return [];
}
