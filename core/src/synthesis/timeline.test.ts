import { expect, test } from "vitest";
import { exampleForm, exampleStudies, exampleStudy } from "../charting/testing.ts";
import { countTicks } from "./scale.ts";
import { timeline } from "./timeline.ts";
import { timelineChart } from "./timeline-chart.ts";

test("years without a study stay, undated ones are told", () => {
  const studies = [...exampleStudies, exampleStudy("s7", 2019, {})];
  const data = timeline(exampleForm, studies);
  expect(data.spans.map(({ key, studies: ids }) => [key, ids.length])).toEqual([
    ["2019", 1],
    ["2020", 0],
    ["2021", 0],
    ["2022", 1],
    ["2023", 3],
  ]);
  expect(data.undated).toEqual(["s5"]);
  expect(data.leftOut).toEqual(["s6"]);
});

test("months run on over the year, and a year without month has a place of its own", () => {
  const data = timeline(exampleForm, exampleStudies, { date: "published", by: "month", segment: "modality" });
  expect(data.spans.map(({ key, studies }) => `${key} ${studies.join()}`)).toEqual([
    "2022-11 s1",
    "2022-12 ",
    "2023-01 s2",
    "2023-00 s3",
  ]);
  expect(data.segment?.categories.map(({ label }) => label)).toEqual([
    "CT",
    "several",
    "not reported",
    "not charted",
  ]);
  for (const span of data.spans) expect(span.segments.flat().sort()).toEqual([...span.studies].sort());
  expect(data.undated).toEqual(["s4", "s5"]);
});

test("a field that is no date is refused", () => {
  expect(() => timeline(exampleForm, exampleStudies, { date: "country" })).toThrow(
    expect.objectContaining({ code: "synthesis.date" }),
  );
});

test("timelines look as they did", async () => {
  const years = timeline(exampleForm, exampleStudies, { segment: "modality" });
  const months = timeline(exampleForm, exampleStudies, { date: "published", by: "month" });
  await expect(timelineChart(years, { title: "By year", colours: "fixed" })).toMatchFileSnapshot(
    "golden/years.svg",
  );
  await expect(timelineChart(months, { title: "By month", width: 360 })).toMatchFileSnapshot(
    "golden/months.svg",
  );
});

test("no study gives an empty frame", () => {
  const svg = timelineChart(timeline(exampleForm, []), { title: "Empty" });
  expect(svg).toContain("n = 0 studies");
  expect(svg).not.toMatch(/NaN|Infinity/);
});

test.each([
  [0, [0, 1]],
  [3, [0, 1, 2, 3]],
  [7, [0, 2, 4, 6, 8]],
  [23, [0, 5, 10, 15, 20, 25]],
  [480, [0, 100, 200, 300, 400, 500]],
])("ticks for %i", (most, ticks) => {
  expect(countTicks(most)).toEqual(ticks);
});
