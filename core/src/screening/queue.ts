import type { ReadTx } from "../action/index.ts";
import { citationsAfter, citationViews } from "../dedup/store.ts";
import type { Stage } from "../protocol/index.ts";
import { hasRole } from "../review/index.ts";
import { recordRows, runsOf } from "../records/store.ts";
import { assignedTo } from "./assignment.ts";
import type { Progress, ScreenItem } from "./contracts.ts";
import { outcomeOverVersions, type RulesFrom } from "./outcome.ts";
import { pilotCitations, pilotView } from "./pilot.ts";
import {
  type Assignment,
  assignmentOf,
  completedWithout,
  joinedRecords,
  ownVotes,
  type Pilot,
  pilotVotes,
  removalCount,
  removedCitations,
  stageClosed,
  stageVersions,
  standingResolutions,
  soughtCitations,
  standingVotes,
} from "./store.ts";
import { openPilotFor, ownVoteViews } from "./voting.ts";

/** Citations looked at in one go; most often the next one is among the first few. */
const FIRST_PAGE = 12;
const LARGEST_PAGE = 400;

interface Turn {
  tx: ReadTx;
  stage: Stage;
  versions: readonly RulesFrom[];
  assignment: Assignment | undefined;
}

async function turnAt(tx: ReadTx, stage: Stage): Promise<Turn> {
  return {
    tx,
    stage,
    versions: await stageVersions(tx, stage),
    assignment: await assignmentOf(tx, stage),
  };
}

const neededNow = ({ versions }: Turn) => versions.at(-1)?.rules.votesNeeded ?? 1;

async function waiting(turn: Turn, citations: readonly string[]): Promise<string[]> {
  const { tx, stage, versions, assignment } = turn;
  const votes = await standingVotes(tx, stage, citations);
  const resolutions = await standingResolutions(tx, stage, citations);
  const removed = await removedCitations(tx);
  return citations.filter((citation) => {
    if (removed.has(citation) || resolutions.has(citation)) return false;
    if (assignment !== undefined && !assignedTo(citation, assignment, neededNow(turn)).includes(tx.actor))
      return false;
    const own = votes.get(citation) ?? [];
    const { needed } = outcomeOverVersions(stage, own, [], versions);
    const contradicting =
      new Set(own.filter((vote) => vote.reviewer === tx.actor).map((vote) => vote.decision)).size > 1;
    if (contradicting) return true;
    return (
      !own.some((vote) => vote.reviewer === tx.actor) &&
      new Set(own.map((vote) => vote.reviewer)).size < needed
    );
  });
}

/** Where the reviewer was last: people go through the order from front to back. */
async function lastPlace(tx: ReadTx, stage: Stage) {
  const [last] = (await ownVotes(tx, tx.actor, stage, { offset: 0, limit: 1 })).rows;
  if (last === undefined) return undefined;
  const [row] = await recordRows(tx, [last.citation]);
  const run = (await runsOf(tx)).find((one) => one.id === row?.run);
  if (row === undefined || run === undefined) return undefined;
  return { clock: run.clock, run: run.id, position: row.position };
}

async function scan(turn: Turn, count: number, skip: ReadonlySet<string>): Promise<string[]> {
  const { tx, stage } = turn;
  const found: string[] = [];
  const seen = new Set(skip);
  const take = async (ids: readonly string[]) => {
    for (const id of await waiting(turn, ids)) {
      if (found.length >= count) return;
      if (!seen.has(id)) found.push(id);
      seen.add(id);
    }
  };
  if (stage === "full_text") {
    await take(await soughtCitations(tx));
    return found;
  }
  const start = await lastPlace(tx, stage);
  // from where the reviewer was to the end, then once more from the front for what was left behind
  for (const from of start === undefined ? [undefined] : [start, undefined]) {
    let after: { clock: number; run: string; position: number } | undefined = from;
    let size = FIRST_PAGE;
    while (found.length < count) {
      const page = await citationsAfter(tx, after, size);
      size = Math.min(LARGEST_PAGE, size * 4);
      if (page.length === 0) break;
      await take(page.map(({ id }) => id));
      after = page.at(-1);
    }
  }
  return found;
}

async function pilotItems(tx: ReadTx, pilot: Pilot): Promise<string[]> {
  const done = new Set(
    (await pilotVotes(tx, pilot.round))
      .filter((vote) => vote.reviewer === tx.actor)
      .map((vote) => vote.citation),
  );
  return (await pilotCitations(tx, pilot)).filter((citation) => !done.has(citation));
}

