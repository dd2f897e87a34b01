import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateRis } from "./generate.ts";

// Converts a RIS file of a million generated records (about 2 GB, deleted after) to JSON lines through the built program.
// usage: references-stream [records]

const records = Number(process.argv[2] ?? 1_000_000);
const PROGRAM = join(process.cwd(), "app/bin/chartroom.js");
const BYTES_A_RECORD = 2500;
/** The kernel's clock ticks a second, by which it counts a process's time. */
const TICKS = 100;

interface Used {
  /** Greatest resident memory, MB. */
  memory: number;
  /** Seconds of processor time, of all threads. */
  processor: number;
}

/** What the kernel says of a process; zeros where it has no such files. */
function used(pid: number | undefined): Used {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, "utf8");
    const stat = readFileSync(`/proc/${pid ?? 0}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return {
      memory: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024,
      processor: (Number(fields[11]) + Number(fields[12])) / TICKS,
    };
  } catch {
    return { memory: 0, processor: 0 };
  }
}

async function main(): Promise<void> {
  const { bavail, bsize } = statfsSync(tmpdir());
  if (!existsSync(PROGRAM) || bavail * bsize < records * BYTES_A_RECORD) {
    process.stdout.write("Skipped: the program is not built, or there is no room for the generated file.\n");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "chartroom-stream-"));
  try {
    const file = join(folder, "records.ris");
    await generateRis(file, records, 1);
    const megabytes = statSync(file).size / 1_000_000;
    const env = { ...process.env, CHARTROOM_STATE: join(folder, "state") };
    const start = performance.now();
    const child = spawn(process.execPath, [PROGRAM, "convert", file, "--to", "jsonl"], {
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let lines = 0;
    child.stdout.on("data", (piece: Buffer) => {
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) lines++;
    });
    let peak: Used = { memory: 0, processor: 0 };
    const watch = setInterval(() => {
      const now = used(child.pid);
      if (now.memory > 0) peak = now;
    }, 50);
    const code = await new Promise<number | null>((done) => child.once("close", done));
    clearInterval(watch);
    const seconds = (performance.now() - start) / 1000;
    process.stdout.write(
      `${records} records, ${megabytes.toFixed(0)} MB of RIS to JSON lines: ${lines} lines, ended with ${code ?? "a signal"}\n` +
        `  ${seconds.toFixed(1)} s by the clock (${(megabytes / seconds).toFixed(1)} MB/s), ` +
        `processor ${peak.processor.toFixed(1)} s (${(megabytes / peak.processor).toFixed(1)} MB/s), ` +
        `peak memory ${peak.memory.toFixed(0)} MB (limit 300 MB)\n`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
