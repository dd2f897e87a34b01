import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCounts, checkFlow } from "./check.ts";
import type { Counts } from "./counts.ts";
import { type Fates, countsOf, fates, workedExample } from "./testing.ts";

/** Every place in Counts that one identity ties to another. */
const TIED: ((counts: Counts) => void)[] = [
  (c) => (c.identified += 1),
  (c) => (c.duplicates += 1),
  (c) => (c.removed.automation += 1),
  (c) => (c.removed.other += 1),
  (c) => (c.screened += 1),
  (c) => (c.excluded.human += 1),
  (c) => (c.excluded.automation += 1),
  (c) => (c.left += 1),
  (c) => (c.inProgress += 1),
  (c) => (c.sought += 1),
  (c) => (c.notRetrieved += 1),
  (c) => (c.assessed += 1),
  (c) => (c.fullTextExcluded.NEW = 1),
  (c) => (c.ongoing += 1),
  (c) => (c.awaitingClassification += 1),
  (c) => (c.fullTextInProgress += 1),
  (c) => (c.reportsIncluded += 1),
  (c) => (c.identifiedBySource.PubMed = (c.identifiedBySource.PubMed ?? 0) + 1),
];

describe("checkCounts", () => {
  it("accepts the worked example", () => {
    expect(checkCounts(workedExample())).toEqual([]);
  });

  it("accepts what a naive recount of any history of citations gives", () => {
    fc.assert(fc.property(fates, (history: Fates) => checkCounts(countsOf(history)).length === 0));
  });

  it("finds every single count that is changed", () => {
    fc.assert(
      fc.property(fates, fc.integer({ min: 0, max: TIED.length - 1 }), (history, at) => {
        const counts = countsOf(history);
        TIED[at]?.(counts);
        return checkCounts(counts).length > 0;
      }),
    );
  });

  it("names the identity that fails, with both numbers", () => {
    const counts = workedExample();
    counts.screened = 241;
    expect(checkCounts(counts)).toEqual([
      "identified is 312, but duplicates + removed + screened + left + in progress make 311",
      "screened is 241, but excluded + sought make 242",
    ]);
  });

  it("refuses more machine exclusions than exclusions, studies without reports, and too many left out", () => {
    const counts = workedExample();
    counts.fullTextExcludedByAutomation = { X1: 9 };
    counts.leftOutOfSynthesis = 19;
    expect(checkCounts(counts)).toEqual([
      "X1 is excluded 9 times by automation, but only 8 times in all",
      "19 studies left out of the synthesis, but 18 included",
    ]);
    counts.studiesIncluded = 0;
    expect(checkCounts(counts)).toContain("0 studies cannot have 20 reports");
  });
});

describe("checkFlow", () => {
  it("lets a study found in both columns count once, and no more than that", () => {
    const flow = { databases: workedExample(), other: workedExample() };
    expect(checkFlow({ ...flow, total: { studies: 20, reports: 40 } })).toEqual([]);
    expect(checkFlow({ ...flow, total: { studies: 37, reports: 40 } })).toEqual([
      "Total: 37 studies, but the columns allow 18 to 36",
    ]);
    expect(checkFlow({ ...flow, total: { studies: 20, reports: 39 } })).toEqual([
      "Total: reports is 39, but the columns make 40",
    ]);
  });

  it("says in which column a sum fails", () => {
    const other = workedExample();
    other.notRetrieved = 3;
    expect(checkFlow({ databases: workedExample(), other })[0]).toMatch(/^Other methods: sought is 42, but /);
  });
});
