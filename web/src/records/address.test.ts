import fc from "fast-check";
import { expect, test } from "vitest";
import { CLASSES } from "@chartroom/core/flow";
import { chosenOf, type Narrowing, narrowedBy, readNarrowing, writeNarrowing } from "./address.ts";

const anyNarrowing: fc.Arbitrary<Narrowing> = fc.record({
  search: fc.string(),
  class: fc.uniqueArray(fc.constantFrom(...CLASSES)),
  source: fc.uniqueArray(fc.string({ minLength: 1 })),
  exactly: fc.boolean(),
  year: fc.uniqueArray(fc.integer({ min: 1, max: 3000 })),
  reason: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
  label: fc.uniqueArray(fc.string({ minLength: 1 })),
  column: fc.constantFrom("databases" as const, "other" as const, undefined),
  flagged: fc.boolean(),
  duplicates: fc.boolean(),
});
// "just these sources" says nothing where no source is named
const narrowings = anyNarrowing.map((one) => ({ ...one, exactly: one.exactly && one.source.length > 0 }));

test("an address says what narrows the table, and is read back", () => {
  fc.assert(
    fc.property(narrowings, (narrowing) => {
      expect(readNarrowing(writeNarrowing(narrowing))).toEqual(narrowing);
    }),
  );
});

test("ticks in the facets stand for the same narrowing", () => {
  fc.assert(
    fc.property(narrowings, (narrowing) => {
      expect(narrowedBy(narrowing, chosenOf(narrowing))).toEqual(narrowing);
    }),
  );
});

test("a number that was searched is a word, and what is unknown is passed over", () => {
  expect(readNarrowing({ search: 2024, class: "excluded,nothing", year: "2023,soon", other: 1 })).toEqual({
    search: "2024",
    class: ["excluded"],
    source: [],
    exactly: false,
    year: [2023],
    reason: undefined,
    label: [],
    column: undefined,
    flagged: false,
    duplicates: false,
  });
});

test("an address without a query narrows nothing and says nothing", () => {
  expect(writeNarrowing(readNarrowing({}))).toEqual({});
});
