import { z } from "zod";
import { reading, writing } from "../base/contract.ts";
import type { CitationView } from "../dedup/index.ts";
import type { FieldAgreement } from "./agreement.ts";
import {
  type ChartedStudy,
  type Evidence,
  evidenceSchema,
  type Form,
  formSchema,
  type Value,
  valueSchema,
} from "./form.ts";

const nothing = z.object({});
const note = z.string().max(20_000).default("");

export interface FormState {
  current: { fact: string; number: number; form: Form; at: string } | undefined;
  history: { fact: string; number: number; at: string; actor: string; reason: string }[];
}

/** One charted value. */
export interface ValueView {
  fact: string;
  field: string;
  value: Value;
  evidence: Evidence;
  at: string;
}

/** One chartist's work on a study, as its reader may see it. */
export interface ChartView {
  chartist: string;
  name: string;
  machine: boolean;
  finished: boolean;
  /** The fact that says so, on the reader's own chart: taken back, the chart is open again. */
  finish: string | undefined;
  values: ValueView[];
}

/** Why a study is left out of the synthesis; its fact is taken back to put it in again. */
export interface LeftOut {
  fact: string;
  reason: string;
}

export interface ChartingTask {
  study: string;
  title: string;
  label: string;
  /** charting, one, differs, agreed: where the study's chart stands. */
  state: "charting" | "one" | "differs" | "agreed";
  /** Fields that the reader has filled, of all. */
  mine: { filled: number; finished: boolean } | undefined;
  fields: number;
  differing: number;
  leftOut: LeftOut | undefined;
}

export interface StudyChart {
  study: string;
  label: string;
  citation: CitationView;
  /** Other reports of the study. */
  reports: { id: string; title: string }[];
  charts: ChartView[];
  consensus: (ValueView & { from: string; reason: string; name: string })[];
  state: ChartingTask["state"];
  leftOut: LeftOut | undefined;
}

export const form = reading("charting.form", "The charting form in force", nothing).gives<FormState>();

export const stateForm = writing(
  "charting.stateForm",
  "States the charting form, or changes it with a reason; values charted so far are kept",
  z.object({ form: formSchema, reason: z.string().trim().default("") }),
).gives<FormState>();

export const tasks = reading(
  "charting.tasks",
  "The included studies and how far their charts are",
  nothing,
).gives<ChartingTask[]>();

export const study = reading(
  "charting.study",
  "One study with the charts that the reader may see",
  z.object({ study: z.string() }),
).gives<StudyChart>();

export const chart = writing(
  "charting.chart",
  "Charts values of a study with their evidence, one or many at once",
  z.object({
    study: z.string(),
    values: z
      .array(
        z.object({
          field: z.string(),
          /** Null empties the field: whatever was charted there before no longer counts. */
          value: valueSchema.nullable(),
          evidence: evidenceSchema.default({}),
        }),
      )
      .min(1)
      .max(500),
  }),
).gives<{ facts: string[] }>();

export const finishChart = writing(
  "charting.finish",
  "Says that the reader's chart of a study is done; it opens to the other chartist once both are",
  z.object({ study: z.string() }),
).gives<{ fact: string; missing: string[] }>();

export const agree = writing(
  "charting.agree",
  "Settles the agreed value of a field",
  z.object({
    study: z.string(),
    field: z.string(),
    value: valueSchema,
    evidence: evidenceSchema.default({}),
    from: z.string().default("new"),
    reason: note,
  }),
).gives<{ fact: string }>();

export const leaveOut = writing(
  "charting.leaveOut",
  "Leaves an included study out of the synthesis, with a reason (retracted, appraisal)",
  z.object({ study: z.string(), reason: z.string().trim().min(1, "say why") }),
).gives<{ fact: string }>();

export const chartedStudies = reading(
  "charting.studies",
  "Every included study with its agreed values",
  nothing,
).gives<ChartedStudy[]>();

export const fieldAgreements = reading(
  "charting.agreement",
  "Agreement of the chartists by field",
  nothing,
).gives<FieldAgreement[]>();
