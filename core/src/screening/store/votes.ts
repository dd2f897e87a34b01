import { membershipTable } from "../../dedup/store.ts";
import type { Stage } from "../../protocol/index.ts";
import { recordTable, runTable } from "../../records/store.ts";
import { chunked, on, type RowOf, type Tx } from "../../storage/index.ts";
import type { StandingResolution, StandingVote } from "../outcome.ts";
import {
  assignmentTable,
  closingTable,
  pilotItemTable,
  type PilotRow,
  pilotTable,
  removalTable,
  reopeningTable,
  resolutionTable,
  voteOverTable,
  type VoteRow,
  voteTable,
} from "./tables.ts";

/** Votes that stand, of screening proper (and of pilots whose votes count), neither replaced by a later one nor re-opened. */
function liveVotes(tx: Tx) {
  return on(tx, voteTable, voteOverTable, pilotTable, reopeningTable)
    .selectFrom("votes as v")
    .leftJoin("pilots as p", (join) =>
      join.onRef("p.review", "=", "v.review").onRef("p.round", "=", "v.pilot"),
    )
    .where("v.review", "=", tx.review)
    .where((e) => e.or([e("v.pilot", "is", null), e.and([e("p.votes_count", "=", 1), e("p.open", "=", 0)])]))
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom("vote_over as o")
            .select("o.fact")
            .whereRef("o.review", "=", "v.review")
            .whereRef("o.over", "=", "v.fact"),
        ),
      ),
    )
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom("reopenings as n")
            .select("n.fact")
            .whereRef("n.review", "=", "v.review")
            .whereRef("n.record", "=", "v.record")
            .whereRef("n.stage", "=", "v.stage")
            .whereRef("n.clock", ">", "v.clock"),
        ),
      ),
    );
}

const STANDING = [
  "v.fact",
  "v.citation",
  "v.reviewer",
  "v.machine",
  "v.adoption",
  "v.decision",
  "v.reason",
  "v.clock",
] as const;

/** A row of votes as what the outcome is computed from. */
export function toStanding(row: {
  fact: string;
  reviewer: string;
  machine: number;
  adoption: string | null;
  decision: string;
  reason: string | null;
  clock: number;
}): StandingVote {
  const { fact, reviewer, reason, clock } = row;
  return {
    fact,
    reviewer,
    machine: row.machine === 1,
    ...(row.adoption !== null && { adopted: true as const }),
    decision: row.decision as StandingVote["decision"],
    reason,
    clock,
  };
}

function grouped<T extends { citation: string }, V>(
  rows: readonly T[],
  value: (row: T) => V,
): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const row of rows) {
    const group = groups.get(row.citation);
    if (group === undefined) groups.set(row.citation, [value(row)]);
    else group.push(value(row));
  }
  return groups;
}

/** The standing votes of a stage by citation: of all citations, or of these. Sees everything: for counting only. */
export async function standingVotes(
  tx: Tx,
  stage: Stage,
  citations?: readonly string[],
): Promise<Map<string, StandingVote[]>> {
  const base = liveVotes(tx).select(STANDING).where("v.stage", "=", stage);
  if (citations === undefined) {
    const rows = await base.where("v.citation", "<>", "").execute();
    return grouped(rows, toStanding);
  }
  const all: Awaited<ReturnType<typeof base.execute>> = [];
  for (const part of chunked(citations)) all.push(...(await base.where("v.citation", "in", part).execute()));
  return grouped(all, toStanding);
}

/** Resolutions by citation, of all or of these; without those that were re-opened. */
export async function standingResolutions(
  tx: Tx,
  stage: Stage,
  citations?: readonly string[],
): Promise<Map<string, (StandingResolution & { note: string; at: string })[]>> {
  const base = on(tx, resolutionTable, reopeningTable)
    .selectFrom("resolutions as r")
    .selectAll("r")
    .where("r.review", "=", tx.review)
    .where("r.stage", "=", stage)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom("reopenings as n")
            .select("n.fact")
            .whereRef("n.review", "=", "r.review")
            .whereRef("n.record", "=", "r.record")
            .whereRef("n.stage", "=", "r.stage")
            .whereRef("n.clock", ">", "r.clock"),
        ),
      ),
    )
    .orderBy("r.clock")
    .orderBy("r.fact");
  const rows: RowOf<typeof resolutionTable>[] = [];
  if (citations === undefined) rows.push(...(await base.execute()));
  else
    for (const part of chunked(citations))
      rows.push(...(await base.where("r.citation", "in", part).execute()));
  return grouped(rows, (row) => ({
    fact: row.fact,
    by: row.by,
    machine: row.machine === 1,
    mode: row.mode === "consensus" ? "consensus" : "adjudicator",
    decision: row.decision as StandingResolution["decision"],
    reason: row.reason,
    clock: row.clock,
    note: row.note,
    at: row.at,
  }));
}

