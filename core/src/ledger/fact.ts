import { createHash, randomBytes } from "node:crypto";
import type { z } from "zod";
import type { Tx } from "../storage/index.ts";

/** A decision as it was recorded; docs/ledger.md gives the recipe of its hash. */
export interface Fact {
  hash: string;
  /** Hash of the device's fact before this one; empty for its first. */
  previous: string;
  device: string;
  /** Place in the device's chain, from 1. */
  number: number;
  /** Lamport clock: 1 + the greatest seen in this review. Facts are ordered by (clock, device, hash). */
  clock: number;
  /** Displayed, never ordered by: ISO 8601, UTC. */
  at: string;
  actor: string;
  action: string;
  request: string;
  type: string;
  version: number;
  subject: string;
  /** Hashes of the facts that this one changes, separated by commas. */
  supersedes: string | null;
  /** Whether the body is here (open), held back until it may be seen (sealed), or erased (redacted). */
  state: "open" | "sealed" | "redacted";
  salt: string | null;
  /** The payload as canonical JSON. */
  body: string | null;
  bodyHash: string;
}

/** For whom data is read: a member with roles, or `everything` for projection, merge and verification. */
export type Viewer = { readonly actor: string; readonly roles: readonly string[] } | "everything";

/** A transaction that knows who is looking; what blinding hides from them is not given out. */
export interface ViewTx extends Tx {
  readonly viewer: Viewer;
}

/**
 * Who may take a fact back: the one who recorded it, the lead too, the one who recorded it where it changes an
 * earlier one, or nobody.
 */
export type UndoRule = "author" | "lead" | "change" | "never";

/** A kind of fact that a room records. */
export interface FactType<Body = unknown> {
  /** `room.happened`, in the past tense. */
  readonly type: string;
  readonly version: number;
  readonly schema: z.ZodType<Body>;
  readonly undo: UndoRule;
  /** Says for each fact whether the viewer may read its body; everybody may where it is absent. */
  readonly mayRead?: (tx: ViewTx, facts: readonly Fact[]) => Promise<readonly boolean[]>;
}

type Hashed = Omit<Fact, "hash" | "state" | "salt" | "body">;

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** Commits to a body without giving it away: the salt keeps a short vote from being guessed. */
export function hashBody(salt: string, body: string): string {
  return sha256(`${salt}\n${body}`);
}

/** Chains a fact to the one before it. */
export function hashFact(review: string, fact: Hashed): string {
  const header = JSON.stringify([
    review,
    fact.device,
    fact.number,
    fact.clock,
    fact.at,
    fact.actor,
    fact.action,
    fact.request,
    fact.type,
    fact.version,
    fact.subject,
    fact.supersedes,
  ]);
  return sha256(`${fact.previous}\n${header}\n${fact.bodyHash}`);
}

export function newSalt(): string {
  return randomBytes(16).toString("hex");
}

/** Declares a kind of fact; what is not said is version 1, open to everybody, and may be undone by its author. */
export function factType<Body>(
  type: string,
  schema: z.ZodType<Body>,
  options: { version?: number; undo?: UndoRule; mayRead?: FactType["mayRead"] } = {},
): FactType<Body> {
  const { version = 1, undo = "author", mayRead } = options;
  return mayRead === undefined ? { type, version, schema, undo } : { type, version, schema, undo, mayRead };
}
