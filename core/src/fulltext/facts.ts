import { z } from "zod";
import { factType, type Projection, standingFacts } from "../ledger/index.ts";
import { readableReports } from "./blinding.ts";
import { RETRIEVAL_STEPS } from "./contracts.ts";
import { replaceRetrievals, retrievalTable } from "./store.ts";

const loggedSchema = z.object({
  step: z.enum(RETRIEVAL_STEPS),
  route: z.string(),
  date: z.string(),
  note: z.string(),
});

/** A step of getting a report. Subject: the citation's first record. */
export const retrievalLogged = factType("fulltext.retrieval_logged", loggedSchema, {
  mayRead: (tx, facts) =>
    readableReports(
      tx,
      facts.map((fact) => fact.subject),
    ),
});

export const fulltextFacts = [retrievalLogged] as const;

export const fulltextProjections: readonly Projection[] = [
  {
    name: "fulltext",
    on: [retrievalLogged.type],
    tables: [retrievalTable],
    async project(tx, subjects) {
      const facts = await standingFacts(tx, [retrievalLogged.type], subjects);
      const rows = facts.map(({ fact, body }) => ({
        fact: fact.hash,
        record: fact.subject,
        ...(body as z.infer<typeof loggedSchema>),
        at: fact.at,
        actor: fact.actor,
        clock: fact.clock,
      }));
      await replaceRetrievals(tx, subjects, rows);
    },
  },
];
