import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Counts, CrossTable } from "./counts.ts";
import { countsOfTable, sum, tableTotal } from "./counts.ts";
import type { Estimate } from "./interval.ts";
import { krippendorffsAlpha } from "./krippendorff.ts";
import { fleissKappa, gwetsAc1, meanPairAgreement } from "./many-raters.ts";
import { cohensKappa, pabak, percentAgreement } from "./two-raters.ts";

/** Published figures are compared to the digits that they were printed with. */
function expectEstimate(
  estimate: Estimate | null,
  value: [number, number],
  error?: [number, number],
  interval?: [number, number],
) {
  expect(estimate?.value).toBeCloseTo(...value);
  if (error !== undefined) expect(estimate?.standardError).toBeCloseTo(...error);
  if (interval === undefined) return;
  expect(estimate?.interval?.low).toBeCloseTo(interval[0], 3);
  expect(estimate?.interval?.high).toBeCloseTo(interval[1], 3);
}

// 100 pregnancies by two abstractors, and 15 patients by six psychiatrists: Gwet 2014, as in R's irrCAC.
const ABSTRACTORS: CrossTable = [
  [13, 0, 0],
  [0, 20, 7],
  [0, 4, 56],
];
const PSYCHIATRISTS: Counts = [
  [0, 0, 0, 6, 0],
  [0, 3, 0, 0, 3],
  [0, 1, 4, 0, 1],
  [0, 0, 0, 0, 6],
  [0, 3, 0, 3, 0],
  [2, 0, 4, 0, 0],
  [0, 0, 4, 0, 2],
  [2, 0, 3, 1, 0],
  [2, 0, 0, 4, 0],
  [0, 0, 0, 0, 6],
  [1, 0, 0, 5, 0],
  [1, 1, 0, 4, 0],
  [0, 3, 3, 0, 0],
  [1, 0, 0, 5, 0],
  [0, 2, 0, 3, 1],
];

// Krippendorff 2011, part C: four observers, twelve units, ratings missing.
const OBSERVERS = ["123321412   ", "1233224125 3", " 3332342251 ", "12332441251 "];

function countsOf(lines: readonly string[], categories: string): Counts {
  const units = Math.max(...lines.map((line) => line.length));
  return Array.from({ length: units }, (_, unit) =>
    [...categories].map((category) => lines.filter((line) => line[unit] === category).length),
  );
}

describe("Cohen's kappa", () => {
  it("is 0.492 for the table of Cohen 1960", () => {
    const table = [
      [88, 10, 2],
      [14, 40, 6],
      [18, 10, 12],
    ];
    expect(percentAgreement(table)?.value).toBeCloseTo(0.7, 12);
    expectEstimate(cohensKappa(table), [0.492, 3]);
  });

  it("is 0.4 for 20, 5, 10 and 15 of 50 proposals, with the standard error worked out by hand", () => {
    // po 0.7, pe 0.5; Fleiss, Cohen and Everitt: A = 0.4 (1 - 1.1·0.6)² + 0.3 (1 - 0.9·0.6)²,
    // B = 0.6² (0.1·1.1² + 0.2·0.9²), C = (0.4 - 0.5·0.6)²
    const byHand = 0.4 * 0.34 ** 2 + 0.3 * 0.46 ** 2 + 0.36 * (0.1 * 1.1 ** 2 + 0.2 * 0.9 ** 2) - 0.1 ** 2;
    const error = Math.sqrt(byHand / (50 * 0.25));
    const table = [
      [20, 5],
      [10, 15],
    ];
    expectEstimate(cohensKappa(table), [0.4, 12], [error, 12], [0.4 - 1.96 * error, 0.4 + 1.96 * error]);
  });

  it("has the value, error and interval that Gwet 2014 prints for two abstractors", () => {
    expectEstimate(cohensKappa(ABSTRACTORS), [0.7964094, 7], [0.05891072, 7]);
  });

  it("falls below 0 where nearly all is included, as in the paradox of Gwet 2002", () => {
    const table = [
      [118, 5],
      [2, 0],
    ];
    expectEstimate(cohensKappa(table), [-0.0234, 4]);
    expectEstimate(gwetsAc1(countsOfTable(table)), [0.9408, 4]);
  });

  it("is undefined, not 1, where both used one category throughout", () => {
    expect(
      cohensKappa([
        [0, 0],
        [0, 25],
      ]),
    ).toBeNull();
    expect(
      cohensKappa([
        [0, 0],
        [0, 0],
      ]),
    ).toBeNull();
  });
});

