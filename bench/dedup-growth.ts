import { execFileSync } from "node:child_process";
import { findDuplicates, type Item } from "../core/src/dedup/index.ts";
import { countAgainst, type Removed } from "./dedup-count.ts";
import type { LabelledSet } from "./dedup-set.ts";
import { syntheticItems } from "./dedup-synthetic.ts";

/** What one size took; seconds and gigabytes (of 2^30 bytes) are of the whole process, less the making of the records. */
export interface Growth {
  readonly size: number;
  readonly wall: number;
  readonly cpu: number;
  readonly peak: number;
  readonly removed: Removed;
  readonly pairPrecision: number;
  readonly pairRecall: number;
  readonly maybes: number;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Makes the records twice: once alone, to know what that takes, and once while their duplicates are found. */
export function measureGrowth(sets: readonly LabelledSet[], size: number): Growth {
  const works = new Int32Array(size);
  function* items(): Generator<Item> {
    let at = 0;
    for (const { item, work } of syntheticItems(sets, size)) {
      works[at++] = work;
      yield item;
    }
  }
  const [t0, c0] = [performance.now(), cpuSeconds()];
  for (const _ of items());
  const [t1, c1] = [performance.now(), cpuSeconds()];
  const result = findDuplicates(items());
  const [t2, c2] = [performance.now(), cpuSeconds()];
  const peak = process.resourceUsage().maxRSS / 2 ** 20;
  const truth = new Map(Array.from(works, (work, at) => [`r${at}`, `w${work}`]));
  const { removed, pairPrecision, pairRecall, maybes } = countAgainst(result, truth);
  const made = (t1 - t0) / 1000;
  return {
    size,
    wall: (t2 - t1) / 1000 - made,
    cpu: c2 - c1 - (c1 - c0),
    peak,
    removed,
    pairPrecision,
    pairRecall,
    maybes,
  };
}

/** The same in a process of its own, so that its peak of memory is its own. */
export function measureGrowthApart(size: number): Growth {
  const [node, script = ""] = [process.execPath, process.argv[1]];
  const out = execFileSync(node, [script, "--size", String(size)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(out) as Growth;
}
