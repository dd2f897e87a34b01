import fc from "fast-check";
import { expect, test } from "vitest";
import type { Author, Reference } from "../reference.ts";
import { bibtex } from "./bibtex.ts";
import { cslJson } from "./csl-json.ts";
import { csv, tsv } from "./csv.ts";
import { endnoteXml } from "./endnote-xml.ts";
import type { Format } from "./format.ts";
import { xlsx } from "./xlsx.ts";

const WORDS =
  "dose α-blocker 50% R&D {braced} =SUM(A1) -1 +2 @home a_b C# $5 naïve p<0.05 “quoted” it's x;y say \"no\" 10–20 ~7 ^2 \\n | 'lead Ωmega, ， 数据".split(
    " ",
  );

const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 })
  .map((words) => words.join(" "));
const plain = fc.constantFrom("Alder", "Brandt", "de la Cruz", "O'Neil", "García-Ruiz", "李");
const given = fc.constantFrom("Ada", "J. R.", "Marie-Anne", "Ivo, Jr.");
const group = fc.constantFrom(
  "World Health Organization",
  "Radiology and Imaging Group",
  "Council of Sound, Light and Care",
  "WHO",
);
const author = fc.oneof(
  fc.record({ family: plain, given }),
  fc.record({ family: plain }),
  fc.record({ literal: group }),
);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const few = <T>(value: fc.Arbitrary<T>) => fc.uniqueArray(value, { maxLength: 3 });
const keyword = fc.constantFrom(
  "Child, Preschool/*psychology",
  "Flow Cytometry",
  "C#",
  "50% rule",
  "*Radiology",
);

const reference: fc.Arbitrary<Reference> = fc
  .record({
    id: fc.stringMatching(/^[A-Za-z0-9][\w:.-]{0,8}$/),
    type: fc.constantFrom(
      "article-journal",
      "paper-conference",
      "chapter",
      "book",
      "thesis",
      "report",
      "webpage",
      "document",
      "dataset",
    ),
    title: optional(text),
    authors: fc.array(author, { maxLength: 4 }),
    date: optional(fc.constantFrom("2024", "1999-03", "2021-12-31")),
    journal: optional(text),
    volume: optional(fc.constantFrom("12", "A3", "-")),
    issue: optional(fc.constantFrom("4", "Suppl 1")),
    pages: optional(fc.constantFrom("123-129", "e17", "S1-S4")),
    doi: optional(fc.constantFrom("10.1000/abc_1-x", "10.12345/x(99)7")),
    pmid: optional(fc.constantFrom("12345678", "77")),
    pmcid: optional(fc.constant("PMC123456")),
    arxiv: optional(fc.constantFrom("2409.12973", "hep-th/9901001")),
    issn: few(fc.constantFrom("2041-1723", "1476-4687")),
    isbn: few(fc.constantFrom("9783319998671", "0710036167")),
    abstract: optional(text),
    keywords: few(keyword),
    language: optional(fc.constantFrom("en", "de")),
    publisher: optional(text),
    url: few(fc.constantFrom("https://example.org/a_b?c=1&d=%7E#e~f", "https://example.org/")),
    database: optional(text),
    accession: optional(fc.constantFrom("L2029880245", "WOS:000425064400008", "4711")),
    notes: few(text),
    flags: optional(fc.constant([{ kind: "retracted" as const, basis: "RIN: J Ex. 2020; 1(2) = 3" }])),
    labels: optional(
      fc.constantFrom(
        { included: "yes", "exclusion reason": "wrong; population = x" },
        { "rayyan.inclusion.Reader A": "Included" },
      ),
    ),
  })
  .map(({ date, ...rest }) => {
    const year = date === undefined ? undefined : Number(date.slice(0, 4));
    const all = { ...rest, date, year, raw: {} };
    return Object.fromEntries(
      Object.entries(all).filter(([, value]) => value !== undefined),
    ) as unknown as Reference;
  });

async function through(format: Format, references: readonly Reference[]): Promise<Reference[]> {
  const found: Reference[] = [];
  const sink = {
    reference: (one: Reference) => found.push(one),
    diagnostic: (told: { message: string }) => {
      throw new Error(told.message);
    },
  };
  if (format.writeBytes && format.readBytes) {
    await format.readBytes(await format.writeBytes(references), sink);
    return found;
  }
  const { write } = format;
  const body = references.map((one) => write?.one(one) ?? "").join(write?.separator ?? "");
  const reader = format.read?.(sink);
  const whole = `${write?.head ?? ""}${body}${write?.foot ?? ""}`;
  for (let at = 0; at < whole.length; at += 997) reader?.push(whole.slice(at, at + 997));
  reader?.end();
  return found;
}

/** EndNote knows no family name without a given one. */
function asEndNote(one: Reference): Reference {
  const authors = one.authors.map(
    (name): Author => ("family" in name && name.given === undefined ? { literal: name.family } : name),
  );
  return { ...one, authors };
}

test.each<[Format, (one: Reference) => Reference]>([
  [csv, (one) => one],
  [tsv, (one) => one],
  [xlsx, (one) => one],
  [bibtex, (one) => one],
  [cslJson, (one) => one],
  [endnoteXml, asEndNote],
])("reads back every field that it writes: $name", async (format, carried) => {
  await fc.assert(
    fc.asyncProperty(fc.array(reference, { minLength: 1, maxLength: 3 }), async (references) => {
      const back = await through(format, references);
      expect(back.map((one) => ({ ...one, raw: {} }))).toEqual(references.map(carried));
    }),
    { numRuns: 150 },
  );
});
