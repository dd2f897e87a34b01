import fc from "fast-check";
import { expect, test } from "vitest";
import { visibleParts } from "./visible.ts";

test("what cannot be seen is shown by its code, in its place", () => {
  expect(visibleParts("sir.\u202Eexe\u0000\u001b[2J")).toEqual([
    { text: "sir." },
    { code: "U+202E" },
    { text: "exe" },
    { code: "U+0000" },
    { code: "U+001B" },
    { text: "[2J" },
  ]);
  expect(visibleParts("<img src=x>\tplain")).toEqual([{ text: "<img src=x>\tplain" }]);
});

test("nothing of a line is lost", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (line) => {
      const again = visibleParts(line).map((part) =>
        "text" in part ? part.text : String.fromCodePoint(Number.parseInt(part.code.slice(2), 16)),
      );
      expect(again.join("")).toBe(line);
    }),
  );
});
