// Proves that no file makes a reader crash, hang, reach outside or take memory without bound:
//   npm run prove:fuzz [-- --mutated 10000000 --seed 1 --out FOLDER --only mutants|hostile]
// Damaged files of every format are read until that many bytes of them were changed, added or moved; then files that
// are made to exhaust a reader, each in a process of its own. Reading is done in child processes that may neither
// write files nor start programs nor open a connection; each attempt counts as a fault. What fails is shrunk and
// kept in FOLDER with its seed and number. A run that was stopped goes on where it was: FOLDER/progress.json.
import { type ChildProcess, fork } from "node:child_process";
import fs, { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import dns from "node:dns";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom } from "../core/src/base/random.ts";
import {
  hostileFiles,
  mutate,
  readChecked,
  readEveryWay,
  samples,
  shrink,
} from "../core/src/references/testing.ts";

/** Milliseconds that one damaged file (64 KiB at most) may take, read three ways; measured on a busy machine. */
const LONGEST_MUTANT = 10_000;
/** Milliseconds that one hostile file may take, its making included; measured on a busy machine. */
const LONGEST_HOSTILE = 120_000;
/** Bytes of memory of a process that reads damaged files. */
const MOST_MUTANTS = 512 << 20;
/** Bytes of memory of a process that reads one hostile file, its making included. */
const MOST_HOSTILE = 1536 << 20;
const TELL_EVERY = 10;
const MOST_FAILURES = 20;

type Order =
  | { do: "mutants"; seed: number; from: number; to: number }
  | { do: "hostile"; at: number }
  | { do: "again"; format: string; size: number; bytes: string };

type Told =
  | { number: number; mutated: number; bytes: number; rss: number; reached: string[] }
  | { failure: Failure }
  | { done: true; outcome: string; rss: number; reached: string[] };

interface Failure {
  number: number;
  format: string;
  error: string;
  bytes: string;
}

interface Progress {
  seed: number;
  number: number;
  mutated: number;
  bytes: number;
  rss: number;
  failures: number;
}

// --- the child, which reads

/** Every way out of the process, made to fail and to be told. */
function shutIn(): string[] {
  const reached: string[] = [];
  const refuse = (what: string) => (): never => {
    reached.push(what);
    throw new Error(`reached outside: ${what}`);
  };
  const ways = [
    "open",
    "openSync",
    "readFile",
    "readFileSync",
    "writeFile",
    "writeFileSync",
    "createReadStream",
  ];
  for (const name of [...ways, "createWriteStream", "readdir", "readdirSync", "stat", "statSync"])
    Object.defineProperty(fs, name, { value: refuse(`fs.${name}`) });
  for (const name of ["open", "readFile", "writeFile", "readdir", "stat"])
    Object.defineProperty(fs.promises, name, { value: refuse(`fs.promises.${name}`) });
  Object.defineProperty(net.Socket.prototype, "connect", { value: refuse("net.connect") });
  for (const name of ["lookup", "resolve"])
    Object.defineProperty(dns, name, { value: refuse(`dns.${name}`) });
  globalThis.fetch = refuse("fetch");
  syncBuiltinESMExports();
  return reached;
}

const mostMemory = () => process.resourceUsage().maxRSS * 1024;
const words = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
const tell = (told: Told) =>
  new Promise<void>((resolve) => process.send?.(told, undefined, undefined, () => resolve()) ?? resolve());

async function readMutants({ seed, from, to }: Order & { do: "mutants" }, reached: string[]): Promise<void> {
  const all = samples();
  let [mutated, bytes] = [0, 0];
  for (let number = from; number < to; number++) {
    const random = seededRandom(seed * 7_919 + number);
    const mutant = mutate(random, all);
    const size = 1 + Math.floor(random() * 200);
    const fails = (input: Uint8Array) =>
      readEveryWay(input, mutant.format, size).then(
        () => false,
        () => true,
      );
    await readEveryWay(mutant.bytes, mutant.format, size).catch(async (error: unknown) => {
      const small = await shrink(mutant.bytes, fails);
      const base64 = Buffer.from(small).toString("base64");
      await tell({ failure: { number, format: mutant.format, error: words(error), bytes: base64 } });
    });
    mutated += mutant.mutated;
    bytes += mutant.bytes.length;
    if ((number + 1) % TELL_EVERY === 0 || number + 1 === to) {
      await tell({ number: number + 1, mutated, bytes, rss: mostMemory(), reached });
      [mutated, bytes] = [0, 0];
    }
  }
}