/** Citations removed before screening, with the automation rule where one did it. */
export async function removedCitations(
  tx: Tx,
): Promise<Map<string, { automation: string | null; reason: string }>> {
  const rows = await on(tx, removalTable)
    .selectFrom("removals")
    .selectAll()
    .where("review", "=", tx.review)
    .orderBy("clock")
    .execute();
  return new Map(rows.map(({ citation, automation, reason }) => [citation, { automation, reason }]));
}

/** The facts that removed a citation before screening; more than one where copies that met had each removed it. */
export async function removalFacts(tx: Tx, citation: string): Promise<{ fact: string; reason: string }[]> {
  return on(tx, removalTable)
    .selectFrom("removals")
    .select(["fact", "reason"])
    .where("review", "=", tx.review)
    .where("citation", "=", citation)
    .orderBy("clock")
    .orderBy("fact")
    .execute();
}

export async function isRemoved(tx: Tx, citation: string): Promise<boolean> {
  const row = await on(tx, removalTable)
    .selectFrom("removals")
    .select("fact")
    .where("review", "=", tx.review)
    .where("citation", "=", citation)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many citations that count now were removed before screening. */
export async function removalCount(tx: Tx): Promise<number> {
  const row = await on(tx, removalTable, recordTable, runTable)
    .selectFrom("removals as x")
    .innerJoin("records as r", (join) =>
      join.onRef("r.review", "=", "x.review").onRef("r.id", "=", "x.citation"),
    )
    .innerJoin("runs as u", (join) => join.onRef("u.review", "=", "r.review").onRef("u.id", "=", "r.run"))
    .select((e) => e.fn.count("x.citation").distinct().as("n"))
    .where("x.review", "=", tx.review)
    .where("u.live", "=", 1)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** Every standing vote row on these citations, pilots too. Sees everything: the caller keeps the blinding. */
export async function voteRows(tx: Tx, citations: readonly string[], stage?: Stage): Promise<VoteRow[]> {
  const rows: VoteRow[] = [];
  let base = on(tx, voteTable).selectFrom("votes").selectAll().where("review", "=", tx.review);
  if (stage !== undefined) base = base.where("stage", "=", stage);
  for (const part of chunked(citations))
    rows.push(...(await base.where("citation", "in", part).orderBy("clock").execute()));
  return rows;
}

/** The rows of a pilot round. */
export async function pilotVotes(tx: Tx, round: number): Promise<VoteRow[]> {
  return on(tx, voteTable, voteOverTable)
    .selectFrom("votes as v")
    .selectAll("v")
    .where("v.review", "=", tx.review)
    .where("v.pilot", "=", round)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom("vote_over as o")
            .select("o.fact")
            .whereRef("o.review", "=", "v.review")
            .whereRef("o.over", "=", "v.fact"),
        ),
      ),
    )
    .orderBy("v.clock")
    .execute();
}

/** A reviewer's own standing votes of a stage, newest first. */
export async function ownVotes(
  tx: Tx,
  reviewer: string,
  stage: Stage,
  page: { offset: number; limit: number; decision?: string | undefined },
): Promise<{ total: number; rows: VoteRow[] }> {
  let base = liveVotes(tx)
    .where("v.reviewer", "=", reviewer)
    .where("v.stage", "=", stage)
    .where("v.citation", "<>", "");
  if (page.decision !== undefined) base = base.where("v.decision", "=", page.decision);
  const count = await base.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirst();
  const rows = await base
    .selectAll("v")
    .orderBy("v.clock", "desc")
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  return { total: Number(count?.n ?? 0), rows };
}

