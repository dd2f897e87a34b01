import { flowDiagram } from "@chartroom/core/flow";
import type { AgreementView } from "@chartroom/core/screening";
import { agreementGroups, agreementLine } from "../screening/agreementFromServer.ts";
import { awaitedWords } from "../screening/awaited.ts";
import { counted } from "../ui/number.ts";
import type { Fact } from "./FactList.tsx";
import { nextThing } from "./nextThing.ts";
import type { OverviewFacts } from "./overviewFacts.ts";
import type { AgreementLine, Overview } from "./OverviewView.tsx";
import type { Pace } from "./pace.ts";
import { stageLines } from "./stageLines.ts";

const STAGE_LABELS = { title_abstract: "Title and abstract", full_text: "Full text" } as const;

function agreementLines(views: readonly AgreementView[]): AgreementLine[] {
  const groups = agreementGroups(views);
  return groups.map(({ group, agreement }) => {
    const view = views.find((one) => one.group === group && one.stage === agreement.stage);
    const label = STAGE_LABELS[agreement.stage];
    return {
      id: `${agreement.stage} ${group}`,
      label: groups.length > 1 || group !== "people" ? `${label}, ${group}:` : `${label}:`,
      words: view === undefined ? "" : agreementLine(view.report),
      agreement,
    };
  });
}

/** What others still have to do, while nothing waits for this person. */
function awaited({ status, duplicates, stages, me, members }: OverviewFacts): string | undefined {
  const { inProgress, fullTextInProgress } = status.counts;
  const open = { title_abstract: inProgress, full_text: fullTextInProgress };
  const at = stages.find(({ stage, closed }) => open[stage] > 0 && !closed);
  if (duplicates.maybes > 0)
    return `${counted(duplicates.maybes, "pair")} of possible duplicates wait for others.`;
  if (at === undefined) return undefined;
  const { stage, conflictsSeen: seen, conflicts: mine, assigned } = at;
  return awaitedWords({ stage, open: open[stage], seen, mine, assigned }, me.id, members).join(" ");
}

function blindedWords({ me }: OverviewFacts): string | undefined {
  if (me.unblinded !== null) return undefined;
  return "Blinded: you see your own votes and closed outcomes. What others voted on open records is hidden, here too.";
}

/** The overview as its reader may see it. */
export function overviewOf(facts: OverviewFacts, latest: readonly Fact[], pace: Pace | undefined): Overview {
  const { review, status, duplicates } = facts;
  const next = nextThing(facts);
  return {
    // in an update a number counts the new searches alone, and the list of records knows no searches
    flow: flowDiagram(status.flow, { links: status.flow.previous === undefined, theme: "auto" }),
    blinded: blindedWords(facts),
    stages: stageLines(facts, next),
    next: next && { words: next.words, why: next.why, href: `/r/${review}/${next.path}` },
    nothing: awaited(facts),
    pace,
    sources: duplicates.sources.map(({ source, records, unique }) => ({
      name: source,
      records,
      alone: unique,
    })),
    overlap: duplicates.combinations,
    agreement: [
      ...agreementLines(status.agreement.title_abstract),
      ...agreementLines(status.agreement.full_text),
    ],
    ...(status.faults.length > 0 && { sums: status.faults.join(" ") }),
    latest,
    logHref: `/r/${review}/log`,
  };
}
