import fc from "fast-check";
import { expect, test } from "vitest";
import { textWidth, wrapText } from "./text-width.ts";

test("widths follow the table: 12 units of 'Mi' is (904 + 243) * 12 / 1000", () => {
  expect(textWidth("Mi", 12)).toBeCloseTo(13.764, 3);
  expect(textWidth("\u00e9", 10)).toBe(textWidth("e", 10));
  expect(textWidth("\u653e", 10)).toBe(10);
});

test("lines break after spaces, hyphens and slashes, and words only where they must", () => {
  expect(wrapText("differential diagnosis", 70, 11)).toEqual(["differential", "diagnosis"]);
  expect(wrapText("categorisation/RADS", 90, 11)).toEqual(["categorisation/", "RADS"]);
  expect(wrapText("Donaudampfschifffahrt", 60, 11)).toEqual(["Donauda-", "mpfschifff-", "ahrt"]);
  expect(wrapText("", 60, 11)).toEqual([""]);
});

test("the last line that is kept ends in an ellipsis", () => {
  const lines = wrapText("one two three four five six", 45, 11, false, 2);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/\u2026$/);
});

test("no line is wider than asked, and nothing is lost but spaces and added hyphens", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme-ascii", maxLength: 60 }),
      fc.integer({ min: 30, max: 200 }),
      (text, width) => {
        const lines = wrapText(text, width, 11);
        for (const line of lines) expect(textWidth(line, 11)).toBeLessThanOrEqual(width);
        const bare = (words: string) => words.replace(/[\s-]/g, "");
        expect(bare(lines.join(""))).toBe(bare(text));
      },
    ),
  );
});
