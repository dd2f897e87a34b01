import { canonicalJson } from "../base/canonical.ts";
import type { Tx } from "../storage/index.ts";
import { type Fact, type FactType, hashBody, hashFact, newSalt } from "./fact.ts";
import { headOf, insertFact, latestClock, setHead } from "./store.ts";

/** A fact about to be recorded. */
export interface NewFact {
  type: FactType;
  subject: string;
  body: unknown;
  supersedes?: readonly string[];
}

/** Who records, through which action, for which request, at what displayed time. */
export interface Origin {
  device: string;
  actor: string;
  action: string;
  request: string;
  at: string;
}

/** Appends to the device's chain inside the caller's write transaction. The caller projects afterwards. */
export async function append(tx: Tx, origin: Origin, fresh: readonly NewFact[]): Promise<Fact[]> {
  if (fresh.length === 0) return [];
  const head = (await headOf(tx, origin.device)) ?? { number: 0, hash: "" };
  let { number, hash: previous } = head;
  let clock = await latestClock(tx);
  const added: Fact[] = [];
  for (const { type, subject, body, supersedes } of fresh) {
    const text = canonicalJson(type.schema.parse(body));
    const salt = newSalt();
    number += 1;
    clock += 1;
    const hashed = {
      ...origin,
      previous,
      number,
      clock,
      type: type.type,
      version: type.version,
      subject,
      supersedes: supersedes === undefined || supersedes.length === 0 ? null : supersedes.join(","),
      bodyHash: hashBody(salt, text),
    };
    const fact: Fact = { ...hashed, hash: hashFact(tx.review, hashed), state: "open", salt, body: text };
    await insertFact(tx, fact);
    previous = fact.hash;
    added.push(fact);
  }
  await setHead(tx, origin.device, number, previous);
  return added;
}
