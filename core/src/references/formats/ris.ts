import { notesFromLabels } from "../clean/labels.ts";
import { formatAuthor } from "../clean/names.ts";
import { risFromType } from "../clean/types.ts";
import type { Reference } from "../reference.ts";
import { notesFromFlags } from "./draft.ts";
import type { Format, Sample, Sink, TextReader } from "./format.ts";
import { referenceFromRis } from "./ris-reference.ts";
import { matchTag, standardTag } from "./ris-tags.ts";
import { isBlank, RecordWriter, spanReader, TaggedRecord, trimmedSpan } from "./tagged.ts";

// What databases print between records, of which nothing is lost by passing over it.
const BETWEEN = /^\s*(?:\d+\.?|Record #\d+ of \d+|(?:Provider|Database|Content):.*|<.*>|EF)\s*$/i;
// EndNote puts each further value of a field on a line of its own; in all other fields a line goes on.
const LIST_TAGS = new Set(["KW", "SN", "UR", "AU", "A1", "A2", "DB", "L1", "L2"]);
const ID_OF_A_WORK = new Set(["TI", "T1", "AU", "A1", "AB", "N2", "PY", "Y1", "DO", "ID", "JO", "JF", "T2"]);

function readRis(sink: Sink): TextReader {
  const writer = new RecordWriter("ris", sink);
  let record: TaggedRecord | undefined;
  let ended = false;
  let loose = 2;

  const finish = (): void => {
    if (record === undefined) return;
    const place = { record: writer.next, line: record.line };
    if (!ended)
      writer.warn("missing-end", "The record has no ER line; it was ended where the next begins.", place);
    writer.emit(record, referenceFromRis);
    record = undefined;
    ended = false;
  };

  const open = (line: number, gap: number): TaggedRecord => {
    finish();
    loose = gap;
    record = new TaggedRecord(line);
    return record;
  };

  const field = (tag: string, value: string, line: number): void => {
    // Ovid prints NL and a link after ER; they belong to the record that ended. A title or an author does not.
    if (record === undefined || (ended && ID_OF_A_WORK.has(tag))) {
      record = open(line, 2);
      writer.warn(
        "missing-type",
        "The record does not begin with TY; it was read as a work of unknown type.",
        {
          record: writer.next,
          line,
        },
      );
    }
    record.add(tag, value);
  };

  const text = (line: string, number: number): void => {
    if (isBlank(line)) return;
    const link = /^\s*(Link to [^:]{1,60}):\s*(.*)$/.exec(line);
    if (link !== null && record !== undefined) {
      record.add(link[1] ?? "Link to", link[2] ?? "");
      record.last = "";
      return;
    }
    if (record !== undefined && !ended && record.last !== "") {
      if (LIST_TAGS.has(record.last)) record.add(record.last, line.trim());
      else record.append(line.trim(), "\n");
      return;
    }
    if (BETWEEN.test(line)) return;
    const place = {
      record: record === undefined ? writer.next : writer.next + (ended ? 1 : 0),
      line: number,
    };
    writer.warn(
      "stray-text",
      `Text outside of any field was passed over: ${line.trim().slice(0, 80)}`,
      place,
    );
  };

  const any = (line: string, number: number): void => {
    const match = matchTag(line, loose);
    if (match === undefined) return text(line, number);
    const value = line.slice(match.valueAt).trimEnd();
    if (match.tag === "TY") {
      // Fields may stand before TY; without a title yet they belong to the record that TY opens.
      if (record !== undefined && !ended && !record.has("TY") && record.first("TI", "T1") === undefined) {
        record.add("TY", value);
        loose = match.gap;
      } else open(number, match.gap).add("TY", value);
    } else if (match.tag !== "ER") field(match.tag, value, number);
    else if (value === "" || !/\p{L}{2}/u.test(value)) ended = record !== undefined;
    else if (record === undefined || ended) text(line, number);
    else if (record.last !== "") record.append(line.trim(), "\n");
  };

  return spanReader(writer, {
    span(source, from, to, number) {
      const tag = standardTag(source, from, to);
      if (tag === undefined || tag === "TY" || tag === "ER") any(source.slice(from, to), number);
      else field(tag, trimmedSpan(source, from + 5, to), number);
    },
    end: finish,
  });
}

function oneLine(text: string): string {
  return /[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, " ") : text;
}

function writeRis(reference: Reference): string {
  let text = "";
  const put = (tag: string, value: string | undefined): void => {
    if (value !== undefined && value !== "") text += `${tag}  - ${oneLine(value)}\r\n`;
  };
  put("TY", risFromType(reference.type));
  put("ID", reference.id);
  put("TI", reference.title);
  for (const author of reference.authors) put("AU", formatAuthor(author));
  if (reference.year !== undefined) put("PY", String(reference.year).padStart(4, "0"));
  // Month and day are followed by slashes in RIS: 2024/03// and 2024/03/09/.
  if (reference.date !== undefined && reference.date.length > 4) {
    put("DA", `${reference.date.replaceAll("-", "/")}${reference.date.length > 7 ? "/" : "//"}`);
  }
  // Books and theses carry the series in T2, so that a journal named all the same goes into JF.
  put(reference.type === "book" || reference.type === "thesis" ? "JF" : "T2", reference.journal);
  put("VL", reference.volume);
  put("IS", reference.issue);
  const range = /^([^-,;]+)-([^-,;]+)$/.exec(reference.pages ?? "");
  put("SP", range === null ? reference.pages : range[1]);
  put("EP", range?.[2]);
  put("DO", reference.doi);
  for (const serial of [...reference.isbn, ...reference.issn]) put("SN", serial);
  put("AB", reference.abstract);
  for (const keyword of reference.keywords) put("KW", keyword);
  put("LA", reference.language);
  put("PB", reference.publisher);
  for (const url of reference.url) put("UR", url);
  put("DB", reference.database);
  put("AN", reference.accession);
  if (reference.pmid !== undefined) put("U1", `${reference.pmid} [PMID]`);
  put("C2", reference.pmcid);
  if (reference.arxiv !== undefined) put("U2", `arXiv:${reference.arxiv}`);
  for (const note of reference.notes) put("N1", note);
  for (const note of notesFromLabels(reference.labels ?? {})) put("N1", note);
  for (const note of notesFromFlags(reference.flags)) put("N1", note);
  return `${text}ER  - \r\n\r\n`;
}

function detectRis(sample: Sample): number {
  if (/^[ \t\ufeff]*TY {0,3}- ?[ \t]*[A-Za-z]{2,}/m.test(sample.text)) return 0.97;
  const tagged = sample.text.match(/^[A-Z][A-Z0-9] {2}- /gm)?.length ?? 0;
  if (tagged >= 3 && /^ER {2}-/m.test(sample.text)) return 0.9;
  return tagged >= 5 ? 0.5 : 0;
}

/** RIS as the databases and reference managers write it (Research Information Systems, RIS Format Specifications). */
export const ris: Format = {
  id: "ris",
  name: "RIS",
  extensions: ["ris"],
  detect: detectRis,
  read: readRis,
  write: { one: writeRis },
};
