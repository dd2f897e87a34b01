import { describe, expect, it } from "vitest";
import { searchAppendix } from "./search-appendix.ts";
import { exampleInput } from "./testing.ts";

describe("searchAppendix", () => {
  it("answers the 16 items, and says where nothing is recorded", () => {
    const { items } = searchAppendix(exampleInput());
    expect(items).toHaveLength(16);
    expect(items[0]?.text).toBe("PubMed (NLM), Embase (Ovid) and Scopus.");
    expect(items[2]?.text).toBe("ClinicalTrials.gov.");
    expect(items[8]?.text).toBe("2010 to 2025.");
    expect(items.filter((item) => item.missing).map((item) => item.title)).toEqual([
      "Contacts",
      "Peer review",
    ]);
  });

  it("copies every strategy exactly, withdrawn ones too", () => {
    const input = exampleInput();
    const { strategies } = searchAppendix(input);
    expect(strategies.map((one) => one.text)).toEqual(input.runs.map((run) => run.text));
    expect(strategies[0]?.facts).toEqual([
      "1,204 hits reported",
      "1,204 records fetched",
      "Limits: 2010 to 2025",
    ]);
    expect(strategies[4]?.facts.at(-1)).toBe("Withdrawn: searched with a wrong field");
  });

  it("names databases that were searched together on one platform", () => {
    const input = exampleInput();
    input.sources.push({ id: "medline", name: "MEDLINE", kind: "database", platform: "Ovid" });
    expect(searchAppendix(input).items[1]?.text).toBe("Databases on one platform: Ovid.");
  });
});
