import type { ActTx, ReadTx } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { citationView, citationViews } from "../dedup/store.ts";
import type { Stage } from "../protocol/index.ts";
import { rulesInForce } from "../protocol/store.ts";
import { hasRole } from "../review/index.ts";
import { membersOf } from "../review/store.ts";
import type { ConflictView } from "./contracts.ts";
import { resolved } from "./facts.ts";
import type { Outcome, ResolutionDecision, StandingVote } from "./outcome.ts";
import {
  outcomesAt,
  readableResolutions,
  readableVotes,
  resolutionRows,
  standingResolutions,
  standingVotes,
  voteRows,
} from "./store.ts";
import { outcomeOf, voteViews } from "./voting.ts";

/** Why the reader may not settle this conflict; undefined where they may. */
async function obstacle(
  tx: ReadTx,
  votes: readonly StandingVote[],
  consensus: boolean,
): Promise<string | undefined> {
  const voted = votes.some((vote) => vote.reviewer === tx.actor);
  if (consensus && voted) return undefined;
  const settles =
    hasRole(tx, "adjudicator", "lead") || (hasRole(tx, "machine") && !votes.some((vote) => !vote.machine));
  if (!settles)
    return consensus
      ? "Only those who voted settle it, by agreeing."
      : "Only an adjudicator or the lead settles conflicts.";
  if (!voted) return undefined;
  const others = (await membersOf(tx)).filter(
    (member) =>
      member.active &&
      member.id !== tx.actor &&
      (member.roles.includes("adjudicator") || member.roles.includes("lead")) &&
      !votes.some((vote) => vote.reviewer === member.id),
  );
  if (others.length > 0)
    return `You voted yourself; ${others.map((member) => member.name).join(" or ")} can settle it.`;
  // nobody else is there: the lead may, and the resolution shows that the lead had voted
  return hasRole(tx, "lead") ? undefined : "You voted yourself; ask the lead.";
}

function kindOf(outcome: Outcome): ConflictView["kind"] | undefined {
  if (outcome.state === "conflict" || outcome.state === "undecided") return outcome.state;
  if (outcome.state === "exclude" && !outcome.resolved && outcome.reasons.length > 1) return "reasons";
  return undefined;
}

/** The conflicts of a stage that the reader may see: those whose votes are open to them. */
export async function conflictsFor(tx: ReadTx, stage: Stage): Promise<ConflictView[]> {
  const protocol = await rulesInForce(tx);
  const rules = protocol.stages[stage];
  const [votes, resolutions] = [await standingVotes(tx, stage), await standingResolutions(tx, stage)];
  const open: { citation: string; kind: ConflictView["kind"] }[] = [];
  for (const [citation, outcome] of await outcomesAt(tx, stage)) {
    const kind = kindOf(outcome);
    if (kind !== undefined) open.push({ citation, kind });
  }
  const ids = open.map(({ citation }) => citation);
  const views = await citationViews(tx, ids);
  const names = new Map((await membersOf(tx)).map((member) => [member.id, member.name]));
  const standing = new Set([...votes.values()].flat().map((vote) => vote.fact));
  const rows = (await voteRows(tx, ids, stage)).filter((row) => standing.has(row.fact));
  const readable = await readableVotes(tx, rows);
  const settled = await resolutionRows(tx, ids);
  const mayRead = await readableResolutions(tx, settled);
  const shown = new Set(settled.filter((_, at) => mayRead[at] === true).map((one) => one.fact));
  const found: ConflictView[] = [];
  for (const { citation, kind } of open) {
    const view = views.get(citation);
    const own = rows.filter((row) => row.citation === citation);
    if (view === undefined || !own.every((row) => readable[rows.indexOf(row)] === true)) continue;
    const consensus = rules.resolvedBy === "consensus";
    const why = await obstacle(tx, votes.get(citation) ?? [], consensus);
    found.push({
      citation: view,
      stage,
      kind,
      votes: voteViews(own, names),
      resolutions: (resolutions.get(citation) ?? [])
        .filter((one) => shown.has(one.fact))
        .map(({ by, decision, reason, note, mode, at }) => ({
          by,
          name: names.get(by) ?? by,
          decision,
          reason,
          note,
          mode,
          at,
        })),
      mayResolve: why === undefined,
      how:
        why ??
        (consensus && own.some((row) => row.reviewer === tx.actor)
          ? "It is settled when everybody who voted says the same."
          : "Your decision settles it; the votes stay."),
    });
  }
  return found.sort((a, b) =>
    a.kind === b.kind ? (a.citation.id < b.citation.id ? -1 : 1) : a.kind === "reasons" ? 1 : -1,
  );
}

const FATES: readonly ResolutionDecision[] = ["not_retrieved", "ongoing", "awaiting_classification"];

/** Settles a citation at a stage. */
export async function settleConflict(
  tx: ActTx,
  wish: { citation: string; stage: Stage; decision: ResolutionDecision; reason: string | null; note: string },
) {
  const { stage, decision, note } = wish;
  const view = await citationView(tx, wish.citation);
  const protocol = await rulesInForce(tx);
  const { votes, outcome } = await outcomeOf(tx, view.id, stage);
  const fate = FATES.includes(decision);
  if (fate && stage !== "full_text") {
    throw new UserError("resolve.wrong-stage", `${decision} is for reports at full text.`, {
      hint: "At title and abstract settle with include or exclude.",
    });
  }
  if (fate && (await outcomeOf(tx, view.id, "title_abstract")).outcome.state !== "include") {
    throw new UserError("vote.not-sought", "This citation has not passed title and abstract.");
  }
  if (!fate && kindOf(outcome) === undefined) {
    throw new UserError("resolve.no-conflict", "There is no conflict to settle here.", {
      hint: "Change your own vote instead.",
    });
  }
  const rules = protocol.stages[stage];
  const retrieval =
    fate && (hasRole(tx, "lead", "adjudicator", "librarian", "reviewer") || hasRole(tx, "machine"));
  const why = retrieval ? undefined : await obstacle(tx, votes, rules.resolvedBy === "consensus");
  if (why !== undefined) throw new UserError("resolve.not-yours", why, { hint: "Ask somebody who may." });
  const reason = decision === "exclude" ? wish.reason : null;
  if (decision === "exclude" && reason === null && rules.reasonRequired) {
    throw new UserError("vote.reason-missing", "An exclusion at this stage needs a reason.", {
      hint: `Choose one of: ${protocol.reasons.map((one) => one.code).join(", ")}.`,
    });
  }
  const voted = votes.some((vote) => vote.reviewer === tx.actor);
  const fact = await tx.record(resolved, view.records[0]?.id ?? view.id, {
    stage,
    decision,
    reason,
    note,
    mode: rules.resolvedBy === "consensus" && voted && !fate ? "consensus" : "adjudicator",
    machine: tx.roles.includes("machine"),
    votes: votes.map((vote) => vote.fact),
  });
  return {
    fact: fact.hash,
    citation: view.id,
    outcome: (await outcomeOf(tx, view.id, stage)).outcome,
  };
}
