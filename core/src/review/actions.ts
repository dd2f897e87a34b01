import { act, type ActTx, look, type ReadTx } from "../action/index.ts";
import type { Clock } from "../base/clock.ts";
import { UserError } from "../base/error.ts";
import { newId } from "../base/id.ts";
import {
  allHeads,
  append,
  type Device,
  type Fact,
  factByHash,
  factsAbout,
  type FactType,
  projectFacts,
  type Registry,
  restored,
  undone,
  undoneAmong,
  verify,
} from "../ledger/index.ts";
import type { Storage } from "../storage/index.ts";
import {
  addMember,
  changeMember,
  info,
  LONGEST_TITLE,
  log,
  type LogEntry,
  members,
  nameVersion,
  redo,
  rename,
  unblind,
  undo,
  verifyRecord,
  versions,
} from "./contracts.ts";
import { memberSet, titled, unblinded, versionNamed } from "./facts.ts";
import { hasRole, type Member } from "./roles.ts";
import { membersOf, namePerson, registerReview, reviewTitle, versionsOf } from "./store.ts";

/**
 * Refuses a title that no review may have.
 * @throws UserError review.title-length
 */
export function assertTitle(title: string): void {
  const { length } = title.trim();
  if (length > 0 && length <= LONGEST_TITLE) return;
  throw new UserError(
    "review.title-length",
    length === 0 ? "The title is empty." : `The title has ${length} characters.`,
    {
      hint: `A title has 1 to ${LONGEST_TITLE} characters; what more there is to say stands in the protocol.`,
    },
  );
}

/**
 * Begins a review: its title and its first member, the lead. Gives the lead's id.
 * @throws UserError review.title-length
 */
export async function foundReview(
  place: { storage: Storage; registry: Registry; device: Device; clock: Clock },
  founding: { title: string; lead: string },
): Promise<string> {
  assertTitle(founding.title);
  const { storage, registry, device, clock } = place;
  const lead = newId();
  await storage.write(async (tx) => {
    const at = clock.now();
    await registerReview(tx, at);
    await namePerson(tx, lead, founding.lead);
    const origin = {
      device: await device.current(tx),
      actor: lead,
      action: "review.found",
      request: newId(),
      at,
    };
    const added = await append(tx, origin, [
      { type: titled, subject: "title", body: { title: founding.title } },
      {
        type: memberSet,
        subject: lead,
        body: {
          roles: ["lead", "reviewer"],
          kind: "person",
          model: null,
          active: true,
          reason: "founded the review",
        },
      },
    ]);
    await projectFacts(tx, registry, added);
    await device.wrote(tx, origin.device, added.at(-1)?.hash ?? "");
  });
  return lead;
}

async function memberOf(tx: ReadTx, id: string): Promise<Member> {
  const found = (await membersOf(tx)).find((member) => member.id === id);
  if (found === undefined)
    throw new UserError("member.unknown", `There is no member ${id}.`, {
      hint: "`chartroom members` lists them.",
    });
  return found;
}

async function assertFreeName(tx: ReadTx, name: string): Promise<void> {
  const taken = (await membersOf(tx)).some((member) => member.name.toLowerCase() === name.toLowerCase());
  if (taken)
    throw new UserError("member.name-taken", `There is a member named ${name} already.`, {
      hint: "Choose another name.",
    });
}

type Types = ReadonlyMap<string, FactType>;

function mayUndo(tx: ReadTx, fact: Fact, types: Types): "as author" | "as lead" | "no" {
  const rule = types.get(fact.type)?.undo ?? "never";
  if (rule === "never" || (rule === "change" && fact.supersedes === null)) return "no";
  if (fact.actor === tx.actor) return "as author";
  return rule === "lead" && hasRole(tx, "lead") ? "as lead" : "no";
}

/** Takes all of these back, or none. */
async function takeBack(tx: ActTx, hashes: readonly string[], reason: string, types: Types) {
  const gone = await undoneAmong(tx, hashes);
  const marks = [];
  for (const hash of hashes) {
    const fact = await factByHash(tx, hash);
    if (fact === undefined) throw new UserError("undo.unknown", "There is no such fact to take back.");
    if (gone.has(hash)) throw new UserError("undo.already", "This was taken back already.");
    const right = mayUndo(tx, fact, types);
    if (right === "no") {
      throw new UserError("undo.not-yours", "Only your own decisions can be taken back.", {
        hint: "Record a new decision instead; the old one stays in the log.",
      });
    }
    if (right === "as lead" && reason.trim() === "") {
      throw new UserError("undo.reason-missing", "What somebody else recorded is taken back with a reason.", {
        hint: "Say why; it is kept in the log.",
      });
    }
    const body = { type: fact.type, subject: fact.subject, reason };
    marks.push({ type: undone, subject: hash, body, supersedes: [hash] });
  }
  return tx.recordAll(marks);
}