/** The labels that a reviewer gave in votes that stand, on these citations or on all. */
export async function ownLabels(
  tx: Tx,
  reviewer: string,
  citations?: readonly string[],
): Promise<{ citation: string; labels: string[] }[]> {
  const base = liveVotes(tx)
    .select(["v.citation", "v.labels"])
    .where("v.reviewer", "=", reviewer)
    .where("v.labels", "<>", "[]")
    .where("v.citation", "<>", "");
  const rows: { citation: string; labels: string }[] = [];
  if (citations === undefined) rows.push(...(await base.execute()));
  else
    for (const part of chunked(citations))
      rows.push(...(await base.where("v.citation", "in", part).execute()));
  return rows.map(({ citation, labels }) => ({ citation, labels: JSON.parse(labels) as string[] }));
}

/** How many citations others have completed without this reviewer, where all need so many votes. */
export async function completedWithout(
  tx: Tx,
  reviewer: string,
  stage: Stage,
  needed: number,
): Promise<number> {
  const rows = await liveVotes(tx)
    .select((e) => [
      "v.citation",
      e.fn.countAll<number>().as("n"),
      e.fn.max(e.case().when("v.reviewer", "=", reviewer).then(1).else(0).end()).as("mine"),
    ])
    .where("v.stage", "=", stage)
    .groupBy("v.citation")
    .having((e) => e(e.fn.countAll<number>(), ">=", needed))
    .execute();
  return rows.filter((row) => Number(row.mine) === 0).length;
}

/** Every independent vote of a stage, in order; votes of open pilots and of those that do not count are left out. */
export async function independentVotes(tx: Tx, stage: Stage): Promise<VoteRow[]> {
  return on(tx, voteTable, pilotTable)
    .selectFrom("votes as v")
    .leftJoin("pilots as p", (join) =>
      join.onRef("p.review", "=", "v.review").onRef("p.round", "=", "v.pilot"),
    )
    .selectAll("v")
    .where("v.review", "=", tx.review)
    .where("v.stage", "=", stage)
    .where("v.independent", "=", 1)
    .where("v.citation", "<>", "")
    .where((e) => e.or([e("v.pilot", "is", null), e("p.votes_count", "=", 1)]))
    .orderBy("v.clock")
    .execute();
}

/** The standing stops of a stage, the latest last. */
export async function stageClosings(tx: Tx, stage: Stage): Promise<{ reason: string; fact: string }[]> {
  return on(tx, closingTable)
    .selectFrom("stage_closings")
    .select(["reason", "fact"])
    .where("review", "=", tx.review)
    .where("stage", "=", stage)
    .orderBy("clock")
    .orderBy("fact")
    .execute();
}

/** The latest stop of a stage; undefined while it is open. */
export async function stageClosed(
  tx: Tx,
  stage: Stage,
): Promise<{ reason: string; fact: string } | undefined> {
  return (await stageClosings(tx, stage)).at(-1);
}

export interface Assignment {
  reviewers: string[];
  mode: "everybody" | "shared";
  seed: number;
}

export async function assignmentOf(tx: Tx, stage: Stage): Promise<Assignment | undefined> {
  const row = await on(tx, assignmentTable)
    .selectFrom("assignments")
    .selectAll()
    .where("review", "=", tx.review)
    .where("stage", "=", stage)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    reviewers: JSON.parse(row.reviewers) as string[],
    mode: row.mode === "shared" ? "shared" : "everybody",
    seed: row.seed,
  };
}

export interface Pilot extends Omit<PilotRow, "voters" | "stage"> {
  stage: Stage;
  voters: string[];
  records: string[];
}

export async function pilotsOf(tx: Tx): Promise<Pilot[]> {
  const rows = await on(tx, pilotTable)
    .selectFrom("pilots")
    .selectAll()
    .where("review", "=", tx.review)
    .orderBy("round")
    .execute();
  if (rows.length === 0) return [];
  const items = await on(tx, pilotItemTable)
    .selectFrom("pilot_items")
    .selectAll()
    .where("review", "=", tx.review)
    .orderBy("place")
    .execute();
  return rows.map(({ review: _review, ...row }) => ({
    ...row,
    stage: row.stage as Stage,
    voters: JSON.parse(row.voters) as string[],
    records: items.filter((item) => item.round === row.round).map((item) => item.record),
  }));
}

/** How many records were joined to another's citation; with the runs' totals this gives the citations without a scan. */
export async function joinedRecords(tx: Tx): Promise<number> {
  const row = await on(tx, membershipTable)
    .selectFrom("memberships")
    .select((e) => e.fn.countAll<number>().as("n"))
    .where("review", "=", tx.review)
    .where("lead", "=", 0)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}
