import type { ActTx, ReadTx } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { type CitationView } from "../dedup/index.ts";
import { citationView, textHash } from "../dedup/store.ts";
import { factsAbout } from "../ledger/index.ts";
import type { Protocol, Stage } from "../protocol/index.ts";
import { currentProtocol, rulesInForce } from "../protocol/store.ts";
import { hasRole, VOTERS } from "../review/index.ts";
import { membersOf } from "../review/store.ts";
import { assignedTo } from "./assignment.ts";
import type { VoteView } from "./contracts.ts";
import { adopted, type AdoptedVote, voted, type Voted } from "./facts.ts";
import { outcomeOverVersions } from "./outcome.ts";
import {
  assignmentOf,
  isRemoved,
  type PastVote,
  pastVotes,
  pilotsOf,
  type Pilot,
  seesClosed,
  stageClosed,
  stageVersions,
  standingResolutions,
  standingVotes,
  voteRows,
  type VoteRow,
} from "./store.ts";

/** A vote as a person casts it. */
export interface Ballot {
  citation: string;
  stage: Stage;
  decision: "include" | "maybe" | "exclude";
  reason: string | null;
  criterion: string | null;
  note: string;
  labels: string[];
  shown?: string[] | undefined;
  rank?: number | undefined;
  seconds?: number | undefined;
}

/** Where a citation stands at a stage, by all votes and resolutions. */
export async function outcomeOf(tx: ReadTx, citation: string, stage: Stage) {
  const votes = (await standingVotes(tx, stage, [citation])).get(citation) ?? [];
  const resolutions = (await standingResolutions(tx, stage, [citation])).get(citation) ?? [];
  const versions = await stageVersions(tx, stage);
  return { votes, resolutions, ...outcomeOverVersions(stage, votes, resolutions, versions) };
}

async function assertMachineMay(tx: ReadTx, stage: Stage, protocol: Protocol): Promise<void> {
  const me = (await membersOf(tx)).find((member) => member.id === tx.actor);
  const rule = protocol.machineRules.find(
    (one) => (one.model === me?.model || one.model === me?.name) && one.stages.includes(stage),
  );
  if (rule !== undefined) return;
  throw new UserError(
    "vote.machine-without-rule",
    `No rule of the protocol lets ${me?.name ?? "this machine"} vote at this stage.`,
    {
      hint: "A machine's vote needs a signed rule that names the model, the stage and the agreement measured.",
    },
  );
}

function assertReason(protocol: Protocol, { stage, decision, reason }: Ballot): void {
  if (decision !== "exclude") return;
  const known = protocol.reasons.filter((one) => one.stages.includes(stage));
  if (reason === null) {
    if (!protocol.stages[stage].reasonRequired) return;
    throw new UserError("vote.reason-missing", "An exclusion at this stage needs a reason.", {
      hint: `Choose one of: ${known.map((one) => one.code).join(", ") || "state reasons in the protocol first"}.`,
    });
  }
  if (known.length > 0 && !known.some((one) => one.code === reason)) {
    throw new UserError(
      "vote.reason-unknown",
      `${reason} is no exclusion reason of the protocol at this stage.`,
      {
        hint: `Choose one of: ${known.map((one) => one.code).join(", ")}.`,
      },
    );
  }
}

/** The open pilot round that this reviewer still votes in, where the citation belongs to it. */
export async function openPilotFor(tx: ReadTx, stage: Stage): Promise<Pilot | undefined> {
  return (await pilotsOf(tx)).find(
    (pilot) => pilot.open === 1 && pilot.stage === stage && pilot.voters.includes(tx.actor),
  );
}

async function assertVoter(tx: ReadTx, citation: string, stage: Stage, needed: number): Promise<void> {
  const assignment = await assignmentOf(tx, stage);
  if (assignment === undefined) {
    if (hasRole(tx, "reviewer", "machine")) return;
    throw new UserError("vote.not-assigned", "Your role does not vote at this stage.", {
      hint: "Ask the lead to assign you.",
    });
  }
  if (assignedTo(citation, assignment, needed).includes(tx.actor)) return;
  throw new UserError("vote.not-assigned", "This citation is not assigned to you.", {
    hint: "`Next` shows what is.",
  });
}

interface Ready {
  view: CitationView;
  protocolFact: string;
  pilot: Pilot | undefined;
  own: VoteRow[];
  /** Votes on it that an amendment re-opened. */
  past: ReadonlyMap<string, PastVote>;
  /** How many votes it needs, and how many others have cast one. */
  needed: number;
  others: number;
}

