export { lookUp } from "./look-up.ts";
export * from "./store/tables.ts";
export { type CitationRun, citationRuns } from "./store/runs.ts";
export { citationView, citationViews, textHash } from "./store/view.ts";
export { citationsOfRuns, comparedAt, joinedByRun, placedRecords } from "./store/run-lead.ts";
