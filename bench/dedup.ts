import { cpus, totalmem } from "node:os";
import { comparePair, createIndex, findDuplicates } from "../core/src/dedup/index.ts";
import { type Counts, countAgainst, type Removed } from "./dedup-count.ts";
import { type LabelledSet, readSet, SETS_FOLDER, setNames } from "./dedup-set.ts";
import { syntheticSet } from "./dedup-synthetic.ts";

/**
 * Published counts of records removed (TP/FP/FN): bib-dedupe's weekly evaluation of 2025-10-05, and ASySD in the same
 * evaluation of 2024-12-01.
 */
const PUBLISHED: Readonly<Record<string, { bibDedupe: string; asysd: string }>> = {
  diabetes: { bibDedupe: "1261/0/0", asysd: "1259/0/2" },
  digital_work: { bibDedupe: "368/0/1", asysd: "307/20/62" },
  srsra_haematology: { bibDedupe: "120/0/15", asysd: "109/0/26" },
  srsra_respiratory: { bibDedupe: "408/0/28", asysd: "399/0/37" },
};
const BRUTE = ["sweep_copper", "srsra_haematology"];
const SIZES = [25_000, 50_000, 100_000, 200_000];
const HELD = 100_000;
const ADDED = 1000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function slashes({ tp, fp, fn }: Removed): string {
  return `${tp}/${fp}/${fn}`;
}

interface Timed<T> {
  readonly value: T;
  readonly wall: number;
  readonly cpu: number;
}

/** Runs the work; seconds by the clock, and of the processor (other work on the machine slows only the first). */
function timed<T>(work: () => T): Timed<T> {
  const before = process.cpuUsage();
  const start = performance.now();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  return { value, wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}

function seconds({ wall, cpu }: Timed<unknown>): string {
  return `${wall.toFixed(1)} s (processor ${cpu.toFixed(1)} s)`;
}

function residentGigabytes(): string {
  return `${(process.resourceUsage().maxRSS / 1024 / 1024).toFixed(2)} GB`;
}

function describe(set: LabelledSet, counts: Counts, run: Timed<unknown>): string {
  const published = PUBLISHED[set.name];
  const share = ((100 * counts.maybes) / set.items.length).toFixed(1);
  return [
    set.name.padEnd(18),
    `${set.items.length} records`.padStart(14),
    `TP/FP/FN ${slashes(counts.removed)}`.padEnd(23),
    `pairs ${counts.pairPrecision.toFixed(4)}/${counts.pairRecall.toFixed(4)}`,
    `maybe ${counts.maybes} (${share} %, ${counts.maybesRight} right)`.padEnd(28),
    `settled ${slashes(counts.settled)}`.padEnd(22),
    published === undefined ? "" : `BibDedupe ${published.bibDedupe}, ASySD ${published.asysd};`,
    seconds(run),
  ].join("  ");
}

function judgeSets(sets: readonly LabelledSet[]): void {
  say(
    "Labelled sets: records removed, pairs precision/recall, questions, and the same with these settled rightly",
  );
  for (const set of sets) {
    const run = timed(() => findDuplicates(set.items));
    say(describe(set, countAgainst(run.value, set.truth), run));
  }
}

/** Compares every item with every other, and says what the index did not look at. */
function judgeBlocking(sets: readonly LabelledSet[]): void {
  say("");
  say("All with all, as a reference for the index: pairs decided `same`, and how many of them it missed");
  for (const set of sets.filter(({ name }) => BRUTE.includes(name))) {
    const quick = timed(() => findDuplicates(set.items));
    const group = new Map<string, number>();
    quick.value.clusters.forEach((cluster, at) => cluster.forEach((id) => group.set(id, at)));
    const asked = new Set(quick.value.maybes.map(({ a, b }) => `${a} ${b}`));
    const index = createIndex(set.items);
    let same = 0;
    let missed = 0;
    const brute = timed(() => {
      set.items.forEach((a, at) => {
        for (const b of set.items.slice(at + 1)) {
          if (comparePair(a, b, index).decision !== "same") continue;
          same++;
          const together = group.has(a.id) && group.get(a.id) === group.get(b.id);
          if (!together && !asked.has(`${a.id} ${b.id}`) && !asked.has(`${b.id} ${a.id}`)) missed++;
        }
      });
    });
    say(
      `${set.name.padEnd(18)}  ${same} pairs, missed ${missed}; all ${seconds(brute)}, index ${seconds(quick)}`,
    );
  }
}

function judgeScaling(sets: readonly LabelledSet[], sizes: readonly number[]): void {
  say("");
  say("Growth: works made of real titles, names and journals, each delivered once to four times (seeded)");
  for (const size of sizes) {
    const set = syntheticSet(sets, size);
    const run = timed(() => findDuplicates(set.items));
    const counts = countAgainst(run.value, set.truth);
    const each = ((run.cpu / size) * 1e6).toFixed(0);
    say(
      `${String(size).padStart(9)} records  ${seconds(run)}  ${each} microseconds of processor a record  ` +
        `TP/FP/FN ${slashes(counts.removed)}  maybe ${counts.maybes}  memory with the records ${residentGigabytes()}`,
    );
  }
}

function judgeAdding(sets: readonly LabelledSet[]): void {
  say("");
  const set = syntheticSet(sets, HELD + ADDED);
  const index = createIndex(set.items.slice(0, HELD));
  const run = timed(() => {
    index.add(set.items.slice(HELD));
    return index.result();
  });
  const counts = countAgainst(run.value, set.truth);
  say(
    `Adding ${ADDED} records to ${HELD}, with the new groups: ${seconds(run)}  TP/FP/FN ${slashes(counts.removed)}`,
  );
}

/** Arguments: sizes for the growth benchmark (default 25,000 to 200,000), or `sets` for the labelled sets alone. */
function main(args: readonly string[]): void {
  const names = setNames();
  if (names === undefined) {
    say(`skipped: no labelled sets in ${SETS_FOLDER} (run from the repository's root)`);
    return;
  }
  say(`Node ${process.version}, ${cpus().length} processors, ${(totalmem() / 2 ** 30).toFixed(0)} GB`);
  const sets = names.map((name) => readSet(name));
  judgeSets(sets);
  if (args.length === 0) judgeBlocking(sets);
  if (args.includes("sets")) return;
  const sizes = args.map(Number).filter((size) => size > 0);
  judgeScaling(sets, sizes.length > 0 ? sizes : SIZES);
  if (sizes.length === 0) judgeAdding(sets);
}

main(process.argv.slice(2));
