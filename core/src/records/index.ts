export * from "./contracts.ts";
export * from "./record.ts";
export { type Search, searchesOf } from "./search.ts";
export { ClueGatherer, guessSearch } from "./search-guess.ts";
export { shownLabels } from "./shown-labels.ts";
export { sourceNamed, USUAL_SOURCES } from "./usual-sources.ts";
