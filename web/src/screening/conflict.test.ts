import { expect, test } from "vitest";
import { criterionSchema, exclusionReasonSchema } from "@chartroom/core/protocol";
import type { ConflictView } from "@chartroom/core/screening";
import { askedConflicts, conflictKind, conflictOnScreen } from "./conflict.ts";

const VOTE = {
  fact: "f",
  reviewer: "p",
  name: "Reader A",
  machine: false,
  decision: "exclude",
  reason: "off",
  criterion: "pop",
  note: "",
  labels: [],
  at: "2026-01-02T03:04:05.000Z",
} as const;

const CONFLICT: ConflictView = {
  citation: {
    id: "c1",
    records: [{ id: "r1", source: "PubMed", run: "u" }],
    reference: {
      type: "article-journal",
      title: "T",
      authors: [],
      issn: [],
      isbn: [],
      keywords: [],
      url: [],
      notes: [],
    },
    shown: ["r1"],
    flags: [],
  },
  stage: "full_text",
  kind: "undecided",
  votes: [
    { ...VOTE, labels: [] },
    {
      ...VOTE,
      name: "Model",
      machine: true,
      decision: "include",
      reason: null,
      criterion: null,
      note: "Own data.",
      labels: [],
    },
  ],
  resolutions: [
    {
      by: "q",
      name: "Reader B",
      decision: "not_retrieved",
      reason: null,
      note: "Asked twice.",
      mode: "consensus",
      at: VOTE.at,
    },
  ],
  mayResolve: true,
  how: "It is settled when everybody who voted says the same.",
};

test("votes speak in the protocol's words, and a machine's is named as one", () => {
  const criteria = [criterionSchema.parse({ id: "pop", element: "population", include: "Radiology" })];
  const reasons = [
    exclusionReasonSchema.parse({ code: "off", label: "Not on the topic", stages: ["full_text"] }),
  ];
  const { votes, proposals, how } = conflictOnScreen(CONFLICT, criteria, reasons);
  expect(votes[0]).toMatchObject({
    reviewer: "Reader A",
    decision: "exclude",
    reason: "Not on the topic",
    criterion: "Population",
    note: undefined,
  });
  expect(votes[0]?.at).toBe(Date.UTC(2026, 0, 2, 3, 4, 5));
  expect(votes[1]).toMatchObject({
    reviewer: "Model (machine)",
    reason: undefined,
    criterion: undefined,
    note: "Own data.",
  });
  expect(proposals).toEqual(["Reader B says: not retrieved. Asked twice."]);
  expect(how).toBe(CONFLICT.how);
});

test("maybes that wait stand with the conflicts; only differing reasons are the lighter list", () => {
  expect(conflictKind({ kind: "undecided" })).toBe("decisions");
  expect(conflictKind({ kind: "conflict" })).toBe("decisions");
  expect(conflictKind({ kind: "reasons" })).toBe("reasons");
});

test("an address asks for a stage and a list, or for neither", () => {
  expect(askedConflicts({ stage: "full_text", kind: "reasons" })).toEqual({
    stage: "full_text",
    kind: "reasons",
  });
  expect(askedConflicts({ stage: "nowhere" })).toEqual({ stage: undefined, kind: "decisions" });
});
