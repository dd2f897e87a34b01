import { setImmediate } from "node:timers/promises";
import type { ReadTx } from "../action/index.ts";
import { placedRecords } from "../dedup/store.ts";
import { stampOf } from "../ledger/index.ts";
import type { Tx } from "../storage/index.ts";
import { runsOf } from "../records/store.ts";

/** What a citation is found by, besides its text and its class. */
export interface ListedCitation {
  id: string;
  /** Sources of its records, each once. */
  sources: readonly string[];
  records: number;
  /** Whether no record came from a database or register. */
  otherOnly: boolean;
  year: number | null;
  flagged: boolean;
  /** Labels that its records came with. */
  labels: readonly string[];
}

/** The data of one moment, and the store by which a review is known. */
type ListTx = Tx & Pick<ReadTx, "blobs">;

/** All citations, in the plain order and by id, and the citation of every record that is not its own. */
export interface CitationList {
  citations: ListedCitation[];
  byId: Map<string, ListedCitation>;
  citationOf: Map<string, string>;
}

const NO_LABELS: readonly string[] = [];

/** Lists of names, each kept once however many citations have it. */
class Names {
  readonly #known = new Map<string, readonly string[]>();

  with(names: readonly string[], more: readonly string[]): readonly string[] {
    if (more.every((name) => names.includes(name))) return names;
    const all = [...new Set([...names, ...more])];
    const key = JSON.stringify(all);
    const known = this.#known.get(key) ?? all;
    this.#known.set(key, known);
    return known;
  }
}

async function listCitations(tx: ListTx): Promise<CitationList> {
  const live = (await runsOf(tx)).filter(({ state }) => state === "live");
  const runs = new Map(live.map(({ id, source }) => [id, source]));
  const names = new Names();
  const list: CitationList = { citations: [], byId: new Map(), citationOf: new Map() };
  for await (const records of placedRecords(tx, [...runs.keys()])) {
    for (const { id, citation, lead, run, year, flagged, labels } of records) {
      const source = runs.get(run);
      if (source === undefined) continue;
      if (id !== citation) list.citationOf.set(id, citation);
      let entry = list.byId.get(citation);
      if (entry === undefined) {
        entry = {
          id: citation,
          sources: [],
          records: 0,
          otherOnly: true,
          year: null,
          flagged: false,
          labels: NO_LABELS,
        };
        list.byId.set(citation, entry);
      }
      entry.sources = names.with(entry.sources, [source.name]);
      entry.records += 1;
      if (source.column === "databases") entry.otherOnly = false;
      if (flagged) entry.flagged = true;
      if (labels !== null) entry.labels = names.with(entry.labels, JSON.parse(labels) as string[]);
      if (!lead) continue;
      entry.year = year;
      list.citations.push(entry);
    }
    await setImmediate();
  }
  return list;
}

// what is found does not change with votes, and is asked for at each turn of the wheel
const known = new WeakMap<object, Map<string, { stamp: string; list: CitationList }>>();

/** All citations of the review as they are found; read again only where records or duplicates changed. */
export async function citationList(tx: ListTx): Promise<CitationList> {
  const own = known.get(tx.blobs) ?? new Map<string, { stamp: string; list: CitationList }>();
  known.set(tx.blobs, own);
  const stamp = await stampOf(tx, ["records", "dedup"]);
  const before = own.get(tx.review);
  if (before?.stamp === stamp) return before.list;
  const list = await listCitations(tx);
  own.set(tx.review, { stamp, list });
  return list;
}
