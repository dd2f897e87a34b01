import { z } from "zod";
import { dedupFacts } from "../dedup/facts.ts";
import { type Fact, factType, type Projection, standingFacts, type ViewTx } from "../ledger/index.ts";
import { stageSchema } from "../protocol/index.ts";
import { recordFacts } from "../records/facts.ts";
import { DECISIONS, RESOLUTIONS } from "./outcome.ts";
import {
  assignmentTable,
  closingTable,
  followCitations,
  pilotItemTable,
  pilotTable,
  readableFacts,
  removalTable,
  replaceAssignments,
  replaceClosings,
  replacePilots,
  replaceRemovals,
  replaceResolutions,
  replaceVotes,
  resolutionTable,
  type PilotRow,
  type VoteRow,
  voteOverTable,
  voteRecordTable,
  voteTable,
} from "./store.ts";

const over = z.array(z.object({ fact: z.string(), record: z.string() }));
const canRead = (tx: ViewTx, facts: readonly Fact[]) => readableFacts(tx, facts);

const votedSchema = z.object({
  stage: stageSchema,
  decision: z.enum(DECISIONS),
  reason: z.string().nullable(),
  criterion: z.string().nullable(),
  note: z.string(),
  labels: z.array(z.string()),
  /** The records whose text was shown; a vote follows these when a citation is split. */
  records: z.array(z.string()).min(1),
  /** Hash of the text shown. */
  text: z.string(),
  rank: z.number().int().nullable(),
  seconds: z.number().nullable(),
  /** Hash of the protocol in force; empty where none was stated. */
  protocol: z.string(),
  /** Cast before its reviewer could see anybody else's: only these count for agreement. */
  independent: z.boolean(),
  pilot: z.number().int().nullable(),
  machine: z.boolean(),
  over,
});
export type Voted = z.infer<typeof votedSchema>;

/** A vote. Subject: the first record whose text was shown. */
export const voted = factType("screening.voted", votedSchema, { mayRead: canRead });

const resolvedSchema = z.object({
  stage: stageSchema,
  decision: z.enum(RESOLUTIONS),
  reason: z.string().nullable(),
  note: z.string(),
  mode: z.enum(["adjudicator", "consensus"]),
  machine: z.boolean(),
  votes: z.array(z.string()),
});

/** A conflict settled, or a report's fate. Subject: the citation's first record. */
export const resolved = factType("screening.resolved", resolvedSchema);

/** A citation taken out of the pool before anybody votes. Subject: the citation's first record. */
export const removed = factType(
  "screening.removed",
  z.object({ automation: z.string().nullable(), reason: z.string() }),
  { undo: "lead" },
);

/** A stage stopped; taken back, it is open again. Subject: the stage. */
export const closed = factType("screening.closed", z.object({ reason: z.string() }), { undo: "lead" });

/** Who votes at a stage. Subject: the stage. */
export const assigned = factType(
  "screening.assigned",
  z.object({ reviewers: z.array(z.string()), mode: z.enum(["everybody", "shared"]), seed: z.number().int() }),
);

const pilotOpenedSchema = z.object({
  round: z.number().int(),
  stage: stageSchema,
  seed: z.number().int(),
  gate: z.number(),
  votesCount: z.boolean(),
  voters: z.array(z.string()),
  citations: z.array(z.string()),
});

/** A pilot round begins. Subject: `pilot N`. */
export const pilotOpened = factType("screening.pilot_opened", pilotOpenedSchema, { undo: "never" });

/** A pilot round ends. Subject: `pilot N`. */
export const pilotClosed = factType(
  "screening.pilot_closed",
  z.object({
    round: z.number().int(),
    agreement: z.number().nullable(),
    passed: z.boolean(),
    goOn: z.boolean(),
    reason: z.string(),
  }),
  { undo: "never" },
);

export const screeningFacts = [voted, resolved, removed, closed, assigned, pilotOpened, pilotClosed] as const;

const FOLLOWS = "citations";
const upstream = [...recordFacts, ...dedupFacts].map((type) => type.type);

const votes: Projection = {
  name: "screening.votes",
  on: [voted.type],
  tables: [voteTable, voteOverTable, voteRecordTable],
  async project(tx, subjects) {
    const facts = await standingFacts(tx, [voted.type], subjects);
    const rows = facts.map(({ fact, body }): VoteRow & { records: string[]; over: string[] } => {
      const vote = body as Voted;
      return {
        fact: fact.hash,
        record: fact.subject,
        citation: fact.subject,
        stage: vote.stage,
        reviewer: fact.actor,
        machine: vote.machine ? 1 : 0,
        decision: vote.decision,
        reason: vote.reason,
        criterion: vote.criterion,
        note: vote.note,
        labels: JSON.stringify(vote.labels),
        independent: vote.independent ? 1 : 0,
        pilot: vote.pilot,
        at: fact.at,
        clock: fact.clock,
        records: vote.records,
        over: vote.over.map((one) => one.fact),
      };
    });
    await replaceVotes(tx, subjects, rows);
  },
};

