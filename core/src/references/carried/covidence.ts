import { type CarriedDecision, listedIn } from "./decision.ts";

const REASON = /^\s*Exclusion reason:\s*([^;\n]+);?\s*/i;

/**
 * Covidence exports a list of one outcome at a time, without votes; of an exclusion at full text it prints the reason
 * at the head of the notes. A record without one says nothing by itself: the list that it stands in does.
 */
export function covidenceDecisions(labels: Readonly<Record<string, string>>): CarriedDecision[] {
  const notes = labels["Notes"] ?? "";
  const stated = labels["covidence.exclusion-reason"];
  const reason = stated ?? REASON.exec(notes)?.[1];
  if (reason === undefined || reason.trim() === "") return [];
  const rest = stated === undefined ? notes.replace(REASON, "").trim() : "";
  return [
    {
      tool: "covidence",
      reviewer: "",
      stage: "full_text",
      word: "Exclusion reason",
      suggests: "exclude",
      reasons: [reason.trim()],
      labels: listedIn(labels["Tags"]),
      notes: rest === "" ? [] : [rest],
    },
  ];
}
