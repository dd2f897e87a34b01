import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { z } from "zod";
import type { Contract } from "@chartroom/core/base/contract";
import { redo, undo } from "@chartroom/core/review";
import type { Saving } from "../ui/SaveState.tsx";
import { tell } from "./client.ts";
import { faultOf } from "./fault.ts";
import { useReview } from "./review.ts";

/** Something that this person recorded here and may take back. */
export interface Deed {
  /** What was done, in the past: "Split off". */
  words: string;
  /** Hashes of its facts, in the order in which they were recorded. */
  facts: readonly string[];
  /** Set where it took something back itself, so that undoing it brings that back. */
  undone?: string;
}

/** What was recorded here, how the last of it went, and the way back. */
export interface Deeds {
  saving: Saving;
  /** What can be taken back, the latest last. */
  done: readonly Deed[];
  /** Records something; undefined where it was refused, which `saving` then says. */
  run: <Input extends z.ZodType, Output>(
    contract: Contract<Input, Output>,
    input: z.input<Input>,
    /** How it is offered to be undone; undefined where nothing came of it. */
    deed?: (output: Output) => Deed | undefined,
  ) => Promise<Output | undefined>;
  /** Takes back facts of one's own that were recorded before; false where that was refused. */
  takeBack: (facts: readonly string[]) => Promise<boolean>;
  /** Takes back what somebody recorded before as a deed of its own, with its reason; it can be undone while here. */
  reverse: (facts: readonly string[], reason: string, words: string) => Promise<boolean>;
  /** Takes the latest back and gives it; undefined where that was refused, or nothing was left. */
  undo: () => Promise<Deed | undefined>;
  /** Forgets what can be taken back. */
  forget: () => void;
}

/** Records one thing after another; everything shown is read again after each. */
export function useDeeds(): Deeds {
  const review = useReview();
  const client = useQueryClient();
  const [saving, setSaving] = useState<Saving>({ is: "nothing" });
  const [done, setDone] = useState<readonly Deed[]>([]);
  // keys may be pressed faster than the server answers: one thing is recorded after the other, and an undo looks at
  // what is done by then
  const latest = useRef<readonly Deed[]>([]);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const change = (to: readonly Deed[]) => {
    latest.current = to;
    setDone(to);
  };

  const attempt = <Output>(work: () => Promise<Output>): Promise<Output | undefined> => {
    const turn = queue.current.then(async () => {
      setSaving({ is: "saving" });
      try {
        const output = await work();
        setSaving({ is: "saved", at: Date.now() });
        return output;
      } catch (error) {
        setSaving({
          is: "refused",
          fault: faultOf(error),
          retry: () => void attempt(work),
        });
        return undefined;
      }
    });
    queue.current = turn;
    return turn.finally(() => client.invalidateQueries({ queryKey: ["review", review] }));
  };

  const undoAll = async (facts: readonly string[], reason = "") => {
    const [fact, ...also] = facts;
    return fact === undefined ? undefined : tell(review, undo, { fact, also, reason });
  };

  return {
    saving,
    done,
    run: (contract, input, deed) =>
      attempt(async () => {
        const output = await tell(review, contract, input);
        const one = deed?.(output);
        if (one !== undefined) change([...latest.current, one]);
        return output;
      }),
    takeBack: async (facts) =>
      (await attempt(async () => {
        await undoAll(facts.toReversed());
        return true;
      })) === true,
    reverse: async (facts, reason, words) =>
      (await attempt(async () => {
        const taken = await undoAll(facts, reason);
        // of several facts only the first could be brought back: such a deed is not offered to be undone
        if (taken !== undefined && facts.length === 1)
          change([...latest.current, { words, facts: [], undone: taken.undo }]);
        return true;
      })) === true,
    undo: async () =>
      attempt(async () => {
        const last = latest.current.at(-1);
        if (last === undefined) return undefined;
        if (last.undone === undefined) await undoAll(last.facts.toReversed());
        else await tell(review, redo, { undo: last.undone });
        change(latest.current.filter((deed) => deed !== last));
        return last;
      }),
    forget: () => {
      change([]);
    },
  };
}