/** The room's actions; `types` tells which facts may be taken back. */
export function reviewActions(types: Types) {
  return [
    look(info, {
      async run(tx) {
        const { title, created } = await reviewTitle(tx);
        return { review: tx.review, title, created, you: await memberOf(tx, tx.actor) };
      },
    }),
    act(rename, {
      who: ["lead"],
      async run(tx, { title }) {
        await tx.record(titled, "title", { title });
        return { title };
      },
    }),
    look(members, { run: (tx) => membersOf(tx) }),
    act(addMember, {
      who: ["lead"],
      async run(tx, { name, roles, kind, model }) {
        await assertFreeName(tx, name);
        if (
          kind === "machine" &&
          !(roles.includes("machine") && roles.every((role) => role === "machine" || role === "adjudicator"))
        ) {
          throw new UserError(
            "member.machine-role",
            "A machine has the role machine, and at most settles conflicts among machines (adjudicator).",
            {
              hint: "Give it the role machine; a signed rule of the protocol lets it vote.",
            },
          );
        }
        const member = newId();
        await namePerson(tx, member, name);
        await tx.record(memberSet, member, { roles, kind, model: model ?? null, active: true, reason: "" });
        return memberOf(tx, member);
      },
    }),
    act(changeMember, {
      who: ["lead"],
      async run(tx, { member, roles, active, reason }) {
        const now = await memberOf(tx, member);
        const next = { roles: roles ?? now.roles, active: active ?? now.active };
        const leads = (await membersOf(tx)).filter(
          (other) => other.active && other.roles.includes("lead") && other.id !== member,
        );
        if (leads.length === 0 && !(next.active && next.roles.includes("lead"))) {
          throw new UserError("member.last-lead", "A review needs a lead.", {
            hint: "Make somebody else lead first.",
          });
        }
        await tx.record(memberSet, member, { ...next, kind: now.kind, model: now.model, reason });
        return memberOf(tx, member);
      },
    }),
    act(unblind, {
      who: ["lead"],
      async run(tx, { reason }) {
        await tx.record(unblinded, tx.actor, { reason });
        return { member: tx.actor };
      },
    }),
    look(log, {
      async run(tx, { limit, before }): Promise<LogEntry[]> {
        const facts = await tx.latest(limit, before);
        const names = new Map((await membersOf(tx)).map((member) => [member.id, member.name]));
        const gone = await undoneAmong(
          tx,
          facts.map((fact) => fact.hash),
        );
        return facts.map((fact) => ({
          hash: fact.hash,
          clock: fact.clock,
          at: fact.at,
          actor: fact.actor,
          name: names.get(fact.actor) ?? fact.actor,
          action: fact.action,
          type: fact.type,
          subject: fact.subject,
          state: fact.state,
          body: fact.body === null ? null : (JSON.parse(fact.body) as unknown),
          undoneBy: gone.get(fact.hash)?.hash ?? null,
          canUndo: !gone.has(fact.hash) && mayUndo(tx, fact, types) === "as author",
        }));
      },
    }),
    act(undo, {
      who: ["*"],
      async run(tx, { fact, also, reason }) {
        const [mark] = await takeBack(tx, [...new Set([fact, ...also])], reason, types);
        const about = await factByHash(tx, fact);
        return { undo: mark?.hash ?? "", type: about?.type ?? "", subject: about?.subject ?? "" };
      },
    }),
    act(redo, {
      who: ["*"],
      async run(tx, { undo: mark }) {
        const fact = await factByHash(tx, mark);
        if (fact?.type !== undone.type || fact.actor !== tx.actor)
          throw new UserError("undo.unknown", "There is no undo of yours to reverse.");
        const body = JSON.parse(fact.body ?? "{}") as { type: string; subject: string };
        if ((await factsAbout(tx, [restored.type], [mark])).length > 0)
          throw new UserError("undo.already", "This was brought back already.");
        await tx.record(restored, mark, { type: body.type, subject: body.subject }, [mark]);
        return { type: body.type, subject: body.subject };
      },
    }),
    look(verifyRecord, {
      async run(tx) {
        const { facts, devices, faults } = await verify(tx);
        return { facts, devices: devices.length, faults: faults.map((fault) => fault.message) };
      },
    }),
    act(nameVersion, {
      who: ["lead"],
      async run(tx, { name, kind }) {
        if ((await versionsOf(tx)).some((version) => version.name === name)) {
          throw new UserError("version.name-taken", `There is a version named ${name} already.`, {
            hint: "Choose another name.",
          });
        }
        const heads = Object.fromEntries((await allHeads(tx)).map(({ device, hash }) => [device, hash]));
        const [newest] = await tx.latest(1);
        const clock = newest?.clock ?? 0;
        const fact = await tx.record(versionNamed, name, { name, kind, clock, heads });
        return { fact: fact.hash, name, kind, at: fact.at, clock, heads };
      },
    }),
    look(versions, { run: (tx) => versionsOf(tx) }),
  ];
}
