import fc from "fast-check";
import { expect, test } from "vitest";
import {
  chartingAgreement,
  coefficients,
  fieldAgreement,
  type ValuePair,
  wilsonInterval,
} from "./agreement.ts";
import { fieldAt } from "./field.ts";
import { parseValue } from "./parse-value.ts";
import { exampleForm } from "./testing.ts";

const field = (path: string) => {
  const found = fieldAt(exampleForm, path)?.field;
  if (found === undefined) throw new Error(path);
  return found;
};
const pair = (path: string, a: string, b: string): ValuePair => [
  parseValue(field(path), a),
  parseValue(field(path), b),
];
const table = (cells: readonly (readonly [string, string, number])[]) =>
  cells.flatMap(([a, b, n]) => Array.from({ length: n }, () => [a, b] as const));

test("Cohen's kappa: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no gives 0.4", () => {
  const pairs = table([
    ["y", "y", 20],
    ["y", "n", 5],
    ["n", "y", 10],
    ["n", "n", 15],
  ]);
  expect(coefficients(pairs).kappa).toBeCloseTo(0.4, 10);
  // (0.7 - 0.495) / (1 - 0.495)
  expect(coefficients(pairs).ac1).toBeCloseTo(0.40594, 5);
});

test("the kappa paradox: 118 yes-yes, 5 and 2 apart, 0 no-no gives kappa -0.023 and AC1 0.941 (Gwet 2002)", () => {
  const pairs = table([
    ["+", "+", 118],
    ["+", "-", 5],
    ["-", "+", 2],
  ]);
  expect(coefficients(pairs).kappa).toBeCloseTo(-0.0234, 4);
  expect(coefficients(pairs).ac1).toBeCloseTo(0.941, 3);
});

test("Wilson's interval for 10 of 20 is 0.299 to 0.701, for 0 of 10 it is 0 to 0.278", () => {
  expect(wilsonInterval(10, 20)[0]).toBeCloseTo(0.299, 3);
  expect(wilsonInterval(10, 20)[1]).toBeCloseTo(0.701, 3);
  expect(wilsonInterval(0, 10)[0]).toBe(0);
  expect(wilsonInterval(0, 10)[1]).toBeCloseTo(0.2775, 4);
});

test("a choice counts what both charted; not reported is a category", () => {
  const result = fieldAgreement(field("setting"), [
    pair("setting", "hospital", "hospital"),
    pair("setting", "hospital", "primary"),
    pair("setting", "NR", "NR"),
    pair("setting", "a ship", "A SHIP"),
    pair("setting", "hospital", ""),
    pair("setting", "", ""),
  ]);
  expect(result).toMatchObject({ both: 4, same: 3, one: 1, share: 0.75 });
  // chance: 1/2*1/4 + 0*1/4 + 1/4*1/4 + 1/4*1/4 = 0.25
  expect(result.kappa).toBeCloseTo((0.75 - 0.25) / 0.75, 10);
});

test("many options: mean overlap and each option by itself", () => {
  const result = fieldAgreement(field("modality"), [
    pair("modality", "CT; MRI", "CT"),
    pair("modality", "CT", "CT"),
    pair("modality", "MRI", "ultrasound"),
  ]);
  expect(result.overlap).toBeCloseTo((0.5 + 1 + 0) / 3, 10);
  expect(result.options?.map(({ option, chosen }) => [option, ...chosen])).toEqual([
    ["CT", 2, 2],
    ["MRI", 2, 0],
    ["ultrasound", 0, 1],
  ]);
  expect(result.options?.[0]?.kappa).toBe(1);
});

test("a group is followed by its fields over matched rows", () => {
  const chart = (models: string) => {
    const value = parseValue(field("models"), models);
    return value === undefined ? {} : { models: value };
  };
  const all = chartingAgreement(exampleForm, [
    [chart("name=A; vendor=X | name=B; vendor=Y"), chart("name=B; vendor=Z | name=A; vendor=X")],
  ]);
  const of = (path: string) => all.find((each) => each.field === path);
  expect(of("models")).toMatchObject({ both: 1, same: 0 });
  expect(of("models.name")).toMatchObject({ both: 2, same: 2 });
  expect(of("models.vendor")).toMatchObject({ both: 2, same: 1 });
  expect(of("country")).toEqual({ field: "country", both: 0, same: 0, one: 0 });
});

test("coefficients are symmetric, at most 1, and 1 exactly for full agreement over two categories", () => {
  const letters = fc.constantFrom("a", "b", "c");
  fc.assert(
    fc.property(fc.array(fc.tuple(letters, letters), { minLength: 1 }), (pairs) => {
      const { kappa, ac1 } = coefficients(pairs);
      const other = coefficients(pairs.map(([a, b]) => [b, a] as const));
      for (const [one, two] of [
        [kappa, other.kappa],
        [ac1, other.ac1],
      ])
        if (one !== undefined) {
          expect(two).toBeCloseTo(one, 10);
          expect(one).toBeLessThanOrEqual(1 + 1e-12);
        }
      const full = coefficients(pairs.map(([a]) => [a, a] as const));
      if (new Set(pairs.map(([a]) => a)).size > 1) expect(full.kappa).toBeCloseTo(1, 10);
    }),
  );
});
