import { act, look, type ReadTx } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { citationView } from "../dedup/store.ts";
import { STAGES } from "../protocol/index.ts";
import { rulesInForce } from "../protocol/store.ts";
import { hasRole, VOTERS } from "../review/index.ts";
import { membersOf } from "../review/store.ts";
import { adoptDecisions, previewAdoption } from "./adoption/adopt.ts";
import { adoptionViews, carriedOn } from "./adoption/carried.ts";
import { adopt, adoptable, adoptions, carried } from "./adoption/contracts.ts";
import { stoppedAt, stopStage, untouchedAt } from "./closing.ts";
import { conflictsFor, settleConflict } from "./conflict.ts";
import {
  agreementByStage,
  assign,
  closePilot,
  closeStage,
  conflicts,
  history,
  item,
  mine,
  next,
  openPilot,
  pilots,
  removeBefore,
  reopenable,
  resolve,
  stages,
  vote,
} from "./contracts.ts";
import { assigned } from "./facts.ts";
import { historyOf } from "./history.ts";
import { drawPilot, endPilot, pilotView } from "./pilot.ts";
import { nextCitations, progressOf, screenItems } from "./queue.ts";
import { removeCitations } from "./removal.ts";
import { outcomesToReopen, reopenableOutcomes } from "./reopening.ts";
import { agreements, assignmentOf, ownVotes, pilotsOf } from "./store.ts";
import { castVote, voteViews } from "./voting.ts";

async function names(tx: ReadTx): Promise<Map<string, string>> {
  return new Map((await membersOf(tx)).map((member) => [member.id, member.name]));
}

export { outcomesToReopen } from "./reopening.ts";

export const screeningActions = [
  act(vote, { who: VOTERS, run: (tx, ballot) => castVote(tx, ballot) }),
  look(next, {
    async run(tx, { stage, count, skip }) {
      const { ids, pilot } = await nextCitations(tx, stage, count, skip);
      const progress = await progressOf(tx, stage);
      const protocol = await rulesInForce(tx);
      return {
        items: await screenItems(tx, stage, ids, { pilot, firstRank: progress.done + skip.length + 1 }),
        progress,
        criteria: protocol.criteria,
        reasons: protocol.reasons.filter((reason) => reason.stages.includes(stage)),
        reasonRequired: protocol.stages[stage].reasonRequired,
      };
    },
  }),
  look(item, {
    async run(tx, { citation, stage }) {
      const { id } = await citationView(tx, citation);
      const [found] = await screenItems(tx, stage, [id]);
      if (found === undefined) throw new UserError("citation.unknown", `There is no citation ${citation}.`);
      return found;
    },
  }),
  look(mine, {
    async run(tx, { stage, decision, offset, limit }) {
      const { total, rows } = await ownVotes(tx, tx.actor, stage, { offset, limit, decision });
      const items = await screenItems(
        tx,
        stage,
        rows.map((row) => row.citation),
      );
      const named = await names(tx);
      return {
        total,
        items: items.map((one) => {
          const row = rows.find((vote) => vote.citation === one.citation.id);
          return { ...one, mine: row === undefined ? one.mine : voteViews([row], named)[0] };
        }),
      };
    },
  }),
  look(conflicts, { run: (tx, { stage }) => conflictsFor(tx, stage) }),
  act(resolve, {
    who: ["lead", "adjudicator", "reviewer", "librarian", "machine"],
    run: (tx, wish) => settleConflict(tx, wish),
  }),
  look(adoptable, { who: ["lead"], run: (tx, wish) => previewAdoption(tx, wish) }),
  act(adopt, { who: ["lead"], run: (tx, wish) => adoptDecisions(tx, wish) }),
  look(adoptions, { run: (tx) => adoptionViews(tx) }),
  look(carried, { run: (tx, { citation }) => carriedOn(tx, citation) }),
  look(history, { run: (tx, { citation }) => historyOf(tx, citation) }),
  look(reopenable, {
    who: ["lead"],
    run: async (tx, { reopens }) => ({
      outcomes: await reopenableOutcomes(tx),
      chosen: (await outcomesToReopen(tx, reopens)).reopened,
    }),
  }),
  look(agreementByStage, { run: (tx, { stage }) => agreements(tx, stage) }),
  act(removeBefore, {
    who: ["lead", "librarian"],
    run: (tx, wish) => removeCitations(tx, wish),
  }),
  act(closeStage, {
    who: ["lead"],
    run: (tx, { stage, reason }) => stopStage(tx, stage, reason),
  }),
  act(assign, {
    who: ["lead"],
    async run(tx, { stage, reviewers, mode, seed }) {
      const known = new Map(
        (await membersOf(tx)).filter((member) => member.active).map((member) => [member.id, member]),
      );
      for (const id of reviewers) {
        if (known.get(id)?.roles.some((role) => VOTERS.includes(role)) !== true) {
          throw new UserError("assign.no-voter", `${known.get(id)?.name ?? id} cannot vote in this review.`, {
            hint: "Give them the role reviewer first.",
          });
        }
      }
      return { fact: (await tx.record(assigned, stage, { reviewers, mode, seed })).hash };
    },
  }),
  act(openPilot, { who: ["lead"], run: (tx, wish) => drawPilot(tx, wish) }),
  act(closePilot, { who: ["lead"], run: (tx, wish) => endPilot(tx, wish) }),
  look(pilots, {
    async run(tx) {
      const views = [];
      for (const pilot of await pilotsOf(tx)) views.push(await pilotView(tx, pilot));
      return views;
    },
  }),
  look(stages, {
    async run(tx) {
      const protocol = await rulesInForce(tx);
      const members = await membersOf(tx);
      const found = [];
      for (const stage of STAGES) {
        const assignment = await assignmentOf(tx, stage);
        const pool =
          assignment?.reviewers ??
          members
            .filter((member) => member.active && member.roles.some((role) => role === "reviewer"))
            .map((member) => member.id);
        const progress = await progressOf(tx, stage);
        const mayJudge = hasRole(tx, "lead", "adjudicator", "reviewer", "machine");
        const seen = mayJudge ? (await conflictsFor(tx, stage)).filter((one) => one.kind !== "reasons") : [];
        found.push({
          ...progress,
          votesNeeded: protocol.stages[stage].votesNeeded,
          assigned: pool.map((id) => ({ id, name: members.find((member) => member.id === id)?.name ?? id })),
          mode: assignment?.mode ?? ("everybody" as const),
          conflicts: seen.filter((one) => one.mayResolve).length,
          conflictsSeen: seen.length,
          stopped: await stoppedAt(tx, stage),
          untouched: hasRole(tx, "lead") ? await untouchedAt(tx, stage, progress.total) : undefined,
        });
      }
      return found;
    },
  }),
];
