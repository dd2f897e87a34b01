import { AUTHORS } from "./author-comparison.ts";
import type { Decision, Judgement } from "./decision.ts";
import type { Evidence } from "./evidence.ts";
import type { RelationKind } from "./relation.ts";
import { TITLE } from "./title-comparison.ts";
import { ABSTRACT } from "./weights.ts";

/** A relation between the entries of a pair; `from` is the preprint, the correction, the later version. */
export interface FoundRelation {
  readonly kind: RelationKind;
  readonly from: "a" | "b";
}

const FEWEST_BITS = 20;
const SURE = 5;

function isSupported({ title, authors, abstract }: Evidence, kind: RelationKind): boolean {
  if (title.bits + authors.bits < FEWEST_BITS) return false;
  switch (kind) {
    case "comment-on":
      return title.level >= TITLE.contained;
    case "correction-of":
    case "retraction-of":
      return title.level >= TITLE.contained && authors.level !== AUTHORS.none;
    case "preprint-of":
    case "version-of":
    case "report-of-same-study":
      if (title.level >= TITLE.contained)
        return authors.level >= AUTHORS.first || authors.level === AUTHORS.missing;
      return authors.level === AUTHORS.agree && (abstract ?? 0) >= ABSTRACT.same;
  }
}

function later(evidence: Evidence): "a" | "b" {
  const { a, b } = evidence;
  if (a.year !== b.year) return a.year > b.year ? "a" : "b";
  return "b";
}

/**
 * The relation of a pair that is not merged, if there is one: by what the records call themselves, else a second
 * report of one work (same title and authors, but another journal, year or place).
 */
export function relationOf(
  evidence: Evidence,
  judgement: Judgement,
  prior: number,
  decision: Decision = judgement.decision,
): FoundRelation | undefined {
  const { distinction, sums } = judgement;
  if (decision !== "different") return undefined;
  if (distinction !== undefined) {
    if (distinction.kind === "numbered" || !isSupported(evidence, distinction.kind)) return undefined;
    return { kind: distinction.kind, from: distinction.from };
  }
  const { title, authors } = evidence;
  const whole = title.level >= TITLE.near && authors.level === AUTHORS.agree && title.bits >= FEWEST_BITS;
  if (!whole || judgement.recurring || sums.related < prior + SURE) return undefined;
  return { kind: "version-of", from: later(evidence) };
}
