export * from "./contracts.ts";
export * from "./record.ts";
