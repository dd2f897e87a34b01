import type { Stage } from "../../protocol/index.ts";
import { chunked, on, type Tx } from "../../storage/index.ts";
import { outcomeOverVersions, type RulesFrom, type StandingResolution } from "../outcome.ts";
import { stageVersions } from "./outcomes.ts";
import { pilotTable, reopeningTable, resolutionTable, voteOverTable, voteTable } from "./tables.ts";
import { toStanding } from "./votes.ts";

/** A vote that an amendment re-opened: it is kept, and counts no more. */
export interface PastVote {
  citation: string;
  /** Clock of the amendment that ended its round. */
  round: number;
  /** Who voted in that round, where all needed votes were cast; undefined where they never were. */
  voters: ReadonlySet<string> | undefined;
}

interface RoundRow {
  fact: string;
  citation: string;
  round: number;
}

async function anyReopening(tx: Tx, stage: Stage): Promise<boolean> {
  const row = await on(tx, reopeningTable)
    .selectFrom("reopenings")
    .select("fact")
    .where("review", "=", tx.review)
    .where("stage", "=", stage)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Votes of rounds that are over, each with the clock that ended its round. */
async function votesOfRounds(tx: Tx, stage: Stage, citations: readonly string[]) {
  return on(tx, voteTable, reopeningTable, pilotTable)
    .selectFrom("votes as v")
    .innerJoin("reopenings as n", (join) =>
      join
        .onRef("n.review", "=", "v.review")
        .onRef("n.record", "=", "v.record")
        .onRef("n.stage", "=", "v.stage")
        .onRef("n.clock", ">", "v.clock"),
    )
    .leftJoin("pilots as p", (join) =>
      join.onRef("p.review", "=", "v.review").onRef("p.round", "=", "v.pilot"),
    )
    .select([
      "v.fact",
      "v.citation",
      "v.reviewer",
      "v.machine",
      "v.adoption",
      "v.decision",
      "v.reason",
      "v.clock",
    ])
    .select((e) => e.fn.min("n.clock").as("round"))
    .where("v.review", "=", tx.review)
    .where("v.stage", "=", stage)
    .where("v.citation", "in", citations)
    .where((e) => e.or([e("v.pilot", "is", null), e.and([e("p.votes_count", "=", 1), e("p.open", "=", 0)])]))
    .groupBy([
      "v.fact",
      "v.citation",
      "v.reviewer",
      "v.machine",
      "v.adoption",
      "v.decision",
      "v.reason",
      "v.clock",
    ])
    .execute();
}

async function resolutionsOfRounds(
  tx: Tx,
  stage: Stage,
  citations: readonly string[],
): Promise<(RoundRow & StandingResolution)[]> {
  const rows = await on(tx, resolutionTable, reopeningTable)
    .selectFrom("resolutions as r")
    .innerJoin("reopenings as n", (join) =>
      join
        .onRef("n.review", "=", "r.review")
        .onRef("n.record", "=", "r.record")
        .onRef("n.stage", "=", "r.stage")
        .onRef("n.clock", ">", "r.clock"),
    )
    .select(["r.fact", "r.citation", "r.by", "r.machine", "r.mode", "r.decision", "r.reason", "r.clock"])
    .select((e) => e.fn.min("n.clock").as("round"))
    .where("r.review", "=", tx.review)
    .where("r.stage", "=", stage)
    .where("r.citation", "in", citations)
    .groupBy(["r.fact", "r.citation", "r.by", "r.machine", "r.mode", "r.decision", "r.reason", "r.clock"])
    .orderBy("r.clock")
    .orderBy("r.fact")
    .execute();
  return rows.map((row) => ({
    ...row,
    round: Number(row.round),
    machine: row.machine === 1,
    mode: row.mode === "consensus" ? "consensus" : "adjudicator",
    decision: row.decision as StandingResolution["decision"],
  }));
}

/** By vote, the clocks of the votes that replaced it. */
async function replacedAt(tx: Tx, votes: readonly string[]): Promise<Map<string, number[]>> {
  const clocks = new Map<string, number[]>();
  for (const part of chunked(votes)) {
    const rows = await on(tx, voteOverTable, voteTable)
      .selectFrom("vote_over as o")
      .innerJoin("votes as v", (join) =>
        join.onRef("v.review", "=", "o.review").onRef("v.fact", "=", "o.fact"),
      )
      .select(["o.over", "v.clock"])
      .where("o.review", "=", tx.review)
      .where("o.over", "in", part)
      .execute();
    for (const { over, clock } of rows) clocks.set(over, [...(clocks.get(over) ?? []), clock]);
  }
  return clocks;
}

function grouped<T extends RoundRow>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = `${row.round} ${row.citation}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

async function pastOf(
  tx: Tx,
  stage: Stage,
  citations: readonly string[],
  versions: readonly RulesFrom[],
): Promise<Map<string, PastVote>> {
  const past = new Map<string, PastVote>();
  const votes = (await votesOfRounds(tx, stage, citations)).map((row) => ({
    ...row,
    ...toStanding(row),
    round: Number(row.round),
  }));
  if (votes.length === 0) return past;
  const resolutions = grouped(await resolutionsOfRounds(tx, stage, citations));
  const replaced = await replacedAt(
    tx,
    votes.map((vote) => vote.fact),
  );
  for (const [key, own] of grouped(votes)) {
    const round = own[0]?.round ?? 0;
    const standing = own.filter((vote) => !(replaced.get(vote.fact) ?? []).some((clock) => clock < round));
    const then = versions.filter((version) => version.clock < round);
    const { needed } = outcomeOverVersions(stage, standing, resolutions.get(key) ?? [], then);
    const voters = new Set(own.map((vote) => vote.reviewer));
    const closed = voters.size >= needed ? voters : undefined;
    for (const vote of own) past.set(vote.fact, { citation: vote.citation, round, voters: closed });
  }
  return past;
}

/** The votes on these citations at a stage that an amendment re-opened, by fact. Sees everything. */
export async function pastVotes(
  tx: Tx,
  stage: Stage,
  citations: readonly string[],
): Promise<Map<string, PastVote>> {
  const past = new Map<string, PastVote>();
  if (citations.length === 0 || !(await anyReopening(tx, stage))) return past;
  const versions = await stageVersions(tx, stage);
  for (const part of chunked(citations)) {
    for (const [fact, vote] of await pastOf(tx, stage, part, versions)) past.set(fact, vote);
  }
  return past;
}
