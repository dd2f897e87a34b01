import type { Standing } from "../../ledger/index.ts";
import { chunked, insertRows, on, type RowOf, table, type Tx } from "../../storage/index.ts";
import { type VoteRow, voteTable } from "./tables.ts";

/** Adoptions that stand. */
export const adoptionTable = table(
  "adoptions",
  {
    id: "text",
    fact: "text",
    by: "text",
    at: "text",
    file: "text",
    file_name: "text",
    run: "text?",
    tools: "text",
    votes: "integer",
    blinded: "integer",
    reason: "text",
    clock: "integer",
  },
  { key: ["id"] },
);
export type AdoptionRow = Omit<RowOf<typeof adoptionTable>, "review">;

interface AdoptionBody {
  file: string;
  fileName: string;
  run: string | null;
  tools: string[];
  votes: number;
  mapping: { blinded: boolean };
  reason: string;
}

export async function replaceAdoptions(
  tx: Tx,
  ids: readonly string[],
  standing: readonly Standing<unknown>[],
): Promise<void> {
  await on(tx, adoptionTable)
    .deleteFrom("adoptions")
    .where("review", "=", tx.review)
    .where("id", "in", ids)
    .execute();
  const rows = standing.map(({ fact, body }): AdoptionRow => {
    const { file, fileName, run, tools, votes, mapping, reason } = body as AdoptionBody;
    return {
      id: fact.subject,
      fact: fact.hash,
      by: fact.actor,
      at: fact.at,
      file,
      file_name: fileName,
      run,
      tools: JSON.stringify(tools),
      votes,
      blinded: mapping.blinded ? 1 : 0,
      reason,
      clock: fact.clock,
    };
  });
  await insertRows(tx, adoptionTable, rows);
}

/** The adoptions that stand, in their order. */
export async function adoptionsOf(tx: Tx): Promise<AdoptionRow[]> {
  return on(tx, adoptionTable)
    .selectFrom("adoptions")
    .selectAll()
    .where("review", "=", tx.review)
    .orderBy("clock")
    .orderBy("id")
    .execute();
}

/** Adopted votes that stand, of these citations or of all; sees everything: for counting only. */
export async function adoptedVotes(tx: Tx, citations?: readonly string[]): Promise<VoteRow[]> {
  const base = on(tx, voteTable)
    .selectFrom("votes")
    .selectAll()
    .where("review", "=", tx.review)
    .where("adoption", "is not", null);
  if (citations === undefined) return base.execute();
  const rows: VoteRow[] = [];
  for (const part of chunked(citations)) rows.push(...(await base.where("citation", "in", part).execute()));
  return rows;
}
