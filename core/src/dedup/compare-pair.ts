import { createIndex, type DuplicateIndex } from "./duplicate-index.ts";
import type { Decision } from "./decision.ts";
import { type FieldComparison, fieldComparisons, reasonFor } from "./explanation.ts";
import type { Item } from "./item.ts";
import { scoreOf } from "./matcher.ts";
import type { RelationKind } from "./relation.ts";

/** A pair explained. */
export interface PairComparison {
  readonly decision: Decision;
  /** Given where the two are related without being the same. */
  readonly relation?: { readonly kind: RelationKind; readonly from: string };
  /** Bits of evidence. */
  readonly score: number;
  readonly reason: string;
  readonly fields: FieldComparison[];
}

/**
 * Explains a pair: what each field says, what was decided, and why.
 * @param index the index that both belong to, by which rare words, recurring titles and trust in issue numbers are
 * known; without it the two are compared as in a corpus of their own.
 */
export function comparePair(a: Item, b: Item, index: DuplicateIndex = createIndex([a, b])): PairComparison {
  const match = index.match(a.id, b.id);
  const { evidence, judgement } = match;
  const found = index.relation(match);
  const from = found?.from === "b" ? evidence.b : evidence.a;
  return {
    decision: judgement.decision,
    ...(found === undefined ? {} : { relation: { kind: found.kind, from: index.id(from.index) } }),
    score: scoreOf(judgement),
    reason: reasonFor(evidence, judgement),
    fields: fieldComparisons(evidence),
  };
}
