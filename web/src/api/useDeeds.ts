import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
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
  /** Takes the latest back; false where that was refused. */
  undo: () => Promise<boolean>;
  /** Forgets what can be taken back. */
  forget: () => void;
}

/** Records one thing after another; everything shown is read again after each. */
export function useDeeds(): Deeds {
  const review = useReview();
  const client = useQueryClient();
  const [saving, setSaving] = useState<Saving>({ is: "nothing" });
  const [done, setDone] = useState<readonly Deed[]>([]);

  const attempt = async <Output>(work: () => Promise<Output>): Promise<Output | undefined> => {
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
    } finally {
      await client.invalidateQueries({ queryKey: ["review", review] });
    }
  };

  const takeBack = async (facts: readonly string[]) => {
    const [fact, ...also] = facts.toReversed();
    if (fact === undefined) return true;
    return (await attempt(() => tell(review, undo, { fact, also }))) !== undefined;
  };
  const bringBack = async (mark: string) =>
    (await attempt(() => tell(review, redo, { undo: mark }))) !== undefined;

  return {
    saving,
    done,
    run: (contract, input, deed) =>
      attempt(async () => {
        const output = await tell(review, contract, input);
        const one = deed?.(output);
        if (one !== undefined) setDone((before) => [...before, one]);
        return output;
      }),
    takeBack,
    reverse: async (facts, reason, words) => {
      const [fact, ...also] = facts;
      if (fact === undefined) return true;
      const taken = await attempt(() => tell(review, undo, { fact, also, reason }));
      if (taken === undefined) return false;
      // of several facts only the first could be brought back: such a deed is not offered to be undone
      if (also.length === 0) setDone((before) => [...before, { words, facts: [], undone: taken.undo }]);
      return true;
    },
    undo: async () => {
      const last = done.at(-1);
      if (last === undefined) return false;
      if (!(await (last.undone === undefined ? takeBack(last.facts) : bringBack(last.undone)))) return false;
      setDone((before) => before.filter((deed) => deed !== last));
      return true;
    },
    forget: () => {
      setDone([]);
    },
  };
}
