import { look, type ReadTx } from "../action/index.ts";
import { basisInForce } from "../dedup/store.ts";
import { currentProtocol } from "../protocol/store.ts";
import { runsOf } from "../records/store.ts";
import type { VersionInfo } from "../review/index.ts";
import { reviewTitle, versionCalled } from "../review/store.ts";
import { agreements, pilotsOf } from "../screening/store.ts";
import { citationPage } from "./citation-page.ts";
import { countChanges } from "./changes.ts";
import { checkFlow } from "./check.ts";
import {
  changes,
  citations,
  type NamedState,
  runYields,
  status,
  type Status,
  withdrawalEffect,
} from "./contracts.ts";
import type { Counts } from "./counts.ts";
import { effectOfWithdrawing, yieldsOf } from "./run-yield.ts";
import { flowOf, type ReviewFlow } from "./store.ts";

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

interface Standing extends ReviewFlow {
  title: string;
  version: number;
  stage: Status["stage"];
}

/** What everybody may know of the review as it stands in this view. */
async function standing(tx: ReadTx): Promise<Standing> {
  const { title } = await reviewTitle(tx);
  const { counts, flow } = await flowOf(tx);
  const [newest] = await tx.latest(1);
  const stage = stageOf(counts, {
    protocol: (await currentProtocol(tx)) !== undefined,
    runs: (await runsOf(tx)).some((run) => run.state === "live"),
    dedup: (await basisInForce(tx)) !== undefined,
    pilot: (await pilotsOf(tx)).some((pilot) => pilot.open === 1),
  });
  return { title, version: newest?.clock ?? 0, stage, counts, flow };
}

const standingAt = (tx: ReadTx, { heads }: VersionInfo) => tx.asOf(heads, standing, "standing");

// what of others' votes may be seen hangs on who asks, so it is not kept for the next
async function agreementNow(tx: ReadTx): Promise<Status["agreement"]> {
  return {
    title_abstract: await agreements(tx, "title_abstract"),
    full_text: await agreements(tx, "full_text"),
  };
}

const nameOf = ({ name, kind, at }: VersionInfo): NamedState => ({ name, kind, at });

export const flowActions = [
  look(status, {
    async run(tx, { version: name }) {
      const version = name === undefined ? undefined : await versionCalled(tx, name);
      const stood = version === undefined ? await standing(tx) : await standingAt(tx, version);
      return {
        review: tx.review,
        named: version && nameOf(version),
        ...stood,
        agreement:
          version === undefined ? await agreementNow(tx) : await tx.asOf(version.heads, agreementNow),
        faults: checkFlow(stood.flow),
      };
    },
  }),
  look(changes, {
    async run(tx, { from, to }) {
      const [earlier, later] = [
        await versionCalled(tx, from),
        to === undefined ? undefined : await versionCalled(tx, to),
      ];
      const before = await standingAt(tx, earlier);
      const after = later === undefined ? await standing(tx) : await standingAt(tx, later);
      return {
        from: nameOf(earlier),
        to: later && nameOf(later),
        changes: countChanges(before.counts, after.counts, { ...before.flow.reasons, ...after.flow.reasons }),
      };
    },
  }),
  look(citations, { run: (tx, filter) => citationPage(tx, filter) }),
  look(runYields, { run: (tx) => yieldsOf(tx) }),
  look(withdrawalEffect, { run: (tx, { runs }) => effectOfWithdrawing(tx, runs) }),
];
