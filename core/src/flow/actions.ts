import { look } from "../action/index.ts";
import { basisInForce } from "../dedup/store.ts";
import { currentProtocol } from "../protocol/store.ts";
import { runsOf } from "../records/store.ts";
import { reviewTitle } from "../review/store.ts";
import { agreements, pilotsOf } from "../screening/store.ts";
import { citationPage } from "./citation-page.ts";
import { checkFlow } from "./check.ts";
import { citations, runYields, status, type Status, withdrawalEffect } from "./contracts.ts";
import type { Counts } from "./counts.ts";
import { effectOfWithdrawing, yieldsOf } from "./run-yield.ts";
import { flowOf } from "./store.ts";

function stageOf(
  counts: Counts,
  done: { protocol: boolean; runs: boolean; dedup: boolean; pilot: boolean },
): Status["stage"] {
  if (!done.protocol) return "protocol";
  if (!done.runs) return "collect";
  if (!done.dedup) return "deduplicate";
  if (done.pilot) return "pilot";
  if (counts.inProgress > 0) return "title_abstract";
  if (counts.fullTextInProgress > 0) return "full_text";
  return "charting";
}

export const flowActions = [
  look(status, {
    async run(tx) {
      const { title } = await reviewTitle(tx);
      const { counts, flow } = await flowOf(tx);
      const [newest] = await tx.latest(1);
      const stage = stageOf(counts, {
        protocol: (await currentProtocol(tx)) !== undefined,
        runs: (await runsOf(tx)).some((run) => run.state === "live"),
        dedup: (await basisInForce(tx)) !== undefined,
        pilot: (await pilotsOf(tx)).some((pilot) => pilot.open === 1),
      });
      return {
        review: tx.review,
        title,
        version: newest?.clock ?? 0,
        stage,
        counts,
        flow,
        agreement: {
          title_abstract: await agreements(tx, "title_abstract"),
          full_text: await agreements(tx, "full_text"),
        },
        faults: checkFlow(flow),
      };
    },
  }),
  look(citations, { run: (tx, filter) => citationPage(tx, filter) }),
  look(runYields, { run: (tx) => yieldsOf(tx) }),
  look(withdrawalEffect, { run: (tx, { runs }) => effectOfWithdrawing(tx, runs) }),
];
