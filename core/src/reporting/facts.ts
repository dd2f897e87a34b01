import { z } from "zod";
import { factType, type Projection, standingFacts } from "../ledger/index.ts";
import { replaceTexts, textTable } from "./store.ts";

const writtenSchema = z.object({ text: z.string() });

/** One of the report's texts as written from now on. Subject: the part. */
export const textWritten = factType("reporting.text_written", writtenSchema);

export const reportingFacts = [textWritten] as const;

export const reportingProjections: readonly Projection[] = [
  {
    name: "reporting",
    on: [textWritten.type],
    tables: [textTable],
    async project(tx, subjects) {
      const facts = await standingFacts(tx, [textWritten.type], subjects);
      const last = new Map(facts.map((one) => [one.fact.subject, one]));
      const rows = [...last.values()].map(({ fact, body }) => ({
        part: fact.subject,
        text: (body as z.infer<typeof writtenSchema>).text,
        fact: fact.hash,
        clock: fact.clock,
      }));
      await replaceTexts(tx, subjects, rows);
    },
  },
];
