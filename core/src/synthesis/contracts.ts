import { z } from "zod";
import { reading, writing } from "../base/contract.ts";
import type { Comparison } from "./comparison.ts";
import type { Crosstab } from "./crosstab.ts";
import type { EvaluatedFinding } from "./findings.ts";
import { findingsSchema } from "./finding-file.ts";
import type { Sentence } from "./narrative.ts";

const nothing = z.object({});

/** What the synthesis shows: the map's dimensions, the comparison's fields, and statements to set it beside. */
export const synthesisChoiceSchema = z.object({
  map: z.object({ row: z.string(), column: z.string(), segment: z.string().optional() }).optional(),
  comparison: z
    .object({ result: z.string(), words: z.array(z.string()).default([]), comparator: z.string().optional() })
    .optional(),
  /** Field by which the timeline is stacked. */
  timeline: z.string().optional(),
  /** Fields that are told in a sentence and a bar chart. */
  fields: z.array(z.string()).default([]),
  /** Field ids of the table of characteristics. */
  characteristics: z.array(z.string()).default([]),
  findings: findingsSchema.optional(),
});
export type SynthesisChoice = z.infer<typeof synthesisChoiceSchema>;

export interface DimensionOption {
  path: string;
  label: string;
}

export interface MapView {
  svg: string;
  table: Crosstab;
  sentence: Sentence;
}

export interface SynthesisView {
  studies: number;
  choice: SynthesisChoice;
  corpus: Sentence;
  sentences: Sentence[];
  timeline: string | undefined;
  bars: { path: string; label: string; svg: string }[];
  comparison: { data: Comparison; svg: string; sentence: Sentence } | undefined;
  findings: { review: string; source: string; rows: EvaluatedFinding[] } | undefined;
  dimensions: DimensionOption[];
}

export const chooseSynthesis = writing(
  "synthesis.choose",
  "Chooses what the synthesis shows",
  synthesisChoiceSchema,
).gives<SynthesisChoice>();

export const synthesis = reading(
  "synthesis.view",
  "Timeline, tallies, comparison and findings, computed from the charts",
  nothing,
).gives<SynthesisView>();

export const evidenceMapOf = reading(
  "synthesis.map",
  "The evidence map over two dimensions",
  z.object({
    row: z.string(),
    column: z.string(),
    segment: z.string().optional(),
    width: z.coerce.number().int().min(280).max(2400).default(900),
    interactive: z.boolean().default(true),
  }),
).gives<MapView>();
