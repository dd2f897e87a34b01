import fc from "fast-check";
import { expect, test } from "vitest";
import { exampleForm, exampleStudy } from "../charting/testing.ts";
import { binned } from "./bins.ts";
import { dimension } from "./dimension.ts";

const count = (numbers: readonly number[]) => {
  const studies = numbers.map((number, at) => ({
    ...exampleStudy(`s${at}`, 2024, {}),
    values: { readers: { kind: "number" as const, number } },
  }));
  const whole = binned(dimension(exampleForm, studies, "readers"));
  return whole.categories.map(({ key, label }) => {
    const n = [...whole.keys.values()].filter((keys) => keys.includes(key)).length;
    return `${label}: ${n}`;
  });
};

test("few numbers stay as they are", () => {
  expect(count([3, 1, 3])).toEqual(["1: 1", "3: 2"]);
});

test("numbers that spread widely go by powers of ten", () => {
  expect(count([3, 9, 10, 15, 99, 100, 230, 2398, 372716])).toEqual([
    "1\u20139: 2",
    "10\u201399: 3",
    "100\u2013999: 2",
    "1000\u20139999: 1",
    "10,000\u201399,999: 0",
    "100,000 and more: 1",
  ]);
});

test("others go by even steps", () => {
  expect(count([0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.55, 0.6])).toEqual([
    "0.1 to <0.2: 1",
    "0.2 to <0.3: 2",
    "0.3 to <0.4: 2",
    "0.4 to <0.5: 1",
    "0.5 to <0.6: 2",
    "0.6 and more: 1",
  ]);
});

test("every number falls into exactly one bin", () => {
  const numbers = fc.array(
    fc.oneof(fc.integer({ min: -1000, max: 100000 }), fc.float({ noNaN: true, min: 0, max: 5 })),
    {
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(numbers, (values) => {
      const total = count(values).reduce((sum, line) => sum + Number(line.split(": ").at(-1)), 0);
      expect(total).toBe(values.length);
    }),
  );
});
