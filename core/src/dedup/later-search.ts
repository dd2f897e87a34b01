import type { PrepareContext, ReadTx } from "../action/index.ts";
import { recordId, type Run } from "../records/index.ts";
import { recordRows } from "../records/store.ts";
import { createIndex } from "./duplicate-index.ts";
import type { Duplicates } from "./duplicates.ts";
import type { Item } from "./item.ts";
import { neighbourKeys } from "./neighbour-key.ts";
import { itemOf, PART, readItems } from "./search-items.ts";
import { type ChoiceRow, citationsOf, keptParts, neighbourPart, recordsOf } from "./store.ts";

/** A key that more earlier records have is no sign of one work. */
const MOST_WITH_KEY = 40;
/** Earlier records that a later one is compared with: those that share most keys. */
const MOST_NEIGHBOURS = 12;
/** Further earlier records, evenly drawn: they tell how common words and names are in this review. */
const BACKGROUND = 1500;

type Work = Pick<PrepareContext, "storage" | "onProgress" | "signal">;

/** Makes sure that the keys of these imports are kept; those of an older version of the program are not. */
async function completeKeys(tx: ReadTx, earlier: readonly Run[], work: Work): Promise<void> {
  const parts = await keptParts(tx);
  for (const run of earlier)
    if (parts.get(run.fact) !== Math.ceil(run.records / PART)) await readItems(tx, run, work);
}

/** The earlier records that share a key with a later one, by key. */
async function sharing(
  tx: ReadTx,
  earlier: readonly Run[],
  wanted: ReadonlySet<number>,
  { onProgress, signal }: Work,
): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>();
  for (const [at, run] of earlier.entries()) {
    onProgress({ phase: "looking for neighbours", done: at, total: earlier.length });
    for (let part = 0; part * PART < run.records; part++) {
      signal.throwIfAborted();
      const keys = await neighbourPart(tx, run.fact, part);
      for (let place = 0; place < keys.length; place += 2) {
        const key = keys[place] as number;
        if (!wanted.has(key)) continue;
        const records = found.get(key);
        const record = recordId(run.id, keys[place + 1] as number);
        if (records === undefined) found.set(key, [record]);
        else if (records.length <= MOST_WITH_KEY) records.push(record);
      }
    }
  }
  return found;
}

/** For each later record the earlier ones that share most keys with it. */
function nearest(keysOf: ReadonlyMap<string, readonly number[]>, found: ReadonlyMap<number, string[]>) {
  const near = new Set<string>();
  for (const keys of keysOf.values()) {
    const shared = new Map<string, number>();
    for (const key of new Set(keys)) {
      const records = found.get(key) ?? [];
      if (records.length > MOST_WITH_KEY) continue;
      for (const record of records) shared.set(record, (shared.get(record) ?? 0) + 1);
    }
    const ranked = [...shared].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    for (const [record] of ranked.slice(0, MOST_NEIGHBOURS)) near.add(record);
  }
  return near;
}

function evenlyDrawn(runs: readonly Run[]): string[] {
  const total = runs.reduce((sum, run) => sum + run.records, 0);
  const step = Math.max(1, total / BACKGROUND);
  const drawn: string[] = [];
  let before = 0;
  for (const run of runs) {
    for (let at = Math.ceil(before / step) * step; at < before + run.records; at += step)
      drawn.push(recordId(run.id, 1 + Math.floor(at - before)));
    before += run.records;
  }
  return drawn;
}

/** The earlier records' items with what holds them together: whole citations, since a later record joins all or none. */
async function neighbourhood(tx: ReadTx, near: ReadonlySet<string>, earlier: readonly Run[]) {
  const citations = [...new Set((await citationsOf(tx, [...near])).values())];
  const groups = [...(await recordsOf(tx, citations)).values()];
  const ids = new Set([...groups.flat(), ...evenlyDrawn(earlier)]);
  const sources = new Map(earlier.map((run) => [run.id, run.source.name]));
  const rows = (await recordRows(tx, [...ids])).filter((row) => sources.has(row.run));
  const items = rows.map((row) => itemOf(row, sources.get(row.run) ?? row.run));
  const joins = groups.flatMap((group) =>
    group.slice(1).map((record) => [group[0] as string, record] as const),
  );
  return { items, joins };
}

/**
 * Compares the records of later imports with each other and with the earlier records that are like them, as the whole
 * search would; what earlier searches joined stays as it is.
 * @returns what was found that involves a later record, and how many records are later
 */
export async function searchLater(
  tx: ReadTx,
  runs: { earlier: readonly Run[]; later: readonly Run[] },
  choices: readonly ChoiceRow[],
  work: Work,
): Promise<Duplicates> {
  const { earlier, later } = runs;
  await completeKeys(tx, earlier, work);
  const fresh: Item[] = [];
  for (const run of later) for (const item of await readItems(tx, run, work, fresh.length)) fresh.push(item);
  const keysOf = new Map(fresh.map((item) => [item.id, neighbourKeys(item)]));
  const wanted = new Set([...keysOf.values()].flat());
  const near = nearest(keysOf, await sharing(tx, earlier, wanted, work));
  const { items, joins } = await neighbourhood(tx, near, earlier);
  const { onProgress, signal } = work;
  const index = createIndex(items, { onProgress, signal });
  index.add(fresh, { onProgress, signal });
  const known = new Set([...items, ...fresh].map((item) => item.id));
  const about = choices.filter(({ a, b }) => known.has(a) && known.has(b));
  index.fix({
    joins: [
      ...joins.filter(([a, b]) => known.has(a) && known.has(b)),
      ...about.filter(({ decision }) => decision === "same").map(({ a, b }) => [a, b] as const),
    ],
    splits: about.filter(({ decision }) => decision !== "same").map(({ a, b }) => [a, b] as const),
  });
  const isFresh = (pair: { a: string; b: string }) => keysOf.has(pair.a) || keysOf.has(pair.b);
  const { maybes, relations, joins: together, ...rest } = index.result();
  return {
    ...rest,
    joins: together.filter(isFresh),
    maybes: maybes.filter(isFresh),
    relations: relations.filter(isFresh),
  };
}
