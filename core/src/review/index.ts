export * from "./contracts.ts";
export * from "./roles.ts";
