import { z } from "zod";
import { factType, type Projection, standingFacts } from "../ledger/index.ts";
import { protocolSchema } from "./protocol.ts";
import { protocolTable, replaceVersions } from "./store.ts";

const bodySchema = z.object({ protocol: protocolSchema, reason: z.string() });

/** The protocol from now on. Subject: `protocol`; supersedes the version before. */
export const protocolStated = factType("protocol.stated", bodySchema, { undo: "never" });

export const protocolFacts = [protocolStated] as const;

export const protocolProjections: readonly Projection[] = [
  {
    name: "protocol",
    on: [protocolStated.type],
    tables: [protocolTable],
    async project(tx) {
      const facts = await standingFacts(tx, [protocolStated.type]);
      const superseded = new Set(facts.flatMap(({ fact }) => fact.supersedes?.split(",") ?? []));
      await replaceVersions(
        tx,
        facts.map(({ fact, body }, at) => ({
          fact: fact.hash,
          number: at + 1,
          at: fact.at,
          actor: fact.actor,
          clock: fact.clock,
          head: superseded.has(fact.hash) ? 0 : 1,
          reason: (body as z.infer<typeof bodySchema>).reason,
          protocol: JSON.stringify((body as z.infer<typeof bodySchema>).protocol),
        })),
      );
    },
  },
];
