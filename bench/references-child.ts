import { readFileSync } from "node:fs";
import { readReferences } from "../core/src/references/index.ts";
import type { Reference } from "../core/src/references/reference.ts";
import { type Kept, keptOf } from "./references-kept.ts";
import { loadPeer } from "./references-peers.ts";

/** What a child process is asked: to read one file, or to read it over and over by the clock. */
export interface Asked {
  work: "read" | "time";
  path: string;
  format: string;
  /** How long `time` goes on at most, in seconds. */
  limit: number;
}

/** What it answers; `failed` says why where it could not. */
export interface Answer {
  records?: Kept[];
  /** Records of one run, and the seconds of processor time of each run after the first. */
  count?: number;
  seconds?: number[];
  /** Greatest resident memory of the process, MB. */
  memory?: number;
  failed?: string;
}

const RUNS = 7;

interface Reader {
  read(bytes: Buffer, format: string, keep: boolean): Promise<ArrayLike<unknown>>;
  kept: (record: never) => Kept;
}

async function readerOf(name: string, folder: string): Promise<Reader> {
  if (name === "chartroom") {
    return {
      async read(bytes, _, keep) {
        const references: Reference[] = [];
        const { records } = await readReferences(
          bytes,
          { name: "" },
          {
            reference: (reference) => {
              if (keep) references.push(reference);
            },
            diagnostic: () => undefined,
          },
        );
        return keep ? references : { length: records };
      },
      kept: keptOf,
    };
  }
  const peer = await loadPeer(name, folder);
  return {
    read: async (bytes, format, keep) => (await peer.formats[format]?.(bytes, keep)) ?? [],
    kept: peer.kept,
  };
}

function peakMemory(): number {
  return process.resourceUsage().maxRSS / 1024;
}

async function answer(reader: Reader, asked: Asked): Promise<Answer> {
  const bytes = readFileSync(asked.path);
  if (asked.work === "read") {
    const records = await reader.read(bytes, asked.format, true);
    return { records: Array.from(records).map((one) => reader.kept(one as never)) };
  }
  const begin = performance.now();
  const seconds: number[] = [];
  let count = 0;
  for (let run = 0; run <= RUNS; run++) {
    const start = process.cpuUsage();
    count = (await reader.read(bytes, asked.format, false)).length;
    const { user, system } = process.cpuUsage(start);
    const now = performance.now();
    // the first run warms up, unless there is no time for another
    if (run > 0 || now - begin > (asked.limit * 1000) / 2) seconds.push((user + system) / 1e6);
    if (now - begin > (asked.limit * 1000) / 2) break;
  }
  return { count, seconds, memory: peakMemory() };
}

/** Serves one reader to the parent process until it is told to end. */
export async function serve(name: string, folder: string): Promise<void> {
  const send = (message: Answer) => process.send?.(message);
  // some peers print what they do not understand
  console.warn = () => undefined;
  console.log = () => undefined;
  const reader = await readerOf(name, folder);
  process.on("message", (asked: Asked) => {
    answer(reader, asked).then(send, (error: unknown) =>
      send({ failed: error instanceof Error ? error.message.slice(0, 200) : "failed" }),
    );
  });
  send({});
}
