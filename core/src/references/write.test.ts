import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "../base/error.ts";
import { expandPages } from "./clean/pages.ts";
import { risFromType, typeFromRis } from "./clean/types.ts";
import { collectReferences } from "./read.ts";
import type { Reference } from "./reference.ts";
import { formatReferences, writeReferences } from "./write.ts";

const word = fc
  .stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿΑ-Ωα-ω0-9][A-Za-zÀ-ÖØ-öø-ÿ0-9'().:+%<>=-]{0,12}[a-z0-9]$/)
  .filter((text) => !/[<&]/.test(text));
const text = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(" "));
const name = fc.stringMatching(/^[A-Z][a-zé'-]{1,10}[a-z]$/);
const date = fc
  .tuple(
    fc.integer({ min: 1500, max: 2100 }),
    fc.integer({ min: 0, max: 12 }),
    fc.integer({ min: 0, max: 28 }),
  )
  .map(([year, month, day]) => [year, month, day].slice(0, month === 0 ? 1 : day === 0 ? 2 : 3))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join("-"));
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const issn = fc.constantFrom("0317-8471", "2434-561X", "1050-124X");
const isbn = fc.constantFrom("9780306406157", "0306406152", "080442957X");

const fields = fc.record({
  id: fc.stringMatching(/^[A-Za-z0-9:._-]{1,12}$/),
  type: fc.constantFrom(
    "article-journal",
    "paper-conference",
    "chapter",
    "book",
    "thesis",
    "report",
    "webpage",
    "dataset",
  ),
  title: optional(text),
  authors: fc.array(
    fc.oneof(
      fc.record({ family: name, given: name }),
      fc.record({ literal: name }),
      fc.record({ literal: fc.tuple(name, name).map((pair) => pair.join(", ")) }),
    ),
    { maxLength: 4 },
  ),
  date: optional(date),
  journal: optional(text),
  volume: optional(word),
  issue: optional(word),
  pages: optional(
    fc
      .oneof(fc.stringMatching(/^[1-9]\d{0,4}-[1-9]\d{0,4}$/), fc.stringMatching(/^e?[1-9]\d{0,6}$/))
      .map(expandPages),
  ),
  doi: optional(fc.stringMatching(/^10\.\d{4,6}\/[a-z0-9]{1,12}$/)),
  pmid: optional(fc.integer({ min: 1, max: 99_999_999 }).map(String)),
  pmcid: optional(fc.integer({ min: 1, max: 9_999_999 }).map((number) => `PMC${number}`)),
  arxiv: optional(fc.constantFrom("2409.12973", "hep-th/9901001")),
  issn: fc.uniqueArray(issn, { maxLength: 2 }),
  isbn: fc.uniqueArray(isbn, { maxLength: 2 }),
  abstract: optional(text),
  keywords: fc.uniqueArray(text, { maxLength: 4 }),
  language: optional(fc.constantFrom("en", "fr", "zh", "en, de")),
  publisher: optional(text),
  url: fc.uniqueArray(fc.stringMatching(/^https:\/\/example\.org\/[a-z0-9/]{1,20}$/), { maxLength: 3 }),
  database: optional(fc.constantFrom("Scopus", "Embase", "ERIC")),
  accession: optional(fc.stringMatching(/^L[0-9]{5,9}$/)),
  notes: fc.array(
    text.map((note) => `Note: ${note}`),
    { maxLength: 3 },
  ),
  flags: optional(
    fc.constantFrom(
      [{ kind: "retracted" as const, basis: "RIN: J Tea" }],
      [{ kind: "corrected" as const, basis: "a notice" }],
    ),
  ),
  labels: optional(
    fc.dictionary(
      fc.constantFrom("rayyan.inclusion.Ada", "rayyan.labels", "asreview.label", "stage: one"),
      word,
      { minKeys: 1 },
    ),
  ),
});

/** Fields that are undefined are absent in a reference; the year goes with the date. */
const reference: fc.Arbitrary<Reference> = fields.map((all) => {
  const present = Object.entries(all).filter(([, value]) => value !== undefined);
  const whole = Object.fromEntries(present) as Omit<Reference, "raw">;
  return { ...whole, ...(whole.date === undefined ? {} : { year: Number(whole.date.slice(0, 4)) }), raw: {} };
});

function roundTrip(references: readonly Reference[], format: string): Omit<Reference, "raw">[] {
  const { references: back, found } = collectReferences(formatReferences(references, format), {
    name: "a",
    format,
  });
  expect(found.filter(({ code }) => code !== "references.none" && code !== "nbib.no-identifier")).toEqual([]);
  return back.map(({ raw: _, ...rest }) => rest);
}

const withoutRaw = ({ raw: _, ...rest }: Reference) => rest;

test("RIS carries every field but the source's own", () => {
  fc.assert(
    fc.property(fc.array(reference, { maxLength: 3 }), (references) => {
      // An arXiv number and a PMID stand in numbered user fields; titles may say more than the flags given.
      expect(roundTrip(references, "ris")).toEqual(references.map(withoutRaw));
    }),
  );
});

test("MEDLINE carries every field but the key, which is the PMID or the accession number's", () => {
  fc.assert(
    fc.property(fc.array(reference, { maxLength: 3 }), (references) => {
      const expected = references.map(withoutRaw).map((given) => {
        const people = given.authors.filter((author) => "family" in author);
        const groups = given.authors.filter((author) => "literal" in author);
        return {
          ...given,
          id: given.pmid ?? given.id,
          authors: [...people, ...groups],
          database: given.database ?? (given.pmid === undefined ? "NOTNLM" : "PubMed"),
          accession: given.accession ?? given.pmid ?? given.id,
        };
      });
      expect(roundTrip(references, "nbib")).toEqual(expected);
    }),
  );
});

test("JSON lines carry everything", () => {
  const any = fc.tuple(
    reference,
    // a field of that name would change an object itself and is dropped
    fc.dictionary(
      fc.string().filter((name) => name !== "__proto__"),
      fc.oneof(fc.string({ unit: "grapheme" }), fc.array(fc.string())),
    ),
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 3 }), (pairs) => {
      const references = pairs.map(([one, raw]) => ({ ...one, raw }));
      const back = collectReferences(formatReferences(references, "jsonl"), { name: "a", format: "jsonl" });
      expect(back.references).toEqual(references);
    }),
  );
});

