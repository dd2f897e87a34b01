import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { createIndex, findDuplicates } from "../core/src/dedup/index.ts";
import { type Counts, countAgainst } from "./dedup-count.ts";
import { type Growth, measureGrowth, measureGrowthApart } from "./dedup-growth.ts";
import { prototypeMissing, published, runPrototype } from "./dedup-peers.ts";
import { type LabelledSet, readSet, SETS_FOLDER, setNames } from "./dedup-set.ts";
import { syntheticSet } from "./dedup-synthetic.ts";
import { growthPlot } from "./growth-plot.ts";

const BRUTE = ["sweep_copper", "srsra_haematology"];
const SIZES = [1000, 2000, 5000, 10_000, 20_000, 50_000];
const LARGE = [100_000, 200_000, 500_000, 1_000_000];
const HELD = 100_000;
const ADDED = 1000;
const NAME = 20;
const PARTS = ["sets", "keys", "growth", "adding"] as const;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function slashes({ tp, fp, fn }: Counts["removed"]): string {
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

function seconds({ wall, cpu }: { wall: number; cpu: number }): string {
  return `${wall.toFixed(1)} s (processor ${cpu.toFixed(1)} s)`;
}

function countsInWords(counts: Counts, records: number): string {
  const { removed, settled, inGroups, maybes, maybesRight } = counts;
  const solved = removed.fn - settled.fn;
  return [
    slashes(removed).padEnd(13),
    slashes(inGroups).padEnd(13),
    `${counts.pairPrecision.toFixed(4)}/${counts.pairRecall.toFixed(4)}`.padEnd(15),
    `${maybes} (${((100 * maybes) / records).toFixed(1)} %), ${maybesRight} right`.padEnd(24),
    slashes(settled).padEnd(13),
    removed.fn === 0 ? "-" : `${solved} of ${removed.fn} (${Math.round((100 * solved) / removed.fn)} %)`,
  ].join("  ");
}

function judgeSets(sets: readonly LabelledSet[]): void {
  const missing = prototypeMissing();
  say("Labelled sets. Counts are TP/FP/FN; `removed`: all but one of each group (BibDedupe's counting);");
  say(
    "`in a group`: records with a duplicate (SRA-DM's counting); `settled`: `removed` when every question is",
  );
  say("answered rightly; last, how many of the missed duplicates the questions settle.");
  if (missing !== undefined) say(`The Python prototype is not run: ${missing}.`);
  say(
    `${"".padEnd(NAME)}  ${"removed".padEnd(13)}  ${"in a group".padEnd(13)}  ${"pairs P/R".padEnd(15)}  ${"questions".padEnd(24)}  ${"settled".padEnd(13)}  missed, settled`,
  );
  const all = { records: 0, maybes: 0, fn: 0, settled: 0 };
  for (const set of sets) {
    const size = set.items.length;
    const run = timed(() => findDuplicates(set.items));
    const counts = countAgainst(run.value, set.truth);
    all.records += size;
    all.maybes += counts.maybes;
    all.fn += counts.removed.fn;
    all.settled += counts.settled.fn;
    say(`${set.name.padEnd(NAME)}  ${countsInWords(counts, size)}`);
    say(`${`  ${size} records`.padEnd(NAME)}  ${seconds(run)}`);
    if (missing === undefined) {
      const peer = runPrototype(set.name);
      say(
        `${"  prototype".padEnd(NAME)}  ${countsInWords(countAgainst(peer.result, set.truth), size)}; ${peer.seconds.toFixed(1)} s, ${(peer.seconds / run.wall).toFixed(1)} times as long`,
      );
    }
    const { removed, inGroups } = published(set.name);
    if (removed !== "") say(`${"  published removed".padEnd(NAME)}  ${removed}`);
    if (inGroups !== "") say(`${"  published in group".padEnd(NAME)}  ${inGroups}`);
  }
  const share = (part: number, whole: number): string =>
    `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
  say(
    `All sets: ${all.maybes} questions for ${all.records} records (${share(all.maybes, all.records)}); they settle ${all.fn - all.settled} of ${all.fn} missed duplicates (${share(all.fn - all.settled, all.fn)})`,
  );
}

/** Compares every item with every other, and says what the keys did not bring together. */
function judgeBlocking(sets: readonly LabelledSet[]): void {
  say("");
  say("All with all, as a reference for the keys: pairs decided `same`, and how many of them were missed");
  for (const { name, items } of sets.filter((set) => BRUTE.includes(set.name))) {
    const quick = timed(() => findDuplicates(items));
    const group = new Map<string, number>();
    quick.value.clusters.forEach((cluster, at) => cluster.forEach((id) => group.set(id, at)));
    const asked = new Set(quick.value.maybes.map(({ a, b }) => `${a} ${b}`));
    const index = createIndex(items);
    let same = 0;
    let missed = 0;
    const brute = timed(() => {
      items.forEach((a, at) => {
        for (let to = at + 1; to < items.length; to++) {
          const b = items[to]?.id ?? "";
          if (index.match(a.id, b).judgement.decision !== "same") continue;
          same++;
          const together = group.has(a.id) && group.get(a.id) === group.get(b);
          if (!together && !asked.has(`${a.id} ${b}`) && !asked.has(`${b} ${a.id}`)) missed++;
        }
      });
    });
    const pairs = (items.length * (items.length - 1)) / 2;
    say(
      `${name.padEnd(NAME)}  ${pairs} pairs, ${same} same, ${missed} missed; all ${seconds(brute)}, keys ${seconds(quick)}: ${(brute.cpu / quick.cpu).toFixed(0)} times as long`,
    );
  }
}

function judgeGrowth(sizes: readonly number[], plot: string | undefined): void {
  say("");
  say(
    "Growth: works put together anew from real titles, names and places, with a vocabulary that goes on growing,",
  );
  say(
    "each delivered once to four times with the faults of databases, one in twenty resembling an earlier one",
  );
  say("(seeded; each size in a process of its own; the time to make the records is taken off)");
  const grown: Growth[] = [];
  for (const size of sizes) {
    const growth = measureGrowthApart(size);
    grown.push(growth);
    const { removed, pairPrecision, pairRecall, maybes, cpu, peak } = growth;
    say(
      [
        `${String(size).padStart(9)} records`,
        seconds(growth).padEnd(27),
        `${((cpu / size) * 1e6).toFixed(0).padStart(4)} microseconds a record`,
        `peak ${peak.toFixed(2)} GB`,
        `TP/FP/FN ${slashes(removed)}`,
        `pairs ${pairPrecision.toFixed(4)}/${pairRecall.toFixed(4)}`,
        `${maybes} questions`,
      ].join("  "),
    );
  }
  if (plot === undefined) return;
  const panel = (title: string, y: (growth: Growth) => number) => ({
    title,
    points: grown.map((growth) => ({ x: growth.size, y: y(growth) })),
  });
  writeFileSync(
    plot,
    growthPlot([panel("processor, seconds", ({ cpu }) => cpu), panel("peak memory, GB", ({ peak }) => peak)]),
  );
  say(`plot: ${plot}`);
}

function judgeAdding(sets: readonly LabelledSet[]): void {
  say("");
  const set = syntheticSet(sets, HELD + ADDED);
  const whole = timed(() => createIndex(set.items.slice(0, HELD)));
  const run = timed(() => {
    whole.value.add(set.items.slice(HELD));
    return whole.value.result();
  });
  const { removed } = countAgainst(run.value, set.truth);
  say(
    `Adding ${ADDED} records to ${HELD}, with the new groups: ${seconds(run)}, ${(whole.cpu / run.cpu).toFixed(0)} times less than all anew  TP/FP/FN ${slashes(removed)}`,
  );
}

/**
 * Arguments: nothing for all parts, up to 50,000 records; `--million` for more, up to 1,000,000; sizes of one's own; one
 * or more of `sets`, `keys`, `growth` and `adding` for these parts alone; `--plot FILE` for the growth as SVG.
 */
function main(args: readonly string[]): void {
  const names = setNames();
  if (names === undefined) {
    say(`skipped: no labelled sets in ${SETS_FOLDER} (run from the repository's root)`);
    return;
  }
  const sets = names.map((name) => readSet(name));
  const after = (flag: string): string | undefined =>
    args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined;
  const single = after("--size");
  if (single !== undefined) {
    say(JSON.stringify(measureGrowth(sets, Number(single))));
    return;
  }
  say(`Node ${process.version}, ${cpus().length} processors, ${(totalmem() / 2 ** 30).toFixed(0)} GB`);
  const own = args.filter((word) => /^\d+$/.test(word)).map(Number);
  const named = PARTS.filter((part) => args.includes(part));
  const parts: readonly string[] = named.length > 0 ? named : own.length > 0 ? ["growth"] : PARTS;
  if (parts.includes("sets")) judgeSets(sets);
  if (parts.includes("keys")) judgeBlocking(sets);
  const sizes = args.includes("--million") ? [...SIZES, ...LARGE] : SIZES;
  if (parts.includes("growth")) judgeGrowth(own.length > 0 ? own : sizes, after("--plot"));
  if (parts.includes("adding")) judgeAdding(sets);
}

main(process.argv.slice(2));
