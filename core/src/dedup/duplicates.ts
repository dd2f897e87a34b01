import type { RelationKind } from "./relation.ts";

/** A pair that the rules merged or leave to a person; `score` in bits, higher is surer. */
export interface ScoredPair {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly reason: string;
}

/** A relation that is not a duplicate: `a` is … `b`. */
export interface RelatedPair {
  readonly a: string;
  readonly b: string;
  readonly kind: RelationKind;
  readonly reason: string;
}

/** What people decided before; it always wins. Where a join and a split contradict each other, the split does. */
export interface FixedChoices {
  readonly joins?: readonly (readonly [string, string])[];
  readonly splits?: readonly (readonly [string, string])[];
}

/** What was found. Ids are those of the items. */
export interface Duplicates {
  /** Groups of two and more that are one citation, in the order of their first items. */
  readonly clusters: string[][];
  /** Uncertain pairs, at most one for two groups; first those that settle most. */
  readonly maybes: ScoredPair[];
  /** Weaker pairs left as they are, where there were more than one for fifty records. */
  readonly unasked: number;
  readonly relations: RelatedPair[];
  /** The pairs that brought the clusters together, strongest first. */
  readonly joins: ScoredPair[];
}
