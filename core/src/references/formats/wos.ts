import { cleanText } from "../clean/entities.ts";
import { cleanDoi, cleanPmid, findDoi } from "../clean/identifiers.ts";
import { cleanLanguage } from "../clean/language.ts";
import { joinPages } from "../clean/pages.ts";
import { typeFromName } from "../clean/types.ts";
import type { Reference } from "../reference.ts";
import { Draft } from "./draft.ts";
import type { Format, Sample, Sink, TextReader } from "./format.ts";
import { isBlank, lineReader, RecordWriter, TaggedRecord } from "./tagged.ts";

// Fields of which every line is a value of its own; in all others a line continues the last.
const LINE_PER_VALUE = new Set(["AU", "AF", "BA", "BF", "BE", "CA", "GP", "CR", "C1", "ED"]);
const TYPES: Readonly<Record<string, string>> = {
  J: "article-journal",
  S: "chapter",
  B: "book",
  P: "patent",
  C: "paper-conference",
};

function typeOf(record: TaggedRecord): string {
  const document = record.first("DT") ?? "";
  if (/proceedings paper|meeting|conference/i.test(document)) return "paper-conference";
  if (/book chapter/i.test(document)) return "chapter";
  if (/preprint/i.test(document)) return "article";
  if (/dissertation|thesis/i.test(document)) return "thesis";
  const type = TYPES[record.first("PT")?.trim() ?? ""];
  return type ?? typeFromName(document);
}

function authorsOf(record: TaggedRecord): string[] {
  const short = record.all("AU");
  const full = record.all("AF");
  return full.length >= short.length ? full : short;
}

/** The reference that a Web of Science record describes (Clarivate, Core Collection Field Tags). */
function referenceFromWos(record: TaggedRecord, position: number, database: string | undefined): Reference {
  const accession = record.first("UT", "AN")?.trim();
  const type = typeOf(record);
  const draft = new Draft(accession ?? String(position), type, record.raw);
  draft.text("title", record.first("TI"));
  draft.authors(authorsOf(record));
  for (const group of record.all("CA")) draft.author({ literal: cleanText(group) });
  if (draft.reference.authors.length === 0) {
    for (const group of record.all("GP")) draft.author({ literal: cleanText(group) });
  }
  const year = record.first("PY") ?? "";
  const day = record.first("PD");
  draft.dated([
    year,
    day === undefined ? "" : /\d{4}/.test(day) ? day : `${day} ${year}`,
    record.first("EA") ?? "",
  ]);
  if (type !== "book") draft.text("journal", record.first("SO", "JI", "J9"));
  draft.text("volume", record.first("VL"));
  draft.text("issue", record.first("IS"));
  const start = record.first("BP");
  draft.set(
    "pages",
    joinPages(
      cleanText(start ?? record.first("PS") ?? ""),
      start === undefined ? "" : cleanText(record.first("EP") ?? ""),
    ),
  );
  const article = record.first("AR");
  if (draft.reference.pages === undefined) draft.text("pages", article?.replace(/^UNSP\s+/i, ""));
  const doi = record.first("DI", "D2");
  if (doi !== undefined) draft.set("doi", cleanDoi(doi) ?? findDoi(doi));
  const pmid = record.first("PM");
  if (pmid !== undefined) draft.set("pmid", cleanPmid(pmid));
  draft.serials(record.all("BN", "SN", "EI"));
  draft.text("abstract", record.first("AB"));
  draft.keywords(record.all("DE", "ID", "MH", "BD").flatMap((words) => words.split(";")));
  const language = record.first("LA");
  if (language !== undefined) draft.set("language", cleanLanguage(language));
  draft.text("publisher", record.first("PU"));
  draft.urls(record.all("UR"));
  draft.text("database", database);
  draft.text("accession", accession);
  draft.notes(record.all("NT", "N1"));
  draft.standing((record.first("DT") ?? "").split(";"));
  return draft.finish();
}

function readWos(sink: Sink): TextReader {
  const writer = new RecordWriter("wos", sink);
  let record: TaggedRecord | undefined;
  let database: string | undefined;

  const finish = (ended: boolean): void => {
    if (record === undefined) return;
    if (!ended) {
      writer.warn(
        "missing-end",
        "The record has no ER line; it was ended where the next begins or the file ends.",
        {
          record: writer.next,
          line: record.line,
        },
      );
    }
    writer.emit(record, (from, position) => referenceFromWos(from, position, database));
    record = undefined;
  };

  const field = (tag: string, value: string, line: number): void => {
    if (tag === "FN") database = value.replace(/\u2122/g, "").trim();
    else if (tag === "VR" || tag === "EF") finish(false);
    else if (tag === "ER") finish(true);
    else if (tag === "PT" || record === undefined) {
      finish(false);
      record = new TaggedRecord(line);
      record.add(tag, value);
    } else record.add(tag, value);
  };

  return lineReader(writer, {
    line(text, line) {
      const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
      if (isBlank(clean)) return;
      // Some copies lose the space after a tag with no value.
      const match = /^([A-Z][A-Z0-9])(?: |$)/.exec(clean);
      if (match !== null) field(match[1] ?? "", clean.slice(3).trim(), line);
      else if (record === undefined || record.last === "") {
        writer.warn(
          "stray-text",
          `Text outside of any record was passed over: ${clean.trim().slice(0, 80)}`,
          { line },
        );
      } else if (LINE_PER_VALUE.has(record.last)) record.add(record.last, clean.trim());
      else record.append(clean.trim(), " ");
    },
    end: () => finish(false),
  });
}

function detectWos(sample: Sample): number {
  const { text } = sample;
  if (!/^\ufeff?PT [JSBPC]\s*$/m.test(text))
    return /^\ufeff?FN (?:Clarivate|Thomson|ISI)/.test(text) ? 0.9 : 0;
  return /^(?:AU|TI|SO|UT|AN) \S/m.test(text) ? 0.95 : 0.4;
}

/** Web of Science plain text and .ciw (Clarivate's field-tagged export). */
export const wos: Format = {
  id: "wos",
  name: "Web of Science (plain text, .ciw)",
  extensions: ["ciw", "isi"],
  detect: detectWos,
  read: readWos,
};
