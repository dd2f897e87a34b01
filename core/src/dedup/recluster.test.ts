import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { importFile } from "../records/index.ts";
import { databases, testReview, type TestReview } from "../testing.ts";
import { recluster, reclusterAround } from "./recluster.ts";
import { membershipTable, setBasis, setChoice, stageFound } from "./store.ts";
import { on, type Tx } from "../storage/index.ts";

const RECORDS = 9;
const HISTORIES = { sqlite: 60, postgres: 8 };

async function withRecords(review: TestReview): Promise<string[]> {
  const text = Array.from({ length: RECORDS }, (_, at) => `TY  - JOUR\nTI  - Work ${at}\nER  - \n`).join(
    "\n",
  );
  const file = await review.bench.storage.blobs.put(new TextEncoder().encode(text));
  const details = { source: { name: "PubMed", column: "databases" as const } };
  await review.as(review.lead, importFile, { file, fileName: "a.ris", details });
  return Array.from({ length: RECORDS }, (_, at) => `${file.slice(0, 16)}-${at + 1}`);
}

async function memberships(tx: Tx): Promise<string[]> {
  const rows = await on(tx, membershipTable)
    .selectFrom("memberships")
    .select(["record", "citation", "lead"])
    .where("review", "=", tx.review)
    .orderBy("record")
    .execute();
  return rows.map(({ record, citation, lead }) => `${record} ${citation} ${lead}`);
}

const record = fc.nat(RECORDS - 1);
const pair = fc.tuple(record, record).filter(([a, b]) => a !== b);
const word = fc.record({
  pair,
  decision: fc.constantFrom("same", "different", "preprint-of", undefined),
});

describe.each(databases)("regrouping around what changed, on %s", (database) => {
  test("gives the memberships that regrouping everything gives, after any words in any order", async () => {
    const review = await testReview(database);
    const records = await withRecords(review);
    const id = (at: number) => records[at] ?? "";
    const inOrder = ([x, y]: readonly [number, number]): [string, string] =>
      x < y ? [id(x), id(y)] : [id(y), id(x)];
    let basis = 0;
    const history = fc.asyncProperty(
      fc.uniqueArray(pair, { maxLength: 12, selector: (one) => inOrder(one).join(" ") }),
      fc.array(word, { minLength: 1, maxLength: 8 }),
      (found, words) =>
        review.bench.storage.write(async (tx) => {
          const name = `basis ${++basis}`;
          await stageFound(
            tx,
            name,
            found.map((one, rank) => {
              const [a, b] = inOrder(one);
              return { a, b, decision: "same", kind: "", score: 1, reason: "", rank };
            }),
          );
          const at = "2026-01-05T09:00:00.000Z";
          await setBasis(tx, { method: "m", bases: [name], compared: [], records: RECORDS, at, clock: 1 });
          for (const a of records) for (const b of records) if (a < b) await setChoice(tx, a, b, undefined);
          await recluster(tx);
          for (const [clock, { pair: said, decision }] of words.entries()) {
            const [a, b] = inOrder(said);
            const fact = `fact ${clock}`;
            const choice = { a, b, decision: decision ?? "", reason: "", actor: "r", fact, clock };
            await setChoice(tx, a, b, decision === undefined ? undefined : choice);
            await reclusterAround(tx, [a, b]);
            const local = await memberships(tx);
            await recluster(tx);
            expect(local).toEqual(await memberships(tx));
          }
        }),
    );
    await fc.assert(history, { numRuns: HISTORIES[database] });
    await review.close();
  }, 60_000);
});
