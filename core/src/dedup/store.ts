export * from "./store/citations.ts";
export { joinsWithin } from "./store/joins.ts";
export * from "./store/membership.ts";
export * from "./store/neighbours.ts";
export { openPairCount, openPairs } from "./store/open-pairs.ts";
export * from "./store/pairs.ts";
export * from "./store/relations.ts";
export * from "./store/tables.ts";
export { citationView, citationViews, textHash } from "./store/view.ts";
