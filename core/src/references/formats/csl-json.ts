import { notesFromLabels } from "../clean/labels.ts";
import { parseAuthor } from "../clean/names.ts";
import { splitKeywords } from "../clean/keywords.ts";
import { isCslType, typeFromName } from "../clean/types.ts";
import type { Author, Reference } from "../reference.ts";
import { ObjectScanner } from "./csl-json-objects.ts";
import { notesFromFlags } from "./draft.ts";
import type { Format, Sample, Sink, TextReader } from "./format.ts";
import { referenceFrom } from "./loose.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A string or a number as text; undefined for anything else and for empty text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** A value that may be one text or several. */
export function textsOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map(textOf).filter((text) => text !== undefined);
}

/** Every member by its name: texts as they are, lists of texts as lists, all else as JSON. */
export function rawOf(source: JsonObject): Reference["raw"] {
  const raw: Reference["raw"] = {};
  for (const [name, value] of Object.entries(source)) {
    if (value === null || value === undefined || name === "__proto__") continue;
    if (typeof value === "string") raw[name] = value;
    else if (Array.isArray(value) && value.every((one) => typeof one === "string")) raw[name] = value;
    else raw[name] = JSON.stringify(value);
  }
  return raw;
}

/** The reader of a JSON format whose records are objects; `convert` gives undefined for what is no record. */
export function jsonReader(
  sink: Sink,
  convert: (source: JsonObject, position: number) => Reference | undefined,
): TextReader {
  let record = 0;
  const give = (source: JsonObject, line: number): boolean => {
    const reference = convert(source, record + 1);
    if (!reference) return false;
    record++;
    sink.reference(reference, { record, line });
    return true;
  };
  const warn = (code: string, message: string, line: number) =>
    sink.diagnostic({ code, severity: "error", message, line, record: record + 1 });
  const scanner = new ObjectScanner({
    object: (json, line) => {
      let source: unknown;
      try {
        source = JSON.parse(json);
      } catch (error) {
        warn(
          "json.syntax",
          `A record is not valid JSON and was left out: ${String(error).slice(0, 200)}`,
          line,
        );
        return;
      }
      if (!isObject(source) || give(source, line)) return;
      // some tools key their records by number instead of listing them
      const inner = Object.values(source).filter(isObject);
      const given = inner.filter((one) => give(one, line));
      if (given.length === 0 && Object.keys(source).length > 0) {
        warn("json.no-record", "An object holds no title, author or identifier and was left out.", line);
      }
    },
    fault: warn,
  });
  return { push: (text) => scanner.push(text), end: () => scanner.end() };
}

function nameOf(source: unknown): Author | undefined {
  if (typeof source === "string") return parseAuthor(source);
  if (!isObject(source)) return undefined;
  const part = (name: string) => textOf(source[name])?.trim() ?? "";
  const literal = part("literal") || part("name");
  const family = [
    part("dropping-particle"),
    part("non-dropping-particle"),
    part("family") || part("lastName"),
  ]
    .filter((word) => word !== "")
    .join(" ");
  const given = [part("given") || part("firstName"), part("suffix")].filter((word) => word !== "").join(", ");
  if (family !== "") return given === "" ? { family } : { family, given };
  const alone = literal || given;
  return alone === "" ? undefined : { literal: alone };
}

/** CSL's date variables: `date-parts` of numbers or texts, `raw`, `literal`, or a plain text (CSL-JSON schema 1.0). */
function dateOf(value: unknown): string | undefined {
  if (!isObject(value)) return textOf(value);
  const parts: unknown = value["date-parts"];
  const first: unknown = Array.isArray(parts) ? parts[0] : undefined;
  const numbers = (Array.isArray(first) ? first : [first]).map(textOf).filter((text) => text !== undefined);
  return numbers.length > 0 ? numbers.join("-") : (textOf(value["raw"]) ?? textOf(value["literal"]));
}

