import { cleanText } from "../clean/entities.ts";
import { cleanDoi, cleanPmid, findDoi } from "../clean/identifiers.ts";
import { cleanLanguage } from "../clean/language.ts";
import { expandPages } from "../clean/pages.ts";
import { typeFromMedline, typeFromName } from "../clean/types.ts";
import type { Reference } from "../reference.ts";
import { Draft } from "./draft.ts";
import type { Format, Sample, Sink, TextReader } from "./format.ts";
import { parseOvidSource } from "./ovid-source.ts";
import { isBlank, lineReader, RecordWriter, TaggedRecord } from "./tagged.ts";

const START = /^\s*<\s*(\d+)\s*\.?\s*>\s*$/;
const SHORT = /^([A-Z][A-Z0-9]{1,7}) {1,4}- ?(.*)$/;
// Ovid's long labels stand alone on a line, their values indented below.
const LABEL = /^[A-Z][A-Za-z]+(?: (?:[A-Z][A-Za-z]*|of|and|or|in|the|&|\([A-Za-z ]+\))){0,5}\s*$/;
const LIST_TAGS = new Set(["AU", "MH", "SH", "KW", "IS", "PT", "IN", "OD", "DE"]);
const DIGITS_AT_END = /\s+\d+(?:,\s?\d+)*$/;

function types(record: TaggedRecord): string[] {
  return record
    .all("PT", "Publication Type", "ST")
    .flatMap((text) => text.split(/[;\n]/))
    .map((text) => text.trim());
}

function typeOf(record: TaggedRecord): string {
  const names = types(record);
  const medline = typeFromMedline(names);
  if (medline !== "article-journal") return medline;
  const named = names.map(typeFromName).find((type) => type !== "document");
  return named ?? "article-journal";
}

/** Authors of the long form carry the numbers of their institutions: `Kohler, Lars 1;  Leuschner, Christoph 1`. */
function authorsOf(record: TaggedRecord): string[] {
  return record
    .all("AU", "Author", "Authors", "Author(s)")
    .flatMap((line) => line.split(/;\s*|\n/).map((name) => cleanText(name).replace(DIGITS_AT_END, "")));
}

function doiOf(record: TaggedRecord): string | undefined {
  for (const value of record.all("DO", "DI", "Digital Object Identifier", "DOI", "DOI Number")) {
    const doi = cleanDoi(value) ?? findDoi(value);
    if (doi !== undefined) return doi;
  }
  return undefined;
}

/** The reference that a record of Ovid's tagged export describes, by short tags or long labels. */
function referenceFromOvid(record: TaggedRecord, position: number): Reference {
  const accession = record
    .first("UI", "AN", "Accession Number", "Unique Identifier")
    ?.trim()
    .replace(/\.$/, "");
  const database = record.first("DB", "Database");
  const type = typeOf(record);
  const draft = new Draft(accession ?? String(position), type, record.raw);
  draft.text(
    "title",
    record
      .first("TI", "Title")
      ?.replace(/\.?\s?\[(?:Article|Miscellaneous|References|Review|Report|Letter|Editorial)\]\s*$/, ""),
  );
  draft.authors(authorsOf(record));
  const line = record.first("SO", "Source");
  const source = line === undefined ? {} : parseOvidSource(line);
  draft.dated([
    ...record.all("YR", "Publication Year", "Year of Publication", "Year"),
    source.date ?? "",
    ...record.all("DP", "Date of Publication"),
  ]);
  if (draft.reference.year === undefined && line !== undefined) draft.dated([line]);
  draft.text(
    "journal",
    record.first("JN", "JA", "Journal Name", "Journal Title", "Publication Name") ??
      (type === "book" ? undefined : source.journal),
  );
  draft.text("volume", record.first("VO", "VI", "Volume") ?? source.volume);
  draft.text("issue", record.first("IP", "Issue", "Issue Part") ?? source.issue);
  const pages = record.first("PG", "Page", "Pages") ?? source.pages;
  if (pages !== undefined) draft.set("pages", expandPages(cleanText(pages)));
  draft.set("doi", doiOf(record));
  const pmid = record.first("PM", "PubMed ID") ?? (/medline/i.test(database ?? "") ? accession : undefined);
  if (pmid !== undefined) draft.set("pmid", cleanPmid(pmid.split("[", 1)[0] ?? ""));
  draft.serials(record.all("IS", "IB", "ISSN", "ISBN", "EI"));
  draft.text("abstract", record.first("AB", "Abstract"));
  const words = record.all(
    "MH",
    "SH",
    "HW",
    "KW",
    "Author Keywords",
    "Key Words",
    "Keywords",
    "Keyword Heading",
    "MeSH Subject Headings",
    "Subject Headings",
  );
  draft.keywords(words.flatMap((text) => text.split(/;\s+|\n/)).map((word) => word.replace(/\.$/, "")));
  const language = record.first("LG", "LA", "Language");
  if (language !== undefined) draft.set("language", cleanLanguage(language));
  draft.text("publisher", record.first("PB", "PU", "Publisher"));
  draft.urls(record.all("UR", "XL", "URL"));
  draft.text("database", database);
  draft.text("accession", accession);
  draft.notes(record.all("NT", "Notes"));
  draft.standing(types(record));
  return draft.finish();
}

