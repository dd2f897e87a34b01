import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateRis } from "./generate.ts";

// Imports 100,000 records through the built program, then votes over HTTP on that review during another import.
// usage: import [records] [votes]

const [records = 100_000, votes = 2_000] = process.argv.slice(2).map(Number);
const PROGRAM = join(process.cwd(), "app/bin/chartroom.js");

interface Ran {
  seconds: number;
  /** Greatest resident memory seen, MB. */
  memory: number;
  output: string;
}

/** Peak memory of a process as the kernel keeps it; 0 where there is no such file. */
function peakMemory(pid: number | undefined): number {
  try {
    const line = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid ?? 0}/status`, "utf8"));
    return Number(line?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function run(words: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  const start = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...words], { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let memory = 0;
  const watch = setInterval(() => {
    memory = Math.max(memory, peakMemory(child.pid));
  }, 50);
  child.stdout.on("data", (piece: Buffer) => (output += piece.toString()));
  child.stderr.on("data", (piece: Buffer) => (output += piece.toString()));
  return new Promise((done, failed) => {
    child.on("close", (code) => {
      clearInterval(watch);
      if (code === 0) done({ seconds: (performance.now() - start) / 1000, memory, output });
      else
        failed(
          new Error(`chartroom ${words.join(" ")} ended with ${code ?? "a signal"}: ${output.slice(-500)}`),
        );
    });
  });
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** A bare append and fsync of 4 KB, the least that a durable decision can cost here. */
function bareFsync(folder: string, times: number): number[] {
  const file = openSync(join(folder, "bare"), "w");
  const page = Buffer.alloc(4096, 1);
  const taken = Array.from({ length: times }, () => {
    const start = performance.now();
    writeSync(file, page);
    fsyncSync(file);
    return performance.now() - start;
  });
  closeSync(file);
  return taken;
}

/** Starts the server and gives its address and the lead's session cookie. */
async function served(
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<{ child: ChildProcess; base: string; cookie: string }> {
  const child = spawn(process.execPath, [PROGRAM, "serve", "--review", folder, "--port", "0", "--no-open"], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const link = await new Promise<string>((found, failed) => {
    const look = (piece: Buffer) => {
      output += piece.toString();
      const match = /(http:\/\/127\.0\.0\.1:\d+\/launch\/[\w-]+)/.exec(output);
      if (match?.[1] !== undefined) found(match[1]);
    };
    child.stdout.on("data", look);
    child.stderr.on("data", look);
    child.on("close", () => failed(new Error(`the server ended: ${output}`)));
  });
  const answer = await fetch(link, { redirect: "manual" });
  const cookie = (answer.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  return { child, base: new URL(link).origin, cookie };
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "chartroom-bench-"));
  const env = {
    ...process.env,
    CHARTROOM_STATE: join(folder, "state"),
  };
  const print = (line: string) => process.stdout.write(`${line}\n`);
  try {
    const [file, other] = [join(folder, "records.ris"), join(folder, "other.ris")];
    await generateRis(file, records, 1);
    await generateRis(other, Math.round(records / 4), 2);
    const review = join(folder, "review");
    await run(["new", review, "--title", "Measured"], env);
    const imported = await run(["import", file, "--source", "PubMed", "--review", review], env);
    print(
      `import of ${records} records, text index ready: ${imported.seconds.toFixed(1)} s, ${imported.memory.toFixed(0)} MB (limits 25 s, 700 MB)`,
    );
    const { child, base, cookie } = await served(review, env);
    const id = /chartroom_\d+_(\w+)=/.exec(cookie)?.[1] ?? "";
    const headers = { cookie, origin: base, "x-chartroom": "1", "content-type": "application/json" };
    const ask = async (name: string, input: object) => {
      const answer = await fetch(
        `${base}/api/r/${id}/${name}?input=${encodeURIComponent(JSON.stringify(input))}`,
        { headers },
      );
      return ((await answer.json()) as { result: unknown }).result;
    };
    const timed = async (work: () => Promise<unknown>) => {
      const start = performance.now();
      await work();
      return performance.now() - start;
    };
    const scroll: number[] = [];
    const search: number[] = [];
    for (let at = 0; at < 30; at++) {
      scroll.push(
        await timed(() => ask("flow.citations", { offset: Math.floor((at / 30) * records), limit: 50 })),
      );
      search.push(
        await timed(() =>
          ask("flow.citations", { search: ["journal", "aba", "re", "sta", "con"][at % 5], limit: 50 }),
        ),
      );
    }
    print(
      `records table, 50 rows: scroll median ${percentile(scroll, 0.5).toFixed(0)} ms, p95 ${percentile(scroll, 0.95).toFixed(0)} ms; search median ${percentile(search, 0.5).toFixed(0)} ms, p95 ${percentile(search, 0.95).toFixed(0)} ms (limit 100 ms)`,
    );
    const second = run(["import", other, "--source", "Embase", "--review", review], env);
    let importing = true;
    void second.then(() => (importing = false));
    const taken: number[] = [];
    const during: number[] = [];
    let next = (await ask("screening.next", { stage: "title_abstract", count: 2 })) as {
      items: { citation: { id: string } }[];
    };
    for (let at = 0; at < votes; at++) {
      const citation = next.items[0]?.citation.id;
      if (citation === undefined) break;
      const start = performance.now();
      const answer = await fetch(`${base}/api/r/${id}/screening.vote`, {
        method: "POST",
        headers,
        body: JSON.stringify({
          request: `bench-${at}`,
          input: { citation, stage: "title_abstract", decision: at % 3 === 0 ? "include" : "exclude" },
        }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      await answer.arrayBuffer();
      next = (await ask("screening.next", { stage: "title_abstract", count: 2 })) as typeof next;
      taken.push(performance.now() - start);
      if (importing) during.push(taken.at(-1) ?? 0);
    }
    const bare = bareFsync(folder, 500);
    const { seconds, memory } = await second;
    print(
      `${taken.length} decisions over HTTP, each with its next record, ${during.length} of them during an import of ${Math.round(records / 4)} (${seconds.toFixed(1)} s, ${memory.toFixed(0)} MB):`,
    );
    print(
      `  median ${percentile(taken, 0.5).toFixed(1)} ms, p99 ${percentile(taken, 0.99).toFixed(1)} ms (goal 20 ms); during the import median ${percentile(during, 0.5).toFixed(1)} ms, p99 ${percentile(during, 0.99).toFixed(1)} ms; a bare fsync: median ${percentile(bare, 0.5).toFixed(2)} ms, p99 ${percentile(bare, 0.99).toFixed(2)} ms`,
    );
    print(`  server memory ${peakMemory(child.pid).toFixed(0)} MB`);
    const ended = new Promise((done) => child.once("close", done));
    child.kill("SIGINT");
    await ended;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
