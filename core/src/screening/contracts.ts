import { z } from "zod";
import { reading, writing } from "../base/contract.ts";
import type { CitationView } from "../dedup/index.ts";
import {
  type Criterion,
  type ExclusionReason,
  type Reopened,
  reopeningSchema,
  stageSchema,
  type Stage,
} from "../protocol/index.ts";
import type { CarryingTool } from "../references/index.ts";
import type { AgreementReport } from "./agreement.ts";
import { DECISIONS, type Decision, type Outcome, RESOLUTIONS, type ResolutionDecision } from "./outcome.ts";

const note = z.string().max(20_000).default("");
const reasonCode = z.string().nullable().default(null);
const nothing = z.object({});

/** A vote as its reader may see it. */
export interface VoteView {
  fact: string;
  reviewer: string;
  name: string;
  machine: boolean;
  /** The screening tool in which it was cast, where it was adopted from there. */
  adopted?: CarryingTool;
  decision: Decision;
  reason: string | null;
  criterion: string | null;
  note: string;
  labels: string[];
  at: string;
}

/** A citation on the screen of somebody who decides. */
export interface ScreenItem {
  citation: CitationView;
  stage: Stage;
  /** The reader's own vote, where there is one. */
  mine: VoteView | undefined;
  /** Rank in the order in which it is shown, from 1. */
  rank: number | undefined;
  pilot: number | undefined;
}

export interface Progress {
  stage: Stage;
  /** How many the reader has decided, and how many are left for them; of the round, while a pilot is open. */
  done: number;
  left: number;
  /** Citations of the stage in all. */
  total: number;
  closed: boolean;
  pilot: PilotView | undefined;
}

/** A stage that was stopped; its facts are taken back to open it again. */
export interface Stopped {
  facts: string[];
  reason: string;
  name: string;
  at: string;
}

export interface NextItems {
  items: ScreenItem[];
  progress: Progress;
  criteria: Criterion[];
  reasons: ExclusionReason[];
  reasonRequired: boolean;
}

export interface PilotView {
  round: number;
  stage: Stage;
  size: number;
  gate: number;
  state: "open" | "closed";
  /** How many of the round each voter has done; names only. */
  done: { reviewer: string; name: string; votes: number }[];
  finished: boolean;
  /** Known once the round is closed. */
  agreement: AgreementReport | undefined;
  passed: boolean | undefined;
  reason: string;
  mineLeft: number;
}

export interface ConflictView {
  citation: CitationView;
  stage: Stage;
  kind: "conflict" | "undecided" | "reasons";
  votes: VoteView[];
  resolutions: {
    by: string;
    name: string;
    decision: ResolutionDecision;
    reason: string | null;
    note: string;
    mode: string;
    at: string;
  }[];
  mayResolve: boolean;
  /** Why not, or how. */
  how: string;
}

export interface AgreementView {
  stage: Stage;
  /** Everybody; people and machines apart where both vote. */
  group: string;
  raters: { id: string; name: string }[];
  /** Votes among these that were adopted from another tool, which the lead declared to have been blinded. */
  adopted?: number;
  report: AgreementReport;
}

export interface HistoryEntry {
  fact: string;
  at: string;
  name: string;
  what: string;
  stage: Stage;
  decision: string;
  reason: string | null;
  note: string;
  standing: boolean;
  /** Whether an amendment of the protocol re-opened it: it is kept and counts no more. */
  reopened: boolean;
}

export const vote = writing(
  "screening.vote",
  "Votes include, maybe or exclude on a citation",
  z.object({
    citation: z.string(),
    stage: stageSchema,
    decision: z.enum(DECISIONS),
    reason: reasonCode,
    criterion: z.string().nullable().default(null),
    note,
    labels: z.array(z.string().max(100)).max(50).default([]),
    /** The text that was shown, by the hash that came with it. */
    shown: z.array(z.string()).optional(),
    rank: z.number().int().optional(),
    seconds: z.number().nonnegative().optional(),
  }),
).gives<{ fact: string; citation: string; decision: Decision; at: string }>();