async function* asStream(pieces: Generator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

async function child(order: Order): Promise<void> {
  const reached = shutIn();
  if (order.do === "mutants") {
    await readMutants(order, reached);
    return tell({ done: true, outcome: "", rss: mostMemory(), reached });
  }
  if (order.do === "again") {
    await readEveryWay(Buffer.from(order.bytes, "base64"), order.format, order.size);
    return tell({ done: true, outcome: "", rss: mostMemory(), reached });
  }
  const file = hostileFiles()[order.at];
  if (file === undefined) throw new Error("there is no such file");
  const { records, diagnostics, refused } = await readChecked(asStream(file.pieces()), file.format);
  const outcome = refused ?? `${records} records, ${diagnostics} remarks`;
  return tell({ done: true, outcome, rss: mostMemory(), reached });
}

// --- the parent, which watches

/** Node's own permissions: reading its program and nothing else. */
function denied(): string[] {
  const [major = 20, minor = 0] = process.versions.node.split(".").map(Number);
  const flag =
    major > 23 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13)
      ? "--permission"
      : "--experimental-permission";
  return [flag, `--allow-fs-read=${process.cwd()}/*`, "--no-warnings", "--max-old-space-size=1024"];
}

/** Runs one order in a child; gives what ended it: undefined where it did all. */
function run(order: Order, longest: number, hear: (told: Told) => void): Promise<string | undefined> {
  return new Promise((resolve) => {
    const reader: ChildProcess = fork(process.argv[1] ?? "", ["--child"], {
      execArgv: denied(),
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let said = "";
    let done = false;
    let hung = false;
    let timer = setTimeout(() => undefined, 0);
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        hung = true;
        reader.kill("SIGKILL");
      }, longest);
    };
    reader.stderr?.on("data", (part: Buffer) => (said = (said + part.toString()).slice(-4000)));
    reader.on("message", (told: Told) => {
      wait();
      done ||= "done" in told;
      hear(told);
      if ("done" in told) reader.disconnect();
    });
    reader.once("exit", (code, signal) => {
      clearTimeout(timer);
      if (hung) resolve(`did not answer for ${longest / 1000} s`);
      else if (!done) resolve(`ended with ${signal ?? code}: ${said.trim().slice(-1500)}`);
      else resolve(undefined);
    });
    wait();
    reader.send(order);
  });
}

function keep(folder: string, seed: number, failure: Failure): void {
  const name = join(folder, `seed-${seed}-case-${failure.number}`);
  writeFileSync(`${name}.bin`, Buffer.from(failure.bytes, "base64"));
  const { bytes: _bytes, ...rest } = failure;
  writeFileSync(`${name}.json`, `${JSON.stringify({ seed, ...rest }, null, 2)}\n`);
  console.log(
    `  case ${failure.number} (${failure.format}): ${failure.error.split("\n")[0] ?? ""}; kept as ${name}.bin`,
  );
}

/** A damaged file that ended its reader or kept it too long, made smaller in children of its own. */
async function shrunk(seed: number, number: number, why: string): Promise<Failure> {
  const random = seededRandom(seed * 7_919 + number);
  const mutant = mutate(random, samples());
  const size = 1 + Math.floor(random() * 200);
  const again = async (bytes: Uint8Array) => {
    const order = {
      do: "again" as const,
      format: mutant.format,
      size,
      bytes: Buffer.from(bytes).toString("base64"),
    };
    return (await run(order, LONGEST_MUTANT, () => undefined)) !== undefined;
  };
  const small = await shrink(mutant.bytes, again, 60);
  return { number, format: mutant.format, error: why, bytes: Buffer.from(small).toString("base64") };
}

