export * from "./store/adoptions.ts";
export { agreements, pilotAgreement } from "./store/agreements.ts";
export * from "./store/blinding.ts";
export { type Carried, carriedOf, openWhateverCame } from "./store/carried.ts";
export * from "./store/outcomes.ts";
export {
  readableResolutionFacts,
  readableResolutions,
  resolutionRows,
  type RoundResolution,
} from "./store/resolutions.ts";
export { type PastVote, pastVotes } from "./store/rounds.ts";
export * from "./store/tables.ts";
export * from "./store/votes.ts";
