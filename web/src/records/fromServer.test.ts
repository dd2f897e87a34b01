import { expect, test } from "vitest";
import type { CitationRow } from "@chartroom/core/flow";
import { exclusionReasonSchema } from "@chartroom/core/protocol";
import { readNarrowing } from "./address.ts";
import { citationHref, facetsOf, recordRow } from "./fromServer.ts";

const REASONS = [
  exclusionReasonSchema.parse({ code: "not-topic", label: "Not on the topic", stages: ["full_text"] }),
];

const ROW: CitationRow = {
  id: "c 1",
  title: "",
  authors: "Example A",
  year: null,
  journal: null,
  doi: null,
  pmid: null,
  sources: ["PubMed"],
  class: "full_text_excluded",
  reason: "not-topic",
  flags: [
    { kind: "retracted", basis: "title" },
    { kind: "retracted", basis: "type" },
  ],
  language: null,
  records: 1,
  labels: ["imaging"],
};

test("a row says its class with the reason of record, each flag once, and links to its citation", () => {
  expect(recordRow(ROW, "r1", REASONS)).toEqual({
    id: "c 1",
    href: "/r/r1/records/c%201",
    title: "Untitled",
    authors: "Example A",
    year: undefined,
    journal: undefined,
    sources: ["PubMed"],
    class: "Excluded at full text: Not on the topic",
    labels: ["imaging"],
    flags: ["Retracted"],
  });
  expect(citationHref("r", "a/b")).toBe("/r/r/records/a%2Fb");
});

test("facets keep the flow's order, put large sources and late years first, and keep what is ticked", () => {
  const counts = {
    class: { included: 2, excluded: 9 },
    source: { Small: 1, Large: 8 },
    year: { "2020": 1, "2024": 3 },
    flagged: 0,
    label: { later: 1 },
  };
  const facets = facetsOf(counts, readNarrowing({ class: "left", reason: "not-topic" }), 5, REASONS);
  const values = (id: string) =>
    facets.find((facet) => facet.id === id)?.values.map(({ value, count }) => `${value} ${count}`);
  expect(values("class")).toEqual(["excluded 9", "left 0", "included 2"]);
  expect(values("source")).toEqual(["Large 8", "Small 1"]);
  expect(values("year")).toEqual(["2024 3", "2020 1"]);
  expect(values("reason")).toEqual(["not-topic 5"]);
  expect(facets.map(({ id }) => id)).not.toContain("flag");
});