async function proveMutants(folder: string, seed: number, wanted: number): Promise<Progress> {
  const place = join(folder, "progress.json");
  const fresh = { seed, number: 0, mutated: 0, bytes: 0, rss: 0, failures: 0 };
  const before = existsSync(place) ? (JSON.parse(readFileSync(place, "utf8")) as Progress) : fresh;
  const progress = before.seed === seed ? before : fresh;
  if (progress.number > 0) console.log(`goes on after case ${progress.number}`);
  const began = performance.now();
  while (progress.mutated < wanted && progress.failures < MOST_FAILURES) {
    const order: Order = { do: "mutants", seed, from: progress.number, to: progress.number + 2000 };
    const ended = await run(order, LONGEST_MUTANT, (told) => {
      if ("failure" in told) {
        progress.failures += 1;
        keep(folder, seed, told.failure);
      } else {
        progress.rss = Math.max(progress.rss, told.rss);
        if (told.reached.length > 0) {
          progress.failures += told.reached.length;
          console.log(`  reached outside: ${told.reached.join(", ")}`);
        }
        if ("number" in told) {
          progress.number = told.number;
          progress.mutated += told.mutated;
          progress.bytes += told.bytes;
          writeFileSync(place, JSON.stringify(progress));
        }
      }
    });
    if (ended !== undefined) {
      // which of the last few it was is found by reading each alone
      for (let number = progress.number; number < progress.number + TELL_EVERY; number++) {
        const alone = { do: "mutants" as const, seed, from: number, to: number + 1 };
        const why = await run(alone, LONGEST_MUTANT, () => undefined);
        if (why === undefined) continue;
        progress.failures += 1;
        keep(folder, seed, await shrunk(seed, number, why));
      }
      progress.number += TELL_EVERY;
    }
  }
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `seed ${seed}: ${progress.number} damaged files, ${progress.mutated} bytes of them mutated, ${progress.bytes} bytes read three ways in ${seconds.toFixed(0)} s; ` +
      `at most ${(progress.rss / 2 ** 20).toFixed(0)} MiB; ${progress.failures} faults`,
  );
  if (progress.rss > MOST_MUTANTS) {
    progress.failures += 1;
    console.log(`  more memory than ${MOST_MUTANTS / 2 ** 20} MiB`);
  }
  return progress;
}

async function proveHostile(pattern: string): Promise<number> {
  let faults = 0;
  for (const [at, { name }] of hostileFiles().entries()) {
    if (!name.includes(pattern)) continue;
    let [outcome, rss] = ["", 0];
    const reached: string[] = [];
    const began = performance.now();
    const ended = await run({ do: "hostile", at }, LONGEST_HOSTILE, (told) => {
      if (!("done" in told)) return;
      ({ outcome, rss } = told);
      reached.push(...told.reached);
    });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const fault =
      ended ??
      (reached.length > 0
        ? `reached outside: ${reached.join(", ")}`
        : rss > MOST_HOSTILE
          ? "too much memory"
          : undefined);
    if (fault !== undefined) faults += 1;
    console.log(
      `${fault === undefined ? "ok   " : "FAULT"} ${name}: ${fault ?? outcome}; ${seconds} s, ${(rss / 2 ** 20).toFixed(0)} MiB`,
    );
  }
  return faults;
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}

if (process.argv[2] === "--child") {
  process.once("message", (order: Order) => void child(order));
} else {
  const seed = Number(option("seed") ?? 1);
  const folder = option("out") ?? join(tmpdir(), `chartroom-fuzz-${seed}`);
  mkdirSync(folder, { recursive: true });
  const only = option("only");
  const { failures } =
    only === "hostile"
      ? { failures: 0 }
      : await proveMutants(folder, seed, Number(option("mutated") ?? 10_000_000));
  const faults = only === "mutants" ? 0 : await proveHostile(option("name") ?? "");
  console.log(`${failures + faults} faults`);
  process.exitCode = failures + faults === 0 ? 0 : 1;
}
