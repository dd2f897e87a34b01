import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { factsAbout } from "../ledger/index.ts";
import { importFile } from "../records/index.ts";
import { undo } from "../review/index.ts";
import { databases, testReview, type TestReview } from "../testing.ts";
import {
  citation,
  clusters,
  deduplicate,
  pairs,
  relations,
  separateCitation,
  settlePair,
  splitRecord,
  summary,
  unrelate,
  whyPair,
} from "./index.ts";
import { searched } from "./facts.ts";

interface Work {
  title: string;
  author: string;
  year: number;
  page?: number;
  doi?: string;
}

const WORDS = "lung ward nurse heart brain fever stroke image tumour trial cohort screen".split(" ");

/** Works that have nothing to do with each other. */
function unlike(count: number, from = 0): Work[] {
  return Array.from({ length: count }, (_, index) => {
    const at = index + from;
    const words = [0, 3, 5, 7].map((step) => `${WORDS[(at * 7 + step) % WORDS.length]}${at * step + step}`);
    return { title: words.join(" "), author: `Name${at}, A.`, year: 1990 + (at % 30), page: 10 + at * 13 };
  });
}

const KNOWN: Work = {
  title: "Structured reporting of chest radiographs by a large language model",
  author: "Abbott, C.",
  year: 2023,
  page: 41,
  doi: "10.5555/known",
};
const SHORT: Work = { ...KNOWN, title: `${KNOWN.title}.`, author: "Abbott, Carla" };

function ris(works: readonly Work[]): string {
  return works
    .map(({ title, author, year, page, doi }) =>
      [
        "TY  - JOUR",
        `TI  - ${title}`,
        `AU  - ${author}`,
        `PY  - ${year}`,
        "JO  - Journal of Wards",
        ...(page === undefined ? [] : ["VL  - 7", `SP  - ${page}`, `EP  - ${page + 8}`]),
        ...(doi === undefined ? [] : [`DO  - ${doi}`]),
        "ER  - ",
        "",
      ].join("\n"),
    )
    .join("\n");
}

