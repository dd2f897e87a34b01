import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { type BlobStore, blobTables, databaseBlobs, folderBlobs, readOnlyBlobs } from "./blobs.ts";
import { openPostgres } from "./postgres.ts";
import { writeProtected } from "./faults.ts";
import { isWriteProtected, openSqlite } from "./sqlite.ts";
import { createTables, type Tx } from "./table.ts";
import { createTextTable, databaseTextIndex, folderTextIndex, type TextIndex } from "./text-index.ts";

/** One review's place: a folder with SQLite, or a share of a PostgreSQL database. */
export interface Storage {
  readonly review: string;
  readonly dialect: Tx["dialect"];
  readonly blobs: BlobStore;
  readonly texts: TextIndex;
  /** The review's folder; undefined on PostgreSQL. */
  readonly folder: string | undefined;
  /** Runs `work` in one write transaction: all of it becomes durable, or none. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `work` over one unchanging view of the data. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Runs `work` over one unchanging view of the data in which temporary tables may stand before the lasting ones of
   * their name. Nothing of it is kept, and neither readers nor writers wait for it.
   */
  scratch<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export const DATABASE_FILE = "chartroom.db";

/**
 * Opens SQLite in a folder; makes the folder where `create` says so. A folder that this account cannot change is
 * opened to be read: writing then throws storage.read-only.
 */
export async function openFolder(
  folder: string,
  review: string,
  options: { create?: boolean } = {},
): Promise<Storage> {
  if (options.create === true) await mkdir(folder, { recursive: true });
  const path = join(folder, DATABASE_FILE);
  const frozen = isWriteProtected(path);
  const writer = frozen ? undefined : openSqlite(path, "write");
  const reader = openSqlite(path, "read");
  const blobs = folderBlobs(join(folder, "files"));
  const texts = folderTextIndex(folder, frozen ? "read" : "write");
  return {
    review,
    dialect: "sqlite",
    folder,
    blobs: frozen ? readOnlyBlobs(blobs) : blobs,
    texts,
    async write(work) {
      if (writer === undefined) throw writeProtected();
      return writer.transaction().execute((db) => work({ review, dialect: "sqlite", db: db }));
    },
    read: (work) =>
      reader
        .transaction()
        .setAccessMode("read only")
        .execute((db) => work({ review, dialect: "sqlite", db: db })),
    async scratch(work) {
      // a connection of its own: temporary tables hide the lasting ones from whoever shares it
      const own = openSqlite(path, "read");
      try {
        return await own
          .transaction()
          .setAccessMode("read only")
          .execute((db) => work({ review, dialect: "sqlite", db }));
      } finally {
        await own.destroy();
      }
    },
    async close() {
      await texts.close();
      await reader.destroy();
      await writer?.destroy();
    },
  };
}

/** Opens a review on PostgreSQL; many reviews share one database. */
export async function openDatabase(connection: string, review: string): Promise<Storage> {
  const db = openPostgres(connection);
  await db.transaction().execute(async (trx) => {
    // two nodes that start together must not both create the same table
    await sql`select pg_advisory_xact_lock(7302041)`.execute(trx);
    await createTables(trx, "postgres", blobTables);
    await createTextTable(trx);
  });
  return {
    review,
    dialect: "postgres",
    folder: undefined,
    blobs: databaseBlobs(db, review),
    texts: databaseTextIndex(db, review),
    write: (work) => db.transaction().execute((trx) => work({ review, dialect: "postgres", db: trx })),
    read: (work) =>
      db
        .transaction()
        .setIsolationLevel("repeatable read")
        .setAccessMode("read only")
        .execute((trx) => work({ review, dialect: "postgres", db: trx })),
    // temporary tables fall with the transaction; one that may only read could not make them
    scratch: (work) =>
      db
        .transaction()
        .setIsolationLevel("repeatable read")
        .execute((trx) => work({ review, dialect: "postgres", db: trx })),
    close: () => db.destroy(),
  };
}
