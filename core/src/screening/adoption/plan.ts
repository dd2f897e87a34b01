import type { ReadTx } from "../../action/index.ts";
import { STAGES } from "../../protocol/index.ts";
import { rulesInForce } from "../../protocol/store.ts";
import { type StandingVote, stageOutcome } from "../outcome.ts";
import {
  pilotsOf,
  removedCitations,
  stageClosed,
  standingResolutions,
  standingVotes,
  voteRows,
} from "../store.ts";
import { type Candidate, candidatesFrom, type Refused } from "./candidates.ts";
import type { AdoptionCounts, AdoptionMapping, LeftDecision, LeftWhy } from "./contracts.ts";
import type { CarriedRow } from "./gather.ts";
import type { Voters } from "./voters.ts";

/** What would be adopted, and all that would not. */
export interface Plan {
  votes: Candidate[];
  already: number;
  refused: Refused[];
  outcomes: AdoptionCounts["outcomes"];
}

const ENTRIES = 500;
/** That a member voted here is not told citation by citation. */
const NOT_LISTED: readonly LeftWhy[] = ["voted-here"];

const keyOf = ({ citation, stage, member }: Candidate) => `${citation} ${stage} ${member}`;

function grouped(candidates: readonly Candidate[]): Map<string, Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const one of candidates) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

/** One candidate for each member, stage and citation; decisions that contradict each other stand for none. */
function withoutDoubles(candidates: readonly Candidate[], plan: Plan, refuse: Refuse): Candidate[] {
  const explicit = grouped(candidates.filter(({ reviewer }) => reviewer !== null));
  const single: Candidate[] = [];
  for (const group of explicit.values()) {
    const [first, ...others] = group;
    if (first === undefined) continue;
    if (others.some(({ decision }) => decision !== first.decision)) {
      for (const one of group) refuse(one, "contradicts");
      continue;
    }
    plan.already += others.length;
    single.push(first);
  }
  // what follows from a later stage gives way to what was decided at the stage itself
  for (const [key, [first]] of grouped(candidates.filter(({ reviewer }) => reviewer === null)))
    if (first !== undefined && !explicit.has(key)) single.push(first);
  return single;
}

type Refuse = (one: Candidate, why: LeftWhy) => void;

const asStanding = ({ member, decision, reason }: Candidate): StandingVote => ({
  fact: "",
  reviewer: member,
  machine: false,
  adopted: true,
  decision,
  reason,
  clock: 0,
});

/** Weighs what a mapping makes of an export against what stands here. Sees everything: its counts are for the lead. */
export async function planAdoption(
  tx: ReadTx,
  rows: readonly CarriedRow[],
  mapping: AdoptionMapping,
  voters: Voters,
): Promise<Plan> {
  const protocol = await rulesInForce(tx);
  const { candidates, refused } = candidatesFrom(rows, mapping, protocol, voters);
  const plan: Plan = { votes: [], already: 0, refused, outcomes: [] };
  const names = mapping.reviewers.map(({ name }) => name);
  const refuse: Refuse = ({ row, stage, reviewer }, why) =>
    // what only follows from a later stage was not decided by anybody, so that nothing is lost with it
    reviewer === null ? undefined : refused.push({ row, stage, reviewer: names[reviewer] ?? "", why });
  const wanted = withoutDoubles(candidates, plan, refuse);
  const citations = [...new Set(wanted.map(({ citation }) => citation))];
  const counting = new Set(
    (await pilotsOf(tx)).flatMap(({ round, votes_count }) => (votes_count === 1 ? [round] : [])),
  );
  const own = new Map<string, { decision: string; adopted: boolean }[]>();
  for (const { citation, stage, reviewer, decision, adoption, pilot } of await voteRows(tx, citations)) {
    if (pilot !== null && !counting.has(pilot)) continue;
    const key = `${citation} ${stage} ${reviewer}`;
    own.set(key, [...(own.get(key) ?? []), { decision, adopted: adoption !== null }]);
  }
  const removed = await removedCitations(tx);
  const order = protocol.reasons.map(({ code }) => code);
  const passed = new Set<string>();
  for (const stage of STAGES) {
    const closed = await stageClosed(tx, stage);
    const settled = await standingResolutions(tx, stage, citations);
    const standing = await standingVotes(tx, stage, citations);
    const taken: Candidate[] = [];
    for (const one of wanted.filter((candidate) => candidate.stage === stage)) {
      const before = own.get(keyOf(one)) ?? [];
      if (before.some(({ adopted }) => !adopted)) refuse(one, "voted-here");
      else if (before.some(({ decision }) => decision !== one.decision)) refuse(one, "adopted-otherwise");
      else if (before.length > 0) plan.already += one.reviewer === null ? 0 : 1;
      else if (removed.has(one.citation)) refuse(one, "removed");
      else if (closed !== undefined) refuse(one, "closed");
      else if (settled.has(one.citation)) refuse(one, "settled-here");
      else if (stage === "full_text" && !passed.has(one.citation)) refuse(one, "not-passed");
      else taken.push(one);
    }
    plan.votes.push(...taken);
    const byCitation = new Map<string, StandingVote[]>();
    for (const one of taken)
      byCitation.set(one.citation, [...(byCitation.get(one.citation) ?? []), asStanding(one)]);
    const counts = { stage, include: 0, exclude: 0, conflict: 0, open: 0 };
    for (const citation of citations) {
      const added = byCitation.get(citation);
      const votes = [...(standing.get(citation) ?? []), ...(added ?? [])];
      const { state } = stageOutcome(
        stage,
        votes,
        settled.get(citation) ?? [],
        protocol.stages[stage],
        order,
      );
      if (state === "include") passed.add(citation);
      if (added === undefined) continue;
      if (state === "include" || state === "exclude") counts[state] += 1;
      else counts[state === "open" ? "open" : "conflict"] += 1;
    }
    if (taken.length > 0) plan.outcomes.push(counts);
  }
  return plan;
}

function entryOf({ row, stage, reviewer, why }: Refused): LeftDecision {
  const { position, line, title } = row;
  // that a reason is missing says that it was an exclusion, so that it is not said whose
  return { record: position, line, title, reviewer: why === "reason" ? "" : reviewer, stage, why };
}

/** A plan in counts: no vote of anybody can be told from it beyond what counts tell. */
export function countsOf(plan: Plan, voters: Voters): AdoptionCounts {
  const byMember = new Map<string, AdoptionCounts["byMember"][number]>();
  for (const { member, stage, decision } of plan.votes) {
    const key = `${stage} ${member}`;
    const row = byMember.get(key) ?? {
      member,
      name: voters.names.get(member) ?? member,
      stage,
      include: 0,
      maybe: 0,
      exclude: 0,
    };
    row[decision] += 1;
    byMember.set(key, row);
  }
  const left = new Map<LeftWhy, number>();
  for (const { why } of plan.refused) left.set(why, (left.get(why) ?? 0) + 1);
  return {
    votes: plan.votes.length,
    byMember: [...byMember.values()],
    already: plan.already,
    left: [...left].map(([why, decisions]) => ({ why, decisions })).sort((a, b) => b.decisions - a.decisions),
    entries: plan.refused
      .filter(({ why }) => !NOT_LISTED.includes(why))
      .sort((a, b) => a.row.position - b.row.position)
      .slice(0, ENTRIES)
      .map(entryOf),
    outcomes: plan.outcomes,
  };
}
