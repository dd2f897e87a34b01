import type { ViewTx } from "../../ledger/index.ts";
import type { Stage } from "../../protocol/index.ts";
import { membersOf } from "../../review/store.ts";
import { agreement } from "../agreement.ts";
import type { AgreementView } from "../contracts.ts";
import { closedCitations, seesClosed } from "./blinding.ts";
import { pastVotes } from "./rounds.ts";
import type { VoteRow } from "./tables.ts";
import { independentVotes, pilotVotes } from "./votes.ts";

/** Agreement of all voters, and of people and machines apart where both vote; of what the reader may see only. */
export async function agreements(tx: ViewTx, stage: Stage): Promise<AgreementView[]> {
  const all = await independentVotes(tx, stage);
  const citations = [...new Set(all.map((row) => row.citation))];
  const done = await closedCitations(tx, stage, citations);
  const past = await pastVotes(tx, stage, citations);
  // what was decided again after an amendment was judged by other rules: each round is a thing of its own
  const itemOf = (row: VoteRow) => {
    const before = past.get(row.fact);
    return before === undefined ? row.citation : `${row.citation} ${before.round}`;
  };
  const rows = [...new Map(all.map((row) => [`${itemOf(row)} ${row.reviewer}`, row])).values()];
  const { viewer } = tx;
  const seen = rows.filter((row) => {
    const before = past.get(row.fact);
    const voters = before === undefined ? done.get(row.citation) : before.voters;
    return (
      voters !== undefined && (viewer === "everything" || seesClosed(viewer.roles, voters, viewer.actor))
    );
  });
  const named = new Map((await membersOf(tx)).map((member) => [member.id, member.name]));
  const views: AgreementView[] = [];
  const add = (group: string, votes: readonly VoteRow[]) => {
    const raters = [...new Set(votes.map((row) => row.reviewer))];
    if (raters.length < 2) return;
    const ratings = votes.map((row) => ({
      item: itemOf(row),
      rater: row.reviewer,
      value: row.decision as "include" | "maybe" | "exclude",
    }));
    const moved = votes.filter((row) => row.adoption !== null).length;
    views.push({
      stage,
      group,
      raters: raters.map((id) => ({ id, name: named.get(id) ?? id })),
      ...(moved > 0 && { adopted: moved }),
      report: agreement(ratings),
    });
  };
  const machines = seen.filter((row) => row.machine === 1);
  const people = seen.filter((row) => row.machine === 0);
  if (machines.length === 0 || people.length === 0) add(machines.length === 0 ? "people" : "machines", seen);
  else {
    add("people", people);
    add("machines", machines);
    add("people and machines", seen);
  }
  return views;
}

/** Share of a closed pilot's citations on which all voters agree (maybe goes forward), from 0 to 1. */
export async function pilotAgreement(tx: ViewTx, round: number): Promise<number | undefined> {
  const votes = await pilotVotes(tx, round);
  const ratings = votes.map((vote) => ({
    item: vote.citation,
    rater: vote.reviewer,
    value: vote.decision as "include" | "maybe" | "exclude",
  }));
  return agreement(ratings).forward.allAgree.share?.value;
}
