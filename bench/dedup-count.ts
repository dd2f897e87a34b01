import type { Duplicates, ScoredPair } from "../core/src/dedup/index.ts";

/** Counted as BibDedupe counts: records that are removed when one of each group is kept. */
export interface Removed {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

/** Counted as SRA-DM and DedupEndNote count: records that have a duplicate, and those that are said to have one. */
export interface InGroups {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

/** All counts of one run on a labelled set. */
export interface Counts {
  readonly removed: Removed;
  /** Counts after every question is answered rightly. */
  readonly settled: Removed;
  readonly inGroups: InGroups;
  readonly pairPrecision: number;
  readonly pairRecall: number;
  readonly maybes: number;
  readonly maybesRight: number;
}

type Truth = ReadonlyMap<string, string>;

function pairs(count: number): number {
  return (count * (count - 1)) / 2;
}

function tally(ids: Iterable<string>, truth: Truth): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) {
    const group = truth.get(id) ?? id;
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}

function countRemoved(clusters: readonly (readonly string[])[], truth: Truth): Removed {
  let tp = 0;
  let fp = 0;
  for (const cluster of clusters) {
    const groups = tally(cluster, truth);
    tp += cluster.length - groups.size;
    fp += groups.size - 1;
  }
  const need = truth.size - new Set(truth.values()).size;
  return { tp, fp, fn: need - tp };
}

/** A record that has a duplicate is found where one stands in its cluster; one without is wrong in any cluster. */
function countInGroups(clusters: readonly (readonly string[])[], truth: Truth): InGroups {
  const sizes = tally(truth.keys(), truth);
  let tp = 0;
  let fp = 0;
  for (const cluster of clusters) {
    const groups = tally(cluster, truth);
    for (const [group, count] of groups) {
      if (count > 1) tp += count;
      else if (cluster.length > 1 && sizes.get(group) === 1) fp++;
    }
  }
  let need = 0;
  for (const count of sizes.values()) if (count > 1) need += count;
  return { tp, fp, fn: need - tp };
}

function settle(clusters: readonly (readonly string[])[], right: readonly ScoredPair[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const cluster of clusters) {
    const members = [...cluster];
    for (const id of members) groups.set(id, members);
  }
  for (const { a, b } of right) {
    const [x, y] = [groups.get(a) ?? [a], groups.get(b) ?? [b]];
    if (x === y) continue;
    const joined = [...x, ...y];
    for (const id of joined) groups.set(id, joined);
  }
  return [...new Set(groups.values())];
}

/** Counts a result against the truth. */
export function countAgainst(result: Pick<Duplicates, "clusters" | "maybes">, truth: Truth): Counts {
  let found = 0;
  let both = 0;
  for (const cluster of result.clusters) {
    found += pairs(cluster.length);
    for (const count of tally(cluster, truth).values()) both += pairs(count);
  }
  let needed = 0;
  for (const count of tally(truth.keys(), truth).values()) needed += pairs(count);
  const right = result.maybes.filter(({ a, b }) => truth.get(a) === truth.get(b));
  return {
    removed: countRemoved(result.clusters, truth),
    settled: countRemoved(settle(result.clusters, right), truth),
    inGroups: countInGroups(result.clusters, truth),
    pairPrecision: both / Math.max(1, found),
    pairRecall: both / Math.max(1, needed),
    maybes: result.maybes.length,
    maybesRight: right.length,
  };
}
