import { citationsOfRuns, comparedAt, joinedByRun } from "../dedup/store.ts";
import { runsOf } from "../records/store.ts";
import type { Tx } from "../storage/index.ts";
import type { RunYield, WithdrawalEffect } from "./contracts.ts";
import { allClasses } from "./store.ts";

/** What each live run brought, in the order in which they came. */
export async function yieldsOf(tx: Tx): Promise<RunYield[]> {
  const joined = await joinedByRun(tx);
  const compared = await comparedAt(tx);
  return (await runsOf(tx))
    .filter(({ state }) => state === "live")
    .map(({ id, records, clock }) => ({
      run: id,
      records,
      fresh: records - (joined.get(id) ?? 0),
      compared: compared !== undefined && clock <= compared,
    }));
}

/** What leaves with these runs, by the class that it has now, and what other runs hold too. */
export async function effectOfWithdrawing(tx: Tx, runs: readonly string[]): Promise<WithdrawalEffect> {
  const { records, only, shared } = await citationsOfRuns(tx, runs);
  const { classes, rest } = await allClasses(tx);
  const leaving: WithdrawalEffect["leaving"] = {};
  for (const citation of only) {
    const { class: name } = classes.get(citation) ?? rest;
    leaving[name] = (leaving[name] ?? 0) + 1;
  }
  return { records, staying: shared.length, leaving };
}
