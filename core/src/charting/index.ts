export * from "./form.ts";
