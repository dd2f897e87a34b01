export * from "./store/adoptions.ts";
export { agreements, pilotAgreement } from "./store/agreements.ts";
export * from "./store/blinding.ts";
export * from "./store/outcomes.ts";
export * from "./store/tables.ts";
export * from "./store/votes.ts";
