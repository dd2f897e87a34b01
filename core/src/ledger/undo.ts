import { z } from "zod";
import type { Tx } from "../storage/index.ts";
import { type Fact, factType } from "./fact.ts";
import { factByHash, factsAbout } from "./store.ts";

/** Takes the fact back whose hash is its subject; both stay in the ledger. */
export const undone = factType(
  "ledger.undone",
  z.object({ type: z.string(), subject: z.string(), reason: z.string() }),
  {
    undo: "never",
  },
);

/** Brings back what the undo whose hash is its subject took away. */
export const restored = factType("ledger.restored", z.object({ type: z.string(), subject: z.string() }), {
  undo: "never",
});

/** The fact that an undo (or the undoing of one) is about; any other fact is about itself. */
export async function subjectFact(tx: Tx, fact: Fact): Promise<Fact | undefined> {
  if (fact.type === undone.type) return factByHash(tx, fact.subject);
  if (fact.type === restored.type) {
    const undo = await factByHash(tx, fact.subject);
    return undo === undefined ? undefined : factByHash(tx, undo.subject);
  }
  return fact;
}

/** The hashes among these that stand taken back. */
export async function undoneAmong(tx: Tx, hashes: readonly string[]): Promise<Map<string, Fact>> {
  const undos = await factsAbout(tx, [undone.type], hashes);
  if (undos.length === 0) return new Map();
  const back = new Set(
    (
      await factsAbout(
        tx,
        [restored.type],
        undos.map((undo) => undo.hash),
      )
    ).map((fact) => fact.subject),
  );
  return new Map(undos.filter((undo) => !back.has(undo.hash)).map((undo) => [undo.subject, undo]));
}

/** A fact that counts, with its body read. */
export interface Standing<Body> {
  fact: Fact;
  body: Body;
}

/** The facts of these types about these subjects that stand: not undone, and their bodies present; in order. */
export async function standingFacts(
  tx: Tx,
  types: readonly string[],
  subjects?: readonly string[],
): Promise<Standing<unknown>[]> {
  const all = await factsAbout(tx, types, subjects);
  const gone = await undoneAmong(
    tx,
    all.map((fact) => fact.hash),
  );
  return all
    .filter((fact) => fact.body !== null && !gone.has(fact.hash))
    .map((fact) => ({ fact, body: JSON.parse(fact.body as string) as unknown }));
}
