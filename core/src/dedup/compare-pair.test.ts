import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparePair } from "./compare-pair.ts";
import type { Item } from "./item.ts";

const ARTICLE: Item = {
  id: "a",
  title: "Walking aids and the recovery of gait after ischaemic stroke: a randomised crossover trial",
  authors: ["Lindqvist, Anna", "Ito, Kenji", "Moreau, Paul"],
  year: 2012,
  journal: "Journal of Rehabilitation Studies",
  volume: "14",
  issue: "3",
  pages: "231-240",
};

function variant(changes: Partial<Item>, drop: readonly (keyof Item)[] = []): Item {
  const item: Partial<Record<keyof Item, unknown>> = { ...ARTICLE, id: "b", ...changes };
  for (const field of drop) delete item[field];
  return item as Item;
}

describe("comparePair: the same record", () => {
  it.each<[string, Item]>([
    [
      "abbreviated",
      variant({ authors: ["Lindqvist A", "Ito K", "Moreau P"], journal: "J Rehabil Stud", pages: "231-40" }),
    ],
    [
      "in American spelling",
      variant({
        title: "WALKING AIDS AND THE RECOVERY OF GAIT AFTER ISCHEMIC STROKE: A RANDOMIZED CROSSOVER TRIAL.",
      }),
    ],
    ["a year off", variant({ year: 2013 })],
    ["with a slip in the title", variant({ title: ARTICLE.title.replace("recovery", "recvery") })],
    [
      "without its subtitle",
      variant({ title: "Walking aids and the recovery of gait after ischaemic stroke" }),
    ],
    ["without issue and pages", variant({}, ["issue", "pages"])],
    ["translated in brackets", variant({ title: `[${ARTICLE.title}]` })],
    ["with names inverted", variant({ authors: ["Anna Lindqvist", "Kenji Ito", "Paul Moreau"] })],
    ["with a list of authors cut short", variant({ authors: ["Lindqvist, Anna"] })],
  ])("%s", (_, other) => {
    expect(comparePair(ARTICLE, other).decision).toBe("same");
  });

  const bare: readonly (keyof Item)[] = ["pages", "volume", "issue"];

  it.each<[string, Item, Item]>([
    [
      "without authors in one of two databases",
      variant({ id: "a", source: "x" }, bare),
      variant({ source: "y", authors: [] }, bare),
    ],
    [
      "without authors, under the heading of its section",
      ARTICLE,
      variant({ title: `Special issue on mobility: ${ARTICLE.title}`, authors: [] }, ["pages"]),
    ],
    [
      "with the heading of its section run into the title",
      ARTICLE,
      variant({ title: ARTICLE.title.replace("after", "rehabilitation research forum after") }, ["pages"]),
    ],
    [
      "under a heading, without year and place",
      ARTICLE,
      variant({ title: `Special issue on mobility: ${ARTICLE.title}` }, [...bare, "year"]),
    ],
    [
      "with a slip, known by title and authors alone",
      variant({ id: "a" }, [...bare, "year", "journal"]),
      variant({ title: ARTICLE.title.replace("recovery", "recvery") }, [...bare, "year", "journal"]),
    ],
  ])("%s", (_, one, other) => {
    expect(comparePair(one, other).decision).toBe("same");
  });

  it("with volume, issue and page one field too far", () => {
    const whole = variant({ volume: "14", issue: "231", pages: "231-240" });
    const shifted = variant({ issue: "14", pages: "231-240" }, ["volume"]);
    const found = comparePair({ ...whole, id: "a" }, shifted);
    expect(found.decision).toBe("same");
    expect(found.fields).toContainEqual({
      field: "pages",
      verdict: "close",
      detail: "fields shifted by one",
    });
  });
});

describe("comparePair: hard negatives", () => {
  it.each<[string, Item, Item]>([
    [
      "parts one and two",
      variant({ title: "Gait after stroke. Part I: kinematics of the paretic leg", pages: "1-9" }),
      variant({ title: "Gait after stroke. Part II: kinematics of the paretic leg", pages: "10-19" }),
    ],
    [
      "annual editorials",
      variant({ title: "Editorial", volume: "14", pages: "1-2" }),
      variant({ title: "Editorial", volume: "15", year: 2013, pages: "1-2" }),
    ],
    [
      "the same title by other people",
      ARTICLE,
      variant({
        authors: ["Okafor, Ngozi", "Silva, Marta"],
        journal: "Gait and Posture",
        volume: "3",
        pages: "7-12",
        year: 2009,
      }),
    ],
    [
      "two abstracts that share one DOI",
      variant({ doi: "10.5555/meeting", title: "Cadence under dual task in old age", pages: "S12" }, [
        "abstract",
      ]),
      variant({
        doi: "10.5555/meeting",
        title: "Grip strength predicts falls among farmers",
        authors: ["Okafor, Ngozi"],
        pages: "S40",
      }),
    ],
    [
      "opposite findings",
      variant({ title: "Hypertension among marathon runners of the highlands", pages: "5-9" }),
      variant({ title: "Hypotension among marathon runners of the highlands", pages: "41-45" }),
    ],
    [
      "years in the title",
      variant({ title: "Survey of walking aids 2010", pages: "1-4", volume: "12", year: 2011 }),
      variant({ title: "Survey of walking aids 2011", pages: "1-4", volume: "13", year: 2012 }),
    ],
  ])("%s", (_, a, b) => {
    expect(comparePair({ ...a, id: "a" }, { ...b, id: "b" }).decision).toBe("different");
  });
});

