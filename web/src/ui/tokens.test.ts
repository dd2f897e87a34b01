/// <reference types="node" />
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const tokens = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

type Palette = ReadonlyMap<string, string>;

/** The custom properties of the first rule whose selector is `selector`. */
function palette(selector: string): Palette {
  const start = tokens.indexOf(`${selector} {`);
  const rule = tokens.slice(start, tokens.indexOf("}", start));
  return new Map(
    [...rule.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, color]) => [name ?? "", color ?? ""]),
  );
}

/** Relative luminance of WCAG 2.2, from 0 (black) to 1 (white). */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(colors: Palette, one: string, other: string): number {
  const [a, b] = [one, other].map((name) => luminance(colors.get(name) ?? ""));
  return (Math.max(a ?? 0, b ?? 0) + 0.05) / (Math.min(a ?? 0, b ?? 0) + 0.05);
}

test("contrast is WCAG's: black on white is 21, and #767676 on white 4.54", () => {
  const known = new Map([
    ["black", "#000000"],
    ["white", "#ffffff"],
    ["grey", "#767676"],
  ]);
  expect(contrast(known, "black", "white")).toBeCloseTo(21, 5);
  expect(contrast(known, "grey", "white")).toBeCloseTo(4.54, 2);
});

describe.each([
  ["light", palette(":root")],
  ["dark", palette('[data-mantine-color-scheme="dark"]')],
])("%s", (_, colors) => {
  const grounds = ["paper", "rail", "surface", "sunken"];
  const words = ["ink", "ink-soft", "accent", "include", "exclude", "maybe", "attention"];

  test.each(words.flatMap((word) => grounds.map((ground) => [word, ground] as const)))(
    "%s can be read on %s (AA, 4.5)",
    (word, ground) => {
      expect(contrast(colors, word, ground)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(["include", "exclude", "maybe", "attention", "accent"])(
    "%s and ink can be read on its soft ground",
    (name) => {
      expect(contrast(colors, name, `${name}-soft`)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colors, "ink", `${name}-soft`)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test("words on the accent can be read, and edges of fields be seen (3)", () => {
    expect(contrast(colors, "on-accent", "accent")).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colors, "line-strong", "surface")).toBeGreaterThanOrEqual(3);
    expect(contrast(colors, "line-strong", "paper")).toBeGreaterThanOrEqual(3);
  });
});
