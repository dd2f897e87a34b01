import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom, shuffled } from "../base/random.ts";
import { createIndex } from "./duplicate-index.ts";
import type { Duplicates } from "./duplicates.ts";
import { findDuplicates } from "./find-duplicates.ts";
import type { Item } from "./item.ts";

const NOUNS = "gait sleep memory posture grip balance cadence vision hearing speech".split(" ");
const PLACES = "farmers nurses pilots divers bakers tailors miners masons potters weavers".split(" ");
const FAMILIES = "Lindqvist Ito Moreau Okafor Silva Novak Haddad Petrov Larsen Romero".split(" ");

/** A work of its own for each number below 100. */
function work(number: number): Item {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return {
    id: `w${number}`,
    title: `Changes of ${NOUNS[tens]} and fatigue among ${PLACES[ones]} in coastal districts`,
    authors: [`${FAMILIES[ones]}, Anna`, `${FAMILIES[tens]}, Kenji`, "Moreau, Paul"],
    year: 1990 + tens,
    journal: "Journal of Occupational Studies",
    volume: String(20 + tens),
    issue: String(1 + (ones % 4)),
    pages: `${100 + number * 11}-${108 + number * 11}`,
    source: "first",
  };
}

function copy(item: Item, id: string): Item {
  return {
    ...item,
    id,
    title: item.title.toUpperCase(),
    authors: item.authors.map((name) => name.replace(/, (\w).*/, ", $1.")),
    journal: "J Occup Stud",
    source: "second",
  };
}

const WORKS = Array.from({ length: 60 }, (_, number) => work(number));
const COPIES = WORKS.slice(0, 40).map((item) => copy(item, `c${item.id.slice(1)}`));

function asSets(clusters: readonly (readonly string[])[]): string[] {
  return clusters.map((cluster) => [...cluster].sort().join(" ")).sort();
}

function unordered(result: Duplicates): unknown {
  return { ...result, clusters: asSets(result.clusters) };
}

