import type { PrepareContext, ReadTx } from "../action/index.ts";
import { placeOf, type Run } from "../records/index.ts";
import { recordsOfRun, type RecordRow, toReference } from "../records/store.ts";
import { type Item, itemFromReference } from "./item.ts";
import { neighbourKeys } from "./neighbour-key.ts";
import { keepNeighbours } from "./store.ts";

/** Records whose keys are kept as one value: some 2 MB. */
export const PART = 20_000;

/** A row as an item to compare; `source` is the name of its run's source. */
export function itemOf(row: RecordRow, source: string): Item {
  const { sourceId, ...reference } = toReference(row);
  return itemFromReference({ ...reference, id: sourceId, raw: {} }, row.id, source);
}

/**
 * Reads the records of a run as items, and keeps the keys by which later records find them as neighbours.
 * @param done records read before, for the progress
 */
export async function readItems(
  tx: ReadTx,
  run: Run,
  { storage, onProgress, signal }: Pick<PrepareContext, "storage" | "onProgress" | "signal">,
  done = 0,
): Promise<Item[]> {
  const items: Item[] = [];
  let keys: number[] = [];
  const keep = async (part: number) => {
    const kept = { import: run.fact, part, keys: Uint32Array.from(keys) };
    await storage.write((writing) => keepNeighbours(writing, kept));
    keys = [];
  };
  for await (const rows of recordsOfRun(tx, run.id)) {
    signal.throwIfAborted();
    for (const row of rows) {
      const item = itemOf(row, run.source.name);
      const { position } = placeOf(row.id);
      items.push(item);
      for (const key of neighbourKeys(item)) keys.push(key, position);
      if (items.length % PART === 0) await keep(items.length / PART - 1);
    }
    onProgress({ phase: "reading records", done: done + items.length });
  }
  if (items.length % PART > 0) await keep(Math.floor(items.length / PART));
  return items;
}
