import { z } from "zod";
import { dedupFacts } from "../dedup/facts.ts";
import {
  type Fact,
  factsAbout,
  factType,
  type Projection,
  type Standing,
  standingFacts,
  type ViewTx,
} from "../ledger/index.ts";
import { protocolStated, type Stated } from "../protocol/facts.ts";
import { stageSchema } from "../protocol/index.ts";
import { recordFacts } from "../records/facts.ts";
import { mappingSchema } from "./adoption/contracts.ts";
import { DECISIONS, RESOLUTIONS } from "./outcome.ts";
import {
  adoptionsOf,
  adoptionTable,
  assignmentTable,
  closingTable,
  followCitations,
  pilotItemTable,
  pilotTable,
  readableFacts,
  readableResolutionFacts,
  removalTable,
  reopeningTable,
  replaceAdoptions,
  replaceAssignments,
  replaceClosings,
  replacePilots,
  replaceRemovals,
  replaceReopenings,
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

const adoptedSchema = z.object({
  /** Subject of the adoption; the vote counts while that stands. */
  adoption: z.string(),
  /** Whose vote it is. The fact's actor is the lead who adopted it. */
  member: z.string(),
  stage: stageSchema,
  decision: z.enum(DECISIONS),
  reason: z.string().nullable(),
  note: z.string(),
  labels: z.array(z.string()),
  records: z.array(z.string()).length(1),
  /** Hash of the record's text here; what the other tool showed is not known. */
  text: z.string(),
  protocol: z.string(),
  independent: z.boolean(),
  tool: z.string(),
  /** The decision's word there, and every reason there. */
  word: z.string(),
  reasons: z.array(z.string()),
  /** Place of its reviewer in the adoption's list, which alone holds the name; null where it follows from a later stage. */
  reviewer: z.number().int().nullable(),
  /** Place of the record in the export, and line, both from 1. */
  position: z.number().int(),
  line: z.number().int(),
});
export type AdoptedVote = z.infer<typeof adoptedSchema>;

/** A vote of another screening tool, adopted. Subject: the record that it was cast on. */
export const adopted = factType("screening.adopted", adoptedSchema, { mayRead: canRead });

const adoptionSchema = z.object({
  /** The export: hash of its bytes, name, and the run that it came in with; a file that was only uploaded has none. */
  file: z.string(),
  fileName: z.string(),
  run: z.string().nullable(),
  tools: z.array(z.string()),
  votes: z.number().int(),
  mapping: mappingSchema,
  reason: z.string(),
});
export type Adoption = z.infer<typeof adoptionSchema>;

/** The lead adopted an export's decisions. Subject: `adoption ID`. Taking it back takes back every vote of it. */
export const adoption = factType("screening.adoption", adoptionSchema);

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
export const resolved = factType("screening.resolved", resolvedSchema, {
  mayRead: (tx, facts) => readableResolutionFacts(tx, facts),
});

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

export const screeningFacts = [
  voted,
  adoption,
  adopted,
  resolved,
  removed,
  closed,
  assigned,
  pilotOpened,
  pilotClosed,
] as const;

const FOLLOWS = "citations";
const upstream = [...recordFacts, ...dedupFacts].map((type) => type.type);

type VoteEntry = VoteRow & { records: string[]; over: string[] };

function voteEntry({ fact, body }: Standing<unknown>): VoteEntry {
  const vote = body as Voted;
  const { stage, decision, reason, criterion, note, pilot, records } = vote;
  return {
    fact: fact.hash,
    record: fact.subject,
    citation: fact.subject,
    stage,
    reviewer: fact.actor,
    machine: vote.machine ? 1 : 0,
    decision,
    reason,
    criterion,
    note,
    labels: JSON.stringify(vote.labels),
    independent: vote.independent ? 1 : 0,
    pilot,
    adoption: null,
    tool: null,
    at: fact.at,
    clock: fact.clock,
    records,
    over: vote.over.map((one) => one.fact),
  };
}

function adoptedEntry({ fact, body }: Standing<unknown>): VoteEntry {
  const { member, stage, decision, reason, note, labels, independent, tool, records, ...rest } =
    body as AdoptedVote;
  return {
    fact: fact.hash,
    record: fact.subject,
    citation: fact.subject,
    stage,
    reviewer: member,
    machine: 0,
    decision,
    reason,
    criterion: null,
    note,
    labels: JSON.stringify(labels),
    independent: independent ? 1 : 0,
    pilot: null,
    adoption: rest.adoption,
    tool,
    at: fact.at,
    clock: fact.clock,
    records,
    over: [],
  };
}

const isAdoption = (subject: string) => subject.startsWith("adoption ");

const votes: Projection = {
  name: "screening.votes",
  on: [voted.type, adoption.type, adopted.type],
  tables: [voteTable, voteOverTable, voteRecordTable, adoptionTable],
  async project(tx, subjects) {
    const about = subjects.filter(isAdoption);
    const records = new Set(subjects.filter((subject) => !isAdoption(subject)));
    if (about.length > 0) {
      await replaceAdoptions(tx, about, await standingFacts(tx, [adoption.type], about));
      // an adoption that is taken back or brought back touches every record that it voted on
      for (const fact of await factsAbout(tx, [adopted.type])) {
        const { adoption: own } = JSON.parse(fact.body ?? "{}") as Partial<AdoptedVote>;
        if (own !== undefined && about.includes(own)) records.add(fact.subject);
      }
    }
    const touched = [...records];
    const facts = await standingFacts(tx, [voted.type, adopted.type], touched);
    const rows = facts.map((one) => (one.fact.type === adopted.type ? adoptedEntry(one) : voteEntry(one)));
    const anyAdopted = rows.some((row) => row.adoption !== null);
    const standing = new Set(anyAdopted ? (await adoptionsOf(tx)).map(({ id }) => id) : []);
    await replaceVotes(
      tx,
      touched,
      rows.filter((row) => row.adoption === null || standing.has(row.adoption)),
    );
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

const reopenings: Projection = {
  name: "screening.reopenings",
  on: [protocolStated.type],
  tables: [reopeningTable],
  async project(tx) {
    const facts = await standingFacts(tx, [protocolStated.type]);
    const rows = facts.flatMap(({ fact, body }) =>
      ((body as Stated).reopenedRecords ?? []).flatMap(({ stage, records }) =>
        [...new Set(records)].map((record) => ({ fact: fact.hash, stage, record, clock: fact.clock })),
      ),
    );
    await replaceReopenings(tx, rows);
  },
};

/** Votes, resolutions and removals go where their record goes when citations are joined or split. */
const following: Projection = {
  name: "screening.following",
  on: [...upstream, voted.type, adoption.type, adopted.type, resolved.type, removed.type],
  tables: [],
  subjects: (fact) => [upstream.includes(fact.type) || fact.type === adoption.type ? FOLLOWS : fact.subject],
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
  reopenings,
  following,
  closings,
  assignments,
  pilots,
] as const;
