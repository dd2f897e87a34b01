import type { Criterion, ExclusionReason, Stage } from "@chartroom/core/protocol";

/** How a reviewer finds one criterion met by the record in hand. */
export type Judgement = "met" | "failed";
export type Judgements = Readonly<Record<string, Judgement>>;

/** The reasons that may be given at a stage, in the protocol's order: digit n is the n-th of them. */
export function reasonsAt(reasons: readonly ExclusionReason[], stage: Stage): readonly ExclusionReason[] {
  return reasons.filter((reason) => reason.stages.includes(stage));
}

/** The reason that belongs to the first criterion that was found failed; undefined where none was. */
export function proposedReason(
  criteria: readonly Criterion[],
  reasons: readonly ExclusionReason[],
  judgements: Judgements,
): ExclusionReason | undefined {
  const failed = criteria.filter((criterion) => judgements[criterion.id] === "failed");
  for (const criterion of failed) {
    const reason = reasons.find((one) => one.criterion === criterion.id);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
