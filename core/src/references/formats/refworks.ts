import { cleanText } from "../clean/entities.ts";
import { cleanDoi, cleanPmcid, cleanPmid, findDoi } from "../clean/identifiers.ts";
import { cleanLanguage } from "../clean/language.ts";
import { joinPages } from "../clean/pages.ts";
import { typeFromName } from "../clean/types.ts";
import type { Reference } from "../reference.ts";
import { Draft } from "./draft.ts";
import type { Format, Sample, Sink, TextReader } from "./format.ts";
import { isBlank, lineReader, RecordWriter, TaggedRecord } from "./tagged.ts";

// RefWorks' tags stand alone before the text, so that a wrapped line ("IN the ...") may look like one: only
// tags that exist begin a field.
const TAGS = new Set(
  (
    "RT SR ID A1 A2 A3 A4 A5 A6 T1 T2 T3 JF JO YR FD VO IS SP OP K1 AB NO PB PP ED SN AV AD AN LA CL SF OT LK DO CN " +
    "DB DS IP RD ST U1 U2 U3 U4 U5 U6 U7 U8 U9 U10 U11 U12 U13 U14 U15 UL SL LL CR WT WV WP C1 C2 OL PMID PMCID"
  ).split(" "),
);

/** The reference that a record of RefWorks' tagged format describes. */
function referenceFromRefworks(record: TaggedRecord, position: number): Reference {
  const type = typeFromName(record.first("RT") ?? "");
  const draft = new Draft(record.first("ID")?.trim() ?? String(position), type, record.raw);
  draft.text("title", record.first("T1"));
  draft.authors(record.all("A1").flatMap((names) => names.split(";")));
  draft.dated([
    ...record.all("YR"),
    ...record.all("FD").map((day) => (/\d{4}/.test(day) ? day : `${day} ${record.first("YR") ?? ""}`)),
  ]);
  draft.text(
    "journal",
    record.first("JF", "JO") ??
      (type === "chapter" || type === "paper-conference" ? record.first("T2") : undefined),
  );
  draft.text("volume", record.first("VO"));
  draft.text("issue", record.first("IS"));
  draft.set("pages", joinPages(cleanText(record.first("SP") ?? ""), cleanText(record.first("OP") ?? "")));
  const doi = record.first("DO");
  draft.set(
    "doi",
    doi === undefined
      ? record
          .all("LK", "UL")
          .map(findDoi)
          .find((found) => found !== undefined)
      : (cleanDoi(doi) ?? findDoi(doi)),
  );
  const pmid = record.first("PMID");
  if (pmid !== undefined) draft.set("pmid", cleanPmid(pmid));
  const pmcid = record.first("PMCID");
  if (pmcid !== undefined) draft.set("pmcid", cleanPmcid(pmcid));
  draft.serials(record.all("SN"));
  draft.text("abstract", record.first("AB"));
  draft.keywords(record.all("K1").flatMap((words) => words.split(/[;\n]/)));
  const language = record.first("LA");
  if (language !== undefined) draft.set("language", cleanLanguage(language));
  draft.text("publisher", record.first("PB"));
  draft.urls(record.all("UL", "LK"));
  draft.text("database", record.first("DB", "DS"));
  draft.text("accession", record.first("AN"));
  draft.notes(record.all("NO"));
  draft.standing([record.first("RT") ?? ""]);
  return draft.finish();
}

function readRefworks(sink: Sink): TextReader {
  const writer = new RecordWriter("refworks", sink);
  let record: TaggedRecord | undefined;

  const finish = (): void => {
    if (record !== undefined) writer.emit(record, referenceFromRefworks);
    record = undefined;
  };

  return lineReader(writer, {
    line(text, line) {
      const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
      if (isBlank(clean)) return;
      const tag = /^([A-Z][A-Z0-9]{1,4})(?: |$)/.exec(clean)?.[1];
      if (tag !== undefined && TAGS.has(tag)) {
        if (tag === "RT") {
          finish();
          record = new TaggedRecord(line);
        }
        if (record !== undefined) record.add(tag, clean.slice(tag.length + 1).trim());
        else
          writer.warn(
            "missing-type",
            `A field before the first RT line was passed over: ${clean.slice(0, 80)}`,
            { line },
          );
      } else if (record === undefined || record.last === "") {
        writer.warn(
          "stray-text",
          `Text outside of any record was passed over: ${clean.trim().slice(0, 80)}`,
          { line },
        );
      } else if (record.last === "A1" || record.last === "K1") record.add(record.last, clean.trim());
      else record.append(clean.trim(), "\n");
    },
    end: finish,
  });
}

function detectRefworks(sample: Sample): number {
  return /^\ufeff?RT [A-Z][a-z]/m.test(sample.text) && /^(?:SR|ID|A1|T1|YR) \S/m.test(sample.text) ? 0.92 : 0;
}

/** RefWorks' tagged format. */
export const refworks: Format = {
  id: "refworks",
  name: "RefWorks tagged",
  extensions: ["refworks"],
  detect: detectRefworks,
  read: readRefworks,
};
