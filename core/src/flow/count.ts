import type { Counts } from "./counts.ts";
import type { Classified } from "./classes.ts";

/** What is counted: one citation, its class, and how many records of each source it holds. */
export interface Counted extends Classified {
  citation: string;
  records: { source: string; side: "databases" | "other"; records: number }[];
}

function none(): Counts {
  return {
    identified: 0,
    identifiedBySource: {},
    duplicates: 0,
    removed: { automation: 0, other: 0 },
    screened: 0,
    excluded: { human: 0, automation: 0 },
    left: 0,
    inProgress: 0,
    sought: 0,
    notRetrieved: 0,
    assessed: 0,
    fullTextExcluded: {},
    fullTextExcludedByAutomation: {},
    ongoing: 0,
    awaitingClassification: 0,
    fullTextInProgress: 0,
    studiesIncluded: 0,
    reportsIncluded: 0,
    leftOutOfSynthesis: 0,
  };
}

/** Records of a citation that belongs to an earlier version of the review: found again, and nothing else here. */
export type FoundAgain = Pick<Counted, "records">;

const NO_REASON = "no reason";

function add(counts: Counts, { class: name, reason, automation }: Classified): void {
  switch (name) {
    case "removed_automation":
      counts.removed.automation += 1;
      return;
    case "removed_other":
      counts.removed.other += 1;
      return;
    case "left":
      counts.left += 1;
      return;
    case "in_progress":
      counts.inProgress += 1;
      return;
    case "excluded":
    case "excluded_automation":
      counts.screened += 1;
      counts.excluded[name === "excluded" ? "human" : "automation"] += 1;
      return;
    default:
  }
  counts.screened += 1;
  counts.sought += 1;
  if (name === "not_retrieved") counts.notRetrieved += 1;
  else if (name === "full_text_in_progress") counts.fullTextInProgress += 1;
  else counts.assessed += 1;
  if (name === "ongoing") counts.ongoing += 1;
  if (name === "awaiting_classification") counts.awaitingClassification += 1;
  if (name === "included") counts.reportsIncluded += 1;
  if (name !== "full_text_excluded") return;
  const code = reason ?? NO_REASON;
  counts.fullTextExcluded[code] = (counts.fullTextExcluded[code] ?? 0) + 1;
  const byMachines = counts.fullTextExcludedByAutomation;
  if (automation && byMachines !== undefined) byMachines[code] = (byMachines[code] ?? 0) + 1;
}

function addRecords(counts: Counts, { records }: FoundAgain): number {
  let all = 0;
  for (const { source, records: n } of records) {
    counts.identifiedBySource[source] = (counts.identifiedBySource[source] ?? 0) + n;
    all += n;
  }
  counts.identified += all;
  return all;
}

/**
 * Counts a column (or the whole review): records once per record, citations once, by their class.
 * @param studies the included studies whose first report is in this column, and how many of them were left out
 * @param again citations of an earlier version that this one found again: all their records are duplicates
 */
export function countCitations(
  citations: readonly Counted[],
  studies: { included: number; leftOut: number },
  again: readonly FoundAgain[] = [],
): Counts {
  const counts = none();
  for (const citation of citations) {
    counts.duplicates += addRecords(counts, citation) - 1;
    add(counts, citation);
  }
  for (const one of again) counts.duplicates += addRecords(counts, one);
  counts.studiesIncluded = studies.included;
  counts.leftOutOfSynthesis = studies.leftOut;
  return counts;
}
