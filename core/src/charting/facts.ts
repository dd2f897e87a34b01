import { z } from "zod";
import { type Fact, factType, type Projection, standingFacts, type ViewTx } from "../ledger/index.ts";
import { openRecords, seesOpenChart } from "./blinding.ts";
import { evidenceSchema, formSchema, valueSchema } from "./form.ts";
import {
  consensusTable,
  finishedTable,
  formTable,
  leftOutTable,
  replaceConsensus,
  replaceFinished,
  replaceForms,
  replaceLeftOut,
  replaceValues,
  valueTable,
} from "./store.ts";

const formStatedSchema = z.object({ form: formSchema, reason: z.string() });

/** The charting form from now on. Subject: `form`. */
export const formStated = factType("charting.form_stated", formStatedSchema, { undo: "never" });

const chartedSchema = z.object({
  form: z.string(),
  /** Null where the chartist emptied the field. */
  value: valueSchema.nullable(),
  evidence: evidenceSchema,
  machine: z.boolean(),
});

async function mayReadValues(tx: ViewTx, facts: readonly Fact[]): Promise<boolean[]> {
  const records = facts.map((fact) => cellOf(fact.subject).record);
  const open = await openRecords(tx, records);
  return facts.map((fact, at) => seesOpenChart(tx, fact.actor, open.get(records[at] ?? "")));
}

/** One chartist's value of a field. Subject: the study's first record and the field, with a space between. */
export const charted = factType("charting.charted", chartedSchema, { mayRead: mayReadValues });

/** One chartist is done with a study. Subject: its first record. */
export const chartFinished = factType("charting.finished", z.object({ form: z.string() }));

const agreedSchema = z.object({
  value: valueSchema,
  evidence: evidenceSchema,
  from: z.string(),
  reason: z.string(),
});

/** The agreed value of a field. Subject as of a charted value. */
export const valueAgreed = factType("charting.agreed", agreedSchema);

/** An included study is left out of the synthesis; taken back, it is in again. Subject: its first record. */
export const studyLeftOut = factType("charting.left_out", z.object({ reason: z.string() }), { undo: "lead" });

export const chartingFacts = [formStated, charted, chartFinished, valueAgreed, studyLeftOut] as const;

/** A cell's subject, taken apart. */
export function cellOf(subject: string): { record: string; field: string } {
  const [record = "", field = ""] = subject.split(" ");
  return { record, field };
}

export const chartingProjections: readonly Projection[] = [
  {
    name: "charting.forms",
    on: [formStated.type],
    tables: [formTable],
    async project(tx) {
      const facts = await standingFacts(tx, [formStated.type]);
      await replaceForms(
        tx,
        facts.map(({ fact, body }, at) => {
          const stated = body as z.infer<typeof formStatedSchema>;
          return {
            fact: fact.hash,
            number: at + 1,
            form: JSON.stringify(stated.form),
            reason: stated.reason,
            at: fact.at,
            actor: fact.actor,
            clock: fact.clock,
          };
        }),
      );
    },
  },
  {
    name: "charting.values",
    on: [charted.type],
    tables: [valueTable],
    async project(tx, subjects) {
      const facts = await standingFacts(tx, [charted.type], subjects);
      // a chartist's last word on a cell; they are in order
      const last = new Map(facts.map((one) => [`${one.fact.subject} ${one.fact.actor}`, one]));
      await replaceValues(
        tx,
        subjects.map(cellOf),
        [...last.values()].flatMap(({ fact, body }) => {
          const { value, evidence, machine } = body as z.infer<typeof chartedSchema>;
          if (value === null) return [];
          return [
            {
              ...cellOf(fact.subject),
              fact: fact.hash,
              chartist: fact.actor,
              machine: machine ? 1 : 0,
              value: JSON.stringify(value),
              evidence: JSON.stringify(evidence),
              at: fact.at,
              clock: fact.clock,
            },
          ];
        }),
      );
    },
  },
  {
    name: "charting.finished",
    on: [chartFinished.type],
    tables: [finishedTable],
    async project(tx, subjects) {
      const facts = await standingFacts(tx, [chartFinished.type], subjects);
      const last = new Map(facts.map((one) => [`${one.fact.subject} ${one.fact.actor}`, one]));
      const rows = [...last.values()].map(({ fact }) => ({
        fact: fact.hash,
        record: fact.subject,
        chartist: fact.actor,
        clock: fact.clock,
      }));
      await replaceFinished(tx, subjects, rows);
    },
  },
  {
    name: "charting.consensus",
    on: [valueAgreed.type],
    tables: [consensusTable],
    async project(tx, subjects) {
      const facts = await standingFacts(tx, [valueAgreed.type], subjects);
      const last = new Map(facts.map((one) => [one.fact.subject, one]));
      await replaceConsensus(
        tx,
        subjects.map(cellOf),
        [...last.values()].map(({ fact, body }) => {
          const { value, evidence, from, reason } = body as z.infer<typeof agreedSchema>;
          return {
            ...cellOf(fact.subject),
            fact: fact.hash,
            value: JSON.stringify(value),
            evidence: JSON.stringify(evidence),
            origin: from,
            reason,
            actor: fact.actor,
            at: fact.at,
            clock: fact.clock,
          };
        }),
      );
    },
  },
  {
    name: "charting.left_out",
    on: [studyLeftOut.type],
    tables: [leftOutTable],
    async project(tx, subjects) {
      const facts = await standingFacts(tx, [studyLeftOut.type], subjects);
      const last = new Map(facts.map((one) => [one.fact.subject, one]));
      const rows = [...last.values()].map(({ fact, body }) => ({
        fact: fact.hash,
        record: fact.subject,
        reason: (body as { reason: string }).reason,
        clock: fact.clock,
      }));
      await replaceLeftOut(tx, subjects, rows);
    },
  },
];
