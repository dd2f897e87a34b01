import { type Kysely, sql } from "kysely";

/** A column's type, the same on SQLite and PostgreSQL; `?` may be null. Flags are the integers 0 and 1. */
type ColumnType = "text" | "integer" | "real" | "blob" | "text?" | "integer?" | "real?" | "blob?";

type ValueOf<T extends ColumnType> = T extends "text"
  ? string
  : T extends "text?"
    ? string | null
    : T extends "integer" | "real"
      ? number
      : T extends "integer?" | "real?"
        ? number | null
        : T extends "blob"
          ? Uint8Array
          : Uint8Array | null;

/**
 * A table as data: from this one description come its SQL on both databases, its row's type, bulk inserts
 * and the cell-by-cell comparison of a rebuild. Every table's first column is `review`.
 */
export interface Table<
  Name extends string = string,
  Columns extends Record<string, ColumnType> = Record<string, ColumnType>,
> {
  readonly name: Name;
  readonly columns: Columns;
  /** Primary key, after `review`. */
  readonly key: readonly string[];
  /** Further indexes, each after `review`. */
  readonly indexes: readonly (readonly string[])[];
}

export type RowOf<T extends Table> = { review: string } & {
  [C in keyof T["columns"]]: ValueOf<T["columns"][C]>;
};
type DatabaseOf<T extends readonly Table[]> = { [K in T[number] as K["name"]]: RowOf<K> };

/** The statements of one transaction or snapshot, bound to one review. */
export interface Tx {
  readonly review: string;
  readonly dialect: "sqlite" | "postgres";
  readonly db: Kysely<unknown>;
}

/** Describes a table. */
export function table<const Name extends string, const Columns extends Record<string, ColumnType>>(
  name: Name,
  columns: Columns,
  keys: {
    key: readonly (keyof Columns & string)[];
    indexes?: readonly (readonly (keyof Columns & string)[])[];
  },
): Table<Name, Columns> {
  return { name, columns, key: keys.key, indexes: keys.indexes ?? [] };
}

/** Kysely over the named tables, in this transaction. Every query must say `where review = tx.review`. */
export function on<const T extends readonly Table[]>(tx: Tx, ..._tables: T): Kysely<DatabaseOf<T>> {
  return tx.db as unknown as Kysely<DatabaseOf<T>>;
}

const SQLITE = { text: "text", integer: "integer", real: "real", blob: "blob" } as const;
// "C" sorts by code point, as SQLite does
const POSTGRES = {
  text: 'text collate "C"',
  integer: "bigint",
  real: "double precision",
  blob: "bytea",
} as const;

function baseType(type: ColumnType): keyof typeof SQLITE {
  return type.replace("?", "") as keyof typeof SQLITE;
}

/**
 * Creates the tables and indexes that are not there yet; `temporary` ones stand before lasting ones of their name and
 * fall with the transaction of a `scratch`.
 */
export async function createTables(
  db: Kysely<unknown>,
  dialect: Tx["dialect"],
  tables: readonly Table[],
  lasting: "lasting" | "temporary" = "lasting",
): Promise<void> {
  const temporary = lasting === "temporary";
  const kind = temporary ? "temporary table" : "table";
  const ending = temporary && dialect === "postgres" ? " on commit drop" : "";
  const types = dialect === "sqlite" ? SQLITE : POSTGRES;
  for (const { name, columns, key, indexes } of tables) {
    const lines = [`review ${types.text} not null`];
    for (const [column, type] of Object.entries(columns)) {
      lines.push(`${column} ${types[baseType(type)]}${type.endsWith("?") ? "" : " not null"}`);
    }
    lines.push(`primary key (${["review", ...key].join(", ")})`);
    await sql.raw(`create ${kind} if not exists ${name} (${lines.join(", ")})${ending}`).execute(db);
    for (const index of indexes) {
      const id = `${name}_${index.join("_")}`;
      await sql
        .raw(`create index if not exists ${id} on ${name} (${["review", ...index].join(", ")})`)
        .execute(db);
    }
  }
}

/** The schema in which the lasting tables stand, by which they can be named behind temporary ones. */
export async function lastingSchema(tx: Tx): Promise<string> {
  if (tx.dialect === "sqlite") return "main";
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(tx.db);
  return rows[0]?.name ?? "public";
}

/** A text that changes whenever a definition does; kept beside derived tables to know when to rebuild. */
export function signature(tables: readonly Table[]): string {
  return JSON.stringify(tables.map(({ name, columns, key, indexes }) => [name, columns, key, indexes]));
}

/**
 * Inserts rows by the thousand: each chunk travels as one JSON parameter, so that neither database's limit on
 * parameters matters and no statement is compiled per row.
 * @param onConflict what to do where the key exists: fail (the default) or keep the row that is there
 */
export async function insertRows<T extends Table>(
  tx: Tx,
  into: T,
  rows: readonly Omit<RowOf<T>, "review">[],
  onConflict: "fail" | "keep" = "fail",
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(into.columns);
  const names = columns.map(([name]) => name);
  const ending = onConflict === "keep" ? " on conflict do nothing" : "";
  const picked =
    tx.dialect === "sqlite"
      ? names.map((_, at) => `value->>${at}`).join(", ")
      : columns
          .map(([, type], at) => `(value->>${at})::${POSTGRES[baseType(type)].replace(' collate "C"', "")}`)
          .join(", ");
  const source = tx.dialect === "sqlite" ? "json_each(" : "jsonb_array_elements(";
  const cast = tx.dialect === "sqlite" ? ") where true" : "::jsonb) as value";
  const head = `insert into ${into.name} (${["review", ...names].join(", ")}) select `;
  for (let at = 0; at < rows.length; at += 1000) {
    const chunk = rows.slice(at, at + 1000).map((row) => names.map((name) => cell(row, name)));
    await sql`${sql.raw(head)}${tx.review}${sql.raw(`, ${picked} from ${source}`)}${JSON.stringify(chunk)}${sql.raw(cast + ending)}`.execute(
      tx.db,
    );
  }
}

function cell(row: object, name: string): unknown {
  const value = (row as Record<string, unknown>)[name];
  // PostgreSQL's text cannot hold NUL
  return typeof value === "string" && value.includes("\0") ? value.replaceAll("\0", "\uFFFD") : value;
}

/** Splits a list so that each part fits into one `in (…)` on both databases. */
export function* chunked<T>(items: readonly T[], size = 500): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