/** Names of CSL 1.0.2, beside those that Zotero's and SRA's own JSON give the same things. */
function cslReference(source: JsonObject, position: number): Reference | undefined {
  const one = (...names: string[]) =>
    names.map((name) => textsOf(source[name])[0]).find((text) => text !== undefined);
  const list = (...names: string[]) => names.flatMap((name) => textsOf(source[name]));
  const people = ["author", "authors", "creators", "editor"]
    .map((name) => source[name])
    .find((value) => Array.isArray(value) && value.length > 0);
  const title = one("title");
  const known =
    title ??
    one("DOI", "doi", "PMID", "pmid", "container-title", "abstract") ??
    (people === undefined ? undefined : "people");
  const type = one("type", "itemType") ?? "";
  // the schema asks an item for its id and type alone
  const isItem = one("id") !== undefined && isCslType(type);
  if (known === undefined && !isItem) return undefined;
  const custom = isObject(source["custom"]) ? source["custom"] : {};
  const listed = textsOf(custom["keywords"]);
  const keywords = listed.length > 0 ? listed : list("keyword", "keywords");
  return referenceFrom({
    id: one("id", "citation-key", "recNumber", "key") ?? String(position),
    type:
      type === ""
        ? "document"
        : /[A-Z]/.test(type)
          ? typeFromName(type.replace(/([a-z])([A-Z])/g, "$1 $2"))
          : type,
    title,
    authors: (Array.isArray(people) ? (people as unknown[]) : [])
      .map(nameOf)
      .filter((author) => author !== undefined),
    year: one("year"),
    dates: [dateOf(source["issued"]), dateOf(source["date"]), dateOf(source["published"])],
    journal: one("container-title", "journal", "publicationTitle", "journalName"),
    volume: one("volume"),
    issue: one("issue", "number"),
    pages: one("page", "pages", "article-number"),
    doi: list("DOI", "doi"),
    doiWithin: list("URL", "urls", "url", "note"),
    pmid: list("PMID", "pmid"),
    pmcid: list("PMCID", "pmcid"),
    arxiv: [textOf(custom["arxiv"]), ...list("arxiv", "URL").filter((text) => /arxiv/i.test(text))],
    issn: list("ISSN", "issn", "isbn"),
    isbn: list("ISBN", "isbn"),
    abstract: one("abstract", "abstractNote"),
    keywords:
      keywords.length === 1 && listed.length === 0 ? splitKeywords(keywords[0] ?? "", true) : keywords,
    language: one("language"),
    publisher: one("publisher"),
    url: list("URL", "urls", "url"),
    database: one("source", "databaseName") ?? textOf(custom["database"]),
    accession: one("archive_location", "accessionNumber") ?? textOf(custom["accession"]),
    notes: [...list("note", "notes").flatMap((note) => note.split(/\n/))],
    raw: rawOf(source),
  });
}

function cslName(author: Author): JsonObject {
  if ("literal" in author) return { literal: author.literal };
  return author.given === undefined
    ? { family: author.family }
    : { family: author.family, given: author.given };
}

function cslItem(reference: Reference): JsonObject {
  const notes = [
    ...reference.notes,
    ...notesFromFlags(reference.flags),
    ...notesFromLabels(reference.labels ?? {}),
  ];
  const date = reference.date ?? (reference.year === undefined ? undefined : String(reference.year));
  // CSL has one text for all keywords; where a semicolon would part one of them, the list stands beside it
  const parted = reference.keywords.some((keyword) => keyword.includes(";"));
  const custom = {
    ...(reference.arxiv !== undefined && { arxiv: reference.arxiv }),
    ...(parted && { keywords: reference.keywords }),
  };
  const item = {
    id: reference.id,
    type: reference.type,
    title: reference.title,
    author: reference.authors.length > 0 ? reference.authors.map(cslName) : undefined,
    issued: date === undefined ? undefined : { "date-parts": [date.split("-").map(Number)] },
    "container-title": reference.journal,
    volume: reference.volume,
    issue: reference.issue,
    page: reference.pages,
    DOI: reference.doi,
    PMID: reference.pmid,
    PMCID: reference.pmcid,
    ISSN: reference.issn.join(", ") || undefined,
    ISBN: reference.isbn.join(", ") || undefined,
    abstract: reference.abstract,
    // one keyword keeps its commas by the semicolon after it
    keyword:
      reference.keywords.length === 0
        ? undefined
        : `${reference.keywords.join("; ")}${reference.keywords.length === 1 ? ";" : ""}`,
    language: reference.language,
    publisher: reference.publisher,
    URL: reference.url[0],
    urls: reference.url.length > 1 ? reference.url.slice(1) : undefined,
    source: reference.database,
    archive_location: reference.accession,
    note: notes.length > 0 ? notes.join("\n") : undefined,
    custom: Object.keys(custom).length > 0 ? custom : undefined,
  };
  return item;
}

function detect({ text }: Sample): number {
  if (!/^[\ufeff\s]*[[{]/.test(text)) return 0;
  if (/"(?:container-title|date-parts|container-title-short|citation-key|given|family)"\s*:/.test(text))
    return 0.9;
  if (/"title"\s*:/.test(text) && /"(?:type|author|authors|DOI|doi|itemType|issued)"\s*:/.test(text))
    return 0.6;
  return /^[\ufeff\s]*\[?\s*\{\s*"(?:id|type|title)"/.test(text) ? 0.3 : 0;
}

/** CSL-JSON as a list, in an object's `items`, keyed, one to a line, or a single item; close relatives are read too. */
export const cslJson: Format = {
  id: "csl-json",
  name: "CSL-JSON",
  extensions: ["json", "csl"],
  detect,
  read: (sink) => jsonReader(sink, cslReference),
  write: {
    head: "[\n",
    foot: "\n]\n",
    separator: ",\n",
    one: (reference) => JSON.stringify(cslItem(reference)),
  },
};