export const next = reading(
  "screening.next",
  "What to decide next, and how far the reader has come",
  z.object({
    stage: stageSchema,
    count: z.coerce.number().int().min(1).max(50).default(2),
    /** Citations that the reader has on screen or just decided. */
    skip: z.array(z.string()).max(200).default([]),
  }),
).gives<NextItems>();

export const item = reading(
  "screening.item",
  "One citation to decide or look at again",
  z.object({ citation: z.string(), stage: stageSchema }),
).gives<ScreenItem>();

export const mine = reading(
  "screening.mine",
  "The reader's own decisions, newest first",
  z.object({
    stage: stageSchema,
    decision: z.enum(DECISIONS).optional(),
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
).gives<{ total: number; items: ScreenItem[] }>();

export const conflicts = reading(
  "screening.conflicts",
  "Citations on which the votes differ",
  z.object({ stage: stageSchema }),
).gives<ConflictView[]>();

export const resolve = writing(
  "screening.resolve",
  "Settles a conflict, or says that a report was not retrieved, is ongoing or awaits classification",
  z.object({
    citation: z.string(),
    stage: stageSchema,
    decision: z.enum(RESOLUTIONS),
    reason: reasonCode,
    note,
  }),
).gives<{ fact: string; citation: string; outcome: Outcome }>();

export const history = reading(
  "screening.history",
  "Everything decided about a citation that the reader may see",
  z.object({ citation: z.string() }),
).gives<HistoryEntry[]>();

export const agreementByStage = reading(
  "screening.agreement",
  "Agreement on independent votes",
  z.object({ stage: stageSchema }),
).gives<AgreementView[]>();

export const removeBefore = writing(
  "screening.remove",
  "Removes citations before screening, with a reason; by an automation rule or otherwise",
  z.object({
    citations: z.array(z.string()).min(1).max(10_000),
    automation: z.string().nullable().default(null),
    reason: z.string().trim().min(1, "say why"),
    /** Leaves those that have votes or are removed already as they are, where otherwise all would be refused. */
    skip: z.boolean().default(false),
  }),
).gives<{ facts: string[]; skipped: string[] }>();

export const closeStage = writing(
  "screening.close",
  "Stops a stage: what nobody has decided is left unscreened",
  z.object({ stage: stageSchema, reason: z.string().trim().min(1, "say why") }),
).gives<{ fact: string }>();

export const assign = writing(
  "screening.assign",
  "Says who votes at a stage, and whether all see everything or the citations are shared out",
  z.object({
    stage: stageSchema,
    reviewers: z.array(z.string()).min(1),
    mode: z.enum(["everybody", "shared"]).default("everybody"),
    seed: z.number().int().default(1),
  }),
).gives<{ fact: string }>();

export const openPilot = writing(
  "screening.openPilot",
  "Draws a fresh sample that every voter screens",
  z.object({
    stage: stageSchema.default("title_abstract"),
    size: z.number().int().min(1).max(500).optional(),
    seed: z.number().int().optional(),
  }),
).gives<PilotView>();

export const closePilot = writing(
  "screening.closePilot",
  "Closes a pilot round that everybody has done; going on below the gate needs a reason",
  z.object({ round: z.number().int(), goOn: z.boolean(), reason: z.string().default("") }),
).gives<PilotView>();

export const pilots = reading("screening.pilots", "The pilot rounds", nothing).gives<PilotView[]>();

export const stages = reading(
  "screening.stages",
  "Every stage with who votes and how far the reader is",
  nothing,
).gives<
  (Progress & {
    votesNeeded: number;
    assigned: { id: string; name: string }[];
    mode: "everybody" | "shared";
    /** Conflicts that the reader may settle, and all that they may see. */
    conflicts: number;
    conflictsSeen: number;
    stopped: Stopped | undefined;
    /** Citations of the stage on which nobody has voted; told to the lead alone, who may stop it. */
    untouched: number | undefined;
  })[]
>();

export const reopenable = reading(
  "screening.reopenable",
  "How many outcomes an amendment of the protocol could re-open, and how many these choices would",
  z.object({ reopens: z.array(reopeningSchema).max(100).default([]) }),
).gives<{ outcomes: Reopened[]; chosen: Reopened[] }>();
