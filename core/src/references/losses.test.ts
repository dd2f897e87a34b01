import * as fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "../base/error.ts";
import { FORMATS } from "./formats/list.ts";
import { CARRIED_FIELDS, LIMITS } from "./limits.ts";
import { lossesBetween, lossesOf } from "./losses.ts";
import type { Reference } from "./reference.ts";
import { wildReference } from "./testing.ts";

const WRITTEN = FORMATS.filter(({ write, writeBytes }) => write ?? writeBytes).map(({ id }) => id);

const PLAIN: Reference = {
  id: "1",
  type: "article-journal",
  title: "Naps and tea",
  authors: [{ family: "Alder", given: "Ada" }],
  issn: [],
  isbn: [],
  keywords: [],
  url: [],
  notes: [],
  raw: {},
};

test("every format that is written says what it cannot carry", () => {
  expect(Object.keys(LIMITS).sort()).toEqual([...WRITTEN].sort());
});

test.each(WRITTEN)(
  "%s brings back all but what it says",
  async (format) => {
    const allowed = new Set((LIMITS[format] ?? []).flatMap(({ fields }) => fields));
    // what only a text longer than a cell does has its own test
    if (format === "xlsx") allowed.clear();
    await fc.assert(
      fc.asyncProperty(fc.array(wildReference, { minLength: 1, maxLength: 4 }), async (references) => {
        const losses = (await lossesOf(references, format)).flat();
        expect(losses.filter(({ field }) => !allowed.has(field))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  },
  60_000,
);

const long = "x".repeat(40_000);

test.each<[format: string, field: string, one: Partial<Reference>, after: unknown]>([
  ["ris", "type", { type: "article" }, "manuscript"],
  ["ris", "type", { type: "collection" }, "document"],
  ["ris", "authors", { authors: [{ family: "Plato" }] }, '[{"literal":"Plato"}]'],
  ["ris", "authors", { authors: [{ literal: "Sound; Light" }] }, '[{"literal":"Sound"},{"literal":"Light"}]'],
  ["ris", "keywords", { keywords: ["a; b"] }, '["a","b"]'],
  ["nbib", "id", { pmid: "77" }, "77"],
  [
    "nbib",
    "authors",
    { authors: [{ literal: "Group" }, { family: "Alder", given: "Ada" }] },
    '[{"family":"Alder","given":"Ada"},{"literal":"Group"}]',
  ],
  ["bib", "id", { id: "a b" }, "a_b"],
  ["bib", "keywords", { keywords: ["a; b"] }, '["a","b"]'],
  ["bib", "url", { url: ["https://example.org/{x}"] }, '["https://example.org/%7Bx%7D"]'],
  ["endnote-xml", "type", { type: "collection" }, "document"],
  ["endnote-xml", "authors", { authors: [{ family: "Plato" }] }, '[{"literal":"Plato"}]'],
  ["xlsx", "abstract", { abstract: long }, long.slice(0, 32_767)],
])("%s says truly what becomes of %s", async (format, field, one, after) => {
  const [losses] = await lossesOf([{ ...PLAIN, ...one }], format);
  expect(losses?.map((loss) => [loss.field, loss.after])).toEqual([[field, after]]);
  const limit = LIMITS[format]?.find(({ fields }) => fields.some((name) => name === field));
  expect(limit?.what).toMatch(/^\S.{10,}[^.]$/);
});

test("names the fields of a record that did not come back, and leaves the others alone", () => {
  expect(lossesBetween(PLAIN, PLAIN)).toEqual([]);
  expect(lossesBetween(PLAIN, undefined).map(({ field, after }) => [field, after])).toEqual([
    ["id", undefined],
    ["type", undefined],
    ["title", undefined],
    ["authors", undefined],
  ]);
});

test("looks at every field of a reference but the source's own", () => {
  const all: Required<Omit<Reference, "raw">> = {
    ...PLAIN,
    title: "T",
    year: 2020,
    date: "2020-01",
    journal: "J",
    volume: "1",
    issue: "2",
    pages: "3-4",
    doi: "10.1000/x",
    pmid: "1",
    pmcid: "PMC1",
    arxiv: "2409.12973",
    abstract: "A",
    language: "en",
    publisher: "P",
    database: "D",
    accession: "N",
    flags: [],
    labels: {},
  };
  const { raw: _raw, ...rest } = { ...all, raw: {} };
  expect(Object.keys(rest).sort()).toEqual([...CARRIED_FIELDS].sort());
});

test("a format that is not written is refused", async () => {
  await expect(lossesOf([PLAIN], "wos")).rejects.toThrow(UserError);
});
