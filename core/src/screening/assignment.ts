import { createHash } from "node:crypto";
import type { Assignment } from "./store.ts";

/**
 * Who votes on a citation. Shared out, each citation goes to as many of the pool as votes are needed, chosen by
 * rendezvous hashing (Thaler and Ravishankar 1998): the same for everybody, even, and little changed when
 * somebody joins.
 */
export function assignedTo(
  citation: string,
  { reviewers, mode, seed }: Assignment,
  needed: number,
): readonly string[] {
  if (mode === "everybody" || reviewers.length <= needed) return reviewers;
  return reviewers
    .map((reviewer) => ({
      reviewer,
      weight: createHash("sha256").update(`${seed} ${citation} ${reviewer}`).digest("hex"),
    }))
    .sort((a, b) => (a.weight < b.weight ? -1 : 1))
    .slice(0, needed)
    .map(({ reviewer }) => reviewer);
}
