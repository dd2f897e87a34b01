import type { z } from "zod";
import type { Clock } from "../base/clock.ts";
import type { Contract } from "../base/contract.ts";
import { UserError } from "../base/error.ts";
import { newId } from "../base/id.ts";
import type { OnProgress } from "../base/progress.ts";
import {
  answered,
  append,
  asOf,
  type Device,
  type Heads,
  keepAnswer,
  keepComputed,
  keptAnswer,
  projectFacts,
  type Registry,
  readLatest,
  stateKey,
} from "../ledger/index.ts";
import { type Storage, storageFault, type Tx } from "../storage/index.ts";
import type { Action, ActTx, PrepareContext, ReadTx, Recording } from "./action.ts";

/** One open review and all that can be done in it. */
export interface Workbench {
  readonly storage: Storage;
  readonly registry: Registry;
  readonly device: Device;
  readonly clock: Clock;
  readonly actions: ReadonlyMap<string, Action>;
  /** The roles that a member has now; none for a stranger. */
  readonly rolesOf: (tx: Tx, actor: string) => Promise<readonly string[]>;
  /** Told after each commit that changed something. */
  readonly committed?: (change: { action: string; actor: string }) => void;
  /** Runs an action's `prepare` in another thread; in this one where it is absent. */
  readonly elsewhere?: (call: Call & { action: string }) => Promise<unknown>;
}

/** Who asks, and how to hear of progress. `request` makes a repeated call harmless. */
export interface Call {
  actor: string;
  input: unknown;
  request?: string;
  onProgress?: OnProgress;
  signal?: AbortSignal;
}

