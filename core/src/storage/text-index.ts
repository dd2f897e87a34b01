import { type Kysely, sql } from "kysely";
import type { Tx } from "./table.ts";

/**
 * Full-text search over the records: FTS5 on SQLite, tsvector on PostgreSQL; both fold case and accents and
 * reduce English words to their stems. The index keeps no text of its own.
 */
export async function createTextIndex(db: Kysely<unknown>, dialect: Tx["dialect"]): Promise<void> {
  if (dialect === "sqlite") {
    await sql`create table if not exists text_rows (row integer primary key, review text not null, id text not null, unique (review, id))`.execute(
      db,
    );
    await sql`create virtual table if not exists text_index using fts5(title, body, content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2')`.execute(
      db,
    );
    return;
  }
  await sql`create table if not exists text_index (review text not null, id text not null, words tsvector not null, primary key (review, id))`.execute(
    db,
  );
  await sql`create index if not exists text_index_words on text_index using gin (words)`.execute(db);
}

export interface IndexedText {
  id: string;
  title: string;
  body: string;
}

/** Adds texts that are not there yet; the order does not matter. */
export async function indexTexts(tx: Tx, texts: readonly IndexedText[]): Promise<void> {
  for (let at = 0; at < texts.length; at += 1000) {
    const chunk = JSON.stringify(texts.slice(at, at + 1000).map(({ id, title, body }) => [id, title, body]));
    if (tx.dialect === "sqlite") {
      await sql`insert into text_rows (review, id) select ${tx.review}, value->>0 from json_each(${chunk}) where true on conflict do nothing`.execute(
        tx.db,
      );
      await sql`insert or replace into text_index (rowid, title, body) select t.row, value->>1, value->>2 from json_each(${chunk}) join text_rows t on t.review = ${tx.review} and t.id = value->>0`.execute(
        tx.db,
      );
    } else {
      await sql`insert into text_index (review, id, words)
        select ${tx.review}, value->>0, setweight(to_tsvector('english', value->>1), 'A') || to_tsvector('english', value->>2)
        from jsonb_array_elements(${chunk}::jsonb) as value on conflict do nothing`.execute(tx.db);
    }
  }
}

/** Takes every text of this review out of the index. */
export async function clearTexts(tx: Tx): Promise<void> {
  if (tx.dialect === "sqlite") {
    await sql`delete from text_index where rowid in (select row from text_rows where review = ${tx.review})`.execute(
      tx.db,
    );
    await sql`delete from text_rows where review = ${tx.review}`.execute(tx.db);
    return;
  }
  await sql`delete from text_index where review = ${tx.review}`.execute(tx.db);
}

// every word must occur; the last one may be the beginning of a word, since people see results while they type
function matchExpression(words: readonly string[], dialect: Tx["dialect"]): string {
  if (dialect === "sqlite")
    return words.map((word, at) => `"${word}"${at === words.length - 1 ? " *" : ""}`).join(" ");
  return words.map((word, at) => (at === words.length - 1 ? `${word}:*` : word)).join(" & ");
}

/** The ids of the texts that hold all the words, best first, at most `limit` of them. */
export async function searchTexts(tx: Tx, query: string, limit: number): Promise<string[]> {
  const words = query.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return [];
  const expression = matchExpression(words, tx.dialect);
  const { rows } =
    tx.dialect === "sqlite"
      ? await sql<{ id: string }>`select t.id from text_index i join text_rows t on t.row = i.rowid
          where text_index match ${expression} and t.review = ${tx.review} order by bm25(text_index, 5.0, 1.0) limit ${limit}`.execute(
          tx.db,
        )
      : await sql<{
          id: string;
        }>`select id from text_index where review = ${tx.review} and words @@ to_tsquery('english', ${expression})
          order by ts_rank(words, to_tsquery('english', ${expression})) desc, id limit ${limit}`.execute(
          tx.db,
        );
  return rows.map((row) => row.id);
}
