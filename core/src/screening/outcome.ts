import type { StageRules } from "../protocol/index.ts";

export const DECISIONS = ["include", "maybe", "exclude"] as const;
export type Decision = (typeof DECISIONS)[number];

/** What a resolution can say; the last three are for reports at full text. */
export const RESOLUTIONS = [
  "include",
  "exclude",
  "not_retrieved",
  "ongoing",
  "awaiting_classification",
] as const;
export type ResolutionDecision = (typeof RESOLUTIONS)[number];

/** A vote that stands: not taken back, not replaced by a later one of its reviewer. */
export interface StandingVote {
  fact: string;
  reviewer: string;
  machine: boolean;
  /** It came from another screening tool; it gives way to a vote that the same reviewer cast here. */
  adopted?: true;
  decision: Decision;
  reason: string | null;
  clock: number;
}

/** A resolution that stands. */
export interface StandingResolution {
  fact: string;
  by: string;
  machine: boolean;
  /** adjudicator: one person settles; consensus: each voter confirms. */
  mode: "adjudicator" | "consensus";
  decision: ResolutionDecision;
  reason: string | null;
  clock: number;
}

/** Where a citation stands at one stage. It is computed from votes and resolutions; nobody sets it. */
export type Outcome =
  | { state: "open"; votes: number; recast: string[] }
  | { state: "conflict"; votes: number }
  | { state: "undecided"; votes: number }
  | { state: "include"; resolved: boolean; machine: boolean }
  | {
      state: "exclude";
      reason: string | null;
      reasons: string[];
      resolved: boolean;
      /** No person voted or settled it: its exclusion is counted as made by automation. */
      machine: boolean;
    }
  | { state: "not_retrieved" | "ongoing" | "awaiting_classification"; machine: boolean };

/** The first in the protocol's order; reasons that the protocol does not know come last. */
export function reasonOfRecord(reasons: readonly (string | null)[], order: readonly string[]): string | null {
  const rank = (reason: string) => {
    const at = order.indexOf(reason);
    return at < 0 ? order.length : at;
  };
  const given = reasons.filter((reason): reason is string => reason !== null);
  return given.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))[0] ?? null;
}

function standing(votes: readonly StandingVote[]): { counted: StandingVote[]; recast: string[] } {
  const byReviewer = new Map<string, StandingVote[]>();
  for (const vote of votes) byReviewer.set(vote.reviewer, [...(byReviewer.get(vote.reviewer) ?? []), vote]);
  const counted: StandingVote[] = [];
  const recast: string[] = [];
  for (const [reviewer, all] of byReviewer) {
    const cast = all.filter((vote) => vote.adopted !== true);
    const own = cast.length > 0 ? cast : all;
    // one reviewer voted on two citations that were joined since: agreeing votes are one, contradicting ones none
    if (new Set(own.map((vote) => vote.decision)).size === 1)
      counted.push(own.reduce((a, b) => (b.clock > a.clock ? b : a)));
    else recast.push(reviewer);
  }
  return { counted, recast };
}

function settledBy(
  resolutions: readonly StandingResolution[],
  votes: readonly StandingVote[],
  conflicting: boolean,
): StandingResolution | undefined {
  const latestVote = Math.max(0, ...votes.map((vote) => vote.clock));
  // a later vote re-opens what was settled
  const valid = resolutions.filter((resolution) => resolution.clock > latestVote);
  const single = valid.findLast((resolution) => resolution.mode === "adjudicator");
  if (single !== undefined) return single;
  if (!conflicting) return undefined;
  const voters = new Set(votes.map((vote) => vote.reviewer));
  const last = new Map(valid.filter((one) => voters.has(one.by)).map((one) => [one.by, one]));
  const [first, ...others] = last.values();
  if (first === undefined || last.size < voters.size) return undefined;
  return others.every((other) => other.decision === first.decision && other.reason === first.reason)
    ? first
    : undefined;
}

/**
 * The outcome of a stage by the rules of the domain: fewer votes than needed is open; all include, or include
 * and maybe at title and abstract, goes forward; all exclude is excluded for the first reason in the protocol's
 * order; include or maybe against exclude is a conflict until it is settled.
 */
