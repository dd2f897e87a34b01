import type { ReadTx } from "../action/index.ts";
import { citationView } from "../dedup/store.ts";
import { factByHash } from "../ledger/index.ts";
import { type Stage, STAGES } from "../protocol/index.ts";
import { membersOf } from "../review/store.ts";
import type { HistoryEntry } from "./contracts.ts";
import {
  pastVotes,
  readableResolutions,
  removalFacts,
  readableVotes,
  resolutionRows,
  voteRows,
} from "./store.ts";

type Placed = HistoryEntry & { clock: number };

async function votesOn(tx: ReadTx, citation: string, nameOf: (id: string) => string): Promise<Placed[]> {
  const rows = await voteRows(tx, [citation]);
  const readable = await readableVotes(tx, rows);
  const latest = new Map(rows.map((row) => [`${row.reviewer} ${row.stage} ${row.pilot}`, row.fact]));
  const past = new Set<string>();
  for (const stage of STAGES)
    for (const fact of (await pastVotes(tx, stage, [citation])).keys()) past.add(fact);
  return rows
    .filter((_, at) => readable[at] === true)
    .map(({ fact, at, reviewer, stage, pilot, adoption, decision, reason, note, clock }) => ({
      fact,
      at,
      name: nameOf(reviewer),
      what: adoption !== null ? "adopted vote" : pilot === null ? "vote" : `vote in pilot ${pilot}`,
      stage: stage as Stage,
      decision,
      reason,
      note,
      standing: latest.get(`${reviewer} ${stage} ${pilot}`) === fact && !past.has(fact),
      reopened: past.has(fact),
      clock,
    }));
}

async function resolutionsOn(
  tx: ReadTx,
  citation: string,
  nameOf: (id: string) => string,
): Promise<Placed[]> {
  const rows = await resolutionRows(tx, [citation]);
  const readable = await readableResolutions(tx, rows);
  return rows
    .filter((_, at) => readable[at] === true)
    .map(({ fact, at, by, stage, decision, reason, note, round, clock }) => ({
      fact,
      at,
      name: nameOf(by),
      what: "resolution",
      stage: stage as Stage,
      decision,
      reason,
      note,
      standing: round === null,
      reopened: round !== null,
      clock,
    }));
}

async function removalsOf(tx: ReadTx, citation: string, nameOf: (id: string) => string): Promise<Placed[]> {
  const removals: Placed[] = [];
  for (const { fact: hash, reason } of await removalFacts(tx, citation)) {
    const fact = await factByHash(tx, hash);
    if (fact === undefined) continue;
    removals.push({
      fact: hash,
      at: fact.at,
      name: nameOf(fact.actor),
      what: "removal",
      stage: STAGES[0],
      decision: "removed",
      reason: null,
      note: reason,
      standing: true,
      reopened: false,
      clock: fact.clock,
    });
  }
  return removals;
}

/** Everything decided about a citation that the reader may see, in order. */
export async function historyOf(tx: ReadTx, id: string): Promise<HistoryEntry[]> {
  const { id: citation } = await citationView(tx, id);
  const named = new Map((await membersOf(tx)).map((member) => [member.id, member.name]));
  const nameOf = (member: string) => named.get(member) ?? member;
  const entries = [
    ...(await votesOn(tx, citation, nameOf)),
    ...(await resolutionsOn(tx, citation, nameOf)),
    ...(await removalsOf(tx, citation, nameOf)),
  ];
  return entries.sort((a, b) => a.clock - b.clock).map(({ clock: _clock, ...entry }) => entry);
}