describe("findDuplicates", () => {
  it("finds every copy and nothing else", () => {
    const { clusters, maybes } = findDuplicates([...WORKS, ...COPIES]);
    expect(asSets(clusters)).toEqual(asSets(COPIES.map(({ id }) => [id, `w${id.slice(1)}`])));
    expect(maybes).toEqual([]);
  });

  it("gives each join with its reason", () => {
    const { joins } = findDuplicates([work(1), copy(work(1), "c1")]);
    expect(joins).toHaveLength(1);
    expect(joins[0]).toMatchObject({ a: "c1", b: "w1" });
    expect(joins[0]?.reason).toContain("title same, authors agree");
  });

  it("does not depend on the order of the items", () => {
    const items = [...WORKS, ...COPIES];
    const expected = unordered(findDuplicates(items));
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(unordered(findDuplicates(shuffled(items, seededRandom(seed))))).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  it("lists a preprint as a relation and never merges it", () => {
    const preprint: Item = {
      id: "p",
      title: work(3).title,
      authors: work(3).authors,
      year: 1989,
      journal: "medRxiv",
    };
    const { clusters, relations } = findDuplicates([...WORKS, copy(work(3), "c3"), preprint]);
    expect(clusters).toEqual([["w3", "c3"]]);
    expect(relations).toHaveLength(1);
    expect(relations[0]).toMatchObject({ a: "p", kind: "preprint-of" });
  });

  it("joins nothing whose groups contradict each other, however strong the link", () => {
    const [one, two] = [work(5), { ...work(5), id: "x", volume: "77", pages: "3-9", year: 2011, issue: "9" }];
    const link: Item = {
      id: "link",
      title: one.title,
      authors: one.authors,
      journal: "J Occup Stud",
      abstract: "",
    };
    for (const { clusters } of [findDuplicates([one, link, two]), findDuplicates([two, link, one])])
      for (const cluster of clusters) expect(cluster.includes("w5") && cluster.includes("x")).toBe(false);
  });

  it("asks about an uncertain pair", () => {
    const bare: Item = { id: "bare", title: work(7).title, authors: [], year: 1990, source: "second" };
    const { maybes } = findDuplicates([...WORKS, bare]);
    expect(maybes.map(({ a, b }) => [a, b])).toEqual([["bare", "w7"]]);
  });

  it("takes two bare records of two databases for one, and not those of one database", () => {
    const bare = (id: string, source: string): Item => ({
      id,
      source,
      title: work(8).title,
      authors: [],
      year: 1990,
      journal: "Occupational Letters",
    });
    expect(findDuplicates([...WORKS, bare("a", "x"), bare("b", "y")]).clusters).toEqual([["a", "b"]]);
    expect(findDuplicates([...WORKS, bare("a", "x"), bare("b", "x")]).clusters).toEqual([]);
  });

  it("refuses two records of one id", () => {
    expect(() => findDuplicates([work(1), work(1)])).toThrowError(
      expect.objectContaining({ code: "dedup.repeated-id" }) as Error,
    );
  });

  it("stops when cancelled", () => {
    expect(() => findDuplicates(WORKS, { signal: { aborted: true, reason: new Error("enough") } })).toThrow(
      "enough",
    );
  });

  it("has nothing to say about nothing", () => {
    expect(findDuplicates([])).toEqual({ clusters: [], maybes: [], unasked: 0, relations: [], joins: [] });
  });
});

describe("keys", () => {
  const droppable = ["doi", "year", "journal", "volume", "issue", "pages", "source"] as const;
  interface Fault {
    drop: (typeof droppable)[number][];
    slip: number;
    one: boolean;
    nobody: boolean;
  }
  const faults: fc.Arbitrary<Fault> = fc.record({
    drop: fc.subarray([...droppable]),
    slip: fc.nat(40),
    one: fc.boolean(),
    nobody: fc.boolean(),
  });

  function faulty(item: Item, { drop, slip, one, nobody }: Fault): Item {
    const title = item.title.slice(0, slip) + item.title.slice(slip + 1);
    const authors = nobody ? [] : item.authors.slice(0, one ? 1 : undefined);
    const changed: Partial<Record<keyof Item, unknown>> = { ...item, title, authors };
    for (const field of drop) delete changed[field];
    return changed as Item;
  }

  it("bring every pair together that the rules would merge", () => {
    fc.assert(
      fc.property(fc.array(faults, { minLength: 30, maxLength: 30 }), (given) => {
        const copies = given.map((fault, at) => faulty(copy(work(at), `c${at}`), fault));
        const items = [...WORKS, ...copies];
        const index = createIndex(items);
        const { clusters, maybes } = index.result();
        const group = new Map(clusters.flatMap((members, at) => members.map((id) => [id, at])));
        const asked = new Set(maybes.map(({ a, b }) => [a, b].sort().join(" ")));
        items.forEach((a, at) => {
          for (const b of items.slice(at + 1)) {
            if (index.match(a.id, b.id).judgement.decision !== "same") continue;
            const together = group.has(a.id) && group.get(a.id) === group.get(b.id);
            expect(together || asked.has([a.id, b.id].sort().join(" "))).toBe(true);
          }
        });
      }),
      { numRuns: 8 },
    );
  });
});

describe("fixed choices", () => {
  const pair = [work(1), copy(work(1), "c1")];

  it("keeps apart what a person split", () => {
    const { clusters, maybes } = findDuplicates(pair, { fixed: { splits: [["c1", "w1"]] } });
    expect(clusters).toEqual([]);
    expect(maybes).toEqual([]);
  });

  it("joins what a person joined", () => {
    const { clusters } = findDuplicates([...pair, work(20)], { fixed: { joins: [["w20", "w1"]] } });
    expect(asSets(clusters)).toEqual(["c1 w1 w20"]);
  });

  it("lets the split win over joins that contradict it", () => {
    const fixed = {
      joins: [
        ["w1", "w2"],
        ["w2", "w3"],
      ],
      splits: [["w1", "w3"]],
    } as const;
    expect(asSets(findDuplicates([work(1), work(2), work(3)], { fixed }).clusters)).toEqual(["w1 w2"]);
  });

  it("holds for any choices: no split pair together, every join together that no split forbids", () => {
    const ids = [...WORKS, ...COPIES].map(({ id }) => id);
    const pairs = fc.array(
      fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)).filter(([a, b]) => a !== b),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(pairs, pairs, (joins, splits) => {
        const { clusters } = findDuplicates([...WORKS, ...COPIES], { fixed: { joins, splits } });
        const together = (a: string, b: string): boolean =>
          clusters.some((cluster) => cluster.includes(a) && cluster.includes(b));
        for (const [a, b] of splits) expect(together(a, b)).toBe(false);
        if (splits.length === 0) for (const [a, b] of joins) expect(together(a, b)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it("names an id that is not there", () => {
    expect(() => findDuplicates(pair, { fixed: { joins: [["w1", "nobody"]] } })).toThrowError(
      expect.objectContaining({ code: "dedup.unknown-id" }) as Error,
    );
  });
});

describe("createIndex", () => {
  it("finds what is added among what was there", () => {
    const index = createIndex(WORKS);
    expect(index.result().clusters).toEqual([]);
    index.add(COPIES);
    expect(asSets(index.result().clusters)).toEqual(asSets(findDuplicates([...WORKS, ...COPIES]).clusters));
  });

  it("finds the same in items that come one by one", () => {
    const index = createIndex([]);
    for (const item of [...WORKS, ...COPIES]) index.take(item);
    expect(index.result().clusters).toEqual([]);
    index.compare();
    expect(unordered(index.result())).toEqual(unordered(findDuplicates([...WORKS, ...COPIES])));
  });

  it("finds after a stop what it would have found without", () => {
    const index = createIndex(WORKS);
    const aborted = { aborted: false, reason: new Error("enough") };
    const run = (): void => {
      const onProgress = ({ phase }: { phase: string }): void => {
        aborted.aborted ||= phase === "comparing pairs";
      };
      index.add(COPIES, { signal: aborted, onProgress });
    };
    expect(run).toThrow("enough");
    index.compare();
    expect(asSets(index.result().clusters)).toEqual(asSets(findDuplicates([...WORKS, ...COPIES]).clusters));
    expect(index.result().joins).toHaveLength(COPIES.length);
  });

  it("keeps a person's choices when records are added", () => {
    const index = createIndex([...WORKS, copy(work(1), "c1")]);
    index.fix({ splits: [["w1", "c1"]], joins: [["w2", "w59"]] });
    index.add([...COPIES.filter(({ id }) => id !== "c1"), copy(work(1), "d1")]);
    const clusters = asSets(index.result().clusters);
    expect(clusters).toContain("c2 w2 w59");
    expect(clusters.some((cluster) => cluster.includes("c1") && cluster.includes("w1 "))).toBe(false);
    expect(clusters.filter((cluster) => cluster.split(" ").includes("d1"))).toHaveLength(1);
  });

  it("keeps together what earlier rounds joined", () => {
    const index = createIndex([...WORKS, ...COPIES]);
    const before = index.result().clusters;
    index.add([copy(work(1), "d1"), { ...copy(work(50), "d50"), year: 1996 }]);
    const after = index.result().clusters;
    for (const cluster of before)
      expect(after.some((later) => cluster.every((id) => later.includes(id)))).toBe(true);
  });
});
