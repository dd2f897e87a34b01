import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram } from "./program.ts";

/** What a command line answered. */
export interface Ran {
  exitCode: number;
  out: string;
  err: string;
  /** Standard output as the one JSON document that it has to be. */
  json: () => Record<string, unknown>;
}

/** A folder to work in, with a state folder of its own, for one test. */
export interface Desk {
  folder: string;
  /** Runs a command line in this process. */
  run(...words: string[]): Promise<Ran>;
  /** The same with bytes on standard input and a signal. */
  runWith(host: { stdin?: string; signal?: AbortSignal }, ...words: string[]): Promise<Ran>;
  close(): void;
}

/** Makes a desk; the state folder is named by the environment until it is closed. */
export function desk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), "chartroom-cli-"));
  const before = process.env["CHARTROOM_STATE"];
  process.env["CHARTROOM_STATE"] = join(folder, ".state");
  const runWith: Desk["runWith"] = async (
    { stdin = "", signal = new AbortController().signal },
    ...words
  ) => {
    const out: Uint8Array[] = [];
    let err = "";
    const exitCode = await runProgram(words, {
      cwd: folder,
      async *stdin() {
        yield Buffer.from(stdin);
      },
      write: async (piece) => void out.push(typeof piece === "string" ? Buffer.from(piece) : piece),
      tell: (text) => {
        err += text;
      },
      terminal: false,
      signal,
    });
    const text = Buffer.concat(out).toString("utf8");
    return { exitCode, out: text, err, json: () => JSON.parse(text) as Record<string, unknown> };
  };
  return {
    folder,
    run: (...words) => runWith({}, ...words),
    runWith,
    close() {
      if (before === undefined) delete process.env["CHARTROOM_STATE"];
      else process.env["CHARTROOM_STATE"] = before;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
