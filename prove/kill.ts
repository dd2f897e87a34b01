// Proves that nothing acknowledged is lost or doubled when writers are killed:
//   npm run prove:kill [-- --kills 100 --acknowledgements 1000 --seed N]
// Two processes vote and import in one review's folder at once and are killed with SIGKILL at random moments;
// what was in flight is asked again by the next process under the same request id.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Workbench, perform, performByName } from "../core/src/action/index.ts";
import { type Random, seededRandom } from "../core/src/base/random.ts";
import { status } from "../core/src/flow/index.ts";
import { dumpTables, type Fact, readLedger, rebuild, verify } from "../core/src/ledger/index.ts";
import { importFile, runs } from "../core/src/records/index.ts";
import { addMember } from "../core/src/review/index.ts";
import { next, vote } from "../core/src/screening/index.ts";
import { integrityFaults } from "../core/src/storage/index.ts";
import { createReview, openReview } from "../core/src/workbench.ts";

const WRITERS = 2;
const RECORDS = 60;
const RECORDS_PER_IMPORT = 5;
/** Milliseconds after its first acknowledgement within which a writer is killed. */
const LONGEST_LIFE = 900;
const IMPORT_EVERY = 6;

/** What a writer asks for, so that it can be asked again word for word. */
interface Asked {
  request: string;
  action: string;
  actor: string;
  input: unknown;
}
/** What a writer tells through its pipe: what it is about to ask, and what it was answered. */
type Told = { asked: Asked } | { acknowledged: { request: string; action: string; proof: string } };
interface Acknowledged {
  action: string;
  /** Hash of the vote's fact, or the id of the run. */
  proof: string;
}

function risFile(name: string, records: number): string {
  const one = (at: number) =>
    `TY  - JOUR\nTI  - Invented trial ${name} number ${at}\nPY  - 2024\nAB  - Text ${name} ${at}.\nER  - \n`;
  return Array.from({ length: records }, (_, at) => one(at + 1)).join("\n");
}

async function draw(bench: Workbench, me: { actor: string; name: string }, at: number, random: Random) {
  const { actor, name } = me;
  const request = `${name}-${at}`;
  if (at % IMPORT_EVERY === 0) {
    const bytes = new TextEncoder().encode(risFile(request, RECORDS_PER_IMPORT));
    const file = await bench.storage.blobs.put(bytes);
    const input = { file, fileName: `${request}.ris`, details: { source: { name: "Invented" } } };
    return { request, action: importFile.name, actor, input };
  }
  const { items } = await perform(bench, next, { actor, input: { stage: "title_abstract", count: 20 } });
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("there is nothing left to vote on");
  const decision = random() < 0.5 ? "include" : "exclude";
  const input = { citation: item.citation.id, stage: "title_abstract", decision, note: request };
  return { request, action: vote.name, actor, input };
}

async function write(words: {
  folder: string;
  stateFolder: string;
  actor: string;
  name: string;
  seed: number;
  pending: Asked | null;
}): Promise<void> {
  const tell = (told: Told) => writeSync(3, `${JSON.stringify(told)}\n`);
  const bench = await openReview(words.folder, { stateFolder: words.stateFolder });
  const random = seededRandom(words.seed);
  for (let at = 1; ; at++) {
    const asked = at === 1 && words.pending !== null ? words.pending : await draw(bench, words, at, random);
    tell({ asked });
    const { action, actor, input, request } = asked;
    const answer = await performByName(bench, action, { actor, input, request });
    const proof =
      action === vote.name ? (answer as { fact: string }).fact : (answer as { run: { id: string } }).run.id;
    tell({ acknowledged: { request, action, proof } });
  }
}

