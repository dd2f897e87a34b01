export { carriedDecisions } from "./carried/carried.ts";
export {
  type CarriedDecision,
  type CarriedMeaning,
  type CarriedStage,
  CARRYING_TOOLS,
  type CarryingTool,
  TOOL_NAMES,
} from "./carried/decision.ts";
export { withoutCarried } from "./carried/sealed.ts";
export { parseDate } from "./clean/dates.ts";
export { cleanText } from "./clean/entities.ts";
export { type FlagSource, flagsFrom } from "./clean/flags.ts";
export {
  cleanArxiv,
  cleanDoi,
  cleanIsbn,
  cleanIssn,
  cleanPmcid,
  cleanPmid,
  findDoi,
} from "./clean/identifiers.ts";
export { type MeshTerm, parseMesh } from "./clean/keywords.ts";
export { cleanLanguage } from "./clean/language.ts";
export { formatAuthor, parseAuthor, parseAuthors } from "./clean/names.ts";
export { expandPages } from "./clean/pages.ts";
export { typeFromMedline, typeFromName, typeFromRis } from "./clean/types.ts";
export { detectFormat, rankFormats } from "./detect.ts";
export { decoderFor, type Encoding, detectEncoding } from "./encoding.ts";
export { COLUMN_FIELDS, type ColumnField } from "./formats/csv-columns.ts";
export type {
  ColumnDescription,
  Diagnostic,
  Format,
  ReadOptions,
  Sample,
  Sink,
  TableHeader,
  TextReader,
  Writer,
} from "./formats/format.ts";
export { FORMATS } from "./formats/list.ts";
export { CARRIED_FIELDS, type CarriedField, type Limit, LIMITS } from "./limits.ts";
export { type Loss, lossesOf, lossWords, watchLosses } from "./losses.ts";
export { collectReferences, readReferences, type ReadResult, type ReadSource } from "./read.ts";
export { type Author, type Flag, type Reference, referenceSchema } from "./reference.ts";
export { formatReferences, writeReferences } from "./write.ts";
