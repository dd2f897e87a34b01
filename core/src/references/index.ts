export { type Author, type Flag, type Reference, referenceSchema } from "./reference.ts";
