import { hasRole } from "@chartroom/core/review";
import { count, counted } from "../ui/number.ts";
import { chartsDiffering, chartsLeft, collects, openPilot, type OverviewFacts } from "./overviewFacts.ts";

/** The one thing that this person should do next. */
export interface NextThing {
  words: string;
  why: string;
  path: string;
}

type Rule = (facts: OverviewFacts) => NextThing | undefined;

const leads = ({ me }: OverviewFacts) => hasRole(me, "lead");

/** What may be next, in the order of a review's life; the first that applies is it. */
const RULES: readonly Rule[] = [
  (facts) =>
    leads(facts) && facts.protocol.current === undefined
      ? {
          words: "State the protocol",
          why: "The question and the criteria come first; everything after rests on them.",
          path: "protocol",
        }
      : undefined,
  (facts) =>
    collects(facts) && facts.status.counts.identified === 0
      ? {
          words: "Import the first records",
          why: "Drop the export files of your databases; they are shown before anything is kept.",
          path: "records/import",
        }
      : undefined,
  (facts) =>
    collects(facts) && facts.duplicates.unchecked > 0
      ? {
          words: "Look for duplicates",
          why: `${counted(facts.duplicates.unchecked, "record")} came in since the last search for duplicates.`,
          path: "duplicates",
        }
      : undefined,
  (facts) =>
    collects(facts) && facts.duplicates.maybes > 0
      ? {
          words: `Settle ${counted(facts.duplicates.maybes, "pair")} of possible duplicates`,
          why: "The rules cannot tell whether these are the same work.",
          path: "duplicates",
        }
      : undefined,
  (facts) => {
    const pilot = openPilot(facts);
    if (pilot === undefined) return undefined;
    if (pilot.mineLeft > 0)
      return {
        words: `Screen ${counted(pilot.mineLeft, "record")} of pilot round ${pilot.round}`,
        why: "All read the same records, alone; agreement is shown when everybody is done.",
        path: pilot.stage === "full_text" ? "fulltext/screen" : "screen",
      };
    if (pilot.finished && leads(facts))
      return {
        words: `Close pilot round ${pilot.round}`,
        why: "Everybody is done; closing shows how well you agree.",
        path: "pilot",
      };
    return undefined;
  },
  (facts) => screening(facts, "title_abstract", "screen"),
  (facts) => conflicts(facts, "title_abstract"),
  (facts) => screening(facts, "full_text", "fulltext/screen"),
  (facts) => conflicts(facts, "full_text"),
  (facts) => {
    const left = chartsLeft(facts);
    return left > 0
      ? {
          words: `Chart ${counted(left, "study", "studies")}`,
          why: "Each value with the quote that shows it.",
          path: "charting",
        }
      : undefined;
  },
  (facts) => {
    const differing = chartsDiffering(facts);
    return differing > 0
      ? {
          words: `Agree on ${counted(differing, "study", "studies")}`,
          why: "Two charts differ; the report needs one value per field.",
          path: "charting",
        }
      : undefined;
  },
  (facts) => {
    const { reportsIncluded, inProgress, fullTextInProgress } = facts.status.counts;
    const settled = (facts.charting ?? []).every(
      (task) => task.leftOut !== undefined || task.state === "agreed",
    );
    return reportsIncluded > 0 && inProgress + fullTextInProgress === 0 && settled
      ? {
          words: "Read the report",
          why: "Everything is charted; what the report still wants stands beside it.",
          path: "report",
        }
      : undefined;
  },
];

function screening(
  facts: OverviewFacts,
  stage: "title_abstract" | "full_text",
  path: string,
): NextThing | undefined {
  const own = facts.stages.find((one) => one.stage === stage);
  // while a pilot is open, its records are all that is shown
  if (own === undefined || own.left === 0 || own.closed || openPilot(facts)?.stage === stage)
    return undefined;
  const what = stage === "full_text" ? ["full text", "full texts"] : ["record", "records"];
  return {
    words: `Screen ${counted(own.left, what[0] ?? "", what[1])}`,
    why: `You have done ${count(own.done)}; ${counted(own.votesNeeded, "reader")} for each.`,
    path,
  };
}

function conflicts(facts: OverviewFacts, stage: "title_abstract" | "full_text"): NextThing | undefined {
  const own = facts.stages.find((one) => one.stage === stage);
  if (own === undefined || own.conflicts === 0) return undefined;
  return {
    words: `Settle ${counted(own.conflicts, "conflict")}`,
    why: "The readers decided differently; their votes stay, whatever is settled.",
    path: "conflicts",
  };
}

/** The first thing in the life of the review that waits for this person; undefined where nothing does. */
export function nextThing(facts: OverviewFacts): NextThing | undefined {
  for (const rule of RULES) {
    const next = rule(facts);
    if (next !== undefined) return next;
  }
  return undefined;
}
