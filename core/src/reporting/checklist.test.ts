import { describe, expect, it } from "vitest";
import { prismaScrChecklist } from "./checklist.ts";
import { reportSections } from "./report.ts";
import { exampleInput } from "./testing.ts";

describe("prismaScrChecklist", () => {
  it("has the 22 items in their order", () => {
    const items = prismaScrChecklist(exampleInput());
    expect(items.map((item) => item.item)).toEqual(Array.from({ length: 22 }, (_, at) => at + 1));
    expect(items[7]?.title).toBe("Search");
    expect(items[21]?.title).toBe("Funding");
  });

  it("points only to sections that a full report has", () => {
    const ids = new Set(["top"]);
    for (const section of reportSections(exampleInput())) {
      ids.add(section.id);
      for (const part of section.parts) ids.add(part.id);
    }
    for (const item of prismaScrChecklist(exampleInput())) {
      for (const id of item.answeredIn) expect(ids).toContain(id);
    }
  });

  it("says what is missing, and only that", () => {
    const missing = (input: ReturnType<typeof exampleInput>) =>
      prismaScrChecklist(input)
        .filter((item) => item.missing !== undefined)
        .map((item) => item.item);
    // the example's second criterion has no rationale
    expect(missing(exampleInput())).toEqual([6]);
    const bare = exampleInput();
    bare.narrative = {};
    bare.figures = [];
    bare.tables = [];
    bare.runs = [];
    bare.protocol.funding = "";
    delete bare.protocol.registration;
    expect(missing(bare)).toEqual([2, 5, 6, 7, 8, 13, 18, 19, 20, 21, 22]);
  });
});
