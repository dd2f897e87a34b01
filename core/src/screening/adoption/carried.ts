import type { ReadTx } from "../../action/index.ts";
import { citationView } from "../../dedup/store.ts";
import type { Stage } from "../../protocol/index.ts";
import { rulesInForce } from "../../protocol/store.ts";
import { carriedLabels, labelledRecords, recordRows, runsOf } from "../../records/store.ts";
import { carriedDecisions, type CarryingTool } from "../../references/index.ts";
import { membersOf } from "../../review/store.ts";
import { adoptedVotes, adoptionsOf, closedCitations, seesClosed } from "../store.ts";
import { outcomeOf } from "../voting.ts";
import type { AdoptionView, CarriedView } from "./contracts.ts";

/**
 * Whether every vote that these labels may hold is open to the reader: those of title and abstract once that is
 * voted on; those of full texts once that is, or once nobody votes on the full text any more.
 */
async function mayRead(tx: ReadTx, citation: string, carried: readonly CarriedView[]): Promise<boolean> {
  if (tx.roles.includes("unblinded")) return true;
  const opens = async (stage: Stage) => {
    const voters = (await closedCitations(tx, stage, [citation])).get(citation);
    return voters !== undefined && seesClosed(tx.roles, voters, tx.actor);
  };
  if (!(await opens("title_abstract"))) return false;
  const ofFullText =
    carried.some(({ decisions }) => decisions.some(({ stage }) => stage === "full_text")) ||
    (await adoptedVotes(tx, [citation])).some(({ stage }) => stage === "full_text");
  if (!ofFullText || (await opens("full_text"))) return true;
  const { outcome } = await outcomeOf(tx, citation, "title_abstract", await rulesInForce(tx));
  return outcome.state === "exclude";
}

/** What came with a citation's records from another tool, as far as blinding lets the reader see it. */
export async function carriedOn(tx: ReadTx, id: string): Promise<{ carried: CarriedView[]; hidden: number }> {
  const view = await citationView(tx, id);
  const sources = new Map(view.records.map((record) => [record.id, record.source]));
  const found = (await recordRows(tx, [...sources.keys()])).flatMap((row): CarriedView[] => {
    const labels = carriedLabels(row);
    if (Object.keys(labels).length === 0) return [];
    return [
      { record: row.id, source: sources.get(row.id) ?? "", decisions: carriedDecisions(labels), labels },
    ];
  });
  if (found.length === 0 || (await mayRead(tx, view.id, found))) return { carried: found, hidden: 0 };
  return { carried: [], hidden: found.length };
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
