export * from "./agreement.ts";
export * from "./contracts.ts";
export * from "./outcome.ts";
