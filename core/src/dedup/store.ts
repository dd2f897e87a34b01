export { lookUp } from "./look-up.ts";
export * from "./store/tables.ts";
export { citationView, citationViews, textHash } from "./store/view.ts";