describe("comparePair: relations", () => {
  it.each<[string, Item, string]>([
    ["correction-of", variant({ title: `Erratum: ${ARTICLE.title}`, pages: "400" }), "b"],
    ["retraction-of", variant({ title: `Retraction: ${ARTICLE.title}`, pages: "401", year: 2014 }), "b"],
    [
      "comment-on",
      variant({ title: `Comment on: ${ARTICLE.title}`, authors: ["Okafor, Ngozi"], pages: "402-403" }),
      "b",
    ],
    ["preprint-of", variant({ journal: "medRxiv", year: 2011 }, ["volume", "issue", "pages"]), "b"],
    [
      "report-of-same-study",
      variant({ title: `${ARTICLE.title}: study protocol`, year: 2010, volume: "12", pages: "1-8" }),
      "b",
    ],
    [
      "version-of",
      variant({ journal: "Stroke Letters", year: 2015, volume: "2", issue: "1", pages: "77-90" }),
      "b",
    ],
  ])("%s", (kind, other, from) => {
    const found = comparePair(ARTICLE, other);
    expect(found.decision).toBe("different");
    expect(found.relation).toEqual({ kind, from });
  });

  it("tells two versions of a Cochrane review apart, the later first", () => {
    const older = variant({ doi: "10.1002/14651858.cd000001", pages: "CD000001", year: 2004 });
    const newer = variant({ doi: "10.1002/14651858.cd000001.pub2", pages: "CD000001", year: 2010 });
    const found = comparePair({ ...older, id: "a" }, { ...newer, id: "b" });
    expect(found.relation).toEqual({ kind: "version-of", from: "b" });
  });

  it("does not take a mark on the same article for a notice about it", () => {
    expect(comparePair(ARTICLE, variant({ title: `RETRACTED: ${ARTICLE.title}` })).decision).toBe("same");
  });
});

describe("comparePair: the explanation", () => {
  it("says what each field says, and the reason in words", () => {
    const found = comparePair(ARTICLE, variant({ year: 2013, pages: "231-40" }));
    expect(found.reason).toBe(
      "title same, authors agree, year differs by one, journal same, volume same, issue same, pages agree",
    );
    expect(found.fields.map(({ field, verdict }) => `${field} ${verdict}`)).toEqual([
      "title agrees",
      "authors agrees",
      "year close",
      "journal agrees",
      "volume agrees",
      "issue agrees",
      "pages agrees",
      "doi unknown",
      "pmid unknown",
      "abstract unknown",
    ]);
  });

  it("does not depend on which comes first", () => {
    const fields = fc.record(
      {
        title: fc.constantFrom(ARTICLE.title, "Walking aids after stroke", "Editorial", ""),
        authors: fc.subarray([...ARTICLE.authors, "Okafor, Ngozi"]),
        year: fc.integer({ min: 2010, max: 2013 }),
        journal: fc.constantFrom("J Rehabil Stud", "Stroke Letters", "medRxiv"),
        volume: fc.constantFrom("14", "15"),
        pages: fc.constantFrom("231-40", "231", "e7", "1-9"),
        doi: fc.constantFrom("10.5555/x", "10.5555/y"),
      },
      { requiredKeys: ["title", "authors"] },
    );
    fc.assert(
      fc.property(fields, fields, (x, y) => {
        const [a, b] = [
          { ...x, id: "a" },
          { ...y, id: "b" },
        ] as [Item, Item];
        expect(comparePair(b, a)).toEqual(comparePair(a, b));
      }),
    );
  });
});

describe("comparePair: what looks much like it", () => {
  it("leaves a column of one month and one of any to a person", () => {
    const column = variant({ id: "a", title: "Gateways to rehabilitation trials" }, [
      "pages",
      "issue",
      "volume",
    ]);
    const dated = { ...column, id: "b", title: "Gateways to rehabilitation trials: July/August 2012" };
    expect(comparePair(column, dated).decision).toBe("maybe");
  });

  it("keeps a reply in the same issue apart from what it replies to", () => {
    const reply = variant({ title: `Reply to: ${ARTICLE.title}`, authors: [] }, ["pages"]);
    expect(comparePair(ARTICLE, reply).decision).not.toBe("same");
  });
});
