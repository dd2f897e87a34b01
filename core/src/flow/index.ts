export * from "./counts.ts";
