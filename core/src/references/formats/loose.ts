import { cleanText } from "../clean/entities.ts";
import { cleanArxiv, cleanDoi, cleanPmcid, cleanPmid, findDoi } from "../clean/identifiers.ts";
import { cleanLanguage } from "../clean/language.ts";
import { expandPages } from "../clean/pages.ts";
import type { Author, Flag, Reference } from "../reference.ts";
import { typeFromName } from "../clean/types.ts";
import { Draft } from "./draft.ts";

type Text = string | undefined;

/** What a structured source says of one record, not yet cleaned; of several candidates the first good one is taken. */
export interface LooseFields {
  id: Text;
  type: string;
  title?: Text;
  authors?: Author[];
  year?: Text;
  /** Dates, the preferred first; one that contradicts `year` is passed over. */
  dates?: readonly Text[];
  journal?: Text;
  volume?: Text;
  issue?: Text;
  pages?: Text;
  doi?: readonly Text[];
  /** Addresses and notes that may hold a DOI where no field of its own does. */
  doiWithin?: readonly Text[];
  pmid?: readonly Text[];
  pmcid?: readonly Text[];
  arxiv?: readonly Text[];
  issn?: readonly Text[];
  isbn?: readonly Text[];
  abstract?: Text;
  keywords?: readonly string[];
  language?: Text;
  publisher?: Text;
  url?: readonly Text[];
  database?: Text;
  accession?: Text;
  notes?: readonly Text[];
  /** The source's own words for the kind of publication, which may say that it is retracted. */
  publicationTypes?: readonly string[];
  links?: readonly { kind: string; text: string }[];
  flags?: readonly Flag[];
  labels?: Readonly<Record<string, string>>;
  raw: Reference["raw"];
}

/** Cleaned text, undefined where nothing is left. */
export function tidy(text: Text): Text {
  if (text === undefined) return undefined;
  const cleaned = cleanText(text);
  return cleaned === "" ? undefined : cleaned;
}

function first(candidates: readonly Text[] | undefined, clean: (text: string) => Text): Text {
  for (const candidate of candidates ?? []) {
    const cleaned = candidate === undefined ? undefined : clean(candidate);
    if (cleaned !== undefined) return cleaned;
  }
  return undefined;
}

/** Cleans what a source says and makes a Reference of it; what it does not say stays absent. */
export function referenceFrom(fields: LooseFields): Reference {
  const draft = new Draft(fields.id?.trim() ?? "", fields.type, fields.raw);
  draft
    .text("title", fields.title)
    .dated([fields.year, ...(fields.dates ?? [])].filter((date) => date !== undefined))
    .text("journal", fields.journal)
    .text("volume", fields.volume)
    .text("issue", fields.issue)
    .text("pages", fields.pages === undefined ? undefined : expandPages(fields.pages))
    .set("doi", first(fields.doi, cleanDoi) ?? first(fields.doiWithin, findDoi))
    .set("pmid", first(fields.pmid, cleanPmid))
    .set("pmcid", first(fields.pmcid, cleanPmcid))
    .set("arxiv", first(fields.arxiv, cleanArxiv))
    .serials([...(fields.issn ?? []), ...(fields.isbn ?? [])].filter((text) => text !== undefined))
    .text("abstract", fields.abstract)
    .keywords(fields.keywords ?? [])
    .set("language", fields.language === undefined ? undefined : cleanLanguage(fields.language))
    .text("publisher", fields.publisher)
    .urls((fields.url ?? []).filter((text) => text !== undefined))
    .text("database", fields.database)
    .text("accession", fields.accession)
    .notes((fields.notes ?? []).filter((text) => text !== undefined))
    .standing(fields.publicationTypes ?? [], fields.links);
  draft.reference.authors = fields.authors ?? [];
  const reference = draft.finish();
  if (fields.flags?.length) reference.flags = [...fields.flags];
  if (fields.labels && Object.keys(fields.labels).length > 0) {
    reference.labels = { ...reference.labels, ...fields.labels };
  }
  return reference;
}

const TYPES = new Map<string, string>();
const MAX_TYPES = 1000;

/** `typeFromName`, which tries many patterns, with the few names of one export remembered. */
export function namedType(name: string): string {
  const known = TYPES.get(name);
  if (known !== undefined) return known;
  const type = typeFromName(name);
  if (TYPES.size < MAX_TYPES) TYPES.set(name, type);
  return type;
}
