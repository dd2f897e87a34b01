import { liveOrder } from "../../dedup/store.ts";
import { STAGES, type Stage } from "../../protocol/index.ts";
import { protocolTimeline } from "../../protocol/store.ts";
import type { Tx } from "../../storage/index.ts";
import { type Outcome, outcomeOverVersions, type RulesFrom } from "../outcome.ts";
import { removedCitations, standingResolutions, standingVotes } from "./votes.ts";

/** What counted at a stage, version by version of the protocol; the last is in force. */
export async function stageVersions(tx: Tx, stage: Stage): Promise<RulesFrom[]> {
  return (await protocolTimeline(tx)).map(({ clock, protocol }) => ({
    clock,
    rules: protocol.stages[stage],
    reasonOrder: protocol.reasons.map((reason) => reason.code),
  }));
}

/** The outcome of a stage for every citation with a vote or a resolution there; removed citations are left out. */
export function outcomesAt(tx: Tx, stage: Stage): Promise<Map<string, Outcome>> {
  return outcomesOf(tx, stage);
}

/** The same of these citations alone. */
export async function outcomesOf(
  tx: Tx,
  stage: Stage,
  citations?: readonly string[],
): Promise<Map<string, Outcome>> {
  const versions = await stageVersions(tx, stage);
  const votes = await standingVotes(tx, stage, citations);
  const resolutions = await standingResolutions(tx, stage, citations);
  const removed = await removedCitations(tx);
  const outcomes = new Map<string, Outcome>();
  for (const citation of new Set([...votes.keys(), ...resolutions.keys()])) {
    if (citation === "" || removed.has(citation)) continue;
    const [own, settled] = [votes.get(citation) ?? [], resolutions.get(citation) ?? []];
    outcomes.set(citation, outcomeOverVersions(stage, own, settled, versions).outcome);
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
