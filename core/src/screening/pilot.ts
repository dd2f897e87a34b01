import type { ActTx, ReadTx } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { seededRandom, shuffled } from "../base/random.ts";
import { allCitations, citationsOf, liveOrder } from "../dedup/store.ts";
import type { Stage } from "../protocol/index.ts";
import { rulesInForce } from "../protocol/store.ts";
import { membersOf } from "../review/store.ts";
import { agreement } from "./agreement.ts";
import type { PilotView } from "./contracts.ts";
import { pilotClosed, pilotOpened } from "./facts.ts";
import { assignmentOf, type Pilot, pilotsOf, pilotVotes, removedCitations, standingVotes } from "./store.ts";

/** The citations of a round that can be voted on now: records may have been joined, removed or withdrawn since. */
export async function pilotCitations(tx: ReadTx, pilot: Pilot): Promise<string[]> {
  const ids = await citationsOf(tx, pilot.records);
  const live = await liveOrder(tx, pilot.records);
  const removed = await removedCitations(tx);
  const citations = pilot.records
    .filter((record) => live.has(record))
    .map((record) => ids.get(record) ?? record);
  return [...new Set(citations)].filter((citation) => !removed.has(citation));
}

/** A round as its reader may see it: who is how far always, the agreement once it is closed. */
export async function pilotView(tx: ReadTx, pilot: Pilot): Promise<PilotView> {
  const citations = await pilotCitations(tx, pilot);
  const votes = await pilotVotes(tx, pilot.round);
  const members = new Map((await membersOf(tx)).map((member) => [member.id, member]));
  const done = pilot.voters.map((reviewer) => {
    const voted = new Set(votes.filter((vote) => vote.reviewer === reviewer).map((vote) => vote.citation));
    return {
      reviewer,
      name: members.get(reviewer)?.name ?? reviewer,
      votes: citations.filter((citation) => voted.has(citation)).length,
    };
  });
  const ratings = votes.map((vote) => ({
    item: vote.citation,
    rater: vote.reviewer,
    value: vote.decision as "include" | "maybe" | "exclude",
  }));
  const mine = done.find((one) => one.reviewer === tx.actor);
  return {
    round: pilot.round,
    stage: pilot.stage,
    size: citations.length,
    gate: pilot.gate,
    state: pilot.open === 1 ? "open" : "closed",
    done,
    // who left the review is not waited for
    finished: done.every(
      (one) => members.get(one.reviewer)?.active !== true || one.votes >= citations.length,
    ),
    agreement: pilot.open === 1 ? undefined : agreement(ratings),
    passed: pilot.passed === null ? undefined : pilot.passed === 1,
    reason: pilot.reason,
    mineLeft: mine === undefined ? 0 : citations.length - mine.votes,
  };
}

async function voters(tx: ReadTx, stage: Stage): Promise<string[]> {
  const assignment = await assignmentOf(tx, stage);
  if (assignment !== undefined) return assignment.reviewers;
  return (await membersOf(tx))
    .filter((member) => member.active && member.roles.includes("reviewer"))
    .map((member) => member.id);
}

/** Draws a fresh sample of citations that nobody has voted on; seeded, so that it can be drawn again. */
export async function drawPilot(
  tx: ActTx,
  wish: { stage: Stage; size?: number | undefined; seed?: number | undefined },
): Promise<PilotView> {
  const { stage } = wish;
  const protocol = await rulesInForce(tx);
  const before = await pilotsOf(tx);
  if (before.some((pilot) => pilot.open === 1))
    throw new UserError("pilot.open", "A pilot round is open.", {
      hint: "Close it before you draw the next.",
    });
  const team = await voters(tx, stage);
  if (team.length < 2)
    throw new UserError("pilot.alone", "A pilot needs two or more who vote.", {
      hint: "Add a reviewer first.",
    });
  const used = new Set([
    ...before.flatMap((pilot) => pilot.records),
    ...(await standingVotes(tx, stage)).keys(),
    ...(await removedCitations(tx)).keys(),
  ]);
  const pool = (await allCitations(tx)).filter((citation) => !used.has(citation));
  if (pool.length === 0)
    throw new UserError("pilot.empty", "There is nothing left to draw from.", {
      hint: "Import records first.",
    });
  const round = before.length + 1;
  const seed = wish.seed ?? round;
  const citations = shuffled(pool, seededRandom(seed)).slice(0, wish.size ?? protocol.pilot.size);
  await tx.record(pilotOpened, `pilot ${round}`, {
    round,
    stage,
    seed,
    gate: protocol.pilot.gate,
    votesCount: protocol.pilot.votesCount,
    voters: team,
    citations,
  });
  const opened = (await pilotsOf(tx)).find((pilot) => pilot.round === round);
  if (opened === undefined) throw new Error("the pilot was recorded but not projected");
  return pilotView(tx, opened);
}

/** Closes a round: agreement is computed, and going on below the gate needs a reason. */
export async function endPilot(
  tx: ActTx,
  wish: { round: number; goOn: boolean; reason: string },
): Promise<PilotView> {
  const pilot = (await pilotsOf(tx)).find((one) => one.round === wish.round);
  if (pilot?.open !== 1) throw new UserError("pilot.not-open", `There is no open pilot round ${wish.round}.`);
  const view = await pilotView(tx, pilot);
  if (!view.finished)
    throw new UserError("pilot.unfinished", "Not everybody has done this round.", {
      hint: "It closes when all have voted on the whole sample.",
    });
  const { agreement: report } = await pilotView(tx, { ...pilot, open: 0 });
  const share = report?.forward.allAgree.share?.value ?? null;
  const passed = share !== null && share >= pilot.gate;
  if (!passed && wish.goOn && wish.reason.trim() === "") {
    throw new UserError("pilot.reason-missing", "Agreement is below the gate; going on needs a reason.", {
      hint: "Talk the differences over, amend the criteria and draw another round, or say why you go on.",
    });
  }
  await tx.record(pilotClosed, `pilot ${wish.round}`, {
    round: wish.round,
    agreement: share,
    passed,
    goOn: wish.goOn,
    reason: wish.reason,
  });
  const closed = (await pilotsOf(tx)).find((one) => one.round === wish.round);
  if (closed === undefined) throw new Error("the pilot's end was recorded but not projected");
  return pilotView(tx, closed);
}
