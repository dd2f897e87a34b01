import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { type Answer, type Asked, serve } from "./references-child.ts";
import { FIELDS, Tally, type Truth } from "./references-kept.ts";
import { MADE_FORMATS, madeFile } from "./references-made.ts";
import { ONLY_SPEED, PEER_FORMATS, PEER_PACKAGES } from "./references-peers.ts";
import { truthOf } from "./references-truth.ts";

// Reads real export files: records exact, fields kept, records a second, beside other readers with --peers.
// usage: references [--peers] [--peers-in FOLDER] [--files FOLDER] [--megabytes N] [--losses] [--only FORMAT,…] [--no-speed]

const words = process.argv.slice(2);
const flag = (name: string) => words.includes(name);
const option = (name: string) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
const FOLDER = option("--files") ?? join(process.cwd(), "..", "shared", "data", "files");
const FILE_LIMIT = 30;
const SPEED_LIMIT = 60;

interface Listed {
  file: string;
  format: string;
  records: number;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A child process that runs one reader; it is replaced where it hangs or falls. */
class ReaderProcess {
  readonly #name: string;
  readonly #folder: string;
  #child: ChildProcess | undefined;

  constructor(name: string, folder: string) {
    this.#name = name;
    this.#folder = folder;
  }

  async ask(asked: Asked): Promise<Answer> {
    this.#child ??= await this.#start();
    return this.#answer(this.#child, asked);
  }

  end(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(process.argv[1] ?? "", ["--child", this.#name, "--peers-in", this.#folder], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      serialization: "advanced",
    });
    const ready = await this.#answer(child);
    if (ready.failed !== undefined) throw new Error(`${this.#name} does not start: ${ready.failed}`);
    return child;
  }

  #answer(child: ChildProcess, asked?: Asked): Promise<Answer> {
    return new Promise((done) => {
      const settle = (answer: Answer) => {
        clearTimeout(timer);
        child.removeAllListeners("message");
        child.removeAllListeners("exit");
        if (answer.failed !== undefined) this.end();
        done(answer);
      };
      const limit = (asked?.limit ?? FILE_LIMIT) * 2;
      const timer = setTimeout(() => settle({ failed: `no end within ${limit} s` }), limit * 1000);
      child.once("message", (answer: Answer) => settle(answer));
      child.once("exit", (code) => settle({ failed: `ended with ${code ?? "a signal"}` }));
      if (asked !== undefined) child.send(asked);
    });
  }
}

function share(tally: Tally, field: (typeof FIELDS)[number]): string {
  const there = tally.there.get(field) ?? 0;
  const kept = tally.kept.get(field) ?? 0;
  if (there === 0) return "-";
  // rounded down, so that 100 % means all
  return `${(Math.floor((kept / there) * 10_000) / 100).toFixed(2)} %`;
}

function row(cells: readonly string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(30) : cell.padStart(11))).join("");
}

