import { z } from "zod";

const count = z.number().int().nonnegative();

/** What a source is to the flow diagram; the first two stand in the column of databases and registers. */
export const SOURCE_KINDS = [
  "database",
  "register",
  "website",
  "organisation",
  "citation_searching",
  "hand_search",
  "other",
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/**
 * The counts of one column of the flow diagram (databases and registers, or other methods) or of the whole
 * review, named as in PRISMA 2020. They always add up (docs/counts.md).
 */
export const countsSchema = z.object({
  identified: count,
  identifiedBySource: z.record(z.string(), count),
  duplicates: count,
  removed: z.object({ automation: count, other: count }),
  screened: count,
  excluded: z.object({ human: count, automation: count }),
  left: count,
  inProgress: count,
  sought: count,
  notRetrieved: count,
  assessed: count,
  /** By the code of the reason of record. */
  fullTextExcluded: z.record(z.string(), count),
  /** Those of fullTextExcluded on which only machines voted, by code. */
  fullTextExcludedByAutomation: z.record(z.string(), count).optional(),
  ongoing: count,
  awaitingClassification: count,
  fullTextInProgress: count,
  studiesIncluded: count,
  reportsIncluded: count,
  leftOutOfSynthesis: count,
});
export type Counts = z.infer<typeof countsSchema>;

const result = z.object({ studies: count, reports: count });

/**
 * What the version of the review that was published last had included, and what became of its searches since: what
 * was included or dropped after it, by late votes or an amendment, and how many of its citations are being decided.
 */
export const previousSchema = result.extend({
  added: result.optional(),
  dropped: result.optional(),
  open: count.optional(),
});
export type Previous = z.infer<typeof previousSchema>;

/** What the flow diagram draws: one column or two, and the boxes of an updated review where there is an earlier one. */
export const flowSchema = z.object({
  databases: countsSchema,
  other: countsSchema.optional(),
  previous: previousSchema.optional(),
  total: result.optional(),
  /** What both columns found together, in an update: a study that both found counts once. */
  found: result.optional(),
  /** Kind per source name of identifiedBySource; without it, the sources are listed without their kinds. */
  sourceKinds: z.record(z.string(), z.enum(SOURCE_KINDS)).optional(),
  /** Label per reason code; the codes are listed in the order of these keys, others after them. */
  reasons: z.record(z.string(), z.string()).optional(),
});
export type Flow = z.infer<typeof flowSchema>;

/** What the searches of the published version contribute now. */
export function standingOf(previous: Previous): { studies: number; reports: number } {
  const { added, dropped } = previous;
  return {
    studies: previous.studies + (added?.studies ?? 0) - (dropped?.studies ?? 0),
    reports: previous.reports + (added?.reports ?? 0) - (dropped?.reports ?? 0),
  };
}
