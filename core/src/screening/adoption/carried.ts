import type { ReadTx } from "../../action/index.ts";
import { citationView } from "../../dedup/store.ts";
import { labelledRecords, runsOf } from "../../records/store.ts";
import { carriedDecisions, type CarryingTool } from "../../references/index.ts";
import { membersOf } from "../../review/store.ts";
import { adoptionsOf, carriedOf } from "../store.ts";
import type { AdoptionView, CarriedView } from "./contracts.ts";

/** What came with a citation's records from another tool, as far as blinding lets the reader see it. */
export async function carriedOn(tx: ReadTx, id: string): Promise<{ carried: CarriedView[]; hidden: number }> {
  const view = await citationView(tx, id);
  const sources = new Map(view.records.map((record) => [record.id, record.source]));
  const { carried, open } = await carriedOf(tx, new Map([[view.id, [...sources.keys()]]]));
  const found = (carried.get(view.id) ?? []).map(
    ({ record, labels }): CarriedView => ({
      record,
      source: sources.get(record) ?? "",
      decisions: carriedDecisions(labels),
      labels: { ...labels },
    }),
  );
  return open.has(view.id) ? { carried: found, hidden: 0 } : { carried: [], hidden: found.length };
}

/** The adoptions that stand, with the names of those who made them; and where there may be more to adopt. */
export async function adoptionViews(
  tx: ReadTx,
): Promise<{ standing: AdoptionView[]; runs: { run: string; fileName: string; records: number }[] }> {
  const names = new Map((await membersOf(tx)).map((member) => [member.id, member.name]));
  const standing = (await adoptionsOf(tx)).map((row) => ({
    fact: row.fact,
    at: row.at,
    by: row.by,
    name: names.get(row.by) ?? row.by,
    fileName: row.file_name,
    run: row.run ?? undefined,
    tools: JSON.parse(row.tools) as CarryingTool[],
    votes: row.votes,
    blinded: row.blinded === 1,
    reason: row.reason,
  }));
  const carrying = await labelledRecords(tx);
  const runs = (await runsOf(tx)).flatMap(({ id, fileName, state }) => {
    const records = carrying.get(id) ?? 0;
    return state === "live" && records > 0 ? [{ run: id, fileName, records }] : [];
  });
  return { standing, runs };
}
