export * from "./store/tables.ts";
export { citationView, citationViews, textHash } from "./store/view.ts";
export { citationsOfRuns, comparedAt, joinedByRun, placedRecords } from "./store/run-lead.ts";
