import { z } from "zod";

const common = {
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string(),
  help: z.string().default(""),
  required: z.boolean().default(false),
};
const option = z.object({ value: z.string().min(1), label: z.string(), definition: z.string().default("") });
/** One option of a choice; `value` is what is stored, `label` what is shown. */
export type Option = z.infer<typeof option>;

/** A field that holds one value. */
export const simpleFieldSchema = z.discriminatedUnion("type", [
  z.object({ ...common, type: z.literal("text"), long: z.boolean().default(false) }),
  z.object({
    ...common,
    type: z.literal("number"),
    unit: z.string().default(""),
    min: z.number().optional(),
    max: z.number().optional(),
    integer: z.boolean().default(false),
  }),
  z.object({ ...common, type: z.literal("date") }),
  z.object({
    ...common,
    type: z.literal("choice"),
    options: z.array(option).min(1),
    other: z.boolean().default(false),
  }),
  z.object({
    ...common,
    type: z.literal("many"),
    options: z.array(option).min(1),
    other: z.boolean().default(false),
  }),
  /** yes, no, unclear */
  z.object({ ...common, type: z.literal("yesno") }),
]);
export type SimpleField = z.infer<typeof simpleFieldSchema>;

/** A field of the charting form: a simple one, or a group that repeats (models, arms, tests). */
export const fieldSchema = z.discriminatedUnion("type", [
  simpleFieldSchema,
  z.object({ ...common, type: z.literal("group"), fields: z.array(simpleFieldSchema).min(1) }),
]);
export type Field = z.infer<typeof fieldSchema>;

export const sectionSchema = z.object({
  id: common.id,
  label: z.string(),
  fields: z.array(fieldSchema).min(1),
});

/** The charting form: what is asked of every included study (or report), in sections. */
export const formSchema = z.object({
  title: z.string(),
  unit: z.enum(["study", "report"]).default("study"),
  charters: z.number().int().min(1).max(2).default(2),
  sections: z.array(sectionSchema).min(1),
});
export type Form = z.infer<typeof formSchema>;

/** Where in the source a value was found. */
export const evidenceSchema = z.object({
  file: z.string().optional(),
  page: z.number().int().positive().optional(),
  place: z.string().optional(),
  quote: z.string().optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/**
 * One value of a simple field. `not_reported` says that the source was searched and does not say. Where a
 * field allows `other`, a choice is the value "other" with its words in `other`; many choices are the listed
 * values in `choices`, and the words of one that is not listed in `other`.
 */
export const simpleValueSchema = z.union([
  z.object({ kind: z.literal("not_reported") }),
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({ kind: z.literal("number"), number: z.number() }),
  z.object({ kind: z.literal("date"), date: z.string() }),
  z.object({ kind: z.literal("choice"), choice: z.string(), other: z.string().optional() }),
  z.object({ kind: z.literal("many"), choices: z.array(z.string()), other: z.string().optional() }),
  z.object({ kind: z.literal("yesno"), answer: z.enum(["yes", "no", "unclear"]) }),
]);
export type SimpleValue = z.infer<typeof simpleValueSchema>;

/** A field's value: a simple one, or for a group its rows, each from field id to value. */
export const valueSchema = z.union([
  simpleValueSchema,
  z.object({ kind: z.literal("group"), rows: z.array(z.record(z.string(), simpleValueSchema)) }),
]);
export type Value = z.infer<typeof valueSchema>;

/** What synthesis and report work on: one study with its agreed values, by field id. */
export interface ChartedStudy {
  id: string;
  /** Short name: first author and year, else a shortened title. */
  label: string;
  title: string;
  year?: number;
  journal?: string;
  doi?: string;
  /** Citation ids of its reports. */
  reports: string[];
  values: Readonly<Record<string, Value>>;
  evidence: Readonly<Record<string, Evidence>>;
  /** Why it is left out of the synthesis (retracted, appraisal), where it is. */
  leftOut?: string;
}
