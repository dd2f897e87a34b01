import type { Tx } from "../storage/index.ts";
import { type Fact, hashBody, hashFact } from "./fact.ts";
import { allHeads, chainOf, devicesOf } from "./store.ts";

export interface Fault {
  /** changed, body, link, gap, fork, head, tail, unreadable */
  kind: string;
  device: string;
  number: number;
  hash: string;
  message: string;
}

export interface Verification {
  facts: number;
  devices: { device: string; number: number; hash: string }[];
  sealed: number;
  redacted: number;
  faults: Fault[];
  /** Whether the newest fact known from outside the folder is still there. */
  tail: "proven" | "unproven";
}

const PAGE = 2000;

/**
 * Recomputes every hash of every chain and names each fact that was changed, taken out, put in or swapped.
 * @param known hashes that must be in the ledger: from the machine's state, a printed report, another copy
 */
export async function verify(tx: Tx, known: readonly string[] = []): Promise<Verification> {
  const result: Verification = {
    facts: 0,
    devices: [],
    sealed: 0,
    redacted: 0,
    faults: [],
    tail: "unproven",
  };
  const missing = new Set(known);
  const heads = new Map((await allHeads(tx)).map((head) => [head.device, head]));
  const devices = new Set([...(await devicesOf(tx)), ...heads.keys()]);
  for (const device of [...devices].sort()) {
    let previous = "";
    let expected = 1;
    let last: Fact | undefined;
    for (;;) {
      const facts = await chainOf(tx, device, last, PAGE);
      last = facts.at(-1);
      if (last === undefined) break;
      for (const fact of facts) {
        const fault = (kind: string, message: string) =>
          result.faults.push({ kind, device, number: fact.number, hash: fact.hash, message });
        const name = `fact ${fact.number} of device ${device}`;
        result.facts += 1;
        missing.delete(fact.hash);
        if (fact.number < expected) fault("fork", `${name} stands there twice`);
        else if (fact.number > expected)
          fault("gap", `before ${name}, facts ${expected} to ${fact.number - 1} are missing`);
        if (fact.previous !== previous && fact.number === expected)
          fault("link", `${name} does not follow the fact before it`);
        if (hashFact(tx.review, fact) !== fact.hash)
          fault("changed", `${name} (${fact.type}) is not what was recorded`);
        if (fact.state === "open") {
          if (fact.salt === null || fact.body === null) fault("body", `the content of ${name} is missing`);
          else if (hashBody(fact.salt, fact.body) !== fact.bodyHash)
            fault("body", `the content of ${name} (${fact.type}) was changed`);
        } else if (fact.state === "sealed") result.sealed += 1;
        else {
          result.redacted += 1;
          // nothing that was recorded says so: no fact of this version erases another's content
          fault("body", `the content of ${name} is missing, and no fact says that it was erased`);
        }
        previous = fact.hash;
        expected = fact.number + 1;
      }
    }
    const head = heads.get(device);
    if (head?.hash !== previous || head.number !== expected - 1) {
      const message = `the chain of device ${device} ends at fact ${expected - 1}, not where it was last seen (${head?.number ?? "nowhere"})`;
      result.faults.push({ kind: "head", device, number: expected - 1, hash: previous, message });
    }
    result.devices.push({ device, number: expected - 1, hash: previous });
  }
  for (const hash of missing) {
    result.faults.push({
      kind: "tail",
      device: "",
      number: 0,
      hash,
      message: `fact ${hash.slice(0, 12)} was seen before and is gone`,
    });
  }
  if (known.length > 0 && missing.size === 0) result.tail = "proven";
  return result;
}
