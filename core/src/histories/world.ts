import { performByName } from "../action/index.ts";
import type { Contract } from "../base/contract.ts";
import { UserError } from "../base/error.ts";
import type { Counts } from "../flow/index.ts";
import type { Random } from "../base/random.ts";
import type { TestReview } from "../testing.ts";
import type { z } from "zod";

/** One request to a review: what a move draws. */
export interface Request {
  actor: string;
  input: Record<string, unknown>;
}

/** A request that was made, with its id and what came of it. */
export interface Made extends Request {
  action: string;
  request: string;
  /** JSON of the answer; undefined where the review refused. */
  answer: string | undefined;
  refusal: string | undefined;
}

/** The review that a history is drawn over, and what the drawing needs to remember of it. */
export interface World {
  readonly review: TestReview;
  readonly random: Random;
  /** Every request made, in order. */
  readonly made: Made[];
  /** Imported or importable files: hash and number of records. */
  readonly files: Map<string, number>;
  readonly members: { id: string; roles: string[] }[];
  /** Versions that were named, with the counts that were shown when they were. */
  readonly versions: { name: string; counts: Counts }[];
  /** How many outcomes amendments re-opened. */
  reopened: number;
  /** How often the counts of an updated review were compared. */
  updates: number;
  /** Hashes of facts that their actor may try to take back, and of undos. */
  readonly taken: { undo: string; actor: string }[];
}

/** Begins a world around a fresh review. */
export function newWorld(review: TestReview, random: Random): World {
  return {
    review,
    random,
    made: [],
    files: new Map(),
    members: [{ id: review.lead, roles: ["lead", "reviewer"] }],
    versions: [],
    updates: 0,
    reopened: 0,
    taken: [],
  };
}

/** One of the items, each as likely as the other; undefined where there is none. */
export function pick<T>(world: World, items: readonly T[]): T | undefined {
  return items[Math.floor(world.random() * items.length)];
}

/** Whether a coin that falls so with this probability did. */
export function chance(world: World, probability: number): boolean {
  return world.random() < probability;
}

/** Everybody with one of these roles. */
export function withRole(world: World, ...roles: string[]): string[] {
  return world.members
    .filter((member) => member.roles.some((role) => roles.includes(role)))
    .map(({ id }) => id);
}

/** Looks something up as this member. */
export async function ask<Input extends z.ZodType, Output>(
  world: World,
  actor: string,
  contract: Contract<Input, Output>,
  input: z.input<Input>,
): Promise<Output> {
  return world.review.as(actor, contract, input);
}

/** Makes the request and remembers what came of it. Only a UserError is a refusal; any other error is a fault. */
export async function make(world: World, action: string, { actor, input }: Request): Promise<Made> {
  const request = `request ${world.made.length + 1}`;
  const made: Made = { action, actor, input, request, answer: undefined, refusal: undefined };
  world.made.push(made);
  try {
    const answer = await performByName(world.review.bench, action, { actor, input, request });
    made.answer = JSON.stringify(answer ?? null);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    made.refusal = error.code;
  }
  return made;
}
