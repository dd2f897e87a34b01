import { z } from "zod";
import { factType, type Projection, standingFacts } from "../ledger/index.ts";
import { roleSchema } from "./roles.ts";
import {
  memberTable,
  putMember,
  putReview,
  putUnblinding,
  putVersion,
  reviewTable,
  unblindingTable,
  versionTable,
} from "./store.ts";

/** The review begins; or its title changes. Subject: `title`. */
export const titled = factType("review.titled", z.object({ title: z.string() }), { undo: "never" });

/** A member's roles from now on. Names are personal and live outside the ledger. Subject: the member. */
export const memberSet = factType(
  "review.member_set",
  z.object({
    roles: z.array(roleSchema),
    kind: z.enum(["person", "machine"]),
    model: z.string().nullable(),
    active: z.boolean(),
    reason: z.string(),
  }),
  { undo: "never" },
);

/** A lead chose to see open votes. Subject: the member. */
export const unblinded = factType("review.unblinded", z.object({ reason: z.string() }), { undo: "never" });

/** A named state of the review. Subject: the name. */
export const versionNamed = factType(
  "review.version_named",
  z.object({
    name: z.string(),
    kind: z.string(),
    clock: z.number().int(),
    heads: z.record(z.string(), z.string()),
  }),
  { undo: "never" },
);

export const reviewFacts = [titled, memberSet, unblinded, versionNamed] as const;

type Body<T> = T extends { schema: z.ZodType<infer B> } ? B : never;

const titleProjection: Projection = {
  name: "review.title",
  on: [titled.type],
  tables: [reviewTable],
  async project(tx) {
    const facts = await standingFacts(tx, [titled.type]);
    const [first, last] = [facts[0], facts.at(-1)];
    if (first === undefined || last === undefined) return;
    await putReview(tx, { title: (last.body as Body<typeof titled>).title, created: first.fact.at });
  },
};

const memberProjection: Projection = {
  name: "review.members",
  on: [memberSet.type],
  tables: [memberTable],
  async project(tx, subjects) {
    const facts = await standingFacts(tx, [memberSet.type], subjects);
    for (const member of subjects) {
      const own = facts.filter(({ fact }) => fact.subject === member);
      const last = own.at(-1);
      if (last === undefined) continue;
      const body = last.body as Body<typeof memberSet>;
      await putMember(tx, {
        id: member,
        roles: JSON.stringify(body.roles),
        kind: body.kind,
        model: body.model,
        active: body.active ? 1 : 0,
        since: own[0]?.fact.clock ?? last.fact.clock,
      });
    }
  },
};

const unblindingProjection: Projection = {
  name: "review.unblinding",
  on: [unblinded.type],
  tables: [unblindingTable],
  async project(tx, subjects) {
    for (const { fact, body } of await standingFacts(tx, [unblinded.type], subjects)) {
      await putUnblinding(tx, {
        fact: fact.hash,
        member: fact.subject,
        at: fact.at,
        reason: (body as Body<typeof unblinded>).reason,
      });
    }
  },
};

const versionProjection: Projection = {
  name: "review.versions",
  on: [versionNamed.type],
  tables: [versionTable],
  async project(tx, subjects) {
    for (const { fact, body } of await standingFacts(tx, [versionNamed.type], subjects)) {
      const { name, kind, clock, heads } = body as Body<typeof versionNamed>;
      await putVersion(tx, { fact: fact.hash, name, kind, at: fact.at, clock, heads: JSON.stringify(heads) });
    }
  },
};

export const reviewProjections = [
  titleProjection,
  memberProjection,
  unblindingProjection,
  versionProjection,
] as const;
