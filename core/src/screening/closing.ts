import type { ActTx, ReadTx } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { liveAmong } from "../dedup/store.ts";
import { factByHash } from "../ledger/index.ts";
import type { Stage } from "../protocol/index.ts";
import { membersOf } from "../review/store.ts";
import type { Stopped } from "./contracts.ts";
import { closed } from "./facts.ts";
import { outcomesAt, soughtCitations, stageClosings } from "./store.ts";

/** Who stopped a stage and why; undefined while it is open. Two copies may each have stopped it before they met. */
export async function stoppedAt(tx: ReadTx, stage: Stage): Promise<Stopped | undefined> {
  const closings = await stageClosings(tx, stage);
  const last = closings.at(-1);
  const fact = last && (await factByHash(tx, last.fact));
  if (last === undefined || fact === undefined) return undefined;
  const by = (await membersOf(tx)).find((member) => member.id === fact.actor);
  return {
    facts: closings.map((one) => one.fact),
    reason: last.reason,
    name: by?.name ?? fact.actor,
    at: fact.at,
  };
}

/**
 * How many of a stage's `total` citations nobody has voted on or settled. The number alone tells of no vote what it
 * says, and what was touched is counted rather than what was not, so that a large pool costs nothing.
 */
export async function untouchedAt(tx: ReadTx, stage: Stage, total: number): Promise<number> {
  const touched = [...(await outcomesAt(tx, stage)).keys()];
  const counts = await liveAmong(tx, touched);
  if (stage === "title_abstract") return Math.max(0, total - counts.size);
  return (await soughtCitations(tx)).filter((id) => !counts.has(id)).length;
}

/** Stops a stage that is open. Throws UserError `stage.stopped-already`. */
export async function stopStage(tx: ActTx, stage: Stage, reason: string): Promise<{ fact: string }> {
  const before = await stoppedAt(tx, stage);
  if (before !== undefined) {
    throw new UserError(
      "stage.stopped-already",
      `${before.name} stopped this stage already: ${before.reason}`,
      {
        hint: "Open it again first; then it can be stopped for another reason.",
      },
    );
  }
  return { fact: (await tx.record(closed, stage, { reason })).hash };
}
