import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paceOf } from "./pace.ts";

const every = (gap: number, n: number, from = 0) => Array.from({ length: n }, (_, at) => from + at * gap);

describe("paceOf", () => {
  it("is not known from fewer than ten gaps", () => {
    expect(paceOf(every(30_000, 10), 100)).toBeUndefined();
    expect(paceOf(every(30_000, 11), 100)?.perHour).toBe(120);
  });
  it("leaves out breaks, and votes that came from a table", () => {
    const morning = every(30_000, 11);
    const evening = every(30_000, 11, 8 * 3_600_000);
    expect(paceOf([...morning, ...evening], 0)?.perHour).toBe(120);
    expect(paceOf(every(2, 500), 100)).toBeUndefined();
  });
  it("names one time where gaps do not vary, and none where nothing is left", () => {
    expect(paceOf(every(30_000, 11), 60)?.forecast).toBe(
      "About 30 min for the 60 records that are left for you.",
    );
    expect(paceOf(every(30_000, 11), 0)?.forecast).toBeUndefined();
  });
  it("gives the prediction interval of a worked example", () => {
    // gaps 20 s and 40 s, five each: mean 30 s, s = 10.54 s; for 100: 3000 s ± 1.96 · √(100·111.1 + 100²·111.1/10)
    const times = [0];
    for (let at = 0; at < 10; at++) times.push((times.at(-1) ?? 0) + (at % 2 === 0 ? 20_000 : 40_000));
    // 1.96 · √(11 111 + 111 111) = 685 s, so 2315 to 3685 s
    expect(paceOf(times, 100)?.forecast).toBe("39 min to 61 min for the 100 records that are left for you.");
  });
  it("does not depend on the order of the votes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 12, maxLength: 40 }),
        (times) => {
          expect(paceOf([...times].reverse(), 50)).toEqual(paceOf(times, 50));
        },
      ),
    );
  });
});