describe("PABAK", () => {
  it("is 0.835 for the abstractors, as Brennan and Prediger's coefficient", () => {
    expectEstimate(pabak(ABSTRACTORS), [0.835, 10]);
  });
});

describe("Gwet's AC1", () => {
  it("has the published value and interval for two abstractors", () => {
    // the source divides by 100 items where the general formula has 99
    const error = 0.04321747 * Math.sqrt(100 / 99);
    expectEstimate(gwetsAc1(countsOfTable(ABSTRACTORS)), [0.8493305, 7], [error, 7]);
  });

  it("has the published value, error and interval for six psychiatrists", () => {
    expectEstimate(gwetsAc1(PSYCHIATRISTS), [0.4448007, 7], [0.08418757, 7], [0.264, 0.625]);
  });

  it("has the published value, error and interval for four observers with ratings missing", () => {
    expectEstimate(gwetsAc1(countsOf(OBSERVERS, "12345")), [0.77544, 5], [0.14295, 5], [0.461, 1]);
  });
});

describe("Fleiss' kappa", () => {
  it("is 0.210 for the common example of 14 raters and 10 items", () => {
    const counts = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    expectEstimate(fleissKappa(counts), [0.21, 3]);
    expectEstimate(meanPairAgreement(counts), [0.378, 3]);
  });

  it("has the published value, error and interval for six psychiatrists", () => {
    expectEstimate(fleissKappa(PSYCHIATRISTS), [0.4139265, 7], [0.08119291, 7], [0.24, 0.588]);
  });

  it("has the published value, error and interval with ratings missing", () => {
    expectEstimate(fleissKappa(countsOf(OBSERVERS, "12345")), [0.76117, 5], [0.15302, 5], [0.424, 1]);
  });
});

describe("Krippendorff's alpha", () => {
  it("is 0.743 for four observers with ratings missing (Krippendorff 2011)", () => {
    expectEstimate(krippendorffsAlpha(countsOf(OBSERVERS, "12345")), [0.743, 3]);
  });

  it("is 0.692 for two observers and five categories (Krippendorff 2011, part B)", () => {
    const counts = countsOf(["aabbdcccedda", "babbbccceddd"], "abcde");
    expectEstimate(krippendorffsAlpha(counts), [0.692, 3]);
  });

  it("is 0.095 for two observers and binary data (Krippendorff 2011, part A)", () => {
    expectEstimate(krippendorffsAlpha(countsOf(["0100000010", "1110010000"], "01")), [0.095, 3]);
  });

  it("has the published values for abstractors and psychiatrists, and nearly their errors", () => {
    expectEstimate(krippendorffsAlpha(countsOfTable(ABSTRACTORS)), [0.7972585, 7], [0.059, 3]);
    expectEstimate(krippendorffsAlpha(PSYCHIATRISTS), [0.4204384, 7]);
  });

  it("takes its error from leaving each unit out, worked out by hand for three units", () => {
    // pairs aa, aa, ab: alpha 0; without an aa 0; without the ab undefined
    expect(
      krippendorffsAlpha([
        [2, 0],
        [2, 0],
        [1, 1],
      ]),
    ).toEqual({
      value: 0,
      standardError: null,
      interval: null,
    });
    // pairs aa, bb, ab: 1 - 5·2/18 = 4/9; without aa or bb 0, without ab 1; mean 1/3, variance 2/3·6/9
    const estimate = krippendorffsAlpha([
      [2, 0],
      [0, 2],
      [1, 1],
    ]);
    expect(estimate?.value).toBeCloseTo(4 / 9, 12);
    expect(estimate?.standardError).toBeCloseTo(2 / 3, 12);
  });
});

const table = fc
  .integer({ min: 2, max: 4 })
  .chain((size) => {
    const row = fc.array(fc.nat({ max: 12 }), { minLength: size, maxLength: size });
    return fc.array(row, { minLength: size, maxLength: size });
  })
  .filter((cells) => tableTotal(cells) > 0);

const counts = fc.integer({ min: 2, max: 4 }).chain((categories) => {
  const row = fc.array(fc.nat({ max: 4 }), { minLength: categories, maxLength: categories });
  return fc.array(row, { minLength: 1, maxLength: 15 });
});

const COEFFICIENTS = { gwetsAc1, fleissKappa, krippendorffsAlpha, meanPairAgreement };

