import { expect, test } from "vitest";
import { exclusionReasonSchema } from "@chartroom/core/protocol";
import type { RecordView } from "@chartroom/core/records";
import {
  type CitationAnswer,
  citationEvents,
  citationRelations,
  joinedBy,
  sourceRecords,
} from "./citation.ts";

const REFERENCE = {
  type: "article-journal",
  title: "A title",
  authors: [],
  year: 2024,
  issn: [],
  isbn: [],
  keywords: [],
  url: [],
  notes: [],
  abstract: "Text.",
};

const ANSWER: CitationAnswer = {
  id: "c1",
  records: [
    { id: "r1", source: "PubMed", run: "u1" },
    { id: "r2", source: "Embase", run: "u2" },
  ],
  reference: REFERENCE,
  shown: ["r1"],
  flags: [],
  joins: [{ a: "r1", b: "r2", by: "rules", score: 30, reason: "DOI same" }],
  relations: [
    { a: "c9", b: "c1", kind: "preprint-of", origin: "found", reason: "same title", other: "c9", title: "" },
    { a: "c1", b: "c8", kind: "correction-of", origin: "person", reason: "", other: "c8", title: "Another" },
  ],
};

const own = (id: string, reference: RecordView["reference"]): [string, RecordView] => [
  id,
  { id, run: "u", position: 1, line: 1, source: "s", reference, flags: [] },
];

test("a record tells only what it says otherwise, and why it was joined", () => {
  const { abstract: _abstract, ...bare } = REFERENCE;
  const records = new Map([own("r1", REFERENCE), own("r2", { ...bare, year: 2023, accession: "L1" })]);
  expect(sourceRecords(ANSWER, records, joinedBy(ANSWER, new Map()))).toEqual([
    { id: "r1", source: "PubMed", about: [], joined: undefined },
    {
      id: "r2",
      source: "Embase",
      about: ["Accession L1", "Year here: 2023", "Without an abstract here"],
      joined: { a: "r1", b: "r2", words: "with PubMed: DOI same" },
    },
  ]);
});

test("a relation is told from this citation's side", () => {
  expect(citationRelations(ANSWER, "r")).toEqual([
    {
      a: "c9",
      b: "c1",
      kind: "preprint-of",
      outward: false,
      href: "/r/r/records/c9",
      title: "Untitled",
      reason: "same title",
    },
    {
      a: "c1",
      b: "c8",
      kind: "correction-of",
      outward: true,
      href: "/r/r/records/c8",
      title: "Another",
      reason: "",
    },
  ]);
});

test("each record but the first is explained by the pair that leads to it, whoever joined it", () => {
  const records = ["r1", "r2", "r3"].map((id) => ({ id, source: `Source of ${id}`, run: "u" }));
  const joins: CitationAnswer["joins"] = [
    { a: "r3", b: "r2", by: { member: "p1" }, score: undefined, reason: "seen in both PDFs" },
    { a: "r1", b: "r2", by: "rules", score: 30, reason: "DOI same" },
  ];
  const joined = joinedBy({ records, joins }, new Map([["p1", "Reader A"]]));
  expect(Object.fromEntries([...joined].map(([id, { words }]) => [id, words]))).toEqual({
    r2: "with Source of r1: DOI same",
    r3: "with Source of r2: seen in both PDFs (Reader A)",
  });
});

test("what was decided is told in sentences, the latest first", () => {
  const entry = {
    name: "Reader A",
    what: "vote",
    stage: "full_text",
    reason: null,
    note: "",
    standing: true,
    reopened: false,
  } as const;
  const reasons = [
    exclusionReasonSchema.parse({ code: "x", label: "Not on the topic", stages: ["full_text"] }),
  ];
  const events = citationEvents(
    [
      { ...entry, fact: "f1", at: "2026-01-01T10:00:00Z", decision: "include" },
      {
        ...entry,
        fact: "f2",
        at: "2026-01-02T10:00:00Z",
        what: "resolution",
        decision: "not_retrieved",
        reason: "x",
      },
      {
        ...entry,
        fact: "f3",
        at: "2026-01-03T10:00:00Z",
        what: "adopted vote",
        decision: "maybe",
      },
    ],
    reasons,
  );
  expect(events.map(({ what }) => what)).toEqual([
    "voted elsewhere (adopted) for maybe at full text",
    "settled it as not retrieved at full text, Not on the topic",
    "voted include at full text",
  ]);
});
