import type { Tx } from "../storage/index.ts";
import { runsOf } from "../records/store.ts";
import type { DedupSummary } from "./contracts.ts";
import { basisInForce, joinedSources, openPairCount, relationsOf, singlesBySource } from "./store.ts";

/** Found, unique and shared by source, and how many citations each combination of sources found. */
export async function summarise(tx: Tx): Promise<DedupSummary> {
  const bySource = new Map<string, { records: number; unique: number }>();
  const byCitation = new Map<string, string[]>();
  let records = 0;
  const live = (await runsOf(tx)).filter((run) => run.state === "live");
  for (const run of live) bySource.set(run.source.name, { records: 0, unique: 0 });
  for (const row of await joinedSources(tx)) {
    records += 1;
    const source = bySource.get(row.source);
    if (source !== undefined) source.records += 1;
    const sources = byCitation.get(row.citation);
    if (sources === undefined) byCitation.set(row.citation, [row.source]);
    else if (!sources.includes(row.source)) sources.push(row.source);
  }
  let citations = byCitation.size;
  const combinations = new Map<string, { sources: string[]; citations: number }>();
  const count = (sources: string[], many: number) => {
    const only = sources.length === 1 ? bySource.get(sources[0] as string) : undefined;
    if (only !== undefined) only.unique += many;
    const key = sources.join("\n");
    const combination = combinations.get(key) ?? { sources, citations: 0 };
    combination.citations += many;
    combinations.set(key, combination);
  };
  for (const single of await singlesBySource(tx)) {
    records += single.citations;
    citations += single.citations;
    const source = bySource.get(single.source);
    if (source !== undefined) source.records += single.citations;
    count([single.source], single.citations);
  }
  for (const sources of byCitation.values()) count(sources.sort(), 1);
  const basis = await basisInForce(tx);
  return {
    records,
    citations,
    duplicates: records - citations,
    maybes: await openPairCount(tx),
    relations: (await relationsOf(tx)).length,
    unchecked: live
      .filter((run) => basis?.compared?.includes(run.fact) !== true)
      .reduce((sum, run) => sum + run.records, 0),
    sources: [...bySource].map(([source, counts]) => ({ source, ...counts })),
    combinations: [...combinations.values()].sort(
      (a, b) => b.citations - a.citations || (a.sources.join() < b.sources.join() ? -1 : 1),
    ),
  };
}
