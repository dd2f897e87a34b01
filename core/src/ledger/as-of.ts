import { createHash } from "node:crypto";
import { sql } from "kysely";
import { canonicalJson } from "../base/canonical.ts";
import { UserError } from "../base/error.ts";
import {
  createTables,
  insertRows,
  lastingSchema,
  signature,
  type Storage,
  type Tx,
} from "../storage/index.ts";
import type { Fact } from "./fact.ts";
import { derivedTables, projectAll } from "./project.ts";
import type { Registry } from "./registry.ts";
import { factByHash, facts, heads as headTable } from "./store.ts";

/** The last fact of each device by device: together they name one state of the review, wherever it is computed. */
export type Heads = Readonly<Record<string, string>>;

/**
 * How far each device's chain reaches in a state. A fact is in the state where its number is not beyond: clocks do not
 * tell, since a fact that another copy recorded unseen may have a smaller one.
 * @throws UserError version.incomplete where a head is not in this ledger
 */
export async function reachOf(tx: Tx, heads: Heads): Promise<ReadonlyMap<string, number>> {
  const reach = new Map<string, number>();
  for (const [device, hash] of Object.entries(heads)) {
    const fact = await factByHash(tx, hash);
    if (fact?.device !== device) {
      throw new UserError("version.incomplete", "Facts of that version are not in this copy of the review.", {
        hint: "Merge the copy in which the version was named.",
      });
    }
    reach.set(device, fact.number);
  }
  return reach;
}

/** Whether a fact is in the state that reaches so far. */
export function isWithin(reach: ReadonlyMap<string, number>, fact: Pick<Fact, "device" | "number">): boolean {
  return fact.number <= (reach.get(fact.device) ?? 0);
}

/** Names an answer about a state; it changes with the state, the question and the tables of the program. */
export function stateKey(registry: Registry, heads: Heads, question: string): string {
  const tables = signature(derivedTables(registry));
  return createHash("sha256").update(canonicalJson({ heads, question, tables })).digest("hex");
}

/**
 * Runs `work` over the review as it was when these were its heads: the facts up to them, and every table computed from
 * those by the same projections, in temporary tables. Nothing of it is kept, and nobody waits for it.
 * @throws UserError version.incomplete
 */
export async function asOf<T>(
  storage: Storage,
  registry: Registry,
  heads: Heads,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const lasting = new Set(
    registry.projections.flatMap((projection) => (projection.staged ?? []).map(({ name }) => name)),
  );
  const replayed = derivedTables(registry).filter(({ name }) => !lasting.has(name));
  return storage.scratch(async (tx) => {
    const schema = await lastingSchema(tx);
    const reach = await reachOf(tx, heads);
    await createTables(tx.db, tx.dialect, [facts, headTable, ...replayed], "temporary");
    const columns = sql.raw(["review", ...Object.keys(facts.columns)].join(", "));
    for (const [device, number] of reach) {
      await sql`insert into facts (${columns}) select ${columns} from ${sql.table(`${schema}.facts`)}
        where review = ${tx.review} and device = ${device} and number <= ${number}`.execute(tx.db);
    }
    await insertRows(
      tx,
      headTable,
      [...reach].map(([device, number]) => ({ device, number, hash: heads[device] ?? "" })),
    );
    await projectAll(tx, registry);
    return work(tx);
  });
}
