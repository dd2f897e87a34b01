import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The built program; CHARTROOM_TEST_PROGRAM names another, such as that of a packed package. */
const PROGRAM =
  process.env["CHARTROOM_TEST_PROGRAM"] ?? fileURLToPath(new URL("../bin/chartroom.js", import.meta.url));

/** A machine of its own: a folder for reviews, one for its state and one for its settings. */
export interface Machine {
  root: string;
  stateFolder: string;
  env: NodeJS.ProcessEnv;
  remove(): void;
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  said: string;
}

export interface Served {
  address: string;
  port: number;
  /** Launch links by member. */
  links: ReadonlyMap<string, string>;
  /** All that it printed so far. */
  said(): string;
  /** Sends a signal to this very process and waits for its end. */
  end(signal?: NodeJS.Signals): Promise<Ended>;
}

export function newMachine(): Machine {
  const root = mkdtempSync(join(tmpdir(), "chartroom-e2e-"));
  const stateFolder = join(root, "state");
  const env = {
    ...process.env,
    NODE_ENV: "production",
    CHARTROOM_STATE: stateFolder,
  };
  return { root, stateFolder, env, remove: () => rmSync(root, { recursive: true, force: true }) };
}

function started(machine: Machine, words: readonly string[]) {
  if (!existsSync(PROGRAM)) throw new Error("the program is not built: run `npm run build`");
  const child = spawn(process.execPath, [PROGRAM, ...words], { cwd: machine.root, env: machine.env });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (piece: Buffer) => {
      said += piece.toString("utf8");
    });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, said }));
  });
  return { child, ended, said: () => said };
}

/** Runs one command to its end. */
export async function run(machine: Machine, ...words: string[]): Promise<Ended & { stdout: string }> {
  const { child, ended } = started(machine, words);
  let stdout = "";
  child.stdout.on("data", (piece: Buffer) => {
    stdout += piece.toString("utf8");
  });
  child.stdin.end();
  return { ...(await ended), stdout };
}

const READY = 60_000; // a checkout may have to be built first

async function untilSaid(child: ChildProcess, said: () => string, word: string): Promise<void> {
  const since = Date.now();
  while (!said().includes(word)) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the server ended while it started:\n${said()}`);
    if (Date.now() - since > READY) throw new Error(`the server did not start:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Starts `chartroom serve` on a review; port 0 takes any that is free. */
export async function serve(machine: Machine, folder: string, port = 0): Promise<Served> {
  const words = ["serve", "--review", folder, "--port", String(port), "--no-open"];
  const { child, ended, said } = started(machine, words);
  const end = async (signal: NodeJS.Signals = "SIGINT") => {
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
    return ended.finally(() => clearTimeout(late));
  };
  await untilSaid(child, said, "Press Ctrl-C to stop.").catch(async (error: unknown) => {
    await end("SIGKILL");
    throw error;
  });
  const address = /at (http:\/\/127\.0\.0\.1:\d+)/.exec(said())?.[1] ?? "";
  const links = new Map(
    [...said().matchAll(/^ {2}(.+) \([^)]*\) {2}(http\S+)$/gm)].map((match) => [
      match[1] ?? "",
      match[2] ?? "",
    ]),
  );
  return { address, port: Number(new URL(address).port), links, said, end };
}
