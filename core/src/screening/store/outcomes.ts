import { liveOrder } from "../../dedup/store.ts";
import { STAGES, type Stage } from "../../protocol/index.ts";
import { rulesInForce } from "../../protocol/store.ts";
import type { Tx } from "../../storage/index.ts";
import { type Outcome, stageOutcome } from "../outcome.ts";
import { removedCitations, standingResolutions, standingVotes } from "./votes.ts";

/** The outcome of a stage for every citation with a vote or a resolution there; removed citations are left out. */
export async function outcomesAt(tx: Tx, stage: Stage): Promise<Map<string, Outcome>> {
  const protocol = await rulesInForce(tx);
  const order = protocol.reasons.map((reason) => reason.code);
  const votes = await standingVotes(tx, stage);
  const resolutions = await standingResolutions(tx, stage);
  const removed = await removedCitations(tx);
  const outcomes = new Map<string, Outcome>();
  for (const citation of new Set([...votes.keys(), ...resolutions.keys()])) {
    if (citation === "" || removed.has(citation)) continue;
    const [own, settled] = [votes.get(citation) ?? [], resolutions.get(citation) ?? []];
    outcomes.set(citation, stageOutcome(stage, own, settled, protocol.stages[stage], order));
  }
  return outcomes;
}

/** The citations that passed title and abstract: the reports that are sought. */
export async function soughtCitations(tx: Tx): Promise<string[]> {
  const outcomes = await outcomesAt(tx, STAGES[0]);
  const passed = [...outcomes].flatMap(([citation, outcome]) =>
    outcome.state === "include" ? [citation] : [],
  );
  // a citation whose runs were all withdrawn keeps its votes and is sought by nobody
  const live = await liveOrder(tx, passed);
  return passed.filter((citation) => live.has(citation)).sort();
}

/** The reports that are included, both stages passed. */
export async function includedCitations(tx: Tx): Promise<string[]> {
  const outcomes = await outcomesAt(tx, STAGES[1]);
  return (await soughtCitations(tx)).filter((citation) => outcomes.get(citation)?.state === "include");
}
