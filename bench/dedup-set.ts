import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import type { Item } from "../core/src/dedup/index.ts";

/** A labelled set: items, and for each id the group that it truly belongs to. */
export interface LabelledSet {
  readonly name: string;
  readonly items: Item[];
  readonly truth: ReadonlyMap<string, string>;
}

/** Where the labelled sets lie, beside the repository. */
export const SETS_FOLDER = join("..", "shared", "data", "dedup");

type Row = Readonly<Record<string, string | undefined>>;

function itemOf(row: Row, id: string): Item {
  const text = (field: string): string | undefined => {
    const value = row[field]?.trim();
    return value === undefined || value === "" ? undefined : value;
  };
  const item: Record<string, unknown> = { id, title: row.title ?? "", authors: [] };
  const authors = text("authors");
  if (authors !== undefined) item.authors = authors.includes(";") ? authors.split(";") : [authors];
  const year = /(?:1[89]|20)\d\d/.exec(row.year ?? "")?.[0];
  if (year !== undefined) item.year = Number(year);
  for (const field of ["journal", "volume", "issue", "pages", "doi", "pmid", "abstract"]) {
    const value = text(field);
    if (value !== undefined) item[field] = value;
  }
  const isbn = text("isbn");
  if (isbn !== undefined) item.isbn = [isbn];
  const source = text("source_db");
  if (source !== undefined) item.source = source;
  return item as unknown as Item;
}

/** Reads a labelled CSV (record_id, cluster_id, title, authors, …). */
export function readSet(name: string, folder: string = SETS_FOLDER): LabelledSet {
  const text = readFileSync(join(folder, `${name}.csv`), "utf8");
  const { data } = Papa.parse<Row>(text, { header: true, skipEmptyLines: true });
  const items: Item[] = [];
  const truth = new Map<string, string>();
  data.forEach((row, at) => {
    const id = row.record_id ?? String(at + 1);
    items.push(itemOf(row, id));
    truth.set(id, row.cluster_id ?? id);
  });
  return { name, items, truth };
}

/** The names of the sets to judge whole: those of pairs are left out. Undefined where there are none. */
export function setNames(folder: string = SETS_FOLDER): string[] | undefined {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((file) => file.endsWith(".csv") && !file.endsWith("_pairs.csv"))
    .map((file) => file.slice(0, -".csv".length))
    .sort();
}
