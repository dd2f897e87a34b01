export { backupFolder } from "./backup.ts";
export { type BlobStore, writeDurably } from "./blobs.ts";
export { storageFault } from "./faults.ts";
export { integrityFaults } from "./sqlite.ts";
export { DATABASE_FILE, openDatabase, openFolder, type Storage } from "./storage.ts";
export {
  chunked,
  createTables,
  insertRows,
  lastingSchema,
  on,
  type RowOf,
  signature,
  type Table,
  table,
  type Tx,
} from "./table.ts";
export type { IndexedText, TextIndex } from "./text-index.ts";
