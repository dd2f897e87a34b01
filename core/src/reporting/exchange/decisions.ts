import type { Stage } from "../../protocol/index.ts";
import type { Decision } from "../../screening/index.ts";

/** A vote as it may go out to the member who exports. */
export interface SentVote {
  stage: Stage;
  /** The reviewer's name in the review. */
  name: string;
  decision: Decision;
  /** In the protocol's words. */
  reason: string | undefined;
  note: string;
  labels: readonly string[];
}

/** What a review decided on a citation, in words, as far as the member who exports may see it. */
export interface Decided {
  /** The class in words: `Included`, `Excluded at full text`, … */
  outcome: string;
  /** Where it stands in one word; undefined while it is open. */
  settled: "include" | "exclude" | undefined;
  /** The reason of record, in the protocol's words. */
  reason: string | undefined;
  votes: readonly SentVote[];
}

export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  title_abstract: "title and abstract",
  full_text: "full text",
};

/** Every word that reviewers tagged the citation with, once. */
export function labelWords({ votes }: Decided): string[] {
  return [...new Set(votes.flatMap(({ labels }) => labels))];
}
