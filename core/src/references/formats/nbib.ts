import { notesFromLabels } from "../clean/labels.ts";
import { formatAuthor } from "../clean/names.ts";
import { typeFromMedline } from "../clean/types.ts";
import type { Reference } from "../reference.ts";
import { notesFromFlags } from "./draft.ts";
import type { Format, Sample, Sink, TextReader } from "./format.ts";
import { referenceFromMedline } from "./nbib-reference.ts";
import { isBlank, lineReader, RecordWriter, TaggedRecord } from "./tagged.ts";

const STARTS = new Set(["PMID", "PMC", "OWN", "UI"]);
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const FOLD_AT = 88;

/** The tag of a line in MEDLINE's columns: up to four capitals, padded to four, then a hyphen. */
function medlineTag(line: string): string | undefined {
  if (line.charCodeAt(4) !== 45) return undefined;
  const head = line.slice(0, 4);
  return /^[A-Z][A-Z0-9]{1,3} {0,2}$/.test(head) ? head.trimEnd() : undefined;
}

function readNbib(sink: Sink): TextReader {
  const writer = new RecordWriter("nbib", sink);
  let record: TaggedRecord | undefined;
  let afterBlank = true;

  const finish = (): void => {
    if (record !== undefined) writer.emit(record, referenceFromMedline);
    record = undefined;
  };

  const begins = (tag: string): boolean => {
    if (record === undefined) return true;
    if (tag === "PMID" && record.has("PMID")) return true;
    if (!afterBlank) return false;
    return STARTS.has(tag) || (tag === "TI" && record.has("TI"));
  };

  return lineReader(writer, {
    line(text, line) {
      const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
      const tag = medlineTag(clean);
      if (tag !== undefined) {
        if (begins(tag)) {
          finish();
          record = new TaggedRecord(line);
          if (!STARTS.has(tag)) {
            writer.warn(
              "no-identifier",
              "The record begins without PMID; its fields were read all the same.",
              {
                record: writer.next,
                line,
              },
            );
          }
        }
        record?.add(tag, clean.slice(clean.charCodeAt(5) === 32 ? 6 : 5).trim());
        afterBlank = false;
      } else if (isBlank(clean)) {
        afterBlank = true;
      } else if (record === undefined) {
        if (!/^\s*\d+[.:]?\s*$/.test(clean)) {
          writer.warn(
            "stray-text",
            `Text outside of any record was passed over: ${clean.trim().slice(0, 80)}`,
            { line },
          );
        }
      } else record.append(clean.trim(), " ");
    },
    end: finish,
  });
}

function fold(tag: string, value: string): string {
  const head = `${tag.padEnd(4)}- `;
  const flat = value.replace(/\s+/g, " ").trim();
  if (flat.length + 6 <= FOLD_AT) return `${head}${flat}\n`;
  let text = "";
  let line = head;
  for (const word of flat.split(" ")) {
    if (line.length + word.length > FOLD_AT && line.length > 6) {
      text += `${line.trimEnd()}\n`;
      line = "      ";
    }
    line += `${word} `;
  }
  return `${text}${line.trimEnd()}\n`;
}

function medlineDate(date: string): string {
  const [year = "", month, day] = date.split("-");
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  return [year, name, day === undefined ? undefined : String(Number(day))].filter(Boolean).join(" ");
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  "article-journal": "Journal Article",
  article: "Preprint",
  thesis: "Academic Dissertation",
  report: "Technical Report",
  dataset: "Dataset",
  "article-newspaper": "Newspaper Article",
};

function writeNbib(reference: Reference): string {
  let text = "";
  const put = (tag: string, value: string | undefined): void => {
    if (value !== undefined && value !== "") text += fold(tag, value);
  };
  // Readers split records at PMID or OWN; OWN stands in where there is no PubMed record.
  if (reference.pmid === undefined) {
    put("OWN", reference.database ?? "NOTNLM");
    put("OID", reference.id);
  } else put("PMID", reference.pmid);
  for (const issn of reference.issn) put("IS", issn);
  for (const isbn of reference.isbn) put("ISBN", isbn);
  put("VI", reference.volume);
  put("IP", reference.issue);
  put("DP", reference.date === undefined ? reference.year?.toString() : medlineDate(reference.date));
  put("TI", reference.title);
  put("PG", reference.pages);
  if (reference.doi !== undefined) put("LID", `${reference.doi} [doi]`);
  put("AB", reference.abstract);
  for (const author of reference.authors) {
    if ("literal" in author) put("CN", author.literal);
    else put("FAU", formatAuthor(author));
  }
  put("LA", reference.language);
  const type = TYPE_NAMES[reference.type];
  put(
    "PT",
    type !== undefined && typeFromMedline([type]) === reference.type ? type : `CSL:${reference.type}`,
  );
  put("JT", reference.journal);
  put("PB", reference.publisher);
  put("PMC", reference.pmcid);
  if (reference.arxiv !== undefined) put("SI", `arXiv:${reference.arxiv}`);
  for (const keyword of reference.keywords) put("OT", keyword);
  for (const url of reference.url) put("URL", url);
  put("DB", reference.database);
  put("AN", reference.accession);
  for (const note of reference.notes) put("GN", note);
  for (const note of notesFromLabels(reference.labels ?? {})) put("GN", note);
  for (const note of notesFromFlags(reference.flags)) put("GN", note);
  return `${text}\n`;
}

function detectNbib(sample: Sample): number {
  if (/^\ufeff?PMID- ?\d+\s*$/m.test(sample.text)) return /^TY {0,3}- ?[A-Z]/m.test(sample.text) ? 0.6 : 0.96;
  if (
    /^\ufeff?(?:OWN|PMC|UI) {1,2}- \S/m.test(sample.text) &&
    /^(?:TI|AB|FAU|JT) {1,2}- /m.test(sample.text)
  ) {
    return /^TY {0,3}- ?[A-Z]/m.test(sample.text) || /^<\d+\s*\.?\s*>/m.test(sample.text) ? 0.3 : 0.9;
  }
  return 0;
}

/** PubMed's .nbib, the MEDLINE format (NLM, MEDLINE/PubMed Data Element Descriptions). */
export const nbib: Format = {
  id: "nbib",
  name: "PubMed (MEDLINE, .nbib)",
  extensions: ["nbib", "medline"],
  detect: detectNbib,
  read: readNbib,
  write: { one: writeNbib },
};
