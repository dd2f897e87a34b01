import { cleanText } from "../clean/entities.ts";
import { cleanArxiv, cleanDoi, cleanPmcid, cleanPmid, findDoi } from "../clean/identifiers.ts";
import { cleanLanguage } from "../clean/language.ts";
import { expandPages } from "../clean/pages.ts";
import { typeFromMedline, typeFromName } from "../clean/types.ts";
import type { Reference } from "../reference.ts";
import { Draft } from "./draft.ts";
import type { TaggedRecord } from "./tagged.ts";

// MEDLINE's links to what retracted, corrected or doubted the article, or is so by it.
const LINK_TAGS = ["RIN", "ROF", "EIN", "EFR", "CRI", "CRF", "ECI", "ECF", "RPI", "RPF"];

function doiOf(record: TaggedRecord): string | undefined {
  const identifiers = record.all("LID", "AID");
  for (const value of identifiers) {
    if (/\[doi\]\s*$/i.test(value)) {
      const doi = findDoi(value.replace(/\s*\[doi\]\s*$/i, ""));
      if (doi !== undefined) return doi;
    }
  }
  for (const value of [...record.all("DOI", "DO"), ...identifiers]) {
    const doi = cleanDoi(value);
    if (doi !== undefined) return doi;
  }
  const source = record.first("SO");
  return source !== undefined && /\bdoi:/i.test(source)
    ? findDoi(source.slice(source.search(/\bdoi:/i)))
    : undefined;
}

function isChapter(record: TaggedRecord): boolean {
  return record.has("BTI") && record.has("TI");
}

function typeOf(record: TaggedRecord, types: readonly string[]): string {
  if (record.has("BTI")) return isChapter(record) ? "chapter" : "book";
  const type = typeFromMedline(types);
  // Writers of this program print a type that MEDLINE has no word for by its own name.
  const own = types.find((name) => name.startsWith("CSL:"));
  if (own !== undefined) return own.slice(4).trim();
  // ERIC's types read `Reports - Research`, `Journal Articles`: the journal decides.
  return type === "article-journal" && !record.has("JT") && !record.has("TA") && types.length > 0
    ? typeFromName(types[0] ?? "")
    : type;
}

/** The reference that a MEDLINE record describes (NLM, MEDLINE/PubMed Data Element Descriptions). */
export function referenceFromMedline(record: TaggedRecord, position: number): Reference {
  const types = record.all("PT").map((type) => type.trim());
  const stated = record.first("PMID", "UI");
  const pmid = stated === undefined ? undefined : cleanPmid(stated);
  const accession = record.first("OID") ?? pmid;
  const draft = new Draft(pmid ?? accession?.trim() ?? String(position), typeOf(record, types), record.raw);
  draft.text("title", record.first("TI", "BTI", "CTI"));
  const full = record.all("FAU");
  draft.authors(full.length > 0 ? full : record.all("AU"));
  for (const group of record.all("CN")) draft.author({ literal: cleanText(group) });
  draft.dated(record.has("DP") ? record.all("DP") : record.all("DEP"));
  draft.text("journal", isChapter(record) ? record.first("BTI") : record.first("JT", "TA"));
  draft.text("volume", record.first("VI"));
  draft.text("issue", record.first("IP"));
  const pages = record.first("PG");
  if (pages !== undefined) draft.set("pages", expandPages(cleanText(pages)));
  const doi = doiOf(record);
  draft.set("doi", doi);
  draft.set("pmid", pmid);
  const pmc = record.first("PMC");
  if (pmc !== undefined) draft.set("pmcid", cleanPmcid(pmc));
  const arxiv = [...record.all("AID", "LID", "SI"), doi ?? ""].find((value) => /arxiv/i.test(value));
  if (arxiv !== undefined) draft.set("arxiv", cleanArxiv(arxiv));
  draft.serials(record.all("IS", "ISSN", "ISBN"));
  draft.text("abstract", record.first("AB", "OAB"));
  draft.keywords(record.all("MH", "OT", "KW"));
  const language = record.all("LA").join(", ");
  if (language !== "") draft.set("language", cleanLanguage(language));
  draft.text("publisher", record.first("PB"));
  draft.urls(record.all("LID", "AID", "URL"));
  draft.text("database", record.first("DB") ?? ownerDatabase(record.first("OWN"), pmid));
  draft.text("accession", record.first("AN") ?? accession);
  draft.notes(record.all("GN"));
  draft.standing(
    types,
    LINK_TAGS.flatMap((tag) => record.all(tag).map((text) => ({ kind: tag, text: cleanText(text) }))),
  );
  return draft.finish();
}

/** NLM and its partners own records of PubMed; other owners (ERIC) are databases of their own. */
function ownerDatabase(owner: string | undefined, pmid: string | undefined): string | undefined {
  if (pmid !== undefined) return "PubMed";
  return owner;
}
