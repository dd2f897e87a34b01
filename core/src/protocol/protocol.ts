import { z } from "zod";

/** The two stages at which people decide, in their order. */
export const STAGES = ["title_abstract", "full_text"] as const;
export const stageSchema = z.enum(STAGES);
export type Stage = z.infer<typeof stageSchema>;

/** What a criterion is about: the PCC elements, then the usual limits of a scoping review (JBI Manual 11.2.4). */
export const CRITERION_ELEMENTS = [
  "population",
  "concept",
  "context",
  "types_of_sources",
  "years",
  "languages",
] as const;

export const criterionSchema = z.object({
  id: z.string().regex(/^[a-z0-9_-]+$/i),
  element: z.enum(CRITERION_ELEMENTS),
  include: z.string(),
  exclude: z.string().default(""),
  rationale: z.string().default(""),
  /** Words that speak for this criterion, marked in titles and abstracts while screening. */
  terms: z.array(z.string()).default([]),
  /** Words that speak against it. */
  againstTerms: z.array(z.string()).default([]),
});
export type Criterion = z.infer<typeof criterionSchema>;

/** A reason to exclude; their order in the protocol decides the reason of record where reasons differ. */
export const exclusionReasonSchema = z.object({
  code: z.string().regex(/^[A-Za-z0-9_.-]+$/),
  label: z.string(),
  /** The criterion that a source excluded for this reason fails. */
  criterion: z.string().optional(),
  stages: z.array(stageSchema).default([...STAGES]),
});
export type ExclusionReason = z.infer<typeof exclusionReasonSchema>;

export const stageRulesSchema = z.object({
  votesNeeded: z.number().int().min(1).max(5).default(2),
  /** Who settles a conflict: a third person, or the voters by consensus. */
  resolvedBy: z.enum(["adjudicator", "consensus"]).default("adjudicator"),
  reasonRequired: z.boolean(),
  /** Whether maybe against exclude is a conflict, or goes forward like include. */
  maybeAgainstExclude: z.enum(["conflict", "forward"]).default("conflict"),
});
export type StageRules = z.infer<typeof stageRulesSchema>;

/** Lets a machine vote at a stage: signed by the lead, with the agreement measured before (domain: Machines). */
export const machineRuleSchema = z.object({
  model: z.string(),
  stages: z.array(stageSchema),
  /** What was measured, on what, and what is not known. */
  measuredAgreement: z.string(),
  signedBy: z.string(),
  reason: z.string(),
});
export type MachineRule = z.infer<typeof machineRuleSchema>;

/** How a pilot round is drawn and passed (JBI Manual 11.2.6: 25 records, at least 75 % agreement). */
export const pilotRulesSchema = z.object({
  size: z.number().int().min(1).max(500).default(25),
  gate: z.number().min(0).max(1).default(0.75),
  votesCount: z.boolean().default(false),
});

/** The whole protocol; each amendment replaces it by a new version with a reason. */
export const protocolSchema = z.object({
  title: z.string().min(1),
  reviewType: z.enum(["scoping", "systematic", "rapid", "map"]).default("scoping"),
  question: z.string().default(""),
  objectives: z.array(z.string()).default([]),
  rationale: z.string().default(""),
  pcc: z.object({ population: z.string(), concept: z.string(), context: z.string() }),
  registration: z.object({ kind: z.string(), reference: z.string() }).optional(),
  criteria: z.array(criterionSchema).default([]),
  reasons: z.array(exclusionReasonSchema).default([]),
  stages: z.object({ title_abstract: stageRulesSchema, full_text: stageRulesSchema }).default({
    title_abstract: {
      votesNeeded: 2,
      resolvedBy: "adjudicator",
      reasonRequired: false,
      maybeAgainstExclude: "conflict",
    },
    full_text: {
      votesNeeded: 2,
      resolvedBy: "adjudicator",
      reasonRequired: true,
      maybeAgainstExclude: "conflict",
    },
  }),
  pilot: pilotRulesSchema.default({ size: 25, gate: 0.75, votesCount: false }),
  machineRules: z.array(machineRuleSchema).default([]),
  appraisal: z
    .string()
    .default("Not done: a scoping review maps the evidence and does not need critical appraisal."),
  funding: z.string().default(""),
  /** Years from and to, both included. */
  years: z.object({ from: z.number().int().optional(), to: z.number().int().optional() }).default({}),
  languages: z.array(z.string()).default([]),
  /** Citations that every good search must find, by DOI, PMID or title. */
  keyPapers: z.array(z.string()).default([]),
});
export type Protocol = z.infer<typeof protocolSchema>;
