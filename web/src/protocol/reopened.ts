import { type Reopened, reopenedCount } from "@chartroom/core/protocol";
import { counted } from "../ui/number.ts";
import { STAGE_WORDS } from "./words.ts";

const OUTCOME_WORDS: Readonly<Record<Reopened["outcome"], string>> = {
  include: "Included",
  exclude: "Excluded",
  not_retrieved: "Not retrieved",
  ongoing: "Ongoing",
  awaiting_classification: "Awaiting classification",
};

/** "Excluded for Not on the topic" */
export function reopenedWords({ outcome, reason }: Reopened, labels: ReadonlyMap<string, string>): string {
  if (outcome !== "exclude") return OUTCOME_WORDS[outcome];
  return reason === null
    ? `${OUTCOME_WORDS.exclude} without a reason`
    : `${OUTCOME_WORDS.exclude} for “${labels.get(reason) ?? reason}”`;
}

/** What an amendment re-opened, in a sentence; undefined where it re-opened nothing. */
export function reopenedSentence(
  reopened: readonly Reopened[],
  labels: ReadonlyMap<string, string>,
): string | undefined {
  if (reopened.length === 0) return undefined;
  const parts = reopened.map((one) => {
    const words = reopenedWords(one, labels);
    return `${STAGE_WORDS[one.stage].toLowerCase()}: ${words.charAt(0).toLowerCase()}${words.slice(1)}, ${one.citations}`;
  });
  return `Re-opened ${counted(reopenedCount(reopened), "outcome")} (${parts.join("; ")}).`;
}
