import { describe, expect, it } from "vitest";
import type { Reference } from "../references/index.ts";
import { seededRandom, shuffled } from "../base/random.ts";
import { bestValues } from "./best-values.ts";

function reference(id: string, values: Partial<Reference>): Reference {
  return {
    id,
    type: "article-journal",
    authors: [],
    issn: [],
    isbn: [],
    keywords: [],
    url: [],
    notes: [],
    raw: {},
    ...values,
  };
}

const LONG =
  "Walking aids are often prescribed after stroke although their influence upon recovery is uncertain. ".repeat(
    3,
  );

const MEMBERS = [
  reference("1", {
    title: "WALKING AIDS AFTER STROKE: A CROSSOVER TRIAL",
    authors: [{ family: "LINDQVIST", given: "A" }],
    abstract: `${LONG}...`,
    journal: "J Rehabil Stud",
    year: 2012,
    volume: "14",
    pages: "231",
    keywords: ["gait"],
  }),
  reference("2", {
    title: "Walking aids after stroke: a crossover trial",
    authors: [
      { family: "Lindqvist", given: "Anna" },
      { family: "Ito", given: "Kenji" },
    ],
    abstract: LONG.slice(0, 150),
    journal: "Journal of Rehabilitation Studies",
    year: 2012,
    volume: "14",
    issue: "3",
    pages: "231-240",
    keywords: ["gait", "stroke"],
  }),
  reference("3", {
    type: "article",
    title: "Walking aids after stroke: a crossover trial in twelve clinics",
    authors: [{ family: "Lindqvist", given: "Anna" }],
    abstract: LONG,
    journal: "medRxiv",
    year: 2011,
    doi: "10.1101/2011.01.01",
  }),
];

describe("bestValues", () => {
  it("takes each field from the member that has it best", () => {
    const { reference: shown, from } = bestValues(MEMBERS.slice(0, 2));
    expect(shown.title).toBe("Walking aids after stroke: a crossover trial");
    expect(shown.authors).toHaveLength(2);
    expect(shown.journal).toBe("Journal of Rehabilitation Studies");
    expect(shown.keywords).toEqual(["gait", "stroke"]);
    expect(from.title).toBe("2");
  });

  it("takes the longest whole abstract, and the article's place before the preprint's", () => {
    const { reference: shown, from } = bestValues(MEMBERS);
    expect(from.abstract).toBe("3");
    expect([shown.year, shown.volume, shown.issue, shown.pages]).toEqual([2012, "14", "3", "231-240"]);
    expect(shown.id).toBe("2");
    expect(shown.type).toBe("article-journal");
  });

  it("does not take a note for an abstract", () => {
    const note = reference("9", {
      abstract: "No abstract available for this record, see the publisher's page. ".repeat(9),
    });
    expect(bestValues([note, MEMBERS[1] as Reference]).from.abstract).toBe("2");
  });

  it("does not depend on the order of the members", () => {
    const expected = bestValues(MEMBERS);
    for (let seed = 0; seed < 6; seed++)
      expect(bestValues(shuffled(MEMBERS, seededRandom(seed)))).toEqual(expected);
  });

  it("needs a member", () => {
    expect(() => bestValues([])).toThrow(RangeError);
  });
});