describe.each(databases)("searching for duplicates, on %s", (database) => {
  let review: TestReview;
  beforeEach(async () => {
    review = await testReview(database);
  });
  afterEach(() => review.close());

  const as: TestReview["as"] = (...call) => review.as(...call);
  async function bring(name: string, works: readonly Work[]): Promise<string[]> {
    const file = await review.bench.storage.blobs.put(new TextEncoder().encode(ris(works)));
    const details = { source: { name, column: "databases" as const } };
    await as(review.lead, importFile, { file, fileName: `${name}.ris`, details });
    return works.map((_, at) => `${file.slice(0, 16)}-${at + 1}`);
  }
  const searchFacts = () => review.bench.storage.read((tx) => factsAbout(tx, [searched.type]));

  test("later records are compared with the earlier ones they are like, and nothing else is searched again", async () => {
    await bring("PubMed", [KNOWN, ...unlike(40)]);
    const first = await as(review.lead, deduplicate, {});
    expect(first).toMatchObject({ records: 41, citations: 41, unchecked: 0 });
    await bring("Embase", [SHORT, ...unlike(5, 60)]);
    expect((await as(review.lead, summary, {})).unchecked).toBe(6);
    const later = await as(review.lead, deduplicate, {});
    expect(later).toMatchObject({ records: 47, citations: 46, unchecked: 0 });
    const [whole, part] = (await searchFacts()).map(
      ({ body }) => JSON.parse(body ?? "{}") as { since: string[]; joins: number },
    );
    expect(whole?.since).toEqual([]);
    expect(part).toMatchObject({ since: [expect.any(String)], joins: 1 });
    const anew = await as(review.lead, deduplicate, { all: true });
    expect(anew).toEqual(later);
  });

  test("taking back a later search leaves what the earlier found, and it can be made again", async () => {
    await bring("PubMed", [KNOWN, SHORT, ...unlike(40)]);
    expect((await as(review.lead, deduplicate, {})).citations).toBe(41);
    await bring("Embase", [{ ...KNOWN, title: KNOWN.title.toUpperCase() }, ...unlike(5, 60)]);
    const later = await as(review.lead, deduplicate, {});
    const facts = await searchFacts();
    await as(review.lead, undo, { fact: facts.at(-1)?.hash ?? "" });
    const back = await as(review.lead, summary, {});
    expect(back).toMatchObject({ citations: later.citations + 1, unchecked: 6 });
    expect(await as(review.lead, deduplicate, {})).toEqual(later);
  });

  test("what people said of pairs stands through every later search", async () => {
    const [known = "", short = "", other = ""] = await bring("PubMed", [KNOWN, SHORT, ...unlike(40)]);
    await as(review.lead, deduplicate, {});
    const together = await as(review.lead, clusters, {});
    expect(together.clusters.map(({ records }) => records.map(({ id }) => id).sort())).toEqual([
      [known, short].sort(),
    ]);
    await as(review.lead, splitRecord, { record: short, reason: "another report" });
    await as(review.lead, settlePair, { a: known, b: other, decision: "same" });
    const before = await citationOf(known);
    // a third copy is like both that were told apart: it may join either, and must not bring them together
    await bring("Embase", [{ ...KNOWN, author: "Abbott, C. D." }, ...unlike(4, 60)]);
    await as(review.lead, deduplicate, {});
    await as(review.lead, deduplicate, { all: true });
    expect(await citationOf(short)).not.toBe(await citationOf(known));
    expect(await citationOf(other)).toBe(await citationOf(known));
    expect(before).toBe(await citationOf(known));
    const asked = (await as(review.lead, pairs, {})).pairs.map(({ a, b }) => [a.id, b.id].sort().join(" "));
    expect(asked).not.toContain([known, short].sort().join(" "));
  });

  const citationOf = async (record: string) => (await as(review.lead, citation, { citation: record })).id;

  test("a citation says which pairs hold it together, can be taken apart, and put together again", async () => {
    const copies = [KNOWN, SHORT, { ...KNOWN, title: KNOWN.title.toUpperCase() }];
    const [first = ""] = await bring("PubMed", [...copies, ...unlike(10)]);
    await as(review.lead, deduplicate, {});
    const whole = await as(review.lead, citation, { citation: first });
    expect(whole.records).toHaveLength(3);
    expect(whole.joins).toHaveLength(2);
    expect(whole.joins.every(({ by, reason }) => by === "rules" && reason.includes("title"))).toBe(true);
    const found = await as(review.lead, clusters, { search: "chest ABBOTT" });
    expect(found.total).toBe(1);
    expect((await as(review.lead, clusters, { search: "100% chest" })).total).toBe(0);
    const { citations, facts } = await as(review.lead, separateCitation, {
      citation: first,
      reason: "three works",
    });
    expect(citations).toHaveLength(3);
    await expect(
      as(review.lead, separateCitation, { citation: first, reason: "again" }),
    ).rejects.toMatchObject({ code: "dedup.alone" });
    for (const fact of facts.toReversed()) await as(review.lead, undo, { fact });
    expect(await as(review.lead, citation, { citation: first })).toEqual(whole);
  });

  test("a record that was split off can be joined again by hand, and that taken back", async () => {
    const copies = [KNOWN, SHORT, { ...KNOWN, title: KNOWN.title.toUpperCase() }];
    const [first = "", second = ""] = await bring("PubMed", [...copies, ...unlike(10)]);
    await as(review.lead, deduplicate, {});
    await as(review.lead, splitRecord, { record: second, reason: "another work" });
    const { facts } = await as(review.lead, settlePair, { a: first, b: second, decision: "same" });
    expect(facts).toHaveLength(2);
    expect((await as(review.lead, citation, { citation: first })).records).toHaveLength(3);
    for (const fact of facts.toReversed()) await as(review.lead, undo, { fact });
    expect((await as(review.lead, citation, { citation: first })).records).toHaveLength(2);
  });

  test("a relation is set, shown from both ends, taken away and brought back", async () => {
    const [one = "", other = ""] = await bring("PubMed", unlike(12));
    await as(review.lead, settlePair, { a: one, b: other, decision: "review-that-includes" });
    const seen = (await as(review.lead, citation, { citation: other })).relations;
    expect(seen).toMatchObject([
      { a: one, b: other, kind: "review-that-includes", other: one, origin: "person" },
    ]);
    expect(await as(review.lead, whyPair, { a: other, b: one })).toMatchObject({
      decision: "review-that-includes",
      decidedBy: review.lead,
    });
    const asked = { a: one, b: other, kind: "review-that-includes", reason: "slipped" } as const;
    await expect(as(review.lead, unrelate, { ...asked, a: other, b: one })).rejects.toMatchObject({
      code: "dedup.not-related",
    });
    const { facts } = await as(review.lead, unrelate, asked);
    expect(await as(review.lead, relations, {})).toEqual([]);
    await as(review.lead, undo, { fact: facts[0] ?? "" });
    expect(await as(review.lead, relations, {})).toHaveLength(1);
  });
});
