export * from "./changed-parts.ts";
export * from "./contracts.ts";
export * from "./protocol.ts";
export * from "./reopening.ts";
