import { asreviewDecisions } from "./asreview.ts";
import { covidenceDecisions } from "./covidence.ts";
import type { CarriedDecision } from "./decision.ts";
import { eppiDecisions } from "./eppi.ts";
import { rayyanDecisions } from "./rayyan.ts";
import { distillerDecisions, tableDecisions } from "./table.ts";

// the tools' own fields first: what is left may still be a table of decisions
const READERS = [
  rayyanDecisions,
  asreviewDecisions,
  eppiDecisions,
  covidenceDecisions,
  distillerDecisions,
  tableDecisions,
] as const;

/**
 * The decisions that a reference's labels carry from another screening tool (Rayyan, Covidence, ASReview,
 * EPPI-Reviewer, DistillerSR, or a table of decisions), each with its reviewer where the export names one. Empty
 * where there are none. The labels themselves keep every field as it was delivered.
 */
export function carriedDecisions(labels: Readonly<Record<string, string>> | undefined): CarriedDecision[] {
  if (labels === undefined) return [];
  for (const read of READERS) {
    const found = read(labels);
    if (found.length > 0) return found;
  }
  return [];
}
