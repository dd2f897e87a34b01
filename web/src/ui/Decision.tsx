import { Icon } from "./Icon.tsx";

/** What a reviewer can say about a record at a stage. */
export const DECISIONS = ["exclude", "maybe", "include"] as const;
export type Decision = (typeof DECISIONS)[number];

export const DECISION_WORDS: Readonly<Record<Decision, string>> = {
  include: "Include",
  maybe: "Maybe",
  exclude: "Exclude",
};

/** A decision as icon and word in its colour; `reason` follows in the ordinary ink. */
export function DecisionMark({ decision, reason }: { decision: Decision; reason?: string | undefined }) {
  return (
    <span>
      <span className={`mark tone-${decision}`}>
        <Icon name={decision} />
        {DECISION_WORDS[decision]}
      </span>
      {reason === undefined ? null : <span className="soft"> · {reason}</span>}
    </span>
  );
}
