import { notesFromLabels } from "../clean/labels.ts";
import type { Reference } from "../reference.ts";
import { entryTypeOf, typeOfEntry } from "./bibtex-reference.ts";
import { formatNames } from "./bibtex-names.ts";
import { notesFromFlags } from "./draft.ts";
import { encodeLatex } from "./latex.ts";

/** Characters that would end a key or mean something else in it. */
const KEY = /[\s,{}()="#%~\\'@]+/g;

function field(name: string, value: string | undefined): string[] {
  return value === undefined || value === "" ? [] : [`  ${name} = {${value}},\n`];
}

/** One address or identifier, whose braces alone would break the entry. */
function verbatim(text: string | undefined): string | undefined {
  return text?.replace(/[{}\\]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

const CONTAINER: Readonly<Record<string, string>> = { inproceedings: "booktitle", incollection: "booktitle" };

/** Publishers stand under the name that the styles of each entry type print. */
const PUBLISHER: Readonly<Record<string, string>> = { phdthesis: "school", techreport: "institution" };

/** Writes one reference as a BibTeX entry that classic BibTeX and biblatex both read. */
export function writeEntry(reference: Reference): string {
  const type = entryTypeOf(reference.type);
  const text = (value: string | undefined) => (value === undefined ? undefined : encodeLatex(value));
  const notes = [
    ...reference.notes,
    ...notesFromFlags(reference.flags),
    ...notesFromLabels(reference.labels ?? {}),
  ];
  // a type that a reader would take for another is written beside the entry's own
  const lossy =
    typeOfEntry(type, reference.journal !== undefined, reference.arxiv !== undefined) !== reference.type;
  const key = reference.id.replace(KEY, "_");
  return [
    `@${type}{${key === "" ? "reference" : key},\n`,
    ...field("title", text(reference.title)),
    ...field("author", formatNames(reference.authors)),
    ...field(CONTAINER[type] ?? "journal", text(reference.journal)),
    ...field("year", reference.year === undefined ? undefined : String(reference.year)),
    ...field("date", reference.date !== undefined && reference.date.length > 4 ? reference.date : undefined),
    ...field("volume", text(reference.volume)),
    ...field("number", text(reference.issue)),
    ...field("pages", text(reference.pages?.replace(/(?<=\w)-(?=\w)/g, "–"))?.replaceAll("–", "--")),
    ...field(PUBLISHER[type] ?? "publisher", text(reference.publisher)),
    ...field("doi", verbatim(reference.doi)),
    ...field("pmid", reference.pmid),
    ...field("pmcid", reference.pmcid),
    ...(reference.arxiv === undefined
      ? []
      : [...field("eprint", reference.arxiv), ...field("eprinttype", "arxiv")]),
    ...field("issn", reference.issn.join(", ")),
    ...field("isbn", reference.isbn.join(", ")),
    ...field("url", reference.url.map(verbatim).join(" ")),
    ...field("abstract", text(reference.abstract)),
    ...field(
      "keywords",
      reference.keywords.map(encodeLatex).join("; ") + (reference.keywords.length === 1 ? ";" : ""),
    ),
    ...field("language", text(reference.language)),
    ...field("database", text(reference.database)),
    ...field("accession", text(reference.accession)),
    ...field("note", text(notes[0])),
    ...notes.slice(1).flatMap((note, at) => field(`x-note${at + 2}`, text(note))),
    ...field("csltype", lossy ? reference.type : undefined),
    "}\n",
  ].join("");
}
