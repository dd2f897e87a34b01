import { useState } from "react";
import type { AdoptionMapping, AdoptionPreview } from "@chartroom/core/screening";
import { AdoptView } from "../records/AdoptView.tsx";

const nothing = () => undefined;

const PREVIEW: AdoptionPreview = {
  found: {
    fileName: "included-by-asreview.csv",
    run: undefined,
    tools: ["asreview"],
    records: 412,
    silent: 31,
    reviewers: [{ name: "", decisions: 381 }],
    words: [
      { word: "0", stage: undefined, decisions: 320, suggests: "exclude" },
      { word: "1", stage: undefined, decisions: 61, suggests: "include" },
    ],
    reasons: [{ reason: "wrong population", decisions: 12 }],
  },
  newMembers: [],
  votes: 374,
  byMember: [{ member: "a", name: "Reader A", stage: "title_abstract", include: 60, maybe: 0, exclude: 314 }],
  already: 3,
  left: [{ why: "citation", decisions: 4 }],
  entries: [
    {
      record: 17,
      line: 18,
      title: "A title that is not among the records",
      reviewer: "",
      stage: "title_abstract",
      why: "citation",
    },
  ],
  outcomes: [{ stage: "title_abstract", include: 52, exclude: 290, conflict: 21, open: 11 }],
};

const FIRST: AdoptionMapping = {
  reviewers: [{ name: "", members: ["a"] }],
  decisions: { "0": "exclude", "1": "include" },
  reasons: {},
  stage: "title_abstract",
  passedBefore: false,
  blinded: false,
  byPeople: true,
};

/** Decisions of another tool while they are mapped; empty where nothing was chosen and nothing carries any. */
export function AdoptSample({ empty = false }: { empty?: boolean }) {
  const [mapping, setMapping] = useState(FIRST);
  const member = {
    roles: ["reviewer" as const],
    kind: "person" as const,
    model: null,
    active: true,
    unblinded: null,
  };
  return (
    <AdoptView
      state={{
        is: "ready",
        value: {
          runs: empty ? [] : [{ run: "r", fileName: "articles.csv", records: 640 }],
          standing: empty
            ? []
            : [
                {
                  fact: "f",
                  at: "2026-02-03T09:00:00.000Z",
                  by: "l",
                  name: "Lead",
                  fileName: "articles.csv",
                  run: "r",
                  tools: ["rayyan"],
                  votes: 1280,
                  blinded: true,
                  reason: "We move from Rayyan",
                },
              ],
          members: [
            { ...member, id: "a", name: "Reader A" },
            { ...member, id: "b", name: "Reader B" },
          ],
          reasons: [{ code: "POP", label: "Wrong population", stages: ["title_abstract", "full_text"] }],
          importHref: "#import",
          conflictsHref: "#conflicts",
        },
      }}
      chosen={
        empty
          ? undefined
          : { words: PREVIEW.found.fileName, preview: { is: "ready", value: PREVIEW }, mapping }
      }
      fault={undefined}
      saving={{ is: "nothing" }}
      done={undefined}
      onChooseRun={nothing}
      onChooseFile={nothing}
      onMap={setMapping}
      onAdopt={nothing}
      onTakeBack={nothing}
      onUndo={nothing}
    />
  );
}
