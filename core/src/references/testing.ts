import * as fc from "fast-check";
import { cleanText } from "./clean/entities.ts";
import { flagsFrom } from "./clean/flags.ts";
import { labelsFromNote, partedNote } from "./clean/labels.ts";
import { cleanLanguage } from "./clean/language.ts";
import { parseAuthor } from "./clean/names.ts";
import { expandPages } from "./clean/pages.ts";
import { type Author, FLAG_KINDS, type Reference } from "./reference.ts";

export { type Hostile, hostileFiles } from "./fuzz/hostile.ts";
export { type Mutant, mutate } from "./fuzz/mutate.ts";
export { readChecked, readEveryWay } from "./fuzz/read-checked.ts";
export { samples } from "./fuzz/samples.ts";
export { shrink } from "./fuzz/shrink.ts";

// What formats give a meaning to: delimiters, quotes, tags, commands, formulas, entities, line ends of Unicode.
const PIECES = [
  ..."abc xyz0129é–α数,;|:.\"'`{}()[]<>&%$#@=+-*/\\_^~!?".split(""),
  " and ",
  " et al",
  "TY  - ",
  "ER  - ",
  "PMID- ",
  "--",
  "''",
  "``",
  "\\n",
  "\\textbf{",
  "@article{k, ",
  "</title>",
  "]]>",
  "]]",
  "&amp;",
  "&#60;",
  "&lt",
  "_x000D_",
  '","',
  '""',
  "=1+1",
  "=SUM(A1)",
  "'=",
  "; ",
  ", ",
  " | ",
  " = ",
  "\ud83e\uddea",
  "e\u0301",
  "\u2028",
  "RAYYAN-LABELS: x",
  "Chartroom: a = b",
  "FLAG retracted: x",
  "10.1000/x",
  "https://example.org/",
  "PMC12",
];

/** A text as readers leave it, so that reading it once more changes nothing. */
function settled(text: string): string {
  let before = text;
  for (;;) {
    const after = cleanText(before);
    if (after === before) return after;
    before = after;
  }
}

/** Hostile text in the form in which every reader gives it. */
const wild = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 12 })
  .map((parts) => settled(parts.join("")));
const filled = wild.filter((text) => text !== "");
const note = filled.filter(
  (text) => labelsFromNote(text) === undefined && partedNote(text).length === 1 && !text.startsWith("FLAG "),
);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const few = <T>(value: fc.Arbitrary<T>) => fc.uniqueArray(value, { maxLength: 3 });

const author: fc.Arbitrary<Author> = fc.oneof(
  filled.map((name) => parseAuthor(name)).filter((name) => name !== undefined),
  fc.record({ family: filled, given: filled }),
  fc.record({ family: filled }),
  fc.record({ literal: filled }),
);

const date = fc
  .tuple(
    fc.integer({ min: 1400, max: 2100 }),
    fc.integer({ min: 0, max: 12 }),
    fc.integer({ min: 0, max: 28 }),
  )
  .map(([year, month, day]) => [year, month, day].slice(0, month === 0 ? 1 : day === 0 ? 2 : 3))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join("-"));

/**
 * References of every shape that readers give, with text that is hostile to every format: each text is as cleaned
 * as a reader would leave it, identifiers are valid, and the year is that of the date.
 */
export const wildReference: fc.Arbitrary<Reference> = fc
  .record({
    id: fc.oneof(fc.stringMatching(/^[A-Za-z0-9:._-]{1,12}$/), filled),
    type: fc.constantFrom(
      ..."article-journal article paper-conference chapter book thesis report webpage dataset document patent software map bill song".split(
        " ",
      ),
    ),
    title: optional(filled),
    authors: fc.array(author, { maxLength: 3 }),
    date: optional(date),
    journal: optional(filled),
    volume: optional(filled),
    issue: optional(filled),
    pages: optional(filled.map(expandPages).filter((text) => text !== "" && expandPages(text) === text)),
    doi: optional(
      fc.constantFrom("10.1000/abc_1-x", "10.12345/x(99)7", "10.1002/(sici)1<1::aid-x>3.0.co;2-y"),
    ),
    pmid: optional(fc.constantFrom("12345678", "77")),
    pmcid: optional(fc.constant("PMC123456")),
    arxiv: optional(fc.constantFrom("2409.12973", "hep-th/9901001")),
    issn: few(fc.constantFrom("2041-1723", "1476-4687")),
    isbn: few(fc.constantFrom("9783319998671", "0710036167")),
    abstract: optional(filled),
    keywords: few(filled),
    language: optional(
      fc.oneof(
        fc.constantFrom("en", "de", "en, fr"),
        filled.filter((text) => cleanLanguage(text) === text),
      ),
    ),
    publisher: optional(filled),
    url: few(
      fc.constantFrom(
        "https://example.org/a_b?c=1&d=%7E#e~f",
        "https://example.org/",
        "ftp://example.org/{x}",
      ),
    ),
    database: optional(filled),
    accession: optional(fc.oneof(filled, fc.constantFrom("L2029880245", "WOS:000425064400008", "4711"))),
    notes: fc.array(note, { maxLength: 3 }),
    flags: optional(
      fc.uniqueArray(fc.record({ kind: fc.constantFrom(...FLAG_KINDS), basis: filled }), {
        minLength: 1,
        maxLength: 2,
        selector: ({ kind }) => kind,
      }),
    ),
    labels: optional(
      fc.dictionary(
        fc.oneof(
          fc.constantFrom(
            "rayyan.inclusion.Ada",
            'rayyan.inclusion.Bo "B" Lee',
            "rayyan.labels",
            "rayyan.exclusion-reasons",
            "rayyan.notes.Ada",
            "asreview.label",
            "asreview.time",
            "covidence.exclusion-reason",
            "chartroom.outcome",
            "endnote.label",
            "endnote.custom3",
            "label",
            "chartroom.title and abstract, Ada",
          ),
          filled,
        ),
        filled,
        { minKeys: 1, maxKeys: 4 },
      ),
    ),
  })
  .map(({ date, ...rest }) => {
    const year = date === undefined ? undefined : Number(date.slice(0, 4));
    const given = Object.entries({ ...rest, date, year }).filter(([, value]) => value !== undefined);
    return { ...(Object.fromEntries(given) as Omit<Reference, "raw">), raw: {} };
  })
  // a title that says of itself that the work is retracted makes a flag
  .filter(({ title }) => flagsFrom({ title }).length === 0);
