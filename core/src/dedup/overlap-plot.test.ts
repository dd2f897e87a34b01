import { describe, expect, it } from "vitest";
import { drawOverlap, overlapWords } from "./overlap-plot.ts";
import { sharedCitations } from "./overlap.ts";

const COUNTS = {
  sources: [
    { source: "PubMed", records: 9, unique: 5 },
    { source: "Embase & Co", records: 6, unique: 1 },
    { source: "IEEE", records: 1, unique: 0 },
  ],
  combinations: [
    { sources: ["PubMed"], citations: 5 },
    { sources: ["Embase & Co", "PubMed"], citations: 3 },
    { sources: ["Embase & Co"], citations: 1 },
    { sources: ["Embase & Co", "IEEE", "PubMed"], citations: 1 },
  ],
};

describe("the overlap of sources", () => {
  it("counts what every two share, and what each found", () => {
    expect(sharedCitations(COUNTS)).toEqual([
      [9, 4, 1],
      [4, 5, 1],
      [1, 1, 1],
    ]);
  });

  it("has a bar for each source and each combination, said in words", () => {
    const { svg, bars } = drawOverlap(COUNTS, { links: true });
    expect(bars.map(overlapWords)).toEqual([
      "PubMed, alone or with others: 9 citations",
      "Embase & Co, alone or with others: 5 citations",
      "IEEE, alone or with others: 1 citation",
      "PubMed alone: 5 citations",
      "Embase & Co and PubMed, no other source: 3 citations",
      "Embase & Co alone: 1 citation",
      "Embase & Co, IEEE and PubMed, no other source: 1 citation",
    ]);
    for (const { key } of bars) expect(svg).toContain(`data-cell="${key}"`);
    expect(svg).toContain("Embase &amp; Co");
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("draws the largest columns and counts the rest, and stands alone where it is printed", () => {
    const { svg } = drawOverlap(COUNTS, { most: 2 });
    expect(svg).toContain("2 further combinations, together 2 citations, are in the table.");
    expect(svg).not.toContain("var(");
    expect(drawOverlap(COUNTS, { theme: "page" }).svg).toContain("var(--accent");
  });
});
