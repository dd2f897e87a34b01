import { type CarriedDecision, listedIn, meaningOf } from "./decision.ts";

const INCLUSION = "rayyan.inclusion.";
// Rayyan's own mark of a label that is a reason for exclusion
const REASON_MARK = /^__EXR__/;

/** Rayyan prints everybody's decision; labels and reasons stand in one list of the whole team. */
export function rayyanDecisions(labels: Readonly<Record<string, string>>): CarriedDecision[] {
  const listed = listedIn(labels["rayyan.labels"], /,/);
  const reasons = [
    ...listedIn(labels["rayyan.exclusion-reasons"], /,/),
    ...listed.filter((label) => REASON_MARK.test(label)),
  ].map((reason) => reason.replace(REASON_MARK, "").trim());
  return Object.entries(labels).flatMap(([name, word]): CarriedDecision[] => {
    if (!name.startsWith(INCLUSION) || word.trim() === "" || /^undecided$/i.test(word.trim())) return [];
    const reviewer = name.slice(INCLUSION.length);
    const suggests = meaningOf(word);
    const note = labels[`rayyan.notes.${reviewer}`];
    return [
      {
        tool: "rayyan",
        reviewer,
        stage: undefined,
        word: word.trim(),
        suggests,
        reasons: suggests === "exclude" ? [...new Set(reasons)] : [],
        labels: listed.filter((label) => !REASON_MARK.test(label)),
        notes: note === undefined || note === "" ? [] : [note],
      },
    ];
  });
}