async function check(tx: ReadTx, ballot: Ballot): Promise<Ready> {
  const { stage } = ballot;
  const view = await citationView(tx, ballot.citation);
  const current = await currentProtocol(tx);
  const protocol = current?.protocol ?? (await rulesInForce(tx));
  if (hasRole(tx, "machine")) await assertMachineMay(tx, stage, protocol);
  if (await isRemoved(tx, view.id))
    throw new UserError("vote.removed", "This citation was removed before screening.");
  const closed = await stageClosed(tx, stage);
  if (closed !== undefined)
    throw new UserError("vote.stage-closed", `This stage was stopped: ${closed.reason}`, {
      hint: "The lead can take the stop back.",
    });
  assertReason(protocol, ballot);
  const round = await openPilotFor(tx, stage);
  const pilot =
    round?.records.some((record) => view.records.some((own) => own.id === record)) === true
      ? round
      : undefined;
  if (pilot === undefined) await assertVoter(tx, view.id, stage, protocol.stages[stage].votesNeeded);
  if (stage === "full_text") {
    const { outcome } = await outcomeOf(tx, view.id, "title_abstract");
    if (outcome.state !== "include") {
      throw new UserError("vote.not-sought", "This citation has not passed title and abstract.", {
        hint: "It can be voted on at full text once it goes forward.",
      });
    }
  }
  // a vote in a pilot whose votes do not count is no vote here, and is not replaced by one
  const counting = new Set(
    (await pilotsOf(tx)).filter((one) => one.votes_count === 1).map((one) => one.round),
  );
  const rows = (await voteRows(tx, [view.id], stage)).filter((row) =>
    pilot === undefined ? row.pilot === null || counting.has(row.pilot) : row.pilot === pilot.round,
  );
  const own = rows.filter((row) => row.reviewer === tx.actor);
  const past = await pastVotes(tx, stage, [view.id]);
  const { votes, needed } = await outcomeOf(tx, view.id, stage);
  const standing = pilot === undefined ? votes : [];
  const others = new Set(standing.filter((one) => one.reviewer !== tx.actor).map((one) => one.reviewer)).size;
  if (pilot === undefined && own.every((row) => past.has(row.fact)) && others >= needed) {
    throw new UserError("vote.complete", "This citation has all the votes it needs.", {
      hint: "Go on with the next one.",
    });
  }
  return { view, protocolFact: current?.fact ?? "", pilot, own, past, needed, others };
}

/** Whether this reviewer could have seen another's vote on the citation before casting this one. */
async function couldSee(
  tx: ReadTx,
  { view, pilot, past, needed, others }: Ready,
  stage: Stage,
): Promise<boolean> {
  if (tx.roles.includes("unblinded")) return true;
  // a round that an amendment ended had been open to its voters and to those who settle conflicts
  const seen = (vote: PastVote) => vote.voters !== undefined && seesClosed(tx.roles, vote.voters, tx.actor);
  if ([...past.values()].some(seen)) return true;
  if (pilot !== undefined || others < needed - 1 || others === 0) return false;
  if (others >= needed && hasRole(tx, "lead", "adjudicator")) return true;
  // with an earlier vote of theirs, taken back or not, the citation was complete and open to them
  const records = view.records.map((one) => one.id);
  const before = await factsAbout(tx, [voted.type, adopted.type], records);
  return before.some((fact) => {
    const body = JSON.parse(fact.body ?? "{}") as Partial<Voted & AdoptedVote>;
    return (body.member ?? fact.actor) === tx.actor && body.stage === stage;
  });
}

/** Records a vote; a later one of the same reviewer replaces the earlier, which stays in the record. */
export async function castVote(tx: ActTx, ballot: Ballot) {
  if (!hasRole(tx, ...VOTERS))
    throw new UserError("who.not-allowed", "Your role does not vote.", {
      hint: "Ask the lead to change your role.",
    });
  const ready = await check(tx, ballot);
  const { view, protocolFact, pilot, own } = ready;
  const records = (ballot.shown ?? view.shown).filter((record) =>
    view.records.some((one) => one.id === record),
  );
  const shown = records.length === 0 ? view.shown : records;
  const replaced = own.map((row) => ({ fact: row.fact, record: row.record }));
  const fact = await tx.record(
    voted,
    shown[0] as string,
    {
      stage: ballot.stage,
      decision: ballot.decision,
      reason: ballot.decision === "exclude" ? ballot.reason : null,
      criterion: ballot.criterion,
      note: ballot.note,
      labels: ballot.labels,
      records: shown,
      text: textHash(view),
      rank: ballot.rank ?? null,
      seconds: ballot.seconds ?? null,
      protocol: protocolFact,
      independent: !(await couldSee(tx, ready, ballot.stage)),
      pilot: pilot?.round ?? null,
      machine: tx.roles.includes("machine"),
      over: replaced,
    },
    replaced.map((one) => one.fact),
  );
  return { fact: fact.hash, citation: view.id, decision: ballot.decision, at: fact.at };
}

/** Vote rows as views, with names. */
export function voteViews(rows: readonly VoteRow[], names: ReadonlyMap<string, string>): VoteView[] {
  return rows.map((row) => ({
    fact: row.fact,
    reviewer: row.reviewer,
    name: names.get(row.reviewer) ?? row.reviewer,
    machine: row.machine === 1,
    ...(row.tool !== null && { adopted: row.tool as NonNullable<VoteView["adopted"]> }),
    decision: row.decision as VoteView["decision"],
    reason: row.reason,
    criterion: row.criterion,
    note: row.note,
    labels: JSON.parse(row.labels) as string[],
    at: row.at,
  }));
}

/** The reader's own standing votes on these citations. */
export async function ownVoteViews(
  tx: ReadTx,
  stage: Stage,
  citations: readonly string[],
  pilot?: number,
): Promise<Map<string, VoteView>> {
  const rows = (await voteRows(tx, citations, stage)).filter(
    (row) => row.reviewer === tx.actor && (pilot === undefined || row.pilot === pilot),
  );
  const live = new Set(
    [...(await standingVotes(tx, stage, citations)).values()].flat().map((vote) => vote.fact),
  );
  const standing = rows.filter((row) => live.has(row.fact) || (pilot !== undefined && row.pilot === pilot));
  return new Map(standing.map((row) => [row.citation, voteViews([row], new Map())[0] as VoteView]));
}
