import { cleanText } from "../clean/entities.ts";
import { cleanArxiv, cleanDoi, cleanPmcid, cleanPmid, findDoi } from "../clean/identifiers.ts";
import { cleanLanguage } from "../clean/language.ts";
import { joinPages } from "../clean/pages.ts";
import { typeFromRis } from "../clean/types.ts";
import type { Reference } from "../reference.ts";
import { Draft } from "./draft.ts";
import type { TaggedRecord } from "./tagged.ts";

// Fields that may be nothing but a DOI. M3 is not among them: databases copy the DOI of another work into it.
const MAYBE_DOI = new Set("DI ID AN N1 U1 U2 U3 U4 U5 C1 C2 C3 C4 C5 C6 C7 C8".split(" "));
const MAYBE_IDENTIFIER = new Set("U1 U2 U3 U4 U5 C1 C2 C3 C4 C5 C6 C7 C8 N1 AN".split(" "));
const MAYBE_PMC = new Set("U1 U2 U3 U4 U5 C1 C2 C3 C4 C5 C6 C7 C8 N1 AN UR L1 L2 L3 L4 LK".split(" "));
const MAYBE_ARXIV = new Set(["UR", "AN", "U1", "U2", "N1", "JO", "PB"]);
const LINKS = new Set(["UR", "L1", "L2", "L3", "L4", "LK"]);

function doiOf(record: TaggedRecord): string | undefined {
  for (const value of record.all("DO")) {
    const doi = cleanDoi(value) ?? findDoi(value);
    if (doi !== undefined) return doi;
  }
  for (const value of record.among(LINKS)) {
    const doi = findDoi(value);
    if (doi !== undefined) return doi;
  }
  for (const value of record.among(MAYBE_DOI)) {
    if (!value.includes("10.") || value.length > 300) continue;
    const text = value.trim();
    const doi = /\s/.test(text.replace(/^doi:?\s*/i, "")) ? undefined : cleanDoi(text);
    if (doi !== undefined) return doi;
  }
  return undefined;
}

function pmidOf(record: TaggedRecord): string | undefined {
  const stated = record.first("PMID");
  const pmid = stated === undefined ? undefined : cleanPmid(stated);
  if (pmid !== undefined) return pmid;
  for (const value of record.among(MAYBE_IDENTIFIER)) {
    if (value.length < 2000 && /pmid|pubmed|medline:/i.test(value)) {
      const found = cleanPmid(value) ?? /(?:^|\n|\s)PMID:?\s*([1-9]\d{0,7})(?!\d)/i.exec(value)?.[1];
      if (found !== undefined) return found;
    }
  }
  const database = record.all("DB", "DP").join(" ");
  // Embase.com puts the PubMed number of a record that Medline has too into C5; PubMed's own is in AN.
  const bare = /embase/i.test(database)
    ? record.first("C5")
    : /^(?:nlm|medline|pubmed)\b|ovid medline/i.test(database)
      ? record.first("AN")
      : undefined;
  if (bare !== undefined && /^\s*\d{4,8}\s*$/.test(bare)) return cleanPmid(bare);
  for (const value of record.all("UR")) {
    const found = /(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/([1-9]\d{0,7})(?!\d)/i.exec(
      value,
    )?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

function pmcidOf(record: TaggedRecord): string | undefined {
  for (const value of record.among(MAYBE_PMC)) {
    if (value.length > 2000 || !/PMC/i.test(value)) continue;
    if (/^\s*PMC\s?\d+\b|PMCID:|\/PMC\d+|\[PMCID\]/i.test(value)) return cleanPmcid(value);
  }
  return undefined;
}

function arxivOf(record: TaggedRecord, doi: string | undefined): string | undefined {
  if (doi !== undefined && doi.startsWith("10.48550/arxiv.")) return cleanArxiv(doi);
  for (const value of record.among(MAYBE_ARXIV)) {
    const found = value.length < 300 && /arxiv/i.test(value) ? cleanArxiv(value) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function pagesOf(record: TaggedRecord): string | undefined {
  const start = record.first("SP") ?? record.first("PG") ?? "";
  const end = record.first("EP") ?? "";
  // Ovid PsycINFO splits "No Pagination Specified" over the two fields; EBSCO prints N.PAG.
  if (/^no$|no pagination|^n\.?\s?pag\.?$/i.test(start.trim())) return undefined;
  if (start === "" && end === "") {
    const article = record.first("C7")?.trim();
    return article !== undefined && /^[A-Za-z]{0,4}\s?[\d-]{1,12}$/.test(article) ? article : undefined;
  }
  return joinPages(cleanText(start), cleanText(end));
}

function journalOf(record: TaggedRecord, type: string): string | undefined {
  const own = record.first("JF");
  if (own !== undefined) return own;
  const secondary = type === "book" || type === "thesis" ? undefined : record.first("T2");
  return secondary ?? record.first("JO", "BT", "JA", "J2", "J1", "JI", "J9");
}

/** Some tools put all authors into one field. */
function separated(names: string): string | string[] {
  return names.includes(";") ? names.split(";") : names;
}

function keywordsOf(record: TaggedRecord): string[] {
  return record
    .all("KW")
    .flatMap((value) => (value.includes("\n") || value.includes(";") ? value.split(/[\n;]/) : [value]));
}

/** The reference that a RIS record describes, in any of its dialects; `position` is its number in the file. */
export function referenceFromRis(record: TaggedRecord, position: number): Reference {
  const type = typeFromRis(record.first("TY") ?? "GEN");
  const draft = new Draft(record.first("ID")?.trim() ?? String(position), type, record.raw);
  const isBook = type === "book";
  draft.text("title", record.first("TI", "T1", "CT") ?? (isBook ? record.first("BT", "T2") : undefined));
  const names = record.all("AU");
  draft.authors((names.length > 0 ? names : record.all("A1")).flatMap(separated));
  draft.dated(record.all("PY", "Y1", "DA"));
  draft.text("journal", journalOf(record, type));
  draft.text("volume", record.first("VL", "VO"));
  draft.text("issue", record.first("IS", "CP"));
  draft.set("pages", pagesOf(record));
  const doi = doiOf(record);
  draft.set("doi", doi);
  draft.set("pmid", pmidOf(record));
  draft.set("pmcid", pmcidOf(record));
  draft.set("arxiv", arxivOf(record, doi));
  draft.serials(record.all("SN"));
  draft.text("abstract", record.first("AB", "N2"));
  draft.keywords(keywordsOf(record));
  const language = record.first("LA");
  if (language !== undefined) draft.set("language", cleanLanguage(language));
  draft.text("publisher", record.first("PB", "PU"));
  draft.urls(record.among(LINKS));
  draft.text(
    "database",
    record
      .all("DB")
      .flatMap((name) => name.split("\n"))
      .join("; ") || record.first("DP"),
  );
  const own = record.first("U2");
  const embase = own !== undefined && /^\s*L?\d+\s*$/.test(own) && /embase/i.test(record.first("DB") ?? "");
  draft.text("accession", record.first("AN", "UT") ?? (embase ? own : undefined));
  draft.notes(
    record.all("N1", "RN").flatMap((note) => (note.includes("RAYYAN-") ? note.split("\n") : [note])),
  );
  draft.standing(record.all("M3", "PT"));
  return draft.finish();
}
