import { describe, expect, it } from "vitest";
import type { Duplicates } from "../core/src/dedup/index.ts";
import { countAgainst } from "./dedup-count.ts";

const TRUTH = new Map([
  ["a1", "a"],
  ["a2", "a"],
  ["a3", "a"],
  ["b1", "b"],
  ["b2", "b"],
  ["c1", "c"],
]);

function result(clusters: string[][], maybes: [string, string][] = []): Duplicates {
  return {
    clusters,
    maybes: maybes.map(([a, b]) => ({ a, b, score: 0, reason: "" })),
    unasked: 0,
    relations: [],
    joins: [],
  };
}

describe("countAgainst", () => {
  it("counts records removed and pairs", () => {
    const counts = countAgainst(
      result([
        ["a1", "a2"],
        ["b1", "b2", "c1"],
      ]),
      TRUTH,
    );
    expect(counts.removed).toEqual({ tp: 2, fp: 1, fn: 1 });
    expect(counts.inGroups).toEqual({ tp: 4, fp: 1, fn: 1 });
    expect(counts.pairPrecision).toBeCloseTo(2 / 4);
    expect(counts.pairRecall).toBeCloseTo(2 / 4);
  });

  it("settles the questions whose answer is yes", () => {
    const counts = countAgainst(
      result(
        [["a1", "a2"]],
        [
          ["a2", "a3"],
          ["b1", "c1"],
        ],
      ),
      TRUTH,
    );
    expect(counts.settled).toEqual({ tp: 2, fp: 0, fn: 1 });
    expect([counts.maybes, counts.maybesRight]).toEqual([2, 1]);
  });

  it("finds a perfect result perfect", () => {
    const counts = countAgainst(
      result([
        ["a1", "a2", "a3"],
        ["b1", "b2"],
      ]),
      TRUTH,
    );
    expect(counts.removed).toEqual({ tp: 3, fp: 0, fn: 0 });
    expect([counts.pairPrecision, counts.pairRecall]).toEqual([1, 1]);
  });
});
