import { describe, expect, it } from "vitest";
import { growthExponent, growthPlot } from "./growth-plot.ts";

const SIZES = [1000, 10_000, 100_000];

describe("growthExponent", () => {
  it("is 1 for growth in proportion and 2 for a square", () => {
    expect(growthExponent(SIZES.map((x) => ({ x, y: 3 * x })))).toBeCloseTo(1);
    expect(growthExponent(SIZES.map((x) => ({ x, y: x ** 2 / 7 })))).toBeCloseTo(2);
  });
});

describe("growthPlot", () => {
  it("draws each point within its panel, and says the slope", () => {
    const svg = growthPlot([{ title: "seconds", points: SIZES.map((x) => ({ x, y: x / 9000 })) }]);
    const circles = [...svg.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(circles).toHaveLength(3);
    for (const [x = -1, y = -1] of circles) {
      expect(x).toBeGreaterThanOrEqual(64);
      expect(x).toBeLessThanOrEqual(394);
      expect(y).toBeGreaterThanOrEqual(56);
      expect(y).toBeLessThanOrEqual(276);
    }
    expect(circles.map(([x]) => x)).toEqual([...circles.map(([x]) => x)].sort((a, b) => (a ?? 0) - (b ?? 0)));
    expect(svg).toContain("slope 1.00 from 10k records on");
  });
});
