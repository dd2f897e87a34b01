import type { z } from "zod";
import type { ActTx, ReadTx, Recording } from "../../action/index.ts";
import { newId } from "../../base/id.ts";
import { textHash } from "../../dedup/store.ts";
import { currentProtocol } from "../../protocol/store.ts";
import { recordRows } from "../../records/store.ts";
import { memberSet } from "../../review/facts.ts";
import { namePerson } from "../../review/store.ts";
import { adopted, type AdoptedVote, adoption } from "../facts.ts";
import type { Candidate } from "./candidates.ts";
import {
  type adopt,
  type adoptable,
  type Adopted,
  type AdoptionPreview,
  mappingSchema,
} from "./contracts.ts";
import { foundIn, gather } from "./gather.ts";
import { countsOf, planAdoption } from "./plan.ts";
import { newcomer, type Voters, votersOf } from "./voters.ts";

/**
 * What adopting an export's decisions would do. Nothing is kept.
 * @throws UserError adopt.source, adopt.machine, adopt.no-voter, adopt.reason-unknown, member.unknown, run.unknown, …
 */
export async function previewAdoption(
  tx: ReadTx,
  wish: z.output<(typeof adoptable)["input"]>,
): Promise<AdoptionPreview> {
  const gathered = await gather(tx, wish);
  const voters = await votersOf(tx, wish);
  const plan = await planAdoption(tx, gathered.rows, wish, voters);
  return { found: foundIn(gathered), newMembers: voters.missing, ...countsOf(plan, voters) };
}

/** Makes the members whom the mapping adds, and puts their ids in place. */
async function welcome(tx: ActTx, voters: Voters, reason: string): Promise<Adopted["added"]> {
  const added: Adopted["added"] = [];
  for (const name of voters.missing) {
    const id = newId();
    await namePerson(tx, id, name);
    const roles = ["reviewer" as const];
    await tx.record(memberSet, id, { roles, kind: "person", model: null, active: true, reason });
    voters.names.set(id, name);
    added.push({ id, name });
  }
  return added;
}

function voteFact(
  { record, stage, decision, reason, note, labels, independent, ...one }: Candidate,
  about: { adoption: string; member: string; text: string; protocol: string },
): Recording {
  const body: AdoptedVote = {
    ...about,
    stage,
    decision,
    reason,
    note,
    labels,
    records: [record],
    independent,
    tool: one.tool,
    word: one.word,
    reasons: one.reasons,
    reviewer: one.reviewer,
    position: one.row.position,
    line: one.row.line,
  };
  return { type: adopted, subject: record, body };
}

/**
 * Adopts an export's decisions as votes of members: one fact for the adoption, one for each vote. Where nothing is
 * left to adopt, nothing is recorded.
 * @throws UserError as `previewAdoption`
 */
export async function adoptDecisions(tx: ActTx, wish: z.output<(typeof adopt)["input"]>): Promise<Adopted> {
  const gathered = await gather(tx, wish);
  const voters = await votersOf(tx, wish);
  const plan = await planAdoption(tx, gathered.rows, wish, voters);
  if (plan.votes.length === 0) return { fact: undefined, added: [], ...countsOf(plan, voters) };
  const added = await welcome(tx, voters, wish.reason);
  const idOf = new Map(added.map(({ id, name }) => [newcomer(name), id]));
  const votes = plan.votes.map((vote) => ({ ...vote, member: idOf.get(vote.member) ?? vote.member }));
  const texts = new Map(
    (await recordRows(tx, [...new Set(votes.map(({ record }) => record))])).map((row) => [
      row.id,
      textHash({ reference: { title: row.title, abstract: row.abstract ?? "" } }),
    ]),
  );
  const protocol = (await currentProtocol(tx))?.fact ?? "";
  const id = `adoption ${newId()}`;
  const mapping = mappingSchema.parse({
    ...wish,
    reviewers: wish.reviewers.map(({ name, members, add }) => ({
      name,
      members: [...members, ...(add === undefined ? [] : (voters.byName.get(name) ?? []))]
        .map((member) => idOf.get(member) ?? member)
        .filter((member, at, all) => all.indexOf(member) === at),
    })),
  });
  const head: Recording = {
    type: adoption,
    subject: id,
    body: {
      file: gathered.file,
      fileName: gathered.fileName,
      run: gathered.run ?? null,
      tools: [...new Set(votes.map(({ tool }) => tool))],
      votes: votes.length,
      mapping,
      reason: wish.reason,
    },
  };
  const facts = await tx.recordAll([
    head,
    ...votes.map((vote) =>
      voteFact(vote, { adoption: id, member: vote.member, text: texts.get(vote.record) ?? "", protocol }),
    ),
  ]);
  return { fact: facts[0]?.hash, added, ...countsOf({ ...plan, votes }, voters) };
}
