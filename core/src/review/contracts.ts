import { z } from "zod";
import { reading, writing } from "../base/contract.ts";
import { type Member, roleSchema } from "./roles.ts";

const reason = z.string().trim().min(1, "say why");
const nothing = z.object({});

/** Characters that a review's title has at most. */
export const LONGEST_TITLE = 500;

export interface ReviewInfo {
  review: string;
  title: string;
  created: string;
  you: Member;
}

/** One line of the log: who did what when, sealed where blinding hides the content. */
export interface LogEntry {
  hash: string;
  clock: number;
  at: string;
  actor: string;
  name: string;
  action: string;
  type: string;
  subject: string;
  state: "open" | "sealed" | "redacted";
  body: unknown;
  /** Hash of the undo where this was taken back. */
  undoneBy: string | null;
  /** Whether the viewer recorded it and may take it back. */
  canUndo: boolean;
}

export interface VersionInfo {
  fact: string;
  name: string;
  kind: string;
  at: string;
  clock: number;
  heads: Record<string, string>;
}

export const info = reading(
  "review.info",
  "Title, age, and who you are in this review",
  nothing,
).gives<ReviewInfo>();

export const rename = writing(
  "review.rename",
  "Changes the review's title",
  z.object({ title: z.string().trim().min(1).max(LONGEST_TITLE) }),
).gives<{ title: string }>();

export const members = reading("review.members", "Everybody in the review with their roles", nothing).gives<
  Member[]
>();

export const addMember = writing(
  "review.addMember",
  "Adds a member",
  z.object({
    name: z.string().trim().min(1).max(200),
    roles: z.array(roleSchema).min(1),
    kind: z.enum(["person", "machine"]).default("person"),
    model: z.string().max(500).optional(),
  }),
).gives<Member>();

export const changeMember = writing(
  "review.changeMember",
  "Changes a member's roles, or ends their membership; what they decided stays",
  z.object({
    member: z.string(),
    roles: z.array(roleSchema).min(1).optional(),
    active: z.boolean().optional(),
    reason,
  }),
).gives<Member>();

export const unblind = writing(
  "review.unblind",
  "Lets the lead see open votes before they are closed; recorded for good",
  z.object({ reason }),
).gives<{ member: string }>();

export const log = reading(
  "review.log",
  "What was recorded, newest first",
  z.object({
    limit: z.coerce.number().int().min(1).max(500).default(100),
    before: z.coerce.number().int().optional(),
  }),
).gives<LogEntry[]>();

export const undo = writing(
  "review.undo",
  "Takes back facts of your own, or what the lead may put right; they stay in the record as taken back",
  z.object({
    fact: z.string(),
    /** More facts of the same deed, taken back with it or not at all. */
    also: z.array(z.string()).max(10_000).default([]),
    /** Needed where somebody else recorded one of them. */
    reason: z.string().default(""),
  }),
).gives<{ undo: string; type: string; subject: string }>();

export const redo = writing(
  "review.redo",
  "Brings back what an undo of yours took away",
  z.object({ undo: z.string() }),
).gives<{
  type: string;
  subject: string;
}>();

export interface VerifiedRecord {
  facts: number;
  devices: number;
  /** Each fault in words; empty where every fact is as it was recorded. */
  faults: string[];
}

export const verifyRecord = reading(
  "review.verify",
  "Recomputes the hash of every fact and names what was changed, taken out or put in",
  nothing,
).gives<VerifiedRecord>();

export const nameVersion = writing(
  "review.nameVersion",
  "Names the present state as a version: protocol registered, search updated, report published",
  z.object({
    name: z.string().trim().min(1).max(200),
    kind: z.enum(["protocol", "search", "report", "other"]).default("other"),
  }),
).gives<VersionInfo>();

export const versions = reading("review.versions", "The named versions, oldest first", nothing).gives<
  VersionInfo[]
>();
