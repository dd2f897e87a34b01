import fc from "fast-check";
import { expect, test } from "vitest";
import { exampleForm, exampleStudies, exampleStudy } from "../charting/testing.ts";
import { crosstab } from "./crosstab.ts";
import { dimension, partition } from "./dimension.ts";

const shown = (path: string) => {
  const whole = dimension(exampleForm, exampleStudies.slice(0, 5), path);
  return whole.categories.map(({ key, label }) => {
    const ids = [...whole.keys].filter(([, keys]) => keys.includes(key)).map(([id]) => id);
    return `${label}: ${ids.join(" ")}`;
  });
};

test("many options count once each, and options without a study stay", () => {
  expect(shown("modality")).toEqual([
    "CT: s1 s2",
    "MRI: s1",
    "ultrasound: s3",
    "thermography: s3",
    "not reported: s4",
    "not charted: s5",
  ]);
});

test("a group gives each row's value once a study, gaps within it too", () => {
  expect(shown("models.vendor")).toEqual(["Acme: s1 s2", "not reported: s2 s3", "not charted: s4 s5"]);
  expect(shown("models")).toEqual(["2: s1 s2", "not reported: s3", "not charted: s4 s5"]);
});

test("years ascend; own words of a choice are a category", () => {
  expect(shown("year")).toEqual(["2022: s1", "2023: s2 s3 s4", "not reported: s5"]);
  expect(shown("setting")).toEqual([
    "hospital: s1 s4",
    "Primary care: s2",
    "ward at home: s3",
    "not charted: s5",
  ]);
});

test("an unknown field is refused by name", () => {
  expect(() => shown("colour")).toThrow(expect.objectContaining({ code: "synthesis.field" }));
});

test("in a partition a study with several categories stands under several alone", () => {
  const parted = partition(dimension(exampleForm, exampleStudies, "modality"));
  expect([...parted.keys.values()].map((keys) => keys.join())).toEqual([
    "several",
    "=CT",
    "several",
    "not_reported",
    "not_charted",
    "=CT",
  ]);
});

test("cells, totals and segments hold the right studies; the one left out is in none", () => {
  const table = crosstab(exampleForm, exampleStudies, {
    row: "setting",
    column: "modality",
    segment: "blinded",
  });
  expect(table.leftOut).toEqual(["s6"]);
  expect(table.studies).toEqual(["s1", "s2", "s3", "s4", "s5"]);
  expect(table.cells[0]?.map(({ studies }) => studies.join())).toEqual(["s1", "s1", "", "", "s4", ""]);
  expect(table.cells[0]?.[0]?.segments).toEqual([["s1"], [], []]);
  expect(table.segment?.categories.map(({ label }) => label)).toEqual(["yes", "no", "not charted"]);
  expect(table.rowStudies[0]).toEqual(["s1", "s4"]);
  expect(table.columnStudies[0]).toEqual(["s1", "s2"]);
});

test("onlyUsed leaves out what no study has", () => {
  const table = crosstab(exampleForm, exampleStudies, { row: "result", column: "blinded", onlyUsed: true });
  expect(table.column.categories.map(({ label }) => label)).toEqual(["yes", "no", "not charted"]);
});

const study = fc
  .record({
    setting: fc.constantFrom("", "NR", "hospital", "primary", "a ship"),
    modality: fc.constantFrom("", "NR", "CT", "CT; MRI", "ultrasound; MRI; CT", "heat"),
    models: fc.constantFrom(
      "",
      "NR",
      "name=A; vendor=X",
      "name=A; vendor=X | name=B; vendor=X",
      "name=A; vendor=Y | name=C",
    ),
    blinded: fc.constantFrom("", "NR", "yes", "no"),
    out: fc.boolean(),
  })
  .map(({ out, ...cells }) => ({ out, cells }));
const paths = fc.constantFrom("setting", "modality", "models.vendor", "models.name", "blinded", "year");

test("every counted study is in its row, its column and a cell; segments add up to their cell", () => {
  fc.assert(
    fc.property(fc.array(study, { maxLength: 12 }), paths, paths, paths, (rows, row, column, segment) => {
      const studies = rows.map(({ out, cells }, at) =>
        exampleStudy(
          `s${at}`,
          at % 3 === 0 ? undefined : 2020 + (at % 4),
          cells,
          out ? "retracted" : undefined,
        ),
      );
      const table = crosstab(exampleForm, studies, { row, column, segment });
      expect(table.studies.length + table.leftOut.length).toBe(studies.length);
      const union = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].sort();
      const all = [...table.studies].sort();
      expect(union(table.rowStudies)).toEqual(all);
      expect(union(table.columnStudies)).toEqual(all);
      expect(union(table.cells.flat().map((cell) => cell.studies))).toEqual(all);
      table.cells.forEach((cells, r) => {
        // a row's cells hold together exactly the studies of the row
        expect(union(cells.map((cell) => cell.studies))).toEqual([...(table.rowStudies[r] ?? [])].sort());
        cells.forEach((cell, c) => {
          expect(new Set(cell.studies).size).toBe(cell.studies.length);
          expect(cell.segments.flat().sort()).toEqual([...cell.studies].sort());
          for (const id of cell.studies) expect(table.columnStudies[c]).toContain(id);
        });
      });
    }),
  );
});