/** Lets one writer live for a while, kills it, and gives all that it told. */
async function lifeOf(
  words: object,
  delay: () => number,
): Promise<{ told: Told[]; killed: boolean; said: string }> {
  const child = spawn(process.execPath, [process.argv[1] ?? "", "--writer", JSON.stringify(words)], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const told: string[] = [];
  let said = "";
  let dying: Promise<unknown> | undefined;
  child.stderr?.on("data", (part: Buffer) => (said += part.toString()));
  child.stdio[3]?.on("data", (part: Buffer) => {
    told.push(part.toString());
    if (dying === undefined && part.includes('"acknowledged"'))
      dying = setTimeout(delay()).then(() => child.kill("SIGKILL"));
  });
  const signal = await new Promise((resolve) => child.once("close", (_code, by) => resolve(by)));
  const lines = told.join("").split("\n").slice(0, -1);
  return { told: lines.map((line) => JSON.parse(line) as Told), killed: signal === "SIGKILL", said };
}

async function allFacts(bench: Workbench): Promise<Fact[]> {
  return bench.storage.read(async (tx) => {
    const facts: Fact[] = [];
    for await (const page of readLedger({ ...tx, viewer: "everything" }, bench.registry)) facts.push(...page);
    return facts;
  });
}

/** Everything that is wrong with the review after the kills; empty where nothing was lost or doubled. */
async function faultsOf(bench: Workbench, lead: string, acknowledged: ReadonlyMap<string, Acknowledged>) {
  const faults: string[] = [];
  const facts = await allFacts(bench);
  const byRequest = new Map<string, Fact[]>();
  for (const fact of facts) byRequest.set(fact.request, [...(byRequest.get(fact.request) ?? []), fact]);
  const live = new Map((await perform(bench, runs, { actor: lead, input: {} })).map((run) => [run.id, run]));
  for (const [request, { action, proof }] of acknowledged) {
    const own = byRequest.get(request) ?? [];
    if (own.length !== 1)
      faults.push(`${request} (${action}) was acknowledged and is there ${own.length} times`);
    const whole =
      action === vote.name ? own[0]?.hash === proof : live.get(proof)?.records === RECORDS_PER_IMPORT;
    if (!whole) faults.push(`${request} (${action}) is not what was acknowledged`);
  }
  for (const [request, own] of byRequest)
    if (/^\d/.test(request) && own.length > 1) faults.push(`${request} is there ${own.length} times`);
  const { counts, faults: uneven } = await perform(bench, status, { actor: lead, input: {} });
  const expected = [...live.values()].reduce((sum, run) => sum + run.records, 0);
  if (counts.identified !== expected)
    faults.push(`${counts.identified} records are there, the runs have ${expected}`);
  faults.push(...uneven);
  const known = bench.device.lastHash();
  const checked = await bench.storage.read((tx) => verify(tx, known === undefined ? [] : [known]));
  // the state folder may name a fact whose commit the kill prevented; only then the tail is not there
  faults.push(...checked.faults.filter(({ kind }) => kind !== "tail").map(({ message }) => message));
  faults.push(...(await bench.storage.read((tx) => integrityFaults(tx.db))));
  return { faults, facts: facts.length, devices: checked.devices.length };
}

// rows of a file whose import was killed stay staged and invisible; a rebuild sweeps them away
const STAGED = ["records", "staged_files"];

async function rebuildFaults(bench: Workbench): Promise<string[]> {
  const cells = () => bench.storage.read((tx) => dumpTables(tx, bench.registry));
  const before = await cells();
  await rebuild(bench.storage, bench.registry);
  const after = await cells();
  return Object.keys(before)
    .filter((name) => !STAGED.includes(name) && before[name]?.join("\n") !== after[name]?.join("\n"))
    .map((name) => `a rebuild changes ${name}`);
}

async function prove(wish: { kills: number; acknowledgements: number; seed: number }): Promise<number> {
  const root = mkdtempSync(join(tmpdir(), "chartroom-kill-"));
  const [folder, stateFolder] = [join(root, "review"), join(root, "state")];
  const random = seededRandom(wish.seed);
  const made = await createReview(folder, { title: "Killed", lead: "Lead" }, { stateFolder });
  const { lead, bench } = made;
  const actors: string[] = [];
  for (let at = 0; at < WRITERS; at++) {
    const input = { name: `Writer ${at}`, roles: ["reviewer" as const] };
    actors.push((await perform(bench, addMember, { actor: lead, input })).id);
  }
  const file = await bench.storage.blobs.put(new TextEncoder().encode(risFile("base", RECORDS)));
  const details = { source: { name: "Base" } };
  await perform(bench, importFile, { actor: lead, input: { file, fileName: "base.ris", details } });
  await bench.storage.close();

  const acknowledged = new Map<string, Acknowledged>();
  const pending: (Asked | null)[] = actors.map(() => null);
  const began = performance.now();
  let [kills, round, retried] = [0, 0, 0];
  while (kills < wish.kills || acknowledged.size < wish.acknowledgements) {
    round += 1;
    const lives = actors.map((actor, at) => {
      const name = `${round}-${at}`;
      const seed = Math.floor(random() * 2 ** 31);
      const words = { folder, stateFolder, actor, name, seed, pending: pending[at] ?? null };
      const life = random() * LONGEST_LIFE;
      return lifeOf(words, () => life);
    });
    for (const [at, { told, killed, said }] of (await Promise.all(lives)).entries()) {
      if (!killed) throw new Error(`a writer ended by itself in round ${round}:\n${said}`);
      kills += 1;
      if (pending[at] !== null) retried += 1;
      for (const one of told) {
        if ("asked" in one) pending[at] = one.asked;
        else {
          acknowledged.set(one.acknowledged.request, one.acknowledged);
          pending[at] = null;
        }
      }
    }
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const after = await openReview(folder, { stateFolder });
  const { faults, facts, devices } = await faultsOf(after, lead, acknowledged);
  faults.push(...(await rebuildFaults(after)));
  await after.storage.close();
  const imports = [...acknowledged.values()].filter(({ action }) => action === importFile.name).length;
  console.log(
    `seed ${wish.seed}: ${kills} kills in ${seconds} s; ${acknowledged.size} acknowledged (${imports} imports), ${retried} asked again after a kill`,
  );
  console.log(`${facts} facts on ${devices} device(s); ${faults.length} lost, doubled or damaged`);
  for (const fault of faults) console.log(`  ${fault}`);
  if (faults.length === 0) rmSync(root, { recursive: true, force: true });
  else console.log(`the review is kept in ${folder}`);
  return faults.length;
}

function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

if (process.argv[2] === "--writer")
  await write(JSON.parse(process.argv[3] ?? "") as Parameters<typeof write>[0]);
else {
  const seed = option("seed", Date.now() % 1_000_000);
  const lost = await prove({
    kills: option("kills", 100),
    acknowledgements: option("acknowledgements", 1000),
    seed,
  });
  process.exitCode = lost === 0 ? 0 : 1;
}
