import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import type { Contract } from "@chartroom/core/base/contract";
import { undo } from "@chartroom/core/review";
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
    deed?: (output: Output) => Deed,
  ) => Promise<Output | undefined>;
  /** Takes back facts of one's own that were recorded before; false where that was refused. */
  takeBack: (facts: readonly string[]) => Promise<boolean>;
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
    const taken = await attempt(async () => {
      for (const fact of facts.toReversed()) await tell(review, undo, { fact });
      return true;
    });
    return taken === true;
  };

  return {
    saving,
    done,
    run: (contract, input, deed) =>
      attempt(async () => {
        const output = await tell(review, contract, input);
        if (deed !== undefined) setDone((before) => [...before, deed(output)]);
        return output;
      }),
    takeBack,
    undo: async () => {
      const last = done.at(-1);
      if (last === undefined || !(await takeBack(last.facts))) return false;
      setDone((before) => before.filter((deed) => deed !== last));
      return true;
    },
    forget: () => {
      setDone([]);
    },
  };
}
