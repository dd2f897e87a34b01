import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areSimilarTexts, lcsLength } from "./lcs.ts";

/** The textbook recurrence (Wagner and Fischer), to check the bits against. */
function plainLcs(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a.split("")) {
    const next = [0];
    b.split("").forEach((y, at) => {
      next.push(x === y ? (row[at] as number) + 1 : Math.max(row[at + 1] as number, next[at] as number));
    });
    row = next;
  }
  return row[b.length] as number;
}

const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "ß", "界"), maxLength: 130 });

describe("lcsLength", () => {
  it("finds the example of the textbook", () => {
    expect(lcsLength("abcbdab", "bdcaba")).toBe(4);
  });

  it("agrees with the plain recurrence, over one and several limbs", () => {
    fc.assert(fc.property(text, text, (a, b) => lcsLength(a, b) === plainLcs(a, b)));
  });
});

describe("areSimilarTexts", () => {
  it("agrees with the length of the subsequence", () => {
    fc.assert(
      fc.property(text, text, fc.double({ min: 0.1, max: 1, noNaN: true }), (a, b, share) => {
        const needed = (share * (a.length + b.length)) / 2;
        return areSimilarTexts(a, b, share) === plainLcs(a, b) >= needed;
      }),
    );
  });
});
