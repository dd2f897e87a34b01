export { type Decision } from "./decision.ts";
export { type BestValues, bestValues } from "./best-values.ts";
export { comparePair, type PairComparison } from "./compare-pair.ts";
export { createIndex, type DuplicateIndex, type WorkOptions } from "./duplicate-index.ts";
export type { Duplicates, FixedChoices, RelatedPair, ScoredPair } from "./duplicates.ts";
export type { FieldComparison, FieldName, FieldVerdict } from "./explanation.ts";
export { type FindOptions, findDuplicates } from "./find-duplicates.ts";
export { type Item, itemFromReference } from "./item.ts";
export type { RelationKind } from "./relation.ts";
export { sharedCitations } from "./overlap.ts";
export {
  drawOverlap,
  type OverlapBar,
  overlapBars,
  type OverlapPlot,
  type OverlapPlotOptions,
  overlapWords,
} from "./overlap-plot.ts";
export * from "./contracts.ts";
