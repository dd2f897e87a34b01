export { studiesForSynthesis } from "./agreed.ts";
export * from "./store/tables.ts";
export { includedStudies, type Study } from "./studies.ts";
