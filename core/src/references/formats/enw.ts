import { cleanText } from "../clean/entities.ts";
import { cleanDoi, findDoi } from "../clean/identifiers.ts";
import { cleanLanguage } from "../clean/language.ts";
import { expandPages } from "../clean/pages.ts";
import { typeFromName } from "../clean/types.ts";
import type { Reference } from "../reference.ts";
import { Draft } from "./draft.ts";
import type { Format, Sample, Sink, TextReader } from "./format.ts";
import { isBlank, lineReader, RecordWriter, TaggedRecord } from "./tagged.ts";

// Fields that a record has once: seen again after a blank line, they begin the next record.
const ONCE = new Set(["%T", "%D", "%V", "%N", "%P", "%X", "%R"]);
const LIST_TAGS = new Set(["%K", "%A", "%U", "%@"]);

function typeOf(record: TaggedRecord): string {
  const name = record.first("%0");
  if (name !== undefined) return typeFromName(name);
  // refer and BibIX name no type: a journal makes an article, a book title a chapter.
  if (record.has("%J")) return "article-journal";
  return record.has("%B") ? "chapter" : "document";
}

function doiOf(record: TaggedRecord): string | undefined {
  for (const value of record.all("%R")) {
    const doi = cleanDoi(value);
    if (doi !== undefined) return doi;
  }
  for (const value of record.all("%U", "%>")) {
    const doi = findDoi(value);
    if (doi !== undefined) return doi;
  }
  return undefined;
}

/** The reference that a record of EndNote's tagged import format (refer/BibIX) describes. */
function referenceFromEnw(record: TaggedRecord, position: number): Reference {
  const type = typeOf(record);
  const draft = new Draft(record.first("%F")?.trim() ?? String(position), type, record.raw);
  draft.text("title", record.first("%T"));
  draft.authors(record.all("%A"));
  draft.dated([...record.all("%D"), ...record.all("%8")]);
  draft.text(
    "journal",
    record.first("%J") ?? (type === "book" || type === "thesis" ? undefined : record.first("%B")),
  );
  draft.text("volume", record.first("%V"));
  draft.text("issue", record.first("%N"));
  const pages = record.first("%P");
  if (pages !== undefined) draft.set("pages", expandPages(cleanText(pages)));
  draft.set("doi", doiOf(record));
  draft.serials(record.all("%@"));
  draft.text("abstract", record.first("%X"));
  draft.keywords(record.all("%K").flatMap((words) => words.split(/[;\n]/)));
  const language = record.first("%G");
  if (language !== undefined) draft.set("language", cleanLanguage(language));
  draft.text("publisher", record.first("%I"));
  draft.urls(record.all("%U", "%>"));
  draft.text("database", record.first("%~", "%W"));
  draft.text("accession", record.first("%M"));
  draft.notes(record.all("%Z", "%O"));
  draft.standing(record.all("%9"));
  return draft.finish();
}

function readEnw(sink: Sink): TextReader {
  const writer = new RecordWriter("enw", sink);
  let record: TaggedRecord | undefined;
  let afterBlank = true;

  const finish = (): void => {
    if (record !== undefined) writer.emit(record, referenceFromEnw);
    record = undefined;
  };

  return lineReader(writer, {
    line(text, line) {
      const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
      const match = /^%([0-9A-Za-z?@!#$&()*+,./:;<=>[\\\]^_~|-])(?:[ \t]|$)/.exec(clean);
      if (match === null) {
        if (isBlank(clean)) afterBlank = true;
        else if (record !== undefined && record.last !== "") {
          if (LIST_TAGS.has(record.last)) record.add(record.last, clean.trim());
          else record.append(clean.trim(), "\n");
        } else
          writer.warn(
            "stray-text",
            `Text outside of any record was passed over: ${clean.trim().slice(0, 80)}`,
            { line },
          );
        return;
      }
      const tag = `%${match[1] ?? ""}`;
      const begins =
        record === undefined ||
        (tag === "%0" ? afterBlank || record.has(tag) : afterBlank && ONCE.has(tag) && record.has(tag));
      if (begins) {
        finish();
        record = new TaggedRecord(line);
      }
      record?.add(tag, clean.slice(3).trim());
      afterBlank = false;
    },
    end: finish,
  });
}

function detectEnw(sample: Sample): number {
  if (!/^\ufeff?%[0TA] ?\S/m.test(sample.text)) return 0;
  const lines = sample.text.match(/^\ufeff?%[0-9A-Z@+~>?] /gm)?.length ?? 0;
  return lines >= 3 && /^\ufeff?%0(?: |$)/m.test(sample.text) ? 0.93 : lines >= 3 ? 0.85 : 0.5;
}

/** EndNote's tagged import format, also written by refer, BibIX and many libraries' catalogues. */
export const enw: Format = {
  id: "enw",
  name: "EndNote tagged (.enw, refer)",
  extensions: ["enw"],
  detect: detectEnw,
  read: readEnw,
};
