import { describe, expect, it } from "vitest";
import { SaxesParser } from "saxes";
import type { Flow } from "./counts.ts";
import { describeFlow } from "./description.ts";
import { flowDiagram } from "./diagram.ts";
import { fullExample, otherExample, workedExample } from "./testing.ts";
import { layoutFlow } from "./layout.ts";

const reasons = {
  X1: "Not a primary study of the concept",
  X2: "Population outside the scope: the participants were neither patients nor health professionals",
  X3: "Full text in a language that nobody in the team reads",
};
const sourceKinds = {
  PubMed: "database",
  "Embase (Ovid)": "database",
  Scopus: "database",
  "ClinicalTrials.gov": "register",
  "Society websites": "website",
  "Backward citation searching": "citation_searching",
  "Experts' lists": "other",
} as const;
const previous = { studies: 31, reports: 40 };
const LAYOUTS: Record<string, Flow> = {
  "new-databases": { databases: workedExample(), reasons },
  "new-other": {
    databases: fullExample(),
    other: otherExample(),
    reasons,
    sourceKinds,
    total: { studies: 86, reports: 95 },
  },
  "updated-databases": { databases: fullExample(), reasons, sourceKinds, previous },
  "updated-other": {
    databases: fullExample(),
    other: otherExample(),
    reasons,
    previous,
    total: { studies: 116, reports: 135 },
  },
};

/** The numbers with a path, as the page would find them; fails on XML that is not well-formed. */
function counted(svg: string): Map<string, string> {
  const found = new Map<string, string>();
  const parser = new SaxesParser();
  let path: string | undefined;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => (path = tag.name === "a" ? tag.attributes["data-count"] : path));
  parser.on("text", (text) => {
    if (path !== undefined && text.trim() !== "") found.set(path, text);
    path = undefined;
  });
  parser.write(svg).close();
  return found;
}

describe("flowDiagram", () => {
  for (const [name, flow] of Object.entries(LAYOUTS)) {
    it(`draws the layout ${name} as before`, async () => {
      await expect(flowDiagram(flow, { title: "Selection of sources", links: true })).toMatchFileSnapshot(
        `golden/${name}.svg`,
      );
    });

    it(`keeps the text of ${name} inside its boxes, and its boxes apart`, () => {
      const { boxes, width, height } = layoutFlow(flow);
      for (const [at, box] of boxes.entries()) {
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(box.y + box.height).toBeLessThanOrEqual(height);
        for (const other of boxes.slice(at + 1)) {
          const apart =
            box.x + box.width <= other.x ||
            other.x + other.width <= box.x ||
            box.y + box.height <= other.y ||
            other.y + other.height <= box.y;
          expect(apart).toBe(true);
        }
      }
    });
  }

  it("links every number to its path in the flow", () => {
    const numbers = counted(flowDiagram(LAYOUTS["updated-other"] as Flow, { links: true }));
    expect(numbers.get("screened")).toBe("(n\u00a0=\u00a02,500)");
    expect(numbers.get("identifiedBySource.Embase (Ovid)")).toBe("(n\u00a0=\u00a01,711)");
    expect(numbers.get("fullTextExcluded.X1")).toBe("(n\u00a0=\u00a040)");
    expect(numbers.get("other.fullTextExcluded.X1")).toBe("(n\u00a0=\u00a020)");
    expect(numbers.get("excluded.automation")).toBe("(n\u00a0=\u00a0188)");
    expect(numbers.get("total.reports")).toBe("(n\u00a0=\u00a0135)");
    expect(numbers.get("previous.studies")).toBe("(n\u00a0=\u00a031)");
    expect(flowDiagram(LAYOUTS["updated-other"] as Flow)).not.toContain("<a ");
  });

  it("draws boxes that PRISMA does not know only where something is in them", () => {
    const simple = describeFlow(LAYOUTS["new-databases"] as Flow);
    expect(simple).not.toMatch(/left unscreened|still being|ongoing|awaiting|left out|by human/);
    const full = describeFlow(LAYOUTS["new-other"] as Flow);
    for (const words of [
      "left unscreened",
      "still being screened",
      "still being assessed",
      "ongoing",
      "awaiting",
    ]) {
      expect(full).toContain(words);
    }
    expect(full).toContain("Records excluded: 2,288 (by human reviewers: 2,100; by automation tools: 188).");
  });

  it("lists reasons in the order of the protocol, and those without a label last", () => {
    const flow: Flow = {
      ...(LAYOUTS["updated-databases"] as Flow),
      reasons: { X3: "Third", X1: "First", X2: "Second" },
    };
    expect(describeFlow(flow)).toMatch(
      /Third: 5; First: 40; Second: 61; of these by automation tools: 3; X9: 2/,
    );
  });

  it("says in red which sums do not add up", () => {
    const databases = { ...workedExample(), screened: 240 };
    const svg = flowDiagram({ databases });
    expect(svg).toContain("These counts do not add up:");
    expect(svg).toContain('class="flow-fault" fill="#b3161b"');
    expect(flowDiagram({ databases: workedExample() })).not.toContain("do not add up");
  });

  it("escapes what strangers wrote", () => {
    const databases = { ...workedExample(), identifiedBySource: { '"><script>alert(1)</script>': 312 } };
    const svg = flowDiagram(
      { databases, reasons: { X1: "</text><img src=x onerror=alert(1)>" } },
      { title: "<b>&</b>\u0000", links: true },
    );
    expect(svg).not.toMatch(/<script|<img|<b>|\u0000/);
    expect(counted(svg).get('identifiedBySource."><script>alert(1)</script>')).toBe("(n\u00a0=\u00a0312)");
  });

  it("gives colours as attributes, for printers that know no CSS variables", () => {
    const light = flowDiagram({ databases: workedExample() });
    expect(light).toContain('class="flow-box"');
    expect(light).toContain('fill="#ffffff" stroke="#5b676c"');
    expect(light).not.toContain("prefers-color-scheme");
    expect(flowDiagram({ databases: workedExample() }, { theme: "auto" })).toContain(
      "prefers-color-scheme:dark",
    );
    expect(flowDiagram({ databases: workedExample() }, { theme: "dark" })).toContain('fill="#171c1f"');
  });
});

describe("describeFlow", () => {
  it("tells the whole flow in sentences", () => {
    expect(describeFlow({ databases: workedExample(), reasons })).toBe(
      "Identification of studies via databases and registers. Records identified from databases and registers: 312 " +
        "(PubMed: 180; Scopus: 132). Records removed before screening: Duplicate records removed: 70; Marked as " +
        "ineligible by automation tools: 0; Removed for other reasons: 0. Records screened: 242. Records excluded: " +
        "200. Reports sought for retrieval: 42. Reports not retrieved: 2. Reports assessed for eligibility: 40. " +
        "Reports excluded: 20 (Not a primary study of the concept: 8; Population outside the scope: the " +
        "participants were neither patients nor health professionals: 12). Included. Studies included in review: 18. " +
        "Reports of included studies: 20.",
    );
  });
});
