import { createHash } from "node:crypto";
import type { Workbench } from "@chartroom/core/action";
import { type Fault, readLedger, verify } from "@chartroom/core/ledger";
import { integrityFaults, type Tx } from "@chartroom/core/storage";
import type { Context } from "../context.ts";
import { inFolder } from "./acting.ts";
import type { Run } from "./command.ts";

const HASH = /^[0-9a-f]{64}$/;

/** What in a fact's body names a file: an import's `file`, the list that a search for duplicates `found`. */
const FILE_KEYS = ["file", "found"];

/** The files that facts name, by their hash, with the fact that names each first. */
async function namedFiles(tx: Tx, { registry }: Workbench): Promise<Map<string, string>> {
  const named = new Map<string, string>();
  for await (const facts of readLedger({ ...tx, viewer: "everything" }, registry)) {
    for (const { body, hash } of facts) {
      for (const file of body === null ? [] : hashesIn(body)) if (!named.has(file)) named.set(file, hash);
    }
  }
  return named;
}

function hashesIn(body: string): string[] {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    return []; // the chain names it as changed
  }
  if (typeof content !== "object" || content === null) return [];
  const values = content as Readonly<Record<string, unknown>>;
  return FILE_KEYS.map((key) => values[key]).filter(
    (value): value is string => typeof value === "string" && HASH.test(value),
  );
}

async function fileFaults(
  { storage }: Workbench,
  named: ReadonlyMap<string, string>,
  context: Context,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  let done = 0;
  for (const [file, fact] of named) {
    context.onProgress({ phase: "checking files", done, total: named.size });
    const fault = (message: string) =>
      faults.push({ kind: "file", device: "", number: 0, hash: fact, message });
    if (!(await storage.blobs.has(file)))
      fault(`the file ${file.slice(0, 12)}, named by fact ${fact.slice(0, 12)}, is missing`);
    else {
      const digest = createHash("sha256");
      for await (const piece of storage.blobs.read(file)) digest.update(piece);
      if (digest.digest("hex") !== file)
        fault(`the file ${file.slice(0, 12)}, named by fact ${fact.slice(0, 12)}, was changed`);
    }
    done += 1;
  }
  return faults;
}

/** `chartroom verify` */
export const verifyReview: Run = (context) =>
  inFolder(context, async (bench) => {
    const last = bench.device.lastHash();
    const { chains, database, named } = await bench.storage.read(async (tx) => ({
      database: await integrityFaults(tx.db),
      chains: await verify(tx, last === undefined || last === "" ? [] : [last]),
      named: await namedFiles(tx, bench),
    }));
    const damage = database.map(
      (message): Fault => ({ kind: "database", device: "", number: 0, hash: "", message }),
    );
    const faults = [...damage, ...chains.faults, ...(await fileFaults(bench, named, context))];
    const heads = chains.devices.map(
      ({ device, number, hash }) => `  device ${device}: ${number} facts, head ${hash}`,
    );
    const tail =
      chains.tail === "proven"
        ? "The newest fact that this machine wrote is there."
        : "That no newest facts were cut off cannot be proven on this machine.";
    const held = [
      chains.sealed > 0 ? `${chains.sealed} sealed` : "",
      chains.redacted > 0 ? `${chains.redacted} redacted` : "",
    ].filter(Boolean);
    const text = [
      faults.length === 0
        ? `${chains.facts} facts and ${named.size} files are as they were recorded${held.length === 0 ? "" : ` (${held.join(", ")})`}.`
        : `${faults.length} ${faults.length === 1 ? "fault" : "faults"} among ${chains.facts} facts and ${named.size} files:`,
      ...faults.map(({ message, kind }) => `  ${message} [${kind}]`),
      ...heads,
      tail,
    ].join("\n");
    const json = {
      review: bench.storage.review,
      sound: faults.length === 0,
      ...chains,
      faults,
      files: named.size,
    };
    return { json, text, exitCode: faults.length === 0 ? 0 : 1 };
  });