async function judge(
  reader: ReaderProcess,
  format: string,
  files: readonly Listed[],
  truths: ReadonlyMap<string, Truth[] | undefined>,
): Promise<Tally> {
  const tally = new Tally();
  for (const { file, records } of files) {
    const answer = await reader.ask({ work: "read", path: join(FOLDER, file), format, limit: FILE_LIMIT });
    tally.add(file, truths.get(file) ?? [], answer.records, records);
    if (answer.failed !== undefined) tally.losses.push(`${file}: ${answer.failed}`);
    else if (answer.records?.length !== records)
      tally.losses.push(`${file}: ${answer.records?.length ?? 0} records of ${records}`);
  }
  return tally;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

interface Speed {
  rate: number;
  megabytes: number;
  text: string;
}

async function timed(
  name: string,
  folder: string,
  format: string,
  bytes: Buffer,
  path: string,
): Promise<Speed> {
  writeFileSync(path, bytes);
  const reader = new ReaderProcess(name, folder);
  const {
    count = 0,
    seconds = [],
    memory = 0,
    failed,
  } = await reader.ask({
    work: "time",
    path,
    format,
    limit: SPEED_LIMIT,
  });
  reader.end();
  if (failed !== undefined || seconds.length === 0)
    return { rate: 0, megabytes: 0, text: failed ?? "failed" };
  const took = median(seconds);
  const megabytes = bytes.length / 1_000_000 / took;
  const rate = count / took;
  return {
    rate,
    megabytes,
    text: `${rate.toFixed(0).padStart(8)} records/s ${megabytes.toFixed(1).padStart(6)} MB/s  peak ${memory.toFixed(0)} MB  (${count} records, ${(bytes.length / 1_000_000).toFixed(1)} MB, median of ${seconds.length})`,
  };
}

async function judgeSpeed(
  peers: string | undefined,
  formats: readonly string[],
  paths: readonly string[],
): Promise<void> {
  say("");
  say(
    "Speed by processor time, which other work on the machine changes less than the clock's, from the file's bytes; chartroom, reflib and papaparse hand records over one by one, the others return them all; median after a warm-up, one process each",
  );
  const size = Number(option("--megabytes") ?? 20) * 1_000_000;
  const folder = mkdtempSync(join(tmpdir(), "chartroom-references-"));
  try {
    for (const format of MADE_FORMATS.filter((one) => formats.includes(one))) {
      const bytes = madeFile(FOLDER, format, size, paths);
      const path = join(folder, "made");
      const own = await timed("chartroom", "", format, bytes, path);
      say(`${format.padEnd(12)} ${"chartroom".padEnd(18)} ${own.text}`);
      for (const [name, known] of Object.entries(PEER_FORMATS)) {
        if (!known.includes(format) || (peers === undefined && name !== "papaparse")) continue;
        // a slow peer gets a tenth, or a hundredth: its time is more than proportional, so this is in its favour
        let text = "";
        for (const part of [1, 10, 100]) {
          const smaller = part === 1 ? bytes : madeFile(FOLDER, format, size / part, paths);
          const other = await timed(name, peers ?? "", format, smaller, path);
          text = other.text;
          if (other.rate === 0) continue;
          text += `; chartroom is ${(own.rate / other.rate).toFixed(1)} times as fast`;
          break;
        }
        say(`${"".padEnd(12)} ${name.padEnd(18)} ${text}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder with the other readers: the one named, or a new one into which they are installed. */
function peersFolder(): string | undefined {
  const named = option("--peers-in");
  if (named !== undefined || !flag("--peers")) return named;
  const folder = mkdtempSync(join(tmpdir(), "chartroom-peers-"));
  const { status } = spawnSync(
    "npm",
    ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder, ...PEER_PACKAGES],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  if (status === 0) return folder;
  say("The other readers could not be installed; they were not run.");
  rmSync(folder, { recursive: true, force: true });
  return undefined;
}

async function main(): Promise<void> {
  const index = join(FOLDER, "index.json");
  if (!existsSync(index)) {
    say(`Skipped: there are no shared export files here (${index}); name their folder with --files.`);
    return;
  }
  const wanted = option("--only")?.split(",");
  const files = (JSON.parse(readFileSync(index, "utf8")) as Listed[]).filter(
    ({ format }) => wanted === undefined || wanted.includes(format),
  );
  const formats = [...new Set(files.map(({ format }) => format))];
  const truths = new Map(
    files.map(({ file, format }) => [file, truthOf(format, readFileSync(join(FOLDER, file)))]),
  );
  const peers = peersFolder();
  try {
    say(`${files.length} files, ${cpus()[0]?.model ?? "a processor"}, Node ${process.version}`);
    say(
      "Files exact against the index, and of the values that a plain count of lines, elements and columns finds (bad DOIs: not bare, or not of the record):",
    );
    say(row(["", "files", ...FIELDS, "bad DOIs"]));
    const own = new ReaderProcess("chartroom", "");
    for (const format of formats) {
      const of = files.filter((one) => one.format === format);
      const print = (name: string, tally: Tally) => {
        say(
          row([
            `${format} ${name}`,
            `${tally.exact}/${tally.files}`,
            ...FIELDS.map((field) => share(tally, field)),
            String(tally.bogus),
          ]),
        );
        if (flag("--losses")) for (const loss of tally.losses) say(`    ${loss}`);
      };
      print("", await judge(own, format, of, truths));
      if (peers === undefined) continue;
      for (const [name, known] of Object.entries(PEER_FORMATS)) {
        if (!known.includes(format) || ONLY_SPEED.has(name)) continue;
        const reader = new ReaderProcess(name, peers);
        print(name, await judge(reader, format, of, truths));
        reader.end();
      }
    }
    own.end();
    if (peers === undefined)
      say("Other readers were not run; --peers installs them into a temporary folder.");
    if (!flag("--no-speed"))
      await judgeSpeed(
        peers,
        formats,
        files.map(({ file }) => file),
      );
  } finally {
    if (peers !== undefined && option("--peers-in") === undefined)
      rmSync(peers, { recursive: true, force: true });
  }
}

const child = option("--child");
if (child === undefined) await main();
else await serve(child, option("--peers-in") ?? "");