/** Ids of the citations that the reader should decide next, in their order. */
export async function nextCitations(
  tx: ReadTx,
  stage: Stage,
  count: number,
  skip: readonly string[],
): Promise<{ ids: string[]; pilot: Pilot | undefined }> {
  const pilot = await openPilotFor(tx, stage);
  if (pilot !== undefined) {
    const left = await pilotItems(tx, pilot);
    return { ids: left.filter((id) => !skip.includes(id)).slice(0, count), pilot };
  }
  if (!(await votesAt(tx, stage)) || (await stageClosed(tx, stage)) !== undefined)
    return { ids: [], pilot: undefined };
  return { ids: await scan(await turnAt(tx, stage), count, new Set(skip)), pilot: undefined };
}

/** Whether the reader votes at this stage at all. */
export async function votesAt(tx: ReadTx, stage: Stage): Promise<boolean> {
  const assignment = await assignmentOf(tx, stage);
  return assignment === undefined
    ? hasRole(tx, "reviewer", "machine")
    : assignment.reviewers.includes(tx.actor);
}

/** How many citations others have completed without the reader. */
async function completedByOthers(turn: Turn): Promise<number> {
  const { tx, stage, versions } = turn;
  // the database counts quicker, where every version of the protocol asks for as many votes
  if (versions.every(({ rules }) => rules.votesNeeded === neededNow(turn)))
    return completedWithout(tx, tx.actor, stage, neededNow(turn));
  let completed = 0;
  for (const [citation, own] of await standingVotes(tx, stage)) {
    if (citation === "") continue;
    const voters = new Set(own.map((vote) => vote.reviewer));
    if (!voters.has(tx.actor) && voters.size >= outcomeOverVersions(stage, own, [], versions).needed)
      completed += 1;
  }
  return completed;
}

/** How far the reader is; nothing in it tells what another did that the reader may not know. */
export async function progressOf(tx: ReadTx, stage: Stage): Promise<Progress> {
  const closed = (await stageClosed(tx, stage)) !== undefined;
  const pilot = await openPilotFor(tx, stage);
  const round = pilot && (await pilotView(tx, pilot));
  const own = (await ownVotes(tx, tx.actor, stage, { offset: 0, limit: 1 })).total;
  const turn = await turnAt(tx, stage);
  const { assignment } = turn;
  const votesNeeded = neededNow(turn);
  // while a round is open its records are all that the reader is shown
  const done = round === undefined ? own : round.size - round.mineLeft;
  const base = { stage, done, closed, pilot: round };
  if (stage === "full_text") {
    const sought = await soughtCitations(tx);
    const votes = await votesAt(tx, stage);
    const left = votes && !closed ? (await waiting(turn, sought)).length : 0;
    return { ...base, left: round?.mineLeft ?? left, total: sought.length };
  }
  const records = (await runsOf(tx))
    .filter((run) => run.state === "live")
    .reduce((sum, run) => sum + run.records, 0);
  const total = records - (await joinedRecords(tx)) - (await removalCount(tx));
  if (round !== undefined) return { ...base, left: round.mineLeft, total };
  if (!(await votesAt(tx, stage)) || closed) return { ...base, left: 0, total };
  const pool = assignment?.reviewers.length ?? Number.POSITIVE_INFINITY;
  if (assignment?.mode === "shared" && pool > votesNeeded) {
    const share = Math.round((total * votesNeeded) / pool);
    return { ...base, left: Math.max(0, share - own), total };
  }
  const others = pool <= votesNeeded ? 0 : await completedByOthers(turn);
  return { ...base, left: Math.max(0, total - own - others), total };
}

/** Citations as the reader sees them while deciding: with their own vote and nobody else's. */
export async function screenItems(
  tx: ReadTx,
  stage: Stage,
  ids: readonly string[],
  more: { pilot?: Pilot | undefined; firstRank?: number } = {},
): Promise<ScreenItem[]> {
  const views = await citationViews(tx, ids);
  const own = await ownVoteViews(tx, stage, ids, more.pilot?.round);
  return ids.flatMap((id, at) => {
    const citation = views.get(id);
    if (citation === undefined) return [];
    return [
      {
        citation,
        stage,
        mine: own.get(id),
        rank: more.firstRank === undefined ? undefined : more.firstRank + at,
        pilot: more.pilot?.round,
      },
    ];
  });
}
