export * from "./store/tables.ts";
export { citationView, citationViews, textHash } from "./store/view.ts";
