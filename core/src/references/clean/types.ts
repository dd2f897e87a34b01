// RIS types (Research Information Systems, "RIS Format Specifications", and EndNote's additions) and the CSL
// item type (CSL 1.0.2, appendix III) of each; the first tag of a CSL type is the one written.
const RIS: Readonly<Record<string, string>> = {
  JOUR: "article-journal",
  EJOUR: "article-journal",
  JFULL: "periodical",
  MGZN: "article-magazine",
  NEWS: "article-newspaper",
  INPR: "article-journal",
  ABST: "article-journal",
  CONF: "paper-conference",
  CPAPER: "paper-conference",
  CHAP: "chapter",
  ECHAP: "chapter",
  BOOK: "book",
  EBOOK: "book",
  WHOLE: "book",
  EDBOOK: "book",
  SER: "book",
  CLSWK: "classic",
  ENCYC: "entry-encyclopedia",
  DICT: "entry-dictionary",
  THES: "thesis",
  RPRT: "report",
  GOVDOC: "report",
  GRANT: "report",
  STAND: "standard",
  UNPB: "manuscript",
  MANSCPT: "manuscript",
  PAT: "patent",
  DATA: "dataset",
  AGGR: "dataset",
  DBASE: "dataset",
  COMP: "software",
  ELEC: "webpage",
  WEB: "webpage",
  MULTI: "webpage",
  ICOMM: "personal_communication",
  PCOMM: "personal_communication",
  BLOG: "post-weblog",
  SLIDE: "speech",
  HEAR: "hearing",
  BILL: "bill",
  CASE: "legal_case",
  STAT: "legislation",
  UNBILL: "bill",
  LEGAL: "legislation",
  MAP: "map",
  MPCT: "motion_picture",
  VIDEO: "motion_picture",
  ADVS: "motion_picture",
  SOUND: "song",
  MUSIC: "musical_score",
  ART: "graphic",
  FIGURE: "figure",
  PAMP: "pamphlet",
  ANCIENT: "classic",
  CTLG: "book",
  CHART: "figure",
  EQUA: "document",
  GEN: "document",
  PREP: "article",
};

const CSL = new Set(["article", ...Object.values(RIS)]);

/** Whether a word is one of the item types of CSL that this program knows. */
export function isCslType(word: string): boolean {
  return CSL.has(word);
}

const RIS_OF: ReadonlyMap<string, string> = firstOf(RIS);

// In order: the first that a record's list of publication types holds decides.
const MEDLINE: readonly (readonly [RegExp, string])[] = [
  [/^preprint$/i, "article"],
  [/^(?:congress(?:es)?|conference paper|consensus development conference)/i, "paper-conference"],
  [/^(?:academic dissertation|dissertation)/i, "thesis"],
  [/^(?:technical report|government publication)/i, "report"],
  [/^(?:book chapter|chapter|bookshelf: chapter)/i, "chapter"],
  [/^(?:book|books|monograph|textbook)/i, "book"],
  [/^newspaper article/i, "article-newspaper"],
  [/^dataset/i, "dataset"],
  [/^book review/i, "review-book"],
];

// Type names as EndNote, Web of Science, Embase, Scopus, Zotero and spreadsheets write them.
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/preprint/i, "article"],
  [/(?:conference|proceedings|congress|meeting|symposium)/i, "paper-conference"],
  [/(?:book section|book chapter|chapter|booksection|inbook|incollection)/i, "chapter"],
  [/book review/i, "review-book"],
  [/^(?:.*\b)?(?:edited book|e-?book|book|books|monograph)\b/i, "book"],
  [/(?:thesis|dissertation)/i, "thesis"],
  [/(?:newspaper)/i, "article-newspaper"],
  [/(?:magazine)/i, "article-magazine"],
  [/(?:report|government document|grey literature|working paper|techreport)/i, "report"],
  [/patent/i, "patent"],
  [/(?:data ?set|aggregated database|online database)/i, "dataset"],
  [/(?:computer program|software)/i, "software"],
  [/(?:web ?page|web ?site|electronic source|online multimedia)/i, "webpage"],
  [/blog/i, "post-weblog"],
  [/(?:unpublished|manuscript)/i, "manuscript"],
  [/(?:statute|legislation|legal rule)/i, "legislation"],
  [/(?:bill)\b/i, "bill"],
  [/(?:case)$/i, "legal_case"],
  [/(?:encyclop(?:a)?edia)/i, "entry-encyclopedia"],
  [/dictionary/i, "entry-dictionary"],
  [/(?:film|broadcast|video|audiovisual)/i, "motion_picture"],
  [/\bmap\b/i, "map"],
  [/standard/i, "standard"],
  [
    /(?:journal|article|review|editorial|letter|note|erratum|short survey|trial|in press|early access|serial)/i,
    "article-journal",
  ],
];

const ENDNOTE: Readonly<Record<string, string>> = {
  "article-journal": "Journal Article",
  "article-magazine": "Magazine Article",
  "article-newspaper": "Newspaper Article",
  "paper-conference": "Conference Paper",
  chapter: "Book Section",
  book: "Book",
  thesis: "Thesis",
  report: "Report",
  patent: "Patent",
  dataset: "Dataset",
  software: "Computer Program",
  webpage: "Web Page",
  "post-weblog": "Blog",
  manuscript: "Unpublished Work",
  document: "Generic",
};

function firstOf(table: Readonly<Record<string, string>>): Map<string, string> {
  const first = new Map<string, string>();
  for (const [tag, type] of Object.entries(table)) if (!first.has(type)) first.set(type, tag);
  first.set("webpage", "ELEC");
  first.set("article", "UNPB");
  return first;
}

/** The CSL type of a RIS tag; `document` for tags that nobody defines. */
export function typeFromRis(tag: string): string {
  return RIS[tag.trim().toUpperCase()] ?? typeFromName(tag);
}

/** The RIS tag that carries a CSL type; GEN where RIS has none. */
export function risFromType(type: string): string {
  return RIS_OF.get(type) ?? "GEN";
}

/** The CSL type of a MEDLINE record's publication types; a journal article unless they say otherwise. */
export function typeFromMedline(types: readonly string[]): string {
  for (const [pattern, type] of MEDLINE) {
    if (types.some((name) => pattern.test(name.trim()))) return type;
  }
  return "article-journal";
}

/** The CSL type of a type's name in words (`Journal Article`, `Conference Paper`, `inproceedings`); else `document`. */
export function typeFromName(name: string): string {
  for (const [pattern, type] of NAMES) if (pattern.test(name)) return type;
  return "document";
}

/** EndNote's name for a CSL type; Generic where it has none. */
export function endNoteFromType(type: string): string {
  return ENDNOTE[type] ?? "Generic";
}
