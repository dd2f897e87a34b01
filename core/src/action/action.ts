import type { z } from "zod";
import type { Contract } from "../base/contract.ts";
import type { OnProgress } from "../base/progress.ts";
import type { Fact, FactType, Heads, ViewTx } from "../ledger/index.ts";
import type { BlobStore, Storage, TextIndex } from "../storage/index.ts";

/** What a reading sees: the data of one moment, through the eyes of one member. */
export interface ReadTx extends ViewTx {
  readonly actor: string;
  readonly roles: readonly string[];
  readonly blobs: BlobStore;
  readonly texts: Pick<TextIndex, "search">;
  /** Facts of the ledger as the viewer may read them, newest first. */
  latest(limit: number, before?: number): Promise<Fact[]>;
  /**
   * Looks at the review as it was when these were its heads, with the roles that the viewer has now.
   * @param kept names an answer that is the same for everybody and plain JSON, so that it is computed once
   * @throws UserError version.incomplete
   */
  asOf<T>(heads: Heads, work: (then: ReadTx) => Promise<T>, kept?: string): Promise<T>;
}

/** One decision about to be recorded. */
export interface Recording {
  type: FactType;
  subject: string;
  body: unknown;
  supersedes?: readonly string[];
}

/** What a writing action works in: all that it records becomes durable together, or nothing does. */
export interface ActTx extends ReadTx {
  /** Displayed time, ISO 8601. */
  readonly at: string;
  /** Records one fact and brings the tables up to date. */
  record<Body>(
    type: FactType<Body>,
    subject: string,
    body: Body,
    supersedes?: readonly string[],
  ): Promise<Fact>;
  /** Records many facts at once. */
  recordAll(facts: readonly Recording[]): Promise<Fact[]>;
}

/** Long work before the transaction: reads files, computes, stages rows in chunks. */
export interface PrepareContext {
  readonly storage: Storage;
  readonly actor: string;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
  readonly read: <T>(work: (tx: ReadTx) => Promise<T>) => Promise<T>;
}

/** What a person or a script can do, as a value: the command line, HTTP, jobs and audit are derived from it. */
export interface Action {
  readonly contract: Contract;
  /** Roles that may; every member may where it says `*`. */
  readonly who: readonly string[];
  readonly prepare?: (context: PrepareContext, input: unknown) => Promise<unknown>;
  readonly run: (tx: ActTx, input: unknown, prepared: unknown) => Promise<unknown>;
}

/** An action that records facts. `prepare` runs first, outside the transaction, maybe in another thread. */
export function act<Input extends z.ZodType, Output, Prepared = undefined>(
  contract: Contract<Input, Output>,
  how: {
    who: readonly string[];
    prepare?: (context: PrepareContext, input: z.output<Input>) => Promise<Prepared>;
    run: (tx: ActTx, input: z.output<Input>, prepared: Prepared) => Promise<Output>;
  },
): Action {
  const { who, prepare, run } = how;
  const action = {
    contract: contract as Contract,
    who,
    run: (tx: ActTx, input: unknown, prepared: unknown) =>
      run(tx, input as z.output<Input>, prepared as Prepared),
  };
  if (prepare === undefined) return action;
  return { ...action, prepare: (context, input) => prepare(context, input as z.output<Input>) };
}

/** An action that only looks. What takes long is read in `prepare`, which holds up no other reading. */
export function look<Input extends z.ZodType, Output, Prepared = undefined>(
  contract: Contract<Input, Output>,
  how: {
    who?: readonly string[];
    prepare?: (context: PrepareContext, input: z.output<Input>) => Promise<Prepared>;
    run: (tx: ReadTx, input: z.output<Input>, prepared: Prepared) => Promise<Output>;
  },
): Action {
  const { prepare, run } = how;
  return {
    contract: contract,
    who: how.who ?? ["*"],
    run: (tx, input, prepared) => run(tx, input as z.output<Input>, prepared as Prepared),
    ...(prepare !== undefined && {
      prepare: (context: PrepareContext, input: unknown) => prepare(context, input as z.output<Input>),
    }),
  };
}