function readOvid(sink: Sink): TextReader {
  const writer = new RecordWriter("ovid", sink);
  let record: TaggedRecord | undefined;
  let paragraph = false;

  const finish = (): void => {
    if (record !== undefined) writer.emit(record, referenceFromOvid);
    record = undefined;
  };

  const more = (into: TaggedRecord, text: string): void => {
    if (LIST_TAGS.has(into.last) && paragraph) into.add(into.last, text);
    else into.append(text, into.last === "TI" || into.last === "SO" ? " " : "\n");
  };

  return lineReader(writer, {
    line(text, line) {
      const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
      if (isBlank(clean)) {
        paragraph = true;
        return;
      }
      if (START.test(clean)) {
        finish();
        record = new TaggedRecord(line);
        paragraph = false;
        return;
      }
      if (record === undefined) {
        writer.warn(
          "stray-text",
          `Text before the first record was passed over: ${clean.trim().slice(0, 80)}`,
          { line },
        );
        return;
      }
      const short = SHORT.exec(clean);
      if (short !== null) {
        let tag = short[1] ?? "";
        let value = short[2] ?? "";
        // An empty field may share the line with the next: `XP  - XL  - https://…`.
        for (let depth = 0; depth < 3; depth++) {
          const next = SHORT.exec(value);
          if (next === null) break;
          record.add(tag, "");
          tag = next[1] ?? "";
          value = next[2] ?? "";
        }
        record.add(tag, value.trim());
      } else if (LABEL.test(clean) && !(record.has(record.last) && isShort(record.last)))
        record.add(clean.trim(), "");
      else if (record.last !== "") more(record, clean.trim());
      paragraph = false;
    },
    end: finish,
  });
}

function isShort(tag: string): boolean {
  return tag.length <= 8 && tag === tag.toUpperCase();
}

function detectOvid(sample: Sample): number {
  if (!/^\ufeff?\s*<\s*\d+\s*\.?\s*>\s*$/m.test(sample.text)) return 0;
  return /^[A-Z][A-Z0-9]{1,7} {1,4}- /m.test(sample.text) ||
    /^(?:Title|Author|Source|Abstract)\s*$/m.test(sample.text)
    ? 0.95
    : 0.3;
}

/** Ovid's own tagged text, with short tags (`TI  - `) or long labels (`Title`). */
export const ovid: Format = {
  id: "ovid",
  name: "Ovid (tagged text)",
  extensions: ["ovd", "cgi"],
  detect: detectOvid,
  read: readOvid,
};
