export * from "./adoption/contracts.ts";
export { suggestedMapping } from "./adoption/suggestion.ts";
export * from "./agreement.ts";
export * from "./contracts.ts";
export * from "./outcome.ts";