const resolutions: Projection = {
  name: "screening.resolutions",
  on: [resolved.type],
  tables: [resolutionTable],
  async project(tx, subjects) {
    const facts = await standingFacts(tx, [resolved.type], subjects);
    await replaceResolutions(
      tx,
      subjects,
      facts.map(({ fact, body }) => {
        const { stage, decision, reason, note, mode, machine } = body as z.infer<typeof resolvedSchema>;
        return {
          fact: fact.hash,
          record: fact.subject,
          citation: fact.subject,
          stage,
          by: fact.actor,
          machine: machine ? 1 : 0,
          mode,
          decision,
          reason,
          note,
          at: fact.at,
          clock: fact.clock,
        };
      }),
    );
  },
};

const removals: Projection = {
  name: "screening.removals",
  on: [removed.type],
  tables: [removalTable],
  async project(tx, subjects) {
    const facts = await standingFacts(tx, [removed.type], subjects);
    await replaceRemovals(
      tx,
      subjects,
      facts.map(({ fact, body }) => {
        const { automation, reason } = body as { automation: string | null; reason: string };
        return {
          fact: fact.hash,
          record: fact.subject,
          citation: fact.subject,
          automation,
          reason,
          clock: fact.clock,
        };
      }),
    );
  },
};

/** Votes, resolutions and removals go where their record goes when citations are joined or split. */
const following: Projection = {
  name: "screening.following",
  on: [...upstream, voted.type, resolved.type, removed.type],
  tables: [],
  subjects: (fact) => [upstream.includes(fact.type) ? FOLLOWS : fact.subject],
  project: (tx, subjects) => followCitations(tx, subjects.includes(FOLLOWS) ? undefined : subjects),
};

const closings: Projection = {
  name: "screening.closings",
  on: [closed.type],
  tables: [closingTable],
  async project(tx, subjects) {
    const facts = await standingFacts(tx, [closed.type], subjects);
    const rows = facts.map(({ fact, body }) => ({
      fact: fact.hash,
      stage: fact.subject,
      reason: (body as { reason: string }).reason,
      clock: fact.clock,
    }));
    await replaceClosings(tx, subjects, rows);
  },
};

const assignments: Projection = {
  name: "screening.assignments",
  on: [assigned.type],
  tables: [assignmentTable],
  async project(tx, subjects) {
    const facts = await standingFacts(tx, [assigned.type], subjects);
    const rows = subjects.flatMap((stage) => {
      const last = facts.findLast(({ fact }) => fact.subject === stage);
      if (last === undefined) return [];
      const { reviewers, mode, seed } = last.body as { reviewers: string[]; mode: string; seed: number };
      return [{ stage, reviewers: JSON.stringify(reviewers), mode, seed, fact: last.fact.hash }];
    });
    await replaceAssignments(tx, subjects, rows);
  },
};

const pilots: Projection = {
  name: "screening.pilots",
  on: [pilotOpened.type, pilotClosed.type],
  tables: [pilotTable, pilotItemTable],
  async project(tx, subjects) {
    const facts = await standingFacts(tx, [pilotOpened.type, pilotClosed.type], subjects);
    const rows = facts.flatMap(({ fact, body }): (PilotRow & { citations: string[] })[] => {
      if (fact.type !== pilotOpened.type) return [];
      const opened = body as z.infer<typeof pilotOpenedSchema>;
      const end = facts.find(
        (other) => other.fact.type === pilotClosed.type && other.fact.subject === fact.subject,
      );
      const ended = end?.body as { passed: boolean; goOn: boolean; reason: string } | undefined;
      const { round, stage, seed, gate, votesCount, voters, citations } = opened;
      return [
        {
          round,
          stage,
          seed,
          gate,
          votes_count: votesCount ? 1 : 0,
          voters: JSON.stringify(voters),
          open: ended === undefined ? 1 : 0,
          passed: ended === undefined ? null : ended.passed ? 1 : 0,
          reason: ended?.reason ?? "",
          clock: fact.clock,
          citations,
        },
      ];
    });
    await replacePilots(tx, subjects, rows);
  },
};

export const screeningProjections = [
  votes,
  resolutions,
  removals,
  following,
  closings,
  assignments,
  pilots,
] as const;
