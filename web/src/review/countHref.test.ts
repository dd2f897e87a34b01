import { describe, expect, it } from "vitest";
import type { Counts, Flow } from "@chartroom/core/flow";
import { countHref } from "./countHref.ts";

const none: Counts = {
  identified: 0,
  identifiedBySource: {},
  duplicates: 0,
  removed: { automation: 0, other: 0 },
  screened: 0,
  excluded: { human: 0, automation: 0 },
  left: 0,
  inProgress: 0,
  sought: 0,
  notRetrieved: 0,
  assessed: 0,
  fullTextExcluded: {},
  ongoing: 0,
  awaitingClassification: 0,
  fullTextInProgress: 0,
  studiesIncluded: 0,
  reportsIncluded: 0,
  leftOutOfSynthesis: 0,
};
const flow: Flow = {
  databases: { ...none, identifiedBySource: { "Data.Base": 3, PubMed: 4 } },
  sourceKinds: { "Data.Base": "database", PubMed: "database", Register: "register" },
};
const two: Flow = { ...flow, other: { ...none, identifiedBySource: { Website: 2 } } };

function chosen(flowAt: Flow, count: string): Record<string, string[]> {
  const url = new URL(countHref("R", flowAt, count), "http://page");
  expect(url.pathname).toBe("/r/R/records");
  return Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((key) => [key, url.searchParams.getAll(key)]),
  );
}

describe("countHref", () => {
  it("opens all records for what was identified", () => {
    expect(chosen(flow, "identified")).toEqual({});
  });
  it("opens a source, whatever its name", () => {
    expect(chosen(flow, "identifiedBySource.Data.Base")).toEqual({ source: ["Data.Base"] });
  });
  it("opens the sources of a kind that stand in the column", () => {
    expect(chosen(flow, "identifiedByKind.database")).toEqual({ source: ["Data.Base", "PubMed"] });
  });
  it("opens every class that a number is made of", () => {
    expect(chosen(flow, "excluded")).toEqual({ class: ["excluded", "excluded_automation"] });
    expect(chosen(flow, "excluded.human")).toEqual({ class: ["excluded"] });
    expect(chosen(flow, "screened")["class"]).toHaveLength(8);
    expect(chosen(flow, "assessed")["class"]).toHaveLength(4);
  });
  it("opens one reason of full text, also of those by automation", () => {
    expect(chosen(flow, "fullTextExcluded.X.1")).toEqual({ class: ["full_text_excluded"], reason: ["X.1"] });
    expect(chosen(flow, "fullTextExcludedByAutomation.X1")).toEqual({
      class: ["full_text_excluded"],
      reason: ["X1"],
    });
  });
  it("chooses the column where there are two, but not at the foot", () => {
    expect(chosen(two, "other.sought")["column"]).toEqual(["other"]);
    expect(chosen(two, "sought")["column"]).toEqual(["databases"]);
    expect(chosen(flow, "sought")["column"]).toBeUndefined();
    expect(chosen(two, "other.identifiedBySource.Website")).toEqual({
      source: ["Website"],
      column: ["other"],
    });
    expect(chosen(two, "studiesIncluded")).toEqual({ class: ["included"] });
  });
  it("opens the studies left out of the synthesis where they are listed with their reasons", () => {
    const place = "/r/R/charting?part=left-out";
    expect(countHref("R", flow, "leftOutOfSynthesis")).toBe(place);
    expect(countHref("R", two, "other.leftOutOfSynthesis")).toBe(place);
  });
  it("opens the records that have duplicates", () => {
    expect(chosen(flow, "duplicates")).toEqual({ duplicates: ["true"] });
  });
});
