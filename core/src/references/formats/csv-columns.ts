/** What a column can hold; beyond the fields of a Reference, parts that are put together into one. */
export const COLUMN_FIELDS = [
  "id",
  "type",
  "title",
  "authors",
  "year",
  "date",
  "month",
  "journal",
  "volume",
  "issue",
  "pages",
  "startPage",
  "endPage",
  "articleNumber",
  "doi",
  "pmid",
  "pmcid",
  "arxiv",
  "issn",
  "isbn",
  "abstract",
  "keywords",
  "language",
  "publisher",
  "url",
  "database",
  "accession",
  "notes",
  "citation",
  "retracted",
  "label",
  "labels",
  "flags",
] as const;

export type ColumnField = (typeof COLUMN_FIELDS)[number];

/** Known headers, folded as by `foldHeader`; where several columns offer one field, the earlier here wins. */
const HEADERS: Readonly<Partial<Record<ColumnField, string>>> = {
  id: "record id|recordid|covidence|refid|key|reference id|id|rank id",
  type: "type|item type|reference type|publication type|document type|content type|type of reference|documenttype|articletype|ref type|item type name",
  title:
    "title|document title|article title|item title|title primary|primary title|titles|study title|display name|paper title|titre|titel",
  authors:
    "author full names|authors|author|author names|authors primary|first authors|author s|authors list|authorships author display name|autoren|auteurs|creator|creators",
  year: "year|publication year|published year|pub year|py|pubyear|publicationyear|year of publication|jahr|annee|date year",
  date: "date|publication date|date of publication|date published|published|pubdate|issue date|online date|published date|pub date|early access date",
  month: "month|published month|publication month|pub month day",
  journal:
    "journal|source title|publication title|journal book|journal title|publication|periodical full|secondary title|journal name|pubtitle|container title|venue|primary location source display name|book title|source|host publication title|periodical|periodical abbrev|abbreviated source title|journal abbreviation|conference name|conference title|alternate title1",
  volume: "volume|journal volume|vol|biblio volume",
  issue: "issue|number|issue number|journal issue|no|biblio issue",
  pages: "pages|page|page range|page numbers|pagination",
  startPage: "start page|page start|first page|startpage|begin page|biblio first page",
  endPage: "end page|page end|last page|endpage|other pages|biblio last page",
  articleNumber: "art no|article number|article no|articleno",
  doi: "doi|item doi|digital object identifier|doi url|electronic resource number",
  pmid: "pmid|pubmed id|medline pmid|pubmedid|ids pmid|pubmed",
  pmcid: "pmcid|pmc id|pmc|ids pmcid",
  arxiv: "arxiv|arxiv id|arxivid",
  issn: "issn|issns|issn isbn|eissn|e issn|issn l|primary location source issn l|print issn|electronic issn",
  isbn: "isbn|isbns",
  abstract: "abstract|abstract note|abstracts|abstract text|summary|resume|zusammenfassung",
  keywords:
    "keywords|keyword|author keywords|index keywords|manual tags|automatic tags|mesh terms|mesh|ieee terms|inspec controlled terms|emtree drug index terms major focus|emtree drug index terms|emtree medical index terms major focus|emtree medical index terms|subjects|subjectterms|subject terms|identifierkeywords|keywords plus|fields of study|schlagworter",
  language: "language|article language|language of original document|languages|output language|sprache",
  publisher: "publisher|book publisher|publisher name",
  url: "url|link|urls|links|articleurl|article url|pdf link|embase link|external url|documenturl|fulltexturl|full text url|full text link|study url|link attachments|web link",
  database: "source db|database|database name|data source|source database|sub file database|provider",
  accession:
    "accession number|accession|eid|pui|embase accession id|ut unique wos id|ut|lens id|nct number|storeid|accession no|an|cochrane central id|central id|corpusid",
  notes: "notes|note|extra|comments|personal notes",
  citation: "citation",
  retracted: "is retracted|retracted|retraction",
  labels: "labels",
  flags: "flags",
};

const BY_HEADER = new Map<string, { field: ColumnField; rank: number }>();
for (const field of COLUMN_FIELDS) {
  for (const [rank, header] of (HEADERS[field] ?? "").split("|").entries()) {
    if (header !== "" && !BY_HEADER.has(header)) BY_HEADER.set(header, { field, rank });
  }
}

/** Columns in which other screening tools put decisions, reasons and labels. */
const LABEL =
  /^(label included|included|include|asreview .*|label|final included|abstract included|fulltext included|decision|screening decision|final decision|decisions?( .*)?|exclusion reasons?|reason( for exclusion)?|reasons?|tags|status|votes?|reviewer.*|customizations|inclusion|(title and abstract|title abstract|full text) (screening|decision|status).*|(state|user) ?\d*|level \d+.*|rating|maybe|exclude|excluded|include exclude|codes?|exported notes( \d+)?|i e( d s)? flag|item status|screener.*|rater.*|level( name)?|user( ?name)?|screened by)$/;

/** The one form of a header that comparisons use: lower case, letters and digits, single spaces. */
export function foldHeader(header: string): string {
  return header
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The field that a header is known to hold and how strong a claim it has (0 strongest); undefined if unknown. */
export function knownField(header: string): { field: ColumnField; rank: number } | undefined {
  const folded = foldHeader(header);
  const known = BY_HEADER.get(folded) ?? BY_HEADER.get(folded.replaceAll(" ", ""));
  if (known) return known;
  return LABEL.test(folded) ? { field: "label", rank: 0 } : undefined;
}