function parseInput(contract: Contract, input: unknown): unknown {
  // PostgreSQL's text cannot hold NUL, and nobody types one
  if (JSON.stringify(input ?? {}).includes("\\u0000")) {
    throw new UserError("input.nul", `${contract.name} cannot take text with a NUL character.`, {
      hint: "Take the invisible character out; it usually comes from a damaged file.",
    });
  }
  const parsed = contract.input.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "input"}: ${issue.message}`);
  throw new UserError("input.invalid", `${contract.name} cannot take this: ${faults.join("; ")}`, {
    hint: "Correct the named values and try again.",
  });
}

function assertMay(action: Action, roles: readonly string[]): void {
  if (roles.length === 0) {
    throw new UserError("who.stranger", "You are not a member of this review.", {
      hint: "Ask the lead for a launch link of your own.",
    });
  }
  if (action.who.includes("*") || action.who.some((role) => roles.includes(role))) return;
  throw new UserError("who.not-allowed", `${action.contract.name} is for: ${action.who.join(", ")}.`, {
    hint: "Ask the lead of the review to do it or to change your role.",
  });
}

type View = Pick<ReadTx, "actor" | "roles">;

/** Keeps an answer for the next who asks, where this place can be written to. */
async function keepIfPossible(bench: Workbench, name: string, answer: string): Promise<void> {
  try {
    await bench.storage.write((tx) => keepComputed(tx, name, answer));
  } catch (error) {
    // it can be computed again
    if (!(storageFault(error) instanceof UserError)) throw error;
  }
}

function lookedBack(bench: Workbench, tx: Tx, who: View, kind: "read" | "write"): ReadTx["asOf"] {
  const { storage, registry } = bench;
  return async <T>(heads: Heads, work: (then: ReadTx) => Promise<T>, kept?: string): Promise<T> => {
    const compute = () => asOf(storage, registry, heads, (then) => work(viewOf(bench, then, who, kind)));
    if (kept === undefined) return compute();
    const name = stateKey(registry, heads, kept);
    const known = await keptAnswer(tx, name);
    if (known !== undefined) return JSON.parse(known) as T;
    const answer = await compute();
    // inside a writing action the writer is taken
    if (kind === "read") await keepIfPossible(bench, name, JSON.stringify(answer));
    return answer;
  };
}

function viewOf(bench: Workbench, tx: Tx, who: View, kind: "read" | "write"): ReadTx {
  const { actor, roles } = who;
  const view = {
    ...tx,
    viewer: { actor, roles },
    actor,
    roles,
    blobs: bench.storage.blobs,
    texts: bench.storage.texts,
  };
  return {
    ...view,
    latest: (limit, before) => readLatest(view, bench.registry, limit, before),
    asOf: lookedBack(bench, tx, who, kind),
  };
}

async function reading(
  bench: Workbench,
  tx: Tx,
  actor: string,
  kind: "read" | "write" = "read",
): Promise<ReadTx> {
  return viewOf(bench, tx, { actor, roles: await bench.rolesOf(tx, actor) }, kind);
}

function writing(
  bench: Workbench,
  read: ReadTx,
  origin: { device: string; action: string; request: string; at: string },
) {
  let lastHash: string | undefined;
  const recordAll = async (recordings: readonly Recording[]) => {
    const added = await append(read, { ...origin, actor: read.actor }, recordings);
    lastHash = added.at(-1)?.hash ?? lastHash;
    await projectFacts(read, bench.registry, added);
    return added;
  };
  const tx: ActTx = {
    ...read,
    at: origin.at,
    recordAll,
    async record(type, subject, body, supersedes) {
      const recording: Recording = { type: type, subject, body, ...(supersedes && { supersedes }) };
      const [fact] = await recordAll([recording]);
      if (fact === undefined) throw new Error("nothing was recorded");
      return fact;
    },
  };
  return { tx, lastHash: () => lastHash };
}

async function prepared(bench: Workbench, action: Action, call: Call, input: unknown): Promise<unknown> {
  if (action.prepare === undefined) return undefined;
  if (bench.elsewhere !== undefined) return bench.elsewhere({ ...call, input, action: action.contract.name });
  return prepareHere(bench, action.contract.name, call, input);
}

function find(bench: Workbench, name: string): Action {
  const action = bench.actions.get(name);
  if (action === undefined) throw new UserError("action.unknown", `There is no action ${name}.`);
  return action;
}

/** Runs only an action's preparation in this thread: what a worker thread does for `elsewhere`. */
export async function prepareHere(
  bench: Workbench,
  name: string,
  call: Call,
  input: unknown,
): Promise<unknown> {
  const context: PrepareContext = {
    storage: bench.storage,
    actor: call.actor,
    onProgress: call.onProgress ?? (() => undefined),
    signal: call.signal ?? new AbortController().signal,
    read: (work) => bench.storage.read(async (tx) => work(await reading(bench, tx, call.actor))),
  };
  return find(bench, name).prepare?.(context, input);
}

/**
 * Runs an action by name: checks the role, validates the input, prepares, and runs it in one transaction.
 * @throws UserError with a stable code for all that the caller can mend
 */
export async function performByName(bench: Workbench, name: string, call: Call): Promise<unknown> {
  const action = find(bench, name);
  const { contract } = action;
  try {
    const input = parseInput(contract, call.input);
    if (contract.kind === "read") {
      let ready: unknown;
      if (action.prepare !== undefined) {
        await bench.storage.read(async (tx) => {
          assertMay(action, await bench.rolesOf(tx, call.actor));
        });
        ready = await prepared(bench, action, call, input);
      }
      return await bench.storage.read(async (tx) => {
        const view = await reading(bench, tx, call.actor);
        assertMay(action, view.roles);
        // a reading action is typed to see no more than ReadTx
        return action.run(view as ActTx, input, ready);
      });
    }
    const request = call.request ?? newId();
    if (action.prepare !== undefined) {
      const before = await bench.storage.read(async (tx) => {
        const known = await answered(tx, request);
        if (known === undefined) assertMay(action, await bench.rolesOf(tx, call.actor));
        return known;
      });
      // a repeated request must not stage anything either
      if (before !== undefined) return repeated(before, name, call.actor);
    }
    const ready = await prepared(bench, action, call, input);
    call.signal?.throwIfAborted();
    const { result, changed } = await bench.storage.write(async (tx) => {
      const device = await bench.device.current(tx);
      const before = await answered(tx, request);
      if (before !== undefined) return { result: repeated(before, name, call.actor), changed: false };
      const view = await reading(bench, tx, call.actor, "write");
      assertMay(action, view.roles);
      const write = writing(bench, view, { device, action: name, request, at: bench.clock.now() });
      const answer = await action.run(write.tx, input, ready);
      await keepAnswer(tx, {
        request,
        action: name,
        actor: call.actor,
        result: JSON.stringify(answer ?? null),
      });
      const hash = write.lastHash();
      if (hash !== undefined) await bench.device.wrote(tx, device, hash);
      return { result: answer, changed: hash !== undefined };
    });
    if (changed) bench.committed?.({ action: name, actor: call.actor });
    return result;
  } catch (error) {
    throw storageFault(error);
  }
}

function repeated(
  before: { action: string; actor: string; result: string },
  name: string,
  actor: string,
): unknown {
  if (before.action !== name || before.actor !== actor) {
    throw new UserError("request.reused", "This request's id was used for something else.", {
      hint: "Use a new id for each request.",
    });
  }
  return JSON.parse(before.result) as unknown;
}

/** The same, typed by the contract. */
export async function perform<Input extends z.ZodType, Output>(
  bench: Workbench,
  contract: Contract<Input, Output>,
  call: Omit<Call, "input"> & { input: z.input<Input> },
): Promise<Output> {
  return (await performByName(bench, contract.name, call)) as Output;
}
