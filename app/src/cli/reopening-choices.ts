import { type Reopened, reopenedCount, type Reopening, STAGES, type Stage } from "@chartroom/core/protocol";
import { UsageError } from "./usage.ts";

const EXCLUDED = "excluded";
const INCLUDED = "included";
const NO_REASON = "no-reason";
const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  title_abstract: "title and abstract",
  full_text: "full text",
};
const OUTCOME_WORDS: Readonly<Record<Reopened["outcome"], string>> = {
  include: INCLUDED,
  exclude: EXCLUDED,
  not_retrieved: "not retrieved",
  ongoing: "ongoing",
  awaiting_classification: "awaiting classification",
};

/** What to give to --reopen for outcomes of this kind; those of reports can be named by citation only. */
export function choiceOf({ stage, outcome, reason }: Reopened): string {
  if (outcome === "include") return `${stage}:${INCLUDED}`;
  if (outcome === "exclude") return `${stage}:${reason ?? NO_REASON}`;
  return `${stage}:=CITATION`;
}

/** "full text: excluded for X2" */
export function outcomeWords({ stage, outcome, reason }: Reopened): string {
  const why = outcome !== "exclude" ? "" : reason === null ? " without a reason" : ` for ${reason}`;
  return `${STAGE_WORDS[stage]}: ${OUTCOME_WORDS[outcome]}${why}`;
}

export function reopenedLines(verb: string, reopened: readonly Reopened[]): string {
  const n = reopenedCount(reopened);
  if (n === 0) return `${verb} no outcome: all that was decided stands.`;
  return [
    `${verb} ${n.toLocaleString("en")} ${n === 1 ? "outcome" : "outcomes"}; all others stand.`,
    ...reopened.map((one) => `  ${outcomeWords(one)}: ${one.citations.toLocaleString("en")}`),
  ].join("\n");
}

/**
 * Reads the choices of --reopen: `STAGE:REASON`, `STAGE:no-reason`, `STAGE:excluded` (every exclusion),
 * `STAGE:included`, and `STAGE:=CITATION`.
 * @throws UsageError
 */
export function reopeningsOf(choices: readonly string[]): Reopening[] {
  return choices.map((choice): Reopening => {
    const colon = choice.indexOf(":");
    const stage = STAGES.find((one) => one === choice.slice(0, Math.max(0, colon)));
    const named = choice.slice(colon + 1);
    if (stage === undefined || named === "" || named === "=") {
      throw new UsageError(
        `--reopen ${choice}: name a stage and what to re-open, as title_abstract:REASON or full_text:=CITATION.`,
      );
    }
    const nothing = { stage, exclusions: [], inclusions: false, citations: [] };
    if (named.startsWith("=")) return { ...nothing, citations: [named.slice(1)] };
    if (named === INCLUDED) return { ...nothing, inclusions: true };
    if (named === EXCLUDED) return { ...nothing, exclusions: "all" };
    return { ...nothing, exclusions: [named === NO_REASON ? null : named] };
  });
}
