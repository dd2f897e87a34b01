import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textWidth, wrapped } from "./text.ts";

describe("textWidth", () => {
  it("follows the font's metrics and grows with the size", () => {
    // Helvetica: H 722, e 556, l 222, l 222, o 556, with a tenth of slack
    expect(textWidth("Hello", 10)).toBeCloseTo(22.78 * 1.1, 6);
    expect(textWidth("Hello", 20)).toBeCloseTo(2 * textWidth("Hello", 10), 6);
    expect(textWidth("Hello", 10, true)).toBeGreaterThan(textWidth("Hello", 10));
    expect(textWidth("文献", 10)).toBeCloseTo(22, 6);
  });
});

describe("wrapped", () => {
  it("breaks between words, and inside one only where it is wider than the line", () => {
    expect(wrapped("Reports sought for retrieval", 90, 13)).toEqual(["Reports", "sought for", "retrieval"]);
    expect(wrapped("Donaudampfschifffahrt", 90, 13).join("")).toBe("Donaudampfschifffahrt");
    expect(wrapped("Donaudampfschifffahrt", 90, 13).length).toBeGreaterThan(1);
    expect(wrapped("", 90, 13)).toEqual([""]);
  });

  it("never makes a line too wide and never loses a word", () => {
    const texts = fc.string({ unit: "grapheme", maxLength: 120 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 60, max: 300 }), (text, width) => {
        const lines = wrapped(text, width, 13);
        const bare = (value: string) => value.replace(/[ \t\r\n]/g, "");
        expect(bare(lines.join(""))).toBe(bare(text));
        for (const line of lines) {
          if ([...line].length > 1) expect(textWidth(line, 13)).toBeLessThanOrEqual(width + 1e-9);
        }
      }),
    );
  });
});
