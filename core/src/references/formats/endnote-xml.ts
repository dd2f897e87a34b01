import { cleanText } from "../clean/entities.ts";
import { formatAuthor, parseAuthor } from "../clean/names.ts";
import { notesFromLabels } from "../clean/labels.ts";
import { endNoteFromType } from "../clean/types.ts";
import type { Author, Reference } from "../reference.ts";
import { notesFromFlags } from "./draft.ts";
import type { Format } from "./format.ts";
import { namedType, referenceFrom } from "./loose.ts";
import { escapeXml, rawFields, type XmlElement, xmlRecords } from "./xml.ts";

/** Fields without a meaning of their own, in which people keep decisions; 2, 5 and 7 hold numbers. */
const LABELLED: ReadonlySet<string> = new Set(["label", "custom1", "custom3", "custom4", "custom6"]);

/** EndNote wraps pieces of text in `<style>`, which says only how they look. */
const INLINE = new Set(["style"]);

/** One value, or several in one: EndNote parts lines by `&#xD;` inside keywords, ISBNs and addresses. */
function lines(text: string | undefined): string[] {
  return (text ?? "")
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function typeOf(record: XmlElement, hasJournal: boolean): string {
  const element = record.find("ref-type");
  const type = namedType(element?.attribute("name") ?? "");
  return type === "document" && hasJournal && element?.attribute("name") !== "Generic"
    ? "article-journal"
    : type;
}

function authorsOf(record: XmlElement): Author[] {
  const contributors = record.find("contributors");
  const list = contributors?.find("authors") ?? record.find("authors");
  const found: Author[] = [];
  for (const element of list?.all("author") ?? []) {
    const author = parseAuthor(element.text());
    if (author) found.push(author);
  }
  return found;
}

function recordReference(record: XmlElement, position: number): Reference {
  const titles = record.find("titles");
  const journal =
    titles?.value("secondary-title") ??
    record.value("periodical", "full-title") ??
    titles?.value("alt-title");
  const dates = record.find("dates");
  const numbers = lines(record.value("isbn"));
  const urls = (record.find("urls")?.elements() ?? []).flatMap((group) =>
    lines(
      group
        .elements()
        .map((url) => url.text())
        .join("\n") || group.text(),
    ),
  );
  const custom = ["custom1", "custom2", "custom3", "custom4", "custom5", "custom6", "custom7"];
  const electronic = record.value("electronic-resource-num");
  const number = record.value("accession-num");
  const pmid = /^\d{1,8}$/.test(number ?? "") ? number : undefined;
  // our own files put a database's number beside a PMID, where EndNote's have one place for both
  const own = record.value("source-app") === "Chartroom";
  const accession = own ? (record.value("call-num") ?? (pmid === undefined ? number : undefined)) : number;
  const notes = [...lines(record.value("notes")), ...lines(record.value("research-notes"))];
  return referenceFrom({
    id: record.value("rec-number") ?? record.find("foreign-keys")?.value("key") ?? String(position),
    type: typeOf(record, record.find("periodical") !== undefined),
    title: titles?.value("title"),
    authors: authorsOf(record),
    year: dates?.value("year"),
    dates:
      dates
        ?.find("pub-dates")
        ?.values("date")
        .flatMap((date) => (/\d{4}/.test(date) ? [date] : [`${dates.value("year") ?? ""} ${date}`])) ?? [],
    journal,
    volume: record.value("volume"),
    issue: record.value("number") ?? record.value("issue"),
    pages: record.value("pages"),
    doi: lines(electronic),
    doiWithin: [electronic, ...urls],
    pmid: [pmid],
    pmcid: [record.value("custom2"), ...urls.filter((url) => url.includes("/PMC"))],
    arxiv: [
      record.value("custom5")?.match(/^arXiv:\S+$/)?.[0],
      ...urls.filter((url) => url.includes("arxiv.org/")),
    ],
    issn: numbers,
    abstract: record.value("abstract"),
    keywords: (record.find("keywords")?.values("keyword") ?? []).flatMap(lines),
    language: record.value("language"),
    publisher: record.value("publisher"),
    url: urls,
    database: record.value("remote-database-name"),
    accession,
    notes,
    publicationTypes: [record.value("work-type")].filter((type) => type !== undefined),
    labels: Object.fromEntries(
      [...custom, "label"].flatMap((name) => {
        const value = record.value(name);
        const given = own ? LABELLED.has(name) : /^(?:in|ex)clude[ds]?\b|^maybe$/i.test(value ?? "");
        return value !== undefined && given ? [[`endnote.${name}`, cleanText(value)]] : [];
      }),
    ),
    raw: rawFields(record, INLINE),
  });
}

/** EndNote's own numbers of reference types, which its import goes by. */
const NUMBERS: Readonly<Record<string, number>> = {
  "Journal Article": 17,
  Book: 6,
  "Book Section": 5,
  "Conference Paper": 47,
  "Conference Proceedings": 10,
  Thesis: 32,
  Report: 27,
  "Web Page": 12,
  Patent: 25,
  Dataset: 59,
  "Computer Program": 9,
  "Magazine Article": 19,
  Manuscript: 36,
  "Newspaper Article": 23,
  "Unpublished Work": 34,
  Blog: 56,
  Generic: 13,
};

function element(name: string, text: string | undefined): string {
  return text === undefined || text === "" ? "" : `<${name}>${escapeXml(text)}</${name}>`;
}

function wrap(name: string, inner: string): string {
  return inner === "" ? "" : `<${name}>${inner}</${name}>`;
}

function each(name: string, texts: readonly string[]): string {
  return texts.map((text) => element(name, text)).join("");
}

/** The field of EndNote's that a label is named after. */
function fieldOf(label: string): string {
  return label.startsWith("endnote.") ? label.slice("endnote.".length) : "";
}

function recordXml(reference: Reference): string {
  const type = endNoteFromType(reference.type);
  const labels = Object.entries(reference.labels ?? {});
  const placed = new Map(
    labels.flatMap(([name, value]): [string, string][] => {
      const fits = LABELLED.has(fieldOf(name)) && value !== "" && cleanText(value) === value;
      return fits ? [[fieldOf(name), value]] : [];
    }),
  );
  const others = labels.filter(([name]) => !placed.has(fieldOf(name)));
  const fromLabels = notesFromLabels(Object.fromEntries(others));
  const isDecision = (note: string) => note.startsWith("Chartroom: ");
  const notes = [
    ...reference.notes,
    ...notesFromFlags(reference.flags),
    ...fromLabels.filter((note) => !isDecision(note)),
  ];
  const asCallNumber = reference.pmid !== undefined || /^\d{1,8}$/.test(reference.accession ?? "");
  const date =
    reference.date !== undefined && reference.date.length > 4 ? element("date", reference.date) : "";
  return [
    "<record>",
    element("source-app", "Chartroom"),
    element("rec-number", reference.id),
    `<ref-type name="${escapeXml(type)}">${NUMBERS[type] ?? 13}</ref-type>`,
    wrap("contributors", wrap("authors", each("author", reference.authors.map(formatAuthor)))),
    wrap("titles", element("title", reference.title) + element("secondary-title", reference.journal)),
    wrap("periodical", element("full-title", reference.journal)),
    element("pages", reference.pages),
    element("volume", reference.volume),
    element("number", reference.issue),
    wrap("keywords", each("keyword", reference.keywords)),
    wrap(
      "dates",
      element("year", reference.year === undefined ? undefined : String(reference.year)) +
        wrap("pub-dates", date),
    ),
    element("publisher", reference.publisher),
    element("isbn", [...reference.issn, ...reference.isbn].join("\r")),
    element("accession-num", asCallNumber ? reference.pmid : reference.accession),
    element("call-num", asCallNumber ? reference.accession : undefined),
    element("label", placed.get("label")),
    element("custom1", placed.get("custom1")),
    element("custom2", reference.pmcid),
    element("custom3", placed.get("custom3")),
    element("custom4", placed.get("custom4")),
    element("custom5", reference.arxiv === undefined ? undefined : `arXiv:${reference.arxiv}`),
    element("electronic-resource-num", reference.doi),
    element("abstract", reference.abstract),
    element("custom6", placed.get("custom6")),
    element("notes", notes.join("\r")),
    element("research-notes", fromLabels.filter(isDecision).join("\r")),
    wrap("urls", wrap("related-urls", each("url", reference.url))),
    element("remote-database-name", reference.database),
    element("language", reference.language),
    "</record>",
  ].join("");
}

/** EndNote's XML, as EndNote, Zotero and Mendeley write it. */
export const endnoteXml: Format = {
  id: "endnote-xml",
  name: "EndNote XML",
  extensions: ["xml"],
  detect: ({ text }) =>
    /<records?[\s>]/.test(text) && /<(?:ref-type|source-app|rec-number|contributors|titles)[\s>]/.test(text)
      ? 0.95
      : 0,
  read: (sink) =>
    xmlRecords({
      names: new Set(["record"]),
      record: (record, place) => sink.reference(recordReference(record, place.record), place),
      diagnostic: (diagnostic) => sink.diagnostic(diagnostic),
    }),
  write: {
    head: '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n',
    foot: "</records></xml>\n",
    separator: "\n",
    one: recordXml,
  },
};
