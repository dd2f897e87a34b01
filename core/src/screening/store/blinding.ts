import type { Fact, ViewTx } from "../../ledger/index.ts";
import type { Stage } from "../../protocol/index.ts";
import { chunked, on, type Tx } from "../../storage/index.ts";
import { outcomeOverVersions, type StandingResolution } from "../outcome.ts";
import { stageVersions } from "./outcomes.ts";
import { type PastVote, pastVotes } from "./rounds.ts";
import { type VoteRow, voteTable } from "./tables.ts";
import { type Pilot, pilotsOf, standingResolutions, standingVotes } from "./votes.ts";

/** Which of these citations are closed at a stage: all needed votes are cast, so that the voters may see them. */
export async function closedCitations(
  tx: Tx,
  stage: Stage,
  citations: readonly string[],
): Promise<Map<string, Set<string>>> {
  const versions = await stageVersions(tx, stage);
  const votes = await standingVotes(tx, stage, citations);
  // what settled a citation asks for other votes only where the protocol changed since
  const resolutions =
    versions.length > 1
      ? await standingResolutions(tx, stage, citations)
      : new Map<string, StandingResolution[]>();
  const closed = new Map<string, Set<string>>();
  for (const [citation, own] of votes) {
    const voters = new Set(own.map((one) => one.reviewer));
    const { needed } = outcomeOverVersions(stage, own, resolutions.get(citation) ?? [], versions);
    if (citation !== "" && voters.size >= needed) closed.set(citation, voters);
  }
  return closed;
}

/** Whether the viewer's role lets them see closed votes; voters see those on what they voted on. */
export function seesClosed(roles: readonly string[], voters: ReadonlySet<string>, actor: string): boolean {
  return voters.has(actor) || ["lead", "adjudicator", "observer"].some((role) => roles.includes(role));
}

/** Of these votes, which the viewer may read: the blinding of screening, in one place. */
export async function readableVotes(
  tx: ViewTx,
  rows: readonly Pick<VoteRow, "fact" | "reviewer" | "citation" | "stage" | "pilot">[],
): Promise<boolean[]> {
  if (tx.viewer === "everything") return rows.map(() => true);
  const { actor, roles } = tx.viewer;
  if (roles.includes("unblinded")) return rows.map(() => true);
  const closed = new Map<string, Map<string, Set<string>>>();
  const past = new Map<string, PastVote>();
  for (const stage of ["title_abstract", "full_text"] as const) {
    const about = rows.filter(
      (row) => row.stage === stage && row.pilot === null && row.reviewer !== actor && row.citation !== "",
    );
    if (about.length === 0) continue;
    const citations = [...new Set(about.map((row) => row.citation))];
    closed.set(stage, await closedCitations(tx, stage, citations));
    for (const [fact, vote] of await pastVotes(tx, stage, citations)) past.set(fact, vote);
  }
  const rounds = rows.some((row) => row.pilot !== null)
    ? new Map((await pilotsOf(tx)).map((pilot) => [pilot.round, pilot]))
    : new Map<number, Pilot>();
  return rows.map((row) => {
    if (row.reviewer === actor) return true;
    if (row.pilot !== null) {
      const round = rounds.get(row.pilot);
      return round?.open === 0 && seesClosed(roles, new Set(round.voters), actor);
    }
    // a round that an amendment ended stays open to those who could see it then
    const before = past.get(row.fact);
    const voters = before === undefined ? closed.get(row.stage)?.get(row.citation) : before.voters;
    return voters !== undefined && seesClosed(roles, voters, actor);
  });
}

/** Whose vote a fact is: an adopted one names its member. */
function voterOf({ actor, body }: Fact): string {
  return (JSON.parse(body ?? "{}") as { member?: string }).member ?? actor;
}

/** The same for facts of the ledger; a vote that was taken back is read by its reviewer alone. */
export async function readableFacts(tx: ViewTx, facts: readonly Fact[]): Promise<boolean[]> {
  const rows = new Map<string, VoteRow>();
  for (const part of chunked(facts.map((fact) => fact.hash))) {
    const found = await on(tx, voteTable)
      .selectFrom("votes")
      .selectAll()
      .where("review", "=", tx.review)
      .where("fact", "in", part)
      .execute();
    for (const row of found) rows.set(row.fact, row);
  }
  const known = facts.map(
    (fact) =>
      rows.get(fact.hash) ?? {
        fact: fact.hash,
        reviewer: voterOf(fact),
        citation: "",
        stage: "",
        pilot: null,
      },
  );
  return readableVotes(tx, known);
}
