import { z } from "zod";

const count = z.number().int().nonnegative();

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

/** What the flow diagram draws: one column or two, and the boxes of an updated review where there is an earlier one. */
export const flowSchema = z.object({
  databases: countsSchema,
  other: countsSchema.optional(),
  previous: z.object({ studies: count, reports: count }).optional(),
  total: z.object({ studies: count, reports: count }).optional(),
  /** Label per reason code. */
  reasons: z.record(z.string(), z.string()).optional(),
});
export type Flow = z.infer<typeof flowSchema>;
