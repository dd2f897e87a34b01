import type { z } from "zod";

/**
 * The agreement about one thing that can be asked of a review: its name, whether it only reads, its input's
 * schema and its output's type. The page, the command line and the HTTP interface share it; the room's
 * `actions.ts` keeps it.
 */
export interface Contract<Input extends z.ZodType = z.ZodType, Output = unknown> {
  /** `room.verb`, unique in the program. */
  readonly name: string;
  readonly kind: "read" | "write";
  /** One sentence for help texts and the audit log. */
  readonly summary: string;
  readonly input: Input;
  /** Carries the output's type; never set. */
  readonly output?: Output;
}

/** Declares something that only looks: `reading("flow.counts", "…", schema).gives<Counts>()`. */
export function reading<Input extends z.ZodType>(name: string, summary: string, input: Input) {
  return { gives: <Output>(): Contract<Input, Output> => ({ name, kind: "read", summary, input }) };
}

/** Declares something that records facts. */
export function writing<Input extends z.ZodType>(name: string, summary: string, input: Input) {
  return { gives: <Output>(): Contract<Input, Output> => ({ name, kind: "write", summary, input }) };
}
