import { leaveOut } from "@chartroom/core/charting";
import type { Deeds } from "../api/useDeeds.ts";

/** Leaves studies out of the synthesis and puts them back, each to be undone like any other deed. */
export function useLeaveOut(deeds: Deeds, labelOf: (study: string) => string) {
  return {
    onLeaveOut: (study: string, reason: string) =>
      void deeds.run(leaveOut, { study, reason }, ({ fact }) => ({
        words: `${labelOf(study)} is left out of the synthesis.`,
        facts: [fact],
      })),
    onPutBack: (study: string, fact: string, reason: string) =>
      void deeds.reverse([fact], reason, `${labelOf(study)} is back in the synthesis.`),
  };
}
