import { expect, test } from "vitest";
import { exampleForm, exampleStudies } from "../charting/testing.ts";
import { comparison } from "./comparison.ts";
import { comparisonChart } from "./comparison-chart.ts";
import { intervalsIn } from "./interval.ts";

test.each<[string, readonly [number, number, number, string][]]>([
  [
    "sensitivity 98.0% (96.5-99.0), specificity 99.3 % (98.8\u201399.7)",
    [
      [98, 96.5, 99, "charted"],
      [99.3, 98.8, 99.7, "charted"],
    ],
  ],
  ["detection 82.7% (124/150; CI 75.8-87.9)", [[82.7, 75.8, 87.9, "charted"]]],
  ["OR 8.490 (95% CI 5.775-12.481)", [[8.49, 5.775, 12.481, "charted"]]],
  ["0.91 (95 % CI 0.89 to 0.94)", [[0.91, 0.89, 0.94, "charted"]]],
  ["accuracy 50% (10/20)", [[50, 29.93, 70.07, "computed"]]],
  ["accuracy 60% (10/20)", []],
  ["final diagnosis 73% vs 65-79%", []],
  ["mean 3.5 (range not given), 41% (43)", []],
  ["2023 (2020-2022)", []],
  ["score 4 (1 of 5)", []],
])("intervals in: %s", (words, expected) => {
  const found = intervalsIn(words);
  expect(found).toHaveLength(expected.length);
  expected.forEach(([estimate, low, high, origin], at) => {
    expect(found[at]).toMatchObject({ estimate, origin });
    expect(found[at]?.low).toBeCloseTo(low, 1);
    expect(found[at]?.high).toBeCloseTo(high, 1);
  });
});

const choice = { result: "result", words: ["metrics"], comparator: "country" };

test("one row a study, in the order of directions, with sign, word and charted words", () => {
  const data = comparison(exampleForm, exampleStudies, choice);
  expect(data.rows.map(({ study, icon, word }) => `${study} ${icon} ${word}`)).toEqual([
    "s2 \u25b2 better",
    "s3 = equal",
    "s4 \u25c6 mixed",
    "s1 \u25bc worse",
    "s5 \u2013 not tested",
  ]);
  expect(data.rows[3]).toMatchObject({
    comparator: "Norway",
    words: [{ field: "metrics", label: "Metrics", text: "sensitivity 81.0% (CI 74.2-86.5)" }],
    intervals: [{ estimate: 81, low: 74.2, high: 86.5, unit: "%", origin: "charted" }],
  });
  expect(data.studies).toMatchObject({
    better: ["s2"],
    not_tested: ["s5"],
    not_reported: [],
    not_charted: [],
  });
  expect(data.leftOut).toEqual(["s6"]);
});

test("other names of options need a direction, and unknown ones are refused", () => {
  const by = { result: "setting", words: [] };
  expect(() => comparison(exampleForm, exampleStudies, by)).toThrow(
    expect.objectContaining({ code: "synthesis.direction" }),
  );
  const directions = { hospital: "better", primary: "worse", other: "mixed" } as const;
  expect(comparison(exampleForm, exampleStudies, { ...by, directions }).studies.better).toEqual(["s1", "s4"]);
});

test("the drawing looks as it did, wide and narrow", async () => {
  const data = comparison(exampleForm, exampleStudies, choice);
  const title = "Result against readers";
  await expect(comparisonChart(data, { title, colours: "fixed" })).toMatchFileSnapshot(
    "golden/comparison.svg",
  );
  await expect(comparisonChart(data, { title, width: 360 })).toMatchFileSnapshot(
    "golden/comparison-narrow.svg",
  );
});
