import type { DedupSummary } from "./contracts.ts";

/** How many citations every two sources share, in the order of the sources; on the diagonal how many each found. */
export function sharedCitations({
  sources,
  combinations,
}: Pick<DedupSummary, "sources" | "combinations">): number[][] {
  const place = new Map(sources.map(({ source }, at) => [source, at]));
  const shared = sources.map(() => sources.map(() => 0));
  for (const { sources: together, citations } of combinations) {
    for (const one of together) {
      const row = shared[place.get(one) ?? -1];
      for (const other of together) {
        const at = place.get(other);
        if (row !== undefined && at !== undefined) row[at] = (row[at] ?? 0) + citations;
      }
    }
  }
  return shared;
}