describe("every coefficient", () => {
  it("is at most 1, of two raters at least -1, with the value inside its interval", () => {
    fc.assert(
      fc.property(counts, table, (rows, cells) => {
        // below -1 only where items have unequal numbers of ratings: chance then exceeds what these raters could miss
        const many = Object.values(COEFFICIENTS).map((of) => ({ estimate: of(rows), lowest: -Infinity }));
        const two = [cohensKappa(cells), pabak(cells), percentAgreement(cells)].map((estimate) => ({
          estimate,
          lowest: -1,
        }));
        for (const { estimate, lowest } of [...many, ...two]) {
          if (estimate === null) continue;
          expect(estimate.value).toBeGreaterThanOrEqual(lowest - 1e-9);
          expect(estimate.value).toBeLessThanOrEqual(1 + 1e-9);
          if (estimate.interval === null) continue;
          expect(estimate.interval.low).toBeLessThanOrEqual(estimate.value + 1e-9);
          expect(estimate.interval.high).toBeGreaterThanOrEqual(estimate.value - 1e-9);
        }
      }),
    );
  });

  it("does not depend on the order of items or categories", () => {
    fc.assert(
      fc.property(counts, (rows) => {
        const turned = rows.map((row) => row.toReversed()).toReversed();
        for (const of of Object.values(COEFFICIENTS)) {
          const [one, other] = [of(rows), of(turned)];
          expect(one === null).toBe(other === null);
          expect(one?.value ?? 0).toBeCloseTo(other?.value ?? 0, 9);
          expect(one?.standardError ?? 0).toBeCloseTo(other?.standardError ?? 0, 6);
        }
      }),
    );
  });

  it("is 1 where all agree and two categories were used", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (a, b) => {
        const cells = [
          [a, 0],
          [0, b],
        ];
        for (const of of Object.values(COEFFICIENTS))
          expect(of(countsOfTable(cells))?.value).toBeCloseTo(1, 12);
        expect(cohensKappa(cells)?.value).toBeCloseTo(1, 12);
        expect(pabak(cells)?.value).toBe(1);
      }),
    );
  });

  it("takes no notice of items that one rater saw, where chance does not learn from them", () => {
    fc.assert(
      fc.property(counts, (rows) => {
        const categories = rows[0]?.length ?? 0;
        const single = Array.from({ length: categories }, (_, at) => Number(at === 0));
        for (const of of [krippendorffsAlpha, meanPairAgreement]) {
          expect(of([...rows, single])).toEqual(of(rows));
        }
      }),
    );
  });
});

describe("two raters", () => {
  it("agree alike whoever is first", () => {
    fc.assert(
      fc.property(table, (cells) => {
        const turned = cells.map((_, column) => cells.map((row) => row[column] ?? 0));
        expect(cohensKappa(cells)?.value ?? 0).toBeCloseTo(cohensKappa(turned)?.value ?? 0, 9);
        expect(cohensKappa(cells)?.standardError ?? 0).toBeCloseTo(
          cohensKappa(turned)?.standardError ?? 0,
          6,
        );
      }),
    );
  });

  it("have the percent agreement of the general formula", () => {
    fc.assert(
      fc.property(table, (cells) => {
        expect(meanPairAgreement(countsOfTable(cells))?.value).toBeCloseTo(
          percentAgreement(cells)?.value ?? 0,
          9,
        );
      }),
    );
  });

  it("have a PABAK of twice the percent agreement less 1, with two categories", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 9 }), { minLength: 4, maxLength: 4 }),
        ([a = 0, b = 0, c = 0, d = 0]) => {
          const cells = [
            [a, b],
            [c, d],
          ];
          const percent = percentAgreement(cells);
          expect(pabak(cells)?.value).toBe(percent === null ? undefined : 2 * percent.value - 1);
        },
      ),
    );
  });
});

describe("alpha and Fleiss' kappa", () => {
  it("differ by (1 - kappa) / values where nobody's rating is missing", () => {
    const complete = fc
      .array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 3 })), {
        minLength: 2,
        maxLength: 12,
      })
      .map((items) =>
        items.map((values) => [0, 1, 2, 3].map((c) => values.filter((value) => value === c).length)),
      );
    fc.assert(
      fc.property(complete, (rows) => {
        const [alpha, kappa] = [krippendorffsAlpha(rows), fleissKappa(rows)];
        expect(alpha === null).toBe(kappa === null);
        if (alpha === null || kappa === null) return;
        const values = sum(rows.map(sum));
        expect(alpha.value).toBeCloseTo(kappa.value + (1 - kappa.value) / values, 9);
      }),
    );
  });
});
