import type { Fact, ViewTx } from "./fact.ts";
import type { Registry } from "./registry.ts";
import { factsAfter, latestFacts } from "./store.ts";
import { subjectFact } from "./undo.ts";

/** Seals the bodies that the viewer may not read: salt and body go, the hash stays, so chains still verify. */
export async function sealFor(tx: ViewTx, registry: Registry, facts: readonly Fact[]): Promise<Fact[]> {
  if (tx.viewer === "everything") return [...facts];
  const sealed = [...facts];
  const byType = new Map<string, { at: number; about: Fact }[]>();
  for (const [at, fact] of facts.entries()) {
    if (fact.state !== "open") continue;
    // whoever may not read a vote may not read why it was taken back either
    const about = (await subjectFact(tx, fact)) ?? fact;
    byType.set(about.type, [...(byType.get(about.type) ?? []), { at, about }]);
  }
  for (const [type, places] of byType) {
    const mayRead = registry.types.get(type)?.mayRead;
    if (mayRead === undefined) continue;
    const allowed = await mayRead(
      tx,
      places.map(({ about }) => about),
    );
    for (const [index, { at }] of places.entries()) {
      if (allowed[index] === true) continue;
      sealed[at] = { ...(facts[at] as Fact), state: "sealed", salt: null, body: null };
    }
  }
  return sealed;
}

/** Every fact in the ledger's order, a page at a time, sealed as the viewer's blinding asks. */
export async function* readLedger(tx: ViewTx, registry: Registry, page = 1000): AsyncGenerator<Fact[]> {
  let last: Fact | undefined;
  for (;;) {
    const facts = await factsAfter(tx, last, page);
    if (facts.length === 0) return;
    yield await sealFor(tx, registry, facts);
    last = facts.at(-1);
  }
}

/** The newest facts first, sealed likewise. */
export async function readLatest(
  tx: ViewTx,
  registry: Registry,
  limit: number,
  before?: number,
): Promise<Fact[]> {
  return sealFor(tx, registry, await latestFacts(tx, limit, before));
}
