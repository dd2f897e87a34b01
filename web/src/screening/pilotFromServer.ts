import type { Protocol } from "@chartroom/core/protocol";
import type { PilotView } from "@chartroom/core/screening";
import { agreementOf } from "./agreementFromServer.ts";
import type { Pilot, PilotRound } from "./PilotView.tsx";

const DEFAULTS: Protocol["pilot"] = { size: 25, gate: 0.75, votesCount: false };

function roundOf(view: PilotView): PilotRound {
  const { agreement, reason } = view;
  const names = new Map(view.done.map(({ reviewer, name }) => [reviewer, name]));
  return {
    number: view.round,
    size: view.size,
    gate: view.gate,
    open: view.state === "open",
    finished: view.finished,
    readers: view.done.map(({ name, votes }) => ({ name, done: votes })),
    // where pilot votes do not count, readers vote anew afterwards, and the round's own votes no longer stand
    ...(agreement !== undefined &&
      agreement.items.shared > 0 && {
        share: agreement.forward.allAgree.share?.value,
        agreement: agreementOf(view.stage, agreement, names),
      }),
    passed: view.passed,
    ...(reason.trim() !== "" && { reason }),
  };
}

/** The pilot as its reader may see it; `me` is the reader's id. */
export function pilotOf(
  views: readonly PilotView[],
  {
    review,
    me,
    lead,
    rules = DEFAULTS,
  }: { review: string; me: string; lead: boolean; rules: Protocol["pilot"] | undefined },
): Pilot {
  const open = views.find(({ state }) => state === "open");
  const reads = open?.done.some(({ reviewer }) => reviewer === me) === true;
  const screenHref = `/r/${review}/${open?.stage === "full_text" ? "fulltext/screen" : "screen"}`;
  return {
    rounds: views.map(roundOf),
    gate: rules.gate,
    size: rules.size,
    votesCount: rules.votesCount,
    mayLead: lead,
    ...(open !== undefined && reads && { mine: { left: open.mineLeft, href: screenHref } }),
    protocolHref: `/r/${review}/protocol`,
    screenHref,
  };
}
