import { spawn } from "node:child_process";
import { appendFileSync, createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Call, performByName, prepareHere, type Workbench } from "../core/src/action/index.ts";
import type { Contract } from "../core/src/base/contract.ts";
import { clusters, deduplicate, pairs, settlePair, splitRecord } from "../core/src/dedup/index.ts";
import { importFile } from "../core/src/records/index.ts";
import { undo } from "../core/src/review/index.ts";
import { createReview, openReview } from "../core/src/workbench.ts";
import { generateRis } from "./generate.ts";

// A review of 100,000 records gets 1,000 more: what looking for their duplicates costs, and what a settled pair costs.
// usage: dedup-incremental [records] [more]

const [records = 100_000, more = 1000] = process.argv.slice(2, 4).map(Number);
const SETTLED = 20;
const MEBIBYTE = 1024 * 1024;

const print = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(2);

/** The greatest resident memory since it was last asked to forget, in MB; the process's own where Linux does not say. */
function peak(): number {
  try {
    const line = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"));
    return Number(line?.[1] ?? 0) / 1024;
  } catch {
    return process.memoryUsage().rss / MEBIBYTE;
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

class Measured {
  readonly bench: Workbench;
  readonly #lead: string;
  prepared = 0;

  constructor(bench: Workbench, lead: string) {
    this.#lead = lead;
    this.bench = { ...bench, elsewhere: (call) => this.#timed(call) };
  }

  async #timed(call: Call & { action: string }): Promise<unknown> {
    const { elsewhere: _elsewhere, ...here } = this.bench;
    const start = performance.now();
    const result = await prepareHere(here, call.action, call, call.input);
    this.prepared = (performance.now() - start) / 1000;
    return result;
  }

  async ask<Asked extends Contract>(contract: Asked, input: object): Promise<NonNullable<Asked["output"]>> {
    return (await performByName(this.bench, contract.name, { actor: this.#lead, input })) as NonNullable<
      Asked["output"]
    >;
  }

  async bring(path: string, name: string): Promise<void> {
    const { hash } = await this.bench.storage.blobs.putStream(createReadStream(path));
    await this.ask(importFile, {
      file: hash,
      fileName: `${name}.ris`,
      details: { source: { name, column: "databases" } },
    });
  }

  async search(what: string): Promise<void> {
    const start = performance.now();
    const before = process.cpuUsage();
    const found = await this.ask(deduplicate, {});
    const { user, system } = process.cpuUsage(before);
    const all = (performance.now() - start) / 1000;
    print(
      `${what}: ${all.toFixed(2)} s, of which finding pairs ${this.prepared.toFixed(2)} s, projecting and counting ${(all - this.prepared).toFixed(2)} s (processor time ${((user + system) / 1e6).toFixed(2)} s); ${found.records} records, ${found.citations} citations, ${found.maybes} pairs for people; peak memory ${peak().toFixed(0)} MB`,
    );
  }

  /** Median milliseconds of one piece of work. */
  async each(times: number, work: (at: number) => Promise<unknown>): Promise<string> {
    const taken: number[] = [];
    for (let at = 0; at < times; at++) {
      const start = performance.now();
      await work(at);
      taken.push(performance.now() - start);
    }
    return `median ${median(taken).toFixed(1)} ms, longest ${Math.max(...taken).toFixed(1)} ms`;
  }
}

async function prepareFiles(folder: string): Promise<void> {
  await generateRis(join(folder, "first.ris"), records, 1);
  // the same seed begins with the same works: a third of what comes later was there before
  const known = Math.round(more / 3);
  await generateRis(join(folder, "later.ris"), known, 1);
  await generateRis(join(folder, "fresh.ris"), more - known, 2);
  appendFileSync(join(folder, "later.ris"), readFileSync(join(folder, "fresh.ris")));
}

async function first(folder: string): Promise<void> {
  const founding = { title: "Measured", lead: "Lead" };
  const made = await createReview(join(folder, "review"), founding, { stateFolder: join(folder, "state") });
  writeFileSync(join(folder, "lead"), made.lead);
  const review = new Measured(made.bench, made.lead);
  const start = performance.now();
  await review.bring(join(folder, "first.ris"), "PubMed");
  print(`${records} records imported: ${seconds(start)} s`);
  await review.search("first search");
  await made.bench.storage.close();
}

async function opened(folder: string): Promise<Measured> {
  const bench = await openReview(join(folder, "review"), { stateFolder: join(folder, "state") });
  return new Measured(bench, readFileSync(join(folder, "lead"), "utf8"));
}

async function answers(folder: string): Promise<void> {
  const review = await opened(folder);
  const joined = await review.ask(clusters, { limit: SETTLED });
  const times = Math.min(SETTLED, joined.clusters.length);
  print(`pairs, a page of 50: ${await review.each(5, () => review.ask(pairs, { limit: 50 }))}`);
  print(`joined records, a page of 50: ${await review.each(5, () => review.ask(clusters, { limit: 50 }))}`);
  const facts: string[] = [];
  const split = await review.each(times, async (at) => {
    const record = joined.clusters[at]?.records[0]?.id ?? "";
    facts.push(...(await review.ask(splitRecord, { record, reason: "measured" })).facts);
  });
  print(`a record split off: ${split}`);
  print(`taking one back: ${await review.each(times, (at) => review.ask(undo, { fact: facts[at] ?? "" }))}`);
  const settled = await review.each(times, async (at) => {
    const [a, b] = joined.clusters[at]?.records ?? [];
    await review.ask(settlePair, { a: a?.id ?? "", b: b?.id ?? "", decision: "same" });
  });
  print(`a pair settled: ${settled}`);
  await review.bench.storage.close();
}

async function bringLater(folder: string): Promise<void> {
  const review = await opened(folder);
  const start = performance.now();
  await review.bring(join(folder, "later.ris"), "Embase");
  print(`${more} more imported: ${seconds(start)} s`);
  await review.bench.storage.close();
}

async function searchLater(folder: string): Promise<void> {
  const review = await opened(folder);
  await review.search(`search of ${more} later records`);
  await review.bench.storage.close();
}

// each in a process of its own, as the command line does it, so that none lives on what another left in memory
const PHASES = { first, answers, bringLater, searchLater };

async function inItsOwnProcess(phase: string, folder: string): Promise<void> {
  const words = [process.argv[1] ?? "", String(records), String(more), phase, folder];
  const child = spawn(process.execPath, words, { stdio: "inherit" });
  const code = await new Promise((done) => child.once("close", done));
  if (code !== 0) throw new Error(`${phase} ended with ${String(code)}`);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "chartroom-bench-"));
  try {
    await prepareFiles(folder);
    for (const phase of Object.keys(PHASES)) await inItsOwnProcess(phase, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [phase, place] = process.argv.slice(4);
if (phase === undefined || place === undefined) await main();
else await PHASES[phase as keyof typeof PHASES](place);
