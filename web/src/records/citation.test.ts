import { expect, test } from "vitest";
import { exclusionReasonSchema } from "@chartroom/core/protocol";
import type { RecordView } from "@chartroom/core/records";
import {
  type CitationAnswer,
  citationEvents,
  citationRelations,
  sourceRecords,
  whyWords,
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
  expect(sourceRecords(ANSWER, records, new Map([["r2", "same DOI"]]))).toEqual([
    { id: "r1", source: "PubMed", about: [], why: undefined },
    {
      id: "r2",
      source: "Embase",
      about: ["Accession L1", "Year here: 2023", "Without an abstract here"],
      why: "same DOI",
    },
  ]);
});

test("a relation is told from this citation's side", () => {
  expect(citationRelations(ANSWER, "r")).toEqual([
    { kind: "preprint-of", outward: false, href: "/r/r/records/c9", title: "Untitled", reason: "same title" },
    { kind: "correction-of", outward: true, href: "/r/r/records/c8", title: "Another", reason: "" },
  ]);
});

test("why two were joined: the reason with whoever gave it, else the fields that agree", () => {
  const names = new Map([["p1", "Reader A"]]);
  const field = (name: string, verdict: string) => ({ field: name, verdict, detail: "" });
  expect(whyWords({ reason: "seen in both PDFs", fields: [], decidedBy: "p1" }, names)).toBe(
    "seen in both PDFs (Reader A)",
  );
  expect(
    whyWords(
      { reason: "", fields: [field("doi", "agrees"), field("year", "differs")], decidedBy: "the rules" },
      names,
    ),
  ).toBe("same doi");
  expect(whyWords({ reason: "", fields: [], decidedBy: "gone" }, names)).toBe("put together (a person)");
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
