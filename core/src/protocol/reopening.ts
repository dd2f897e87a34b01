import { z } from "zod";
import { stageSchema } from "./protocol.ts";

/** Outcomes of a stage that an amendment re-opens: these are decided again under the amended protocol, all others stand. */
export const reopeningSchema = z.object({
  stage: stageSchema,
  /** Exclusions by the code of their reason of record, `null` for those without one; or all of them. */
  exclusions: z.union([z.literal("all"), z.array(z.string().nullable())]).default([]),
  /** All inclusions of the stage. */
  inclusions: z.boolean().default(false),
  /** Whatever was decided about these citations, by their ids or those of their records. */
  citations: z.array(z.string()).max(10_000).default([]),
});
export type Reopening = z.infer<typeof reopeningSchema>;

/** How many outcomes of one kind an amendment re-opened, or could. */
export const reopenedSchema = z.object({
  stage: stageSchema,
  outcome: z.enum(["include", "exclude", "not_retrieved", "ongoing", "awaiting_classification"]),
  /** Code of the reason of record of an exclusion. */
  reason: z.string().nullable(),
  citations: z.number().int(),
});
export type Reopened = z.infer<typeof reopenedSchema>;

/** The outcomes that an amendment re-opens, counted and by record. */
export interface ReopenedOutcomes {
  reopened: Reopened[];
  /** All records of the citations, by stage: what was decided on these before is kept and counts no more. */
  records: { stage: Reopening["stage"]; records: string[] }[];
}

/** "12 outcomes": the sum over all kinds. */
export function reopenedCount(reopened: readonly Reopened[]): number {
  return reopened.reduce((sum, one) => sum + one.citations, 0);
}
