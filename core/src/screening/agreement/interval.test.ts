import { describe, expect, it } from "vitest";
import { shareEstimate, studentT975 } from "./interval.ts";

describe("studentT975", () => {
  it.each([
    [1, 12.7062, 4],
    [2, 4.30265, 4],
    [3, 3.18245, 1],
    [5, 2.57058, 2],
    [11, 2.20099, 4],
    [24, 2.0639, 4],
    [1000, 1.96234, 4],
  ])("is that of the printed tables at %i degrees of freedom", (degrees, expected, digits) => {
    expect(studentT975(degrees)).toBeCloseTo(expected, digits);
  });
});

describe("shareEstimate", () => {
  it("gives Wilson's interval of 8 in 10, as worked out by hand", () => {
    const z2 = 1.959963984540054 ** 2;
    const half = Math.sqrt(z2) * Math.sqrt(0.8 * 0.2 * 10 + z2 / 4);
    const estimate = shareEstimate(8, 10);
    expect(estimate?.value).toBe(0.8);
    expect(estimate?.interval?.low).toBeCloseTo((8 + z2 / 2 - half) / (10 + z2), 12);
    expect(estimate?.interval?.high).toBeCloseTo((8 + z2 / 2 + half) / (10 + z2), 12);
    expect(estimate?.interval?.low).toBeCloseTo(0.4902, 4);
    expect(estimate?.interval?.high).toBeCloseTo(0.9433, 4);
  });

  it("reaches to 0 and 1 only where everything says so", () => {
    expect(shareEstimate(0, 10)?.interval).toEqual({ low: 0, high: expect.closeTo(0.2775, 4) as number });
    expect(shareEstimate(10, 10)?.interval).toEqual({ low: expect.closeTo(0.7225, 4) as number, high: 1 });
    expect(shareEstimate(0, 0)).toBeNull();
  });
});
