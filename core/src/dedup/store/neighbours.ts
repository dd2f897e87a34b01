import { createTables, on, type Tx } from "../../storage/index.ts";
import { NEIGHBOUR_RECIPE } from "../neighbour-key.ts";
import { neighbourTable } from "./tables.ts";

/** Makes the table where this copy of the review has none yet: it is neither kept nor rebuilt. */
export async function ensureNeighbours(tx: Tx): Promise<void> {
  await createTables(tx.db, tx.dialect, [neighbourTable]);
}

/** Keeps one part of an import's keys: for each key the place of the record that has it. */
export async function keepNeighbours(
  tx: Tx,
  part: { import: string; part: number; keys: Uint32Array },
): Promise<void> {
  const { buffer, byteOffset, byteLength } = part.keys;
  const row = { ...part, keys: new Uint8Array(buffer, byteOffset, byteLength), recipe: NEIGHBOUR_RECIPE };
  await on(tx, neighbourTable)
    .insertInto("neighbour_keys")
    .values({ review: tx.review, ...row })
    .onConflict((conflict) => conflict.columns(["review", "import", "part"]).doUpdateSet(row))
    .execute();
}

/** How many parts of each import are kept. */
export async function keptParts(tx: Tx): Promise<Map<string, number>> {
  const rows = await on(tx, neighbourTable)
    .selectFrom("neighbour_keys")
    .select(["import", (e) => e.fn.countAll<number>().as("parts")])
    .where("review", "=", tx.review)
    .where("recipe", "=", NEIGHBOUR_RECIPE)
    .groupBy("import")
    .execute();
  return new Map(rows.map((row) => [row.import, Number(row.parts)]));
}

/** One part of an import's keys, as it was kept. */
export async function neighbourPart(tx: Tx, fact: string, part: number): Promise<Uint32Array> {
  const row = await on(tx, neighbourTable)
    .selectFrom("neighbour_keys")
    .select("keys")
    .where("review", "=", tx.review)
    .where("import", "=", fact)
    .where("part", "=", part)
    .executeTakeFirst();
  // a database may give bytes at any place of a larger buffer; 32-bit numbers have to begin at a multiple of four
  return row === undefined ? new Uint32Array(0) : new Uint32Array(Uint8Array.from(row.keys).buffer);
}

/** Forgets the keys of all other imports. */
export async function dropNeighbours(tx: Tx, but: readonly string[]): Promise<void> {
  const known = new Set(but);
  const rows = await on(tx, neighbourTable)
    .selectFrom("neighbour_keys")
    .select("import")
    .distinct()
    .where("review", "=", tx.review)
    .execute();
  for (const row of rows) {
    if (known.has(row.import)) continue;
    await on(tx, neighbourTable)
      .deleteFrom("neighbour_keys")
      .where("review", "=", tx.review)
      .where("import", "=", row.import)
      .execute();
  }
}
