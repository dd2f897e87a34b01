import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from "@photostructure/sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";

const STATEMENTS_KEPT = 300;

/** Milliseconds for which a writer waits for another to finish, and between two tries. */
const LOCK_PATIENCE = 10_000;
const LONGEST_PAUSE = 2;
const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  const { errcode } = error as { errcode?: unknown };
  return typeof errcode === "number" && (errcode & 255) === SQLITE_BUSY;
}

class SqliteConnection implements DatabaseConnection {
  readonly #db: DatabaseSyncInstance;
  readonly #statements = new Map<string, { statement: StatementSyncInstance; reads: boolean }>();

  constructor(db: DatabaseSyncInstance) {
    this.#db = db;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { statement, reads } = this.#prepare(query.sql);
    const parameters = query.parameters.map(bindable);
    if (reads) return { rows: statement.all(...parameters) as R[] };
    const { changes } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    for (const row of this.#db.prepare(query.sql).iterate(...query.parameters.map(bindable))) {
      yield { rows: [row as R] };
    }
  }

  #prepare(text: string): { statement: StatementSyncInstance; reads: boolean } {
    const kept = this.#statements.get(text);
    if (kept !== undefined) return kept;
    if (this.#statements.size >= STATEMENTS_KEPT) this.#statements.clear();
    const statement = this.#db.prepare(text);
    // a statement with columns reads or returns; the others only change
    const prepared = { statement, reads: statement.columns().length > 0 };
    this.#statements.set(text, prepared);
    return prepared;
  }
}

function bindable(value: unknown): string | number | bigint | null | Uint8Array {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "bigint")
    return value;
  if (value instanceof Uint8Array) return value;
  // SQLite would bind a Date or undefined as null without a word
  throw new TypeError(
    `cannot bind ${value === undefined ? "undefined" : Object.prototype.toString.call(value)}`,
  );
}

/** One connection, lent to one holder at a time; transactions take the write lock at once. */
class SqliteDriver implements Driver {
  readonly #db: DatabaseSyncInstance;
  readonly #connection: SqliteConnection;
  #queue: Promise<void> = Promise.resolve();
  #release: (() => void) | undefined;

  constructor(db: DatabaseSyncInstance) {
    this.#db = db;
    this.#connection = new SqliteConnection(db);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#queue;
    let release: () => void = () => undefined;
    this.#queue = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    this.#release = release;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#release?.();
  }

  async beginTransaction(connection: DatabaseConnection, settings: { accessMode?: string }): Promise<void> {
    // a deferred transaction that reads and then writes fails at once where another process wrote in between
    if (settings.accessMode === "read only") await connection.executeQuery(CompiledQuery.raw("begin"));
    else await this.#takeWriteLock(connection);
  }

  // waiting inside SQLite would stop this thread, and with it whoever holds the lock if they run here too
  async #takeWriteLock(connection: DatabaseConnection): Promise<void> {
    const deadline = performance.now() + LOCK_PATIENCE;
    for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        await connection.executeQuery(CompiledQuery.raw("begin immediate"));
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
      }
      await setTimeout(pause);
    }
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // where the disk is full SQLite has rolled back already, and a second time would hide why
    if (!this.#db.isTransaction) return;
    await connection.executeQuery(CompiledQuery.raw("rollback"));
  }

  async destroy(): Promise<void> {
    this.#db.close();
  }
}

const OLDEST_SAFE = [3, 51, 3] as const;

function assertSafeVersion(db: DatabaseSyncInstance): void {
  const { version } = db.prepare("select sqlite_version() as version").get() as { version: string };
  const parts = version.split(".").map(Number);
  for (const [at, least] of OLDEST_SAFE.entries()) {
    const part = parts[at] ?? 0;
    if (part > least) return;
    // older ones can lose commits when two processes write and checkpoint (fixed in 3.51.3)
    if (part < least) throw new Error(`SQLite ${version} is too old; 3.51.3 or newer is needed`);
  }
}

/** Whether the file is there and this account can change neither it nor its folder, as on a write-protected disk. */
export function isWriteProtected(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

// beside a database in WAL mode even a reader makes a file, unless it is told that nothing changes; that must not
// be said while somebody has the database open, or while something stands in the log alone
function locationOf(path: string): string | URL {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if ((log?.size ?? 0) > 0 || existsSync(`${path}-shm`) || !isWriteProtected(path)) return path;
  const url = pathToFileURL(path);
  url.searchParams.set("immutable", "1");
  return url;
}

function prepareDatabase(db: DatabaseSyncInstance, mode: "write" | "read" | "scratch"): void {
  assertSafeVersion(db);
  if (mode !== "read") {
    db.exec("pragma journal_mode = wal");
    db.exec(`pragma synchronous = ${mode === "write" ? "full" : "off"}`);
    db.exec("pragma wal_autocheckpoint = 2000");
    // writers wait in takeWriteLock; once they have the lock, nobody else keeps them waiting
    db.exec("pragma busy_timeout = 0");
  }
  db.exec("pragma temp_store = memory");
  db.exec("pragma cache_size = -65536");
}

/**
 * Opens the file with WAL and synchronous=FULL: what was committed survives a crash and a power loss. A scratch
 * file is not synced: for what can be made anew. A file on a write-protected disk is opened to be read.
 */
export function openSqlite(path: string, mode: "write" | "read" | "scratch"): Kysely<unknown> {
  const location = mode === "read" ? locationOf(path) : path;
  const db = new DatabaseSync(location, { timeout: LOCK_PATIENCE, readOnly: mode === "read" });
  try {
    prepareDatabase(db, mode);
  } catch (error) {
    db.close();
    throw error;
  }
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(db),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  return new Kysely<unknown>({ dialect });
}

/** SQLite's own check of every page and index; the faults it names, none where all is well. */
export async function integrityFaults(db: Kysely<unknown>): Promise<string[]> {
  const { rows } = await db.executeQuery<{ integrity_check: string }>(
    CompiledQuery.raw("pragma integrity_check"),
  );
  return rows.map((row) => row.integrity_check).filter((line) => line !== "ok");
}
