import { expect, test } from "vitest";
import type { CitationView } from "@chartroom/core/dedup";
import { overlapRows, pairId, waitingPair } from "./fromServer.ts";

const side = (id: string, more: Partial<CitationView["reference"]> = {}): CitationView => ({
  id,
  records: [{ id, source: "PubMed", run: "u" }],
  reference: {
    type: "article-journal",
    authors: [],
    issn: [],
    isbn: [],
    keywords: [],
    url: [],
    notes: [],
    ...more,
  },
  shown: [id],
  flags: [],
});

test("a pair has one name, whichever record comes first", () => {
  expect(pairId({ a: side("x"), b: side("a") })).toBe(pairId({ a: side("a"), b: side("x") }));
});

test("a waiting pair shows the fields that a source gave, and none that it did not", () => {
  const pair = waitingPair(
    {
      a: side("a", { title: "T", year: 2024, authors: [{ family: "Example", given: "A" }] }),
      b: side("b"),
      score: 0.8,
      reason: "same title",
      fields: [],
    },
    (id) => `/x/${id}`,
  );
  expect(pair.sides[0]).toMatchObject({
    href: "/x/a",
    sources: ["PubMed"],
    fields: { title: "T", year: "2024", authors: "Example A", type: "article journal" },
  });
  expect(pair.sides[1].fields).toMatchObject({ title: undefined, year: undefined, authors: undefined });
  expect(pair).toMatchObject({ why: "same title", score: 0.8 });
});

test("overlap: the largest source first, with its share of own finds", () => {
  expect(
    overlapRows({
      sources: [
        { source: "Small", records: 0, unique: 0 },
        { source: "Large", records: 8, unique: 2 },
      ],
    }),
  ).toEqual([
    { source: "Large", records: 8, unique: 2, share: 0.25 },
    { source: "Small", records: 0, unique: 0, share: 0 },
  ]);
});
