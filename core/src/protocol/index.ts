export * from "./contracts.ts";
export * from "./protocol.ts";
