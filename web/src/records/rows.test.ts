import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowWindow } from "./rows.ts";

const row = 56;
const height = 700;

describe("rowWindow", () => {
  test("few rows are all drawn, one under the other", () => {
    const seen = rowWindow({ total: 5, row, height, scrolled: 0 });
    expect([seen.from, seen.to, seen.tall, seen.scale]).toEqual([0, 5, 280, 1]);
    expect([0, 1, 4].map(seen.top)).toEqual([0, 56, 224]);
  });

  test("a million rows fit into a box that browsers lay out, and the last can be reached", () => {
    const total = 1_000_000;
    const { tall, scale } = rowWindow({ total, row, height, scrolled: 0 });
    expect(tall).toBe(12_000_000);
    const end = rowWindow({ total, row, height, scrolled: tall - height });
    expect(end.to).toBe(total);
    expect(end.top(total - 1) + row).toBeCloseTo(tall, 3);
    // a turn of the wheel (100 px) must not skip what is in view
    expect(100 * scale).toBeLessThan(height);
  });

  test("whatever is scrolled, the view is covered by drawn rows and they are few", () => {
    fc.assert(
      fc.property(fc.nat(3_000_000), fc.double({ min: 0, max: 1, noNaN: true }), (total, share) => {
        const { tall } = rowWindow({ total, row, height, scrolled: 0 });
        const scrolled = Math.max(0, tall - height) * share;
        const seen = rowWindow({ total, row, height, scrolled });
        expect(seen.to - seen.from).toBeLessThanOrEqual(Math.ceil(height / row) + 21);
        if (total === 0) return;
        expect(seen.top(seen.from)).toBeLessThanOrEqual(scrolled + 0.01);
        const bottom = seen.top(seen.to - 1) + row;
        expect(bottom).toBeGreaterThanOrEqual(Math.min(scrolled + height, tall) - 0.01);
      }),
    );
  });
});
