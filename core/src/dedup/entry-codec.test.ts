import fc from "fast-check";
import { expect, it } from "vitest";
import { type Content, readEntry, writeEntry } from "./entry-codec.ts";
import { IntPool } from "./int-pool.ts";

const id = fc.nat(0x3fffffff);
const ids = fc.array(id, { maxLength: 12 });
const content: fc.Arbitrary<Content> = fc.record({
  titles: fc.array(fc.record({ compact: id, words: ids }), { maxLength: 3 }),
  authors: fc.array(fc.record({ initial: fc.nat(0xffff), family: ids, given: ids }), { maxLength: 5 }),
  year: fc.integer({ min: 0, max: 2100 }),
  journal: id,
  volume: id,
  issue: id,
  supplement: fc.boolean(),
  pages: fc.option(
    fc.record({
      prefix: fc.constant("s"),
      first: fc.integer({ min: 1, max: 99_999_999 }),
      last: fc.nat(99_999_999),
      ranged: fc.boolean(),
    }),
    { nil: undefined },
  ),
  doi: id,
  pmid: id,
  issns: ids,
  abstract: fc.array(fc.nat(0xffff), { maxLength: 61 }),
  kind: fc.constantFrom("work", "correction", "retraction", "reply", "comment"),
  preprint: fc.boolean(),
  preprintDoi: fc.boolean(),
  register: fc.boolean(),
  protocol: fc.boolean(),
  translated: fc.boolean(),
  language: fc.constantFrom("none", "english", "other", "script"),
  source: id,
});

it("reads back what was written, one entry behind the other", () => {
  fc.assert(
    fc.property(fc.array(content, { minLength: 1, maxLength: 5 }), (contents) => {
      const pool = new IntPool();
      const starts = contents.map((each) => {
        const start = pool.length;
        writeEntry(pool, each, 7);
        return start;
      });
      contents.forEach((each, index) => {
        const read = readEntry(pool, starts[index] as number, index, () => "s");
        const ranged = each.pages?.ranged === true;
        expect(read).toEqual({ ...each, index, ...(each.pages ? { pages: { ...each.pages, ranged } } : {}) });
      });
    }),
  );
});
