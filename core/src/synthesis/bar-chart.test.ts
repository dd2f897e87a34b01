import { expect, test } from "vitest";
import { exampleForm, exampleStudies } from "../charting/testing.ts";
import { barChart, tally } from "./bar-chart.ts";
import { percentText } from "./percent.ts";

test("a tally holds every category with its studies", () => {
  const data = tally(exampleForm, exampleStudies, "country");
  expect(data.categories.map(({ category, studies }) => [category.label, studies.length])).toEqual([
    ["Chile", 2],
    ["Norway", 2],
    ["not reported", 1],
  ]);
});

test("bars look as they did, and say that shares overlap", async () => {
  const data = tally(exampleForm, exampleStudies, "modality");
  const svg = barChart(data, { title: "Modality", sorted: true, colours: "fixed" });
  expect(svg).toContain("more than 100 %");
  await expect(svg).toMatchFileSnapshot("golden/bars.svg");
});

test.each([
  [21, 38, "55\u00a0%"],
  [0, 38, "0\u00a0%"],
  [1, 400, "<1\u00a0%"],
  [399, 400, ">99\u00a0%"],
  [38, 38, "100\u00a0%"],
  [0, 0, "\u2013"],
])("%i of %i is %s", (n, of, text) => {
  expect(percentText(n, of)).toBe(text);
});
