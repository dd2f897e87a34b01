import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { UserError } from "../base/error.ts";
import type { Rating, RatingValue } from "./agreement.ts";
import { agreement } from "./agreement.ts";

const LETTERS: Record<string, RatingValue> = { i: "include", m: "maybe", e: "exclude" };

/** One line per rater, one letter per item; a blank is an item that the rater did not see. */
function ratings(lines: Record<string, string>): Rating[] {
  return Object.entries(lines).flatMap(([rater, line]) =>
    [...line].flatMap((letter, at) => {
      const value = LETTERS[letter];
      return value === undefined ? [] : [{ item: `item ${at + 1}`, rater, value }];
    }),
  );
}

describe("agreement of two raters", () => {
  const report = agreement(ratings({ Bea: "iiimmeeeee", Ann: "iimiemeeei" }));

  it("counts items and includes", () => {
    expect(report.raters).toEqual(["Ann", "Bea"]);
    expect(report.items).toEqual({ rated: 10, shared: 10, byAll: 10 });
    expect(report.includes).toBe(5);
    expect(report.informative).toBe(true);
  });

  it("lets maybe go forward with include", () => {
    const pair = report.forward.pairs[0];
    expect(report.forward.categories).toEqual(["forward", "exclude"]);
    expect(pair?.table).toEqual([
      [4, 2],
      [1, 3],
    ]);
    expect(report.forward.percent?.value).toBe(0.7);
    // pe = 0.6·0.5 + 0.4·0.5
    expect(report.forward.kappa?.value).toBeCloseTo(0.4, 12);
    expect(report.forward.pabak?.value).toBeCloseTo(0.4, 12);
    expect(pair).toMatchObject({ firstMoreInclusive: 2, secondMoreInclusive: 1 });
  });

  it("keeps maybe apart as well, with the direction of the disagreements", () => {
    const pair = report.separate.pairs[0];
    expect(report.separate.categories).toEqual(["include", "maybe", "exclude"]);
    expect(pair).toMatchObject({
      first: "Ann",
      second: "Bea",
      items: 10,
      agreeing: 5,
      table: [
        [2, 1, 1],
        [1, 0, 1],
        [0, 1, 3],
      ],
      disagreements: [
        { first: "include", second: "maybe", items: 1 },
        { first: "include", second: "exclude", items: 1 },
        { first: "maybe", second: "include", items: 1 },
        { first: "maybe", second: "exclude", items: 1 },
        { first: "exclude", second: "maybe", items: 1 },
      ],
      firstMoreInclusive: 3,
      secondMoreInclusive: 2,
    });
    // pe = 0.4·0.3 + 0.2·0.2 + 0.4·0.5
    expect(report.separate.kappa?.value).toBeCloseTo((0.5 - 0.36) / 0.64, 12);
  });

  it("leaves maybe out of the categories where nobody used it", () => {
    const without = agreement(ratings({ Ann: "iieee", Bea: "iieei" }));
    expect(without.separate.categories).toEqual(["include", "exclude"]);
    expect(without.separate.ac1).toEqual(without.forward.ac1);
  });

  it("is not informative with fewer than three includes", () => {
    expect(agreement(ratings({ Ann: "iieeeee", Bea: "ieeeeee" })).informative).toBe(false);
    expect(agreement(ratings({ Ann: "iieeeee", Bea: "ieeeeie" })).informative).toBe(true);
  });
});

describe("agreement of more than two raters", () => {
  const report = agreement(ratings({ Ann: "iieee ", Bea: "iieeei", Cem: "ieeei " }));

  it("gives the share on which all agree, and means over pairs", () => {
    expect(report.items).toEqual({ rated: 6, shared: 5, byAll: 5 });
    expect(report.forward.allAgree).toMatchObject({ items: 5, agreeing: 3, share: { value: 0.6 } });
    expect(report.forward.percent?.value).toBeCloseTo((1 + 1 / 3 + 1 + 1 + 1 / 3) / 5, 12);
    expect(report.forward.kappa).toBeNull();
    const mean = report.forward.meanPairwise;
    expect(mean?.pairs).toBe(3);
    expect(mean?.percent).toBeCloseTo((1 + 0.6 + 0.6) / 3, 12);
    // kappa of Ann and Cem: po 0.6, pe 0.4·0.4 + 0.6·0.6
    expect(mean?.kappa).toBeCloseTo((1 + 2 * ((0.6 - 0.52) / 0.48)) / 3, 12);
  });

  it("leaves out pairs that share no item", () => {
    const apart = agreement(ratings({ Ann: "ie  ", Bea: "ieie", Cem: "  ie" }));
    expect(apart.forward.pairs.map(({ first, second }) => [first, second])).toEqual([
      ["Ann", "Bea"],
      ["Bea", "Cem"],
    ]);
    expect(apart.items).toEqual({ rated: 4, shared: 4, byAll: 0 });
    expect(apart.forward.alpha?.value).toBe(1);
  });
});

describe("agreement in general", () => {
  it("has nothing to say about no or one rater", () => {
    for (const none of [agreement([]), agreement(ratings({ Ann: "iie" }))]) {
      expect(none.items).toMatchObject({ shared: 0, byAll: 0 });
      expect(none.forward).toMatchObject({ percent: null, kappa: null, ac1: null, alpha: null, pairs: [] });
    }
  });

  it("refuses two decisions of one rater on one item", () => {
    const twice = [...ratings({ Ann: "ie", Bea: "ie" }), ...ratings({ Ann: "e" })];
    expect(() => agreement(twice)).toThrowError(
      expect.objectContaining({ code: "agreement.rated-twice" }) as UserError,
    );
  });

  it("does not depend on the order of the ratings, and every pair's table adds up", () => {
    const line = fc.string({ unit: fc.constantFrom("i", "m", "e", " "), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.record({ Ann: line, Bea: line, Cem: line }), (lines) => {
        const given = ratings(lines);
        const report = agreement(given);
        const turned = agreement(given.toReversed());
        expect(turned.separate.pairs).toEqual(report.separate.pairs);
        expect(turned.separate.alpha?.value ?? 0).toBeCloseTo(report.separate.alpha?.value ?? 0, 9);
        for (const pair of [...report.separate.pairs, ...report.forward.pairs]) {
          const apart = pair.firstMoreInclusive + pair.secondMoreInclusive;
          expect(pair.agreeing + apart).toBe(pair.items);
          expect(pair.disagreements.reduce((all, { items }) => all + items, 0)).toBe(apart);
        }
      }),
    );
  });
});
