import { z } from "zod";
import { type Fact, factsAbout, factType, type Projection, standingFacts } from "../ledger/index.ts";
import type { Tx } from "../storage/index.ts";
import { protocolSchema, stageSchema } from "./protocol.ts";
import { reopenedSchema, reopeningSchema } from "./reopening.ts";
import { protocolTable, replaceVersions } from "./store.ts";

const bodySchema = z.object({
  protocol: protocolSchema,
  reason: z.string(),
  /** The outcomes that an amendment re-opens, as it named them. */
  reopens: z.array(reopeningSchema).optional(),
  /** What these were when it was made. */
  reopened: z.array(reopenedSchema).optional(),
  reopenedRecords: z.array(z.object({ stage: stageSchema, records: z.array(z.string()) })).optional(),
});
export type Stated = z.infer<typeof bodySchema>;

/** The protocol from now on. Subject: `protocol`; supersedes the version before. An amendment can be taken back. */
export const protocolStated = factType("protocol.stated", bodySchema, { undo: "change" });

export const protocolFacts = [protocolStated] as const;

/** Hashes of all versions that come before these, also through one that was taken back. */
async function beforeThese(tx: Tx, facts: readonly Fact[]): Promise<Set<string>> {
  const all = new Map((await factsAbout(tx, [protocolStated.type])).map((fact) => [fact.hash, fact]));
  const before = new Set<string>();
  const waiting = [...facts];
  for (let fact = waiting.pop(); fact !== undefined; fact = waiting.pop()) {
    for (const hash of fact.supersedes?.split(",") ?? []) {
      const earlier = all.get(hash);
      if (earlier !== undefined && !before.has(hash)) waiting.push(earlier);
      before.add(hash);
    }
  }
  return before;
}

export const protocolProjections: readonly Projection[] = [
  {
    name: "protocol",
    on: [protocolStated.type],
    tables: [protocolTable],
    async project(tx) {
      const facts = await standingFacts(tx, [protocolStated.type]);
      const superseded = await beforeThese(
        tx,
        facts.map(({ fact }) => fact),
      );
      await replaceVersions(
        tx,
        facts.map(({ fact, body }, at) => ({
          fact: fact.hash,
          number: at + 1,
          at: fact.at,
          actor: fact.actor,
          clock: fact.clock,
          head: superseded.has(fact.hash) ? 0 : 1,
          reason: (body as Stated).reason,
          reopened: JSON.stringify((body as Stated).reopened ?? []),
          protocol: JSON.stringify((body as Stated).protocol),
        })),
      );
    },
  },
];
