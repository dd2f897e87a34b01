import { describe, expect, it } from "vitest";
import { agreement, type Rating } from "@chartroom/core/screening";
import { agreementLine, agreementOf, decimal } from "./agreementFromServer.ts";

type Value = Rating["value"];

/** Ratings of two readers; each entry is both answers and how often they were given together. */
function rated(...cells: readonly (readonly [a: Value, b: Value, n: number])[]): Rating[] {
  return cells.flatMap(([a, b, n], cell) =>
    Array.from({ length: n }, (_, at) => `${cell}-${at}`).flatMap((item) => [
      { item, rater: "a", value: a },
      { item, rater: "b", value: b },
    ]),
  );
}

const names = new Map([
  ["a", "Reader A"],
  ["b", "Reader B"],
]);

describe("agreementOf", () => {
  it("gives Cohen's kappa of a worked example with its table", () => {
    // 20 and 15 alike, 5 and 10 unlike: observed 0.70, by chance 0.50, kappa 0.40
    const report = agreement(
      rated(
        ["include", "include", 20],
        ["include", "exclude", 5],
        ["exclude", "include", 10],
        ["exclude", "exclude", 15],
      ),
    );
    const [pair] = agreementOf("title_abstract", report, names).pairs;
    expect(pair?.readers).toEqual(["Reader A", "Reader B"]);
    expect(pair?.observed).toBeCloseTo(0.7);
    expect(pair?.coefficients.find(({ name }) => name === "Cohen's kappa")?.value).toBeCloseTo(0.4);
    expect(pair?.table.include).toEqual({ include: 20, maybe: 0, exclude: 5 });
    expect(pair?.table.maybe).toEqual({ include: 0, maybe: 0, exclude: 0 });
    expect(pair?.table.exclude).toEqual({ include: 10, maybe: 0, exclude: 15 });
    expect(pair?.direction).toContain(
      "Reader B let 10 records go forward that Reader A excluded; 5 records the other way round",
    );
    expect(pair?.notInformative).toBeUndefined();
  });
  it("counts maybe as going forward, and shows it in the table by itself", () => {
    const report = agreement(rated(["include", "maybe", 4], ["exclude", "exclude", 4]));
    const [pair] = agreementOf("title_abstract", report, names).pairs;
    expect(pair?.observed).toBe(1);
    expect(pair?.direction).toBeUndefined();
    expect(pair?.table.include.maybe).toBe(4);
  });
  it("says that fewer than three includes tell nothing", () => {
    const report = agreement(rated(["include", "include", 2], ["exclude", "exclude", 20]));
    expect(agreementOf("full_text", report, names).pairs[0]?.notInformative).toContain("2 includes");
    expect(agreementLine(report)).toBe("100 % the same on 22 records, too few includes for a coefficient");
  });
});

describe("agreementLine", () => {
  it("names share, kappa and AC1", () => {
    const report = agreement(
      rated(
        ["include", "include", 20],
        ["include", "exclude", 5],
        ["exclude", "include", 10],
        ["exclude", "exclude", 15],
      ),
    );
    expect(agreementLine(report)).toMatch(
      /^70 % the same on 50 records, kappa 0\.40 \(.+\), AC1 0\.4\d \(.+\)$/,
    );
  });
  it("says where nothing is shared", () => {
    expect(agreementLine(agreement([{ item: "1", rater: "a", value: "include" }]))).toContain("No record");
  });
});

describe("decimal", () => {
  it("has no negative zero", () => {
    expect(decimal(-0.001)).toBe("0.00");
    expect(decimal(-0.02)).toBe("-0.02");
  });
});