export function stageOutcome(
  stage: "title_abstract" | "full_text",
  votes: readonly StandingVote[],
  resolutions: readonly StandingResolution[],
  rules: StageRules,
  reasonOrder: readonly string[],
): Outcome {
  const { counted, recast } = standing(votes);
  const kinds = new Set(counted.map((vote) => vote.decision));
  const conflicting = kinds.has("exclude") && (kinds.has("include") || kinds.has("maybe"));
  const onlyMachines = counted.every((vote) => vote.machine);
  const settled = settledBy(resolutions, counted, conflicting || kinds.has("maybe"));
  if (settled !== undefined) {
    const machine = onlyMachines && settled.machine;
    if (settled.decision === "include") return { state: "include", resolved: true, machine };
    if (settled.decision === "exclude") {
      const reasons = settled.reason === null ? [] : [settled.reason];
      return { state: "exclude", reason: settled.reason, reasons, resolved: true, machine };
    }
    return { state: settled.decision, machine };
  }
  if (recast.length > 0 || counted.length < rules.votesNeeded)
    return { state: "open", votes: counted.length, recast };
  if (!kinds.has("exclude")) {
    if (stage === "full_text" && kinds.has("maybe")) return { state: "undecided", votes: counted.length };
    return { state: "include", resolved: false, machine: onlyMachines };
  }
  if (kinds.size === 1) {
    const reason = reasonOfRecord(
      counted.map((vote) => vote.reason),
      reasonOrder,
    );
    const reasons = [...new Set(counted.flatMap((vote) => vote.reason ?? []))];
    return { state: "exclude", reason, reasons, resolved: false, machine: onlyMachines };
  }
  const forward =
    rules.maybeAgainstExclude === "forward" && !kinds.has("include") && stage === "title_abstract";
  if (forward) return { state: "include", resolved: false, machine: onlyMachines };
  return { state: "conflict", votes: counted.length };
}

/** What counted at a stage from a clock of the ledger on. */
export interface RulesFrom {
  clock: number;
  rules: StageRules;
  /** Codes of the reasons to exclude, in the protocol's order. */
  reasonOrder: readonly string[];
}

const DECIDED: readonly Outcome["state"][] = [
  "include",
  "exclude",
  "not_retrieved",
  "ongoing",
  "awaiting_classification",
];

/** Whether a state is an outcome; the others are still in progress. */
export function isDecided({ state }: Outcome): boolean {
  return DECIDED.includes(state);
}

/**
 * Where a citation stands at a stage, over the versions of the protocol. What was decided stands as it was: it is
 * judged by the first version that decides it, from the one in force at its last vote or resolution on. What none of
 * them decides is judged by the one in force now. A later vote is a new last vote, so the version of its time counts.
 * @param versions by clock, at least one; the last is in force
 * @returns the outcome, and the votes that were needed for it
 */
export function outcomeOverVersions(
  stage: "title_abstract" | "full_text",
  votes: readonly StandingVote[],
  resolutions: readonly StandingResolution[],
  versions: readonly RulesFrom[],
): { outcome: Outcome; needed: number } {
  const last = Math.max(0, ...votes.map((vote) => vote.clock), ...resolutions.map((one) => one.clock));
  const from = Math.max(
    0,
    versions.findLastIndex((version) => version.clock <= last),
  );
  let reached: { outcome: Outcome; needed: number } = {
    outcome: { state: "open", votes: 0, recast: [] },
    needed: 1,
  };
  for (const { rules, reasonOrder } of versions.slice(from)) {
    const outcome = stageOutcome(stage, votes, resolutions, rules, reasonOrder);
    reached = { outcome, needed: rules.votesNeeded };
    if (isDecided(outcome)) break;
  }
  // a resolution asks for no votes, so whoever votes after it does so by the rules of today
  const settled = "resolved" in reached.outcome ? reached.outcome.resolved : isDecided(reached.outcome);
  const current = versions.at(-1);
  return settled && current !== undefined ? { ...reached, needed: current.rules.votesNeeded } : reached;
}
