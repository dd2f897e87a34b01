import { sql } from "kysely";
import { createTables, type Storage, signature, type Table, type Tx } from "../storage/index.ts";
import type { Fact } from "./fact.ts";
import type { Projection, Registry } from "./registry.ts";
import { factsAbout, forgetKept, getMeta, setMeta } from "./store.ts";
import { subjectFact } from "./undo.ts";

const SIGNATURE = "derived tables";

/** Brings the tables up to date after these facts were added, whichever way they came. */
export async function projectFacts(tx: Tx, registry: Registry, added: readonly Fact[]): Promise<void> {
  const touched = new Map<Projection, Set<string>>();
  for (const fact of added) {
    const about = await subjectFact(tx, fact);
    if (about === undefined) continue;
    for (const projection of registry.listeners.get(about.type) ?? []) {
      const subjects = touched.get(projection) ?? new Set<string>();
      for (const subject of projection.subjects?.(about) ?? [about.subject]) subjects.add(subject);
      touched.set(projection, subjects);
    }
  }
  // in the order of the rooms, since a room may read the tables of those above it
  for (const projection of registry.projections) {
    const subjects = touched.get(projection);
    if (subjects !== undefined) await projection.project(tx, [...subjects].sort());
  }
}

/** Every table that is computed from facts, in the order of the rooms. */
export function derivedTables(registry: Registry): Table[] {
  return registry.projections.flatMap((projection) => [...projection.tables]);
}

/** Fills empty tables from all facts that are there; what is staged from files has to be there already. */
export async function projectAll(tx: Tx, registry: Registry): Promise<void> {
  for (const projection of registry.projections) {
    const all = await factsAbout(tx, projection.on);
    const subjects = new Set(all.flatMap((fact) => [...(projection.subjects?.(fact) ?? [fact.subject])]));
    if (subjects.size > 0) await projection.project(tx, [...subjects].sort());
  }
}

/** Computes every derived table anew from the facts and their files. */
export async function rebuild(storage: Storage, registry: Registry): Promise<void> {
  const { dialect } = storage;
  await storage.write(async (tx) => {
    await setMeta(tx, SIGNATURE, "rebuilding");
    for (const projection of registry.projections) {
      for (const { name } of projection.tables) {
        await sql`delete from ${sql.table(name)} where review = ${tx.review}`.execute(tx.db);
      }
    }
  });
  for (const projection of registry.projections) {
    await projection.clear?.(storage);
    if (projection.stage === undefined) continue;
    const bulk = await storage.read((tx) => factsAbout(tx, projection.on));
    for (const fact of bulk) await projection.stage(storage, fact);
  }
  await storage.write(async (tx) => {
    await projectAll(tx, registry);
    await forgetKept(tx);
    await setMeta(tx, SIGNATURE, signature(derivedTables(registry)) + dialect);
  });
}

/** Makes sure that the derived tables are those of this program; rebuilds where a definition changed. */
export async function ensureTables(storage: Storage, registry: Registry): Promise<void> {
  const tables = derivedTables(registry);
  const wanted = signature(tables) + storage.dialect;
  const standing = await storage.read((tx) => getMeta(tx, SIGNATURE));
  if (standing === wanted) {
    for (const projection of registry.projections) await projection.mend?.(storage);
    return;
  }
  await storage.write(async (tx) => {
    const fresh = standing === undefined;
    if (!fresh && tx.dialect === "sqlite") {
      for (const { name } of tables) await sql`drop table if exists ${sql.table(name)}`.execute(tx.db);
    }
    await createTables(tx.db, tx.dialect, tables);
    await setMeta(tx, SIGNATURE, fresh ? wanted : "rebuilding");
  });
  if (standing !== undefined) await rebuild(storage, registry);
}

/** Every cell of every derived table of this review, as sorted lines: equal states give equal text. */
export async function dumpTables(tx: Tx, registry: Registry): Promise<Record<string, string[]>> {
  const dump: Record<string, string[]> = {};
  for (const { name, columns } of derivedTables(registry)) {
    const { rows } = await sql<
      Record<string, unknown>
    >`select * from ${sql.table(name)} where review = ${tx.review}`.execute(tx.db);
    dump[name] = rows.map((row) => JSON.stringify(Object.keys(columns).map((column) => row[column]))).sort();
  }
  return dump;
}
