import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { writeProtected } from "./faults.ts";
import { openSqlite } from "./sqlite.ts";

export interface IndexedText {
  id: string;
  title: string;
  body: string;
}

/**
 * Full-text search over the records: FTS5 on SQLite, tsvector on PostgreSQL; both fold case and accents and
 * reduce English words to their stems. The index keeps no text of its own and can be made anew at any time.
 */
export interface TextIndex {
  /** Adds texts; one that is there already is replaced. */
  add(texts: readonly IndexedText[]): Promise<void>;
  /** The ids of the texts that hold all the words (the last may be the beginning of one), best first. */
  search(query: string, limit: number): Promise<string[]>;
  clear(): Promise<void>;
  /** Whether the index was made just now and holds nothing yet. */
  isNew(): Promise<boolean>;
  close(): Promise<void>;
}

const BATCH = 5000;
/** Bytes of words that FTS5 gathers before it writes them out; with its default of 1 MB indexing takes twice as long. */
const GATHERED = 32 << 20;
const FILE = "search.db";

function* batches(texts: readonly IndexedText[]): Generator<string> {
  for (let at = 0; at < texts.length; at += BATCH) {
    yield JSON.stringify(texts.slice(at, at + BATCH).map(({ id, title, body }) => [id, title, body]));
  }
}

function wordsOf(query: string): string[] {
  return query.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * The index of a folder, in a file of its own: however long it is written to, no vote waits for it. Losing its
 * last writes to a power loss costs nothing that cannot be made anew, so it is not synced. Opened to be read it is
 * never made anew: where its file is missing, a search throws storage.read-only.
 */
export function folderTextIndex(folder: string, mode: "write" | "read" = "write"): TextIndex {
  const path = join(folder, FILE);
  let opened: Promise<Kysely<unknown>> | undefined;
  let fresh = false;
  const open = () => {
    opened ??= (async () => {
      fresh = !existsSync(path);
      if (mode === "read") {
        if (fresh) throw writeProtected();
        return openSqlite(path, "read");
      }
      const db = openSqlite(path, "scratch");
      await sql`create table if not exists text_rows (row integer primary key, id text not null unique)`.execute(
        db,
      );
      await sql`create virtual table if not exists text_index using fts5(title, body, content='', contentless_delete=1, detail=column, tokenize='porter unicode61 remove_diacritics 2')`.execute(
        db,
      );
      await sql`insert into text_index (text_index, rank) values ('hashsize', ${sql.lit(GATHERED)})`.execute(
        db,
      );
      return db;
    })();
    return opened;
  };
  return {
    async add(texts) {
      const db = await open();
      for (const batch of batches(texts)) {
        await db.transaction().execute(async (trx) => {
          await sql`insert into text_rows (id) select value->>0 from json_each(${batch}) where true on conflict do nothing`.execute(
            trx,
          );
          // cross join: SQLite keeps this order, and looks each row up instead of scanning all for each
          await sql`insert or replace into text_index (rowid, title, body)
            select t.row, value->>1, value->>2 from json_each(${batch}) cross join text_rows t on t.id = value->>0`.execute(
            trx,
          );
        });
      }
    },
    async search(query, limit) {
      const words = wordsOf(query);
      if (words.length === 0) return [];
      const expression = words.map((word, at) => `"${word}"${at === words.length - 1 ? " *" : ""}`).join(" ");
      // an index without positions cannot weigh words (bm25 is the same for all): what stands in the title comes first
      const { rows } = await sql<{
        id: string;
      }>`select t.id from text_index i join text_rows t on t.row = i.rowid
        where text_index match ${expression}
        order by i.rowid in (select rowid from text_index where text_index match ${`{title} : (${expression})`}) desc, t.id
        limit ${limit}`.execute(await open());
      return rows.map((row) => row.id);
    },
    async clear() {
      const db = await open();
      await db.transaction().execute(async (trx) => {
        await sql`insert into text_index (text_index) values ('delete-all')`.execute(trx);
        await sql`delete from text_rows`.execute(trx);
      });
    },
    async isNew() {
      if (mode === "read" || (opened === undefined && existsSync(path))) return false;
      await open();
      return fresh;
    },
    async close() {
      const db = await opened?.catch(() => undefined);
      await db?.destroy();
    },
  };
}

/** Creates the table of the index on PostgreSQL. */
export async function createTextTable(db: Kysely<unknown>): Promise<void> {
  await sql`create table if not exists text_index (review text not null, id text not null, words tsvector not null, primary key (review, id))`.execute(
    db,
  );
  await sql`create index if not exists text_index_words on text_index using gin (words)`.execute(db);
}

/** A review's share of the index on PostgreSQL. */
export function databaseTextIndex(db: Kysely<unknown>, review: string): TextIndex {
  return {
    async add(texts) {
      for (const batch of batches(texts)) {
        await sql`insert into text_index (review, id, words)
          select ${review}, value->>0, setweight(to_tsvector('english', value->>1), 'A') || to_tsvector('english', value->>2)
          from jsonb_array_elements(${batch}::jsonb) as value
          on conflict (review, id) do update set words = excluded.words`.execute(db);
      }
    },
    async search(query, limit) {
      const words = wordsOf(query);
      if (words.length === 0) return [];
      const expression = words.map((word, at) => (at === words.length - 1 ? `${word}:*` : word)).join(" & ");
      const { rows } = await sql<{ id: string }>`select id from text_index
        where review = ${review} and words @@ to_tsquery('english', ${expression})
        order by ts_rank(words, to_tsquery('english', ${expression})) desc, id limit ${limit}`.execute(db);
      return rows.map((row) => row.id);
    },
    async clear() {
      await sql`delete from text_index where review = ${review}`.execute(db);
    },
    isNew: async () => false,
    close: async () => undefined,
  };
}