test("every type that RIS has comes back", () => {
  for (const type of ["article", "article-magazine", "software", "patent", "map", "post-weblog"]) {
    expect([type, typeFromRis(risFromType(type))]).toEqual([type, type === "article" ? "manuscript" : type]);
  }
});

test("what goes out as a stream is what goes out at once", async () => {
  const [sample] = fc.sample(reference, 1);
  const many = Array.from({ length: 500 }, () => sample as Reference);
  const pieces: Uint8Array[] = [];
  for await (const piece of writeReferences(many, "ris")) pieces.push(piece);
  expect(pieces.map((piece) => new TextDecoder().decode(piece)).join("")).toBe(formatReferences(many, "ris"));
});

test("RIS for other tools", () => {
  const text = formatReferences(
    [
      {
        id: "1",
        type: "article-journal",
        title: "Tea\nand sleep",
        authors: [{ family: "Ames", given: "Ada" }, { literal: "Tea Group, The" }],
        year: 2024,
        date: "2024-03",
        journal: "Journal of Tea",
        pages: "5-9",
        doi: "10.1000/x",
        pmid: "12",
        issn: ["0317-8471"],
        isbn: [],
        keywords: ["*Tea/adverse effects"],
        url: [],
        notes: [],
        labels: { "rayyan.inclusion.Ada": "Included", "rayyan.labels": "pilot" },
        raw: {},
      },
    ],
    "ris",
  );
  expect(text.split("\r\n")).toEqual([
    "TY  - JOUR",
    "ID  - 1",
    "TI  - Tea and sleep",
    "AU  - Ames, Ada",
    "AU  - Tea Group, The,",
    "PY  - 2024",
    "DA  - 2024/03//",
    "T2  - Journal of Tea",
    "SP  - 5",
    "EP  - 9",
    "DO  - 10.1000/x",
    "SN  - 0317-8471",
    "KW  - *Tea/adverse effects",
    "U1  - 12 [PMID]",
    'N1  - RAYYAN-INCLUSION: {"Ada"=>"Included"} | RAYYAN-LABELS: pilot',
    "ER  - ",
    "",
    "",
  ]);
});

test("a format that cannot be written says which can", () => {
  expect(() => formatReferences([], "wos")).toThrow(UserError);
});

test("no reader cuts a JSON line at another line end, and the text stays what it was", () => {
  const note = "a\u0085b\u2028c\u2029d\r\ne";
  const [sample] = fc.sample(reference, 1);
  const one = { ...(sample as Reference), raw: { note } };
  const line = formatReferences([one], "jsonl");
  expect(line).toMatch(/^[^\n\r\u0085\u2028\u2029]+\n$/);
  expect(line).toContain("\\u0085b\\u2028c\\u2029d");
  expect(collectReferences(line, { name: "a", format: "jsonl" }).references).toEqual([one]);
});
