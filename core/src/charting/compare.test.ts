import fc from "fast-check";
import { expect, test } from "vitest";
import { compareCharts, compareValues } from "./compare.ts";
import { proposeConsensus } from "./consensus.ts";
import { fieldAt } from "./field.ts";
import type { Value } from "./form.ts";
import { parseValue } from "./parse-value.ts";
import { exampleForm, exampleStudies } from "./testing.ts";

const field = (path: string) => {
  const found = fieldAt(exampleForm, path)?.field;
  if (found === undefined) throw new Error(path);
  return found;
};
const value = (path: string, cell: string): Value | undefined => parseValue(field(path), cell);
const compare = (path: string, a: string, b: string) =>
  compareValues(field(path), value(path, a), value(path, b));

test.each([
  ["country", "Norway", "  norway. ", "same"],
  ["country", "North  Korea", "north korea", "same"],
  ["country", "Norway", "Sweden", "differs"],
  ["country", "Norway", "NR", "differs"],
  ["country", "Norway", "", "only_first"],
  ["country", "", "Norway", "only_second"],
  ["country", "", "", "neither"],
  ["modality", "CT; MRI", "MRI; CT", "same"],
  ["modality", "CT; Heat", "CT; heat", "same"],
  ["modality", "CT", "CT; MRI", "differs"],
  ["readers", "4", "4.0", "same"],
  ["models", "name=A; vendor=X | name=B", "name=b | name=A; vendor=x", "same"],
  ["models", "name=A | name=B", "name=A", "differs"],
  ["models", "name=A", "NR", "differs"],
])("%s: %s against %s is %s", (path, a, b, likeness) => {
  expect(compare(path, a, b).likeness).toBe(likeness);
});

test("rows find their partner by name before anything else", () => {
  const { rows } = compare(
    "models",
    "name=A; vendor=X | name=B; vendor=Y",
    "name=B; vendor=X | name=A; vendor=Y | name=C",
  );
  expect(rows).toEqual([
    {
      first: 0,
      second: 1,
      likeness: "differs",
      fields: { name: "same", access: "neither", vendor: "differs" },
    },
    {
      first: 1,
      second: 0,
      likeness: "differs",
      fields: { name: "same", access: "neither", vendor: "differs" },
    },
    {
      second: 2,
      likeness: "only_second",
      fields: { name: "only_second", access: "neither", vendor: "neither" },
    },
  ]);
});

test("a chart is the same as itself, and comparing is symmetric", () => {
  for (const study of exampleStudies)
    for (const each of compareCharts(exampleForm, study.values, study.values))
      expect(["same", "neither"]).toContain(each.likeness);
  const swapped = {
    same: "same",
    differs: "differs",
    only_first: "only_second",
    only_second: "only_first",
    neither: "neither",
  };
  fc.assert(
    fc.property(fc.constantFrom(...exampleStudies), fc.constantFrom(...exampleStudies), (a, b) => {
      const there = compareCharts(exampleForm, a.values, b.values).map(({ likeness }) => swapped[likeness]);
      expect(compareCharts(exampleForm, b.values, a.values).map(({ likeness }) => likeness)).toEqual(there);
    }),
  );
});

test.each<[string, string, string, string, boolean, string | undefined]>([
  ["country", "Norway", "norway", "both", true, "Norway"],
  ["country", "Norway", "NR", "first", false, "Norway"],
  ["country", "NR", "Norway", "second", false, "Norway"],
  ["country", "Norway", "Sweden", "none", false, undefined],
  ["country", "", "Sweden", "second", false, "Sweden"],
  ["modality", "CT; heat", "MRI", "union", false, "CT; MRI; heat"],
  ["models", "NR", "name=A", "second", false, "name=A"],
  [
    "models",
    "name=A; vendor=X; access=API",
    "name=a; vendor=Y; access=chat | name=B",
    "union",
    false,
    "name=A; access=API,chat | name=B",
  ],
])("consensus on %s: %s and %s comes from %s", (path, a, b, from, settled, cell) => {
  const proposal = proposeConsensus(field(path), compare(path, a, b));
  expect(proposal).toMatchObject({ from, settled });
  expect(proposal?.value).toEqual(cell === undefined ? undefined : value(path, cell));
});

test("nothing is proposed where neither charted", () => {
  expect(proposeConsensus(field("country"), compare("country", "", ""))).toBeUndefined();
});
