import { z } from "zod";
import { reading } from "../base/contract.ts";
import type { Flag } from "../references/index.ts";
import type { AgreementView } from "../screening/index.ts";
import { CLASSES, type CitationClass } from "./classes.ts";
import type { Counts, Flow } from "./counts.ts";

/** Where the review is in its life. */
export const REVIEW_STAGES = [
  "protocol",
  "search",
  "collect",
  "deduplicate",
  "pilot",
  "title_abstract",
  "full_text",
  "charting",
  "synthesis",
] as const;

export interface Status {
  review: string;
  title: string;
  /** Facts so far: the ledger's clock. */
  version: number;
  stage: (typeof REVIEW_STAGES)[number];
  counts: Counts;
  flow: Flow;
  agreement: { title_abstract: AgreementView[]; full_text: AgreementView[] };
  /** Identities that do not hold; empty unless something is wrong. */
  faults: string[];
}

export interface CitationRow {
  id: string;
  title: string;
  authors: string;
  year: number | null;
  journal: string | null;
  doi: string | null;
  pmid: string | null;
  sources: string[];
  class: CitationClass;
  reason: string | null;
  flags: Flag[];
  language: string | null;
  records: number;
}

export interface CitationPage {
  total: number;
  rows: CitationRow[];
  facets:
    | {
        class: Record<string, number>;
        source: Record<string, number>;
        year: Record<string, number>;
        flagged: number;
      }
    | undefined;
}

export const status = reading(
  "flow.status",
  "Where the review stands, with all counts of the flow diagram",
  z.object({}),
).gives<Status>();

export const citations = reading(
  "flow.citations",
  "The citations with their class, searched and filtered, a page at a time",
  z.object({
    search: z.string().max(500).default(""),
    /** Only this one. */
    citation: z.string().optional(),
    class: z.array(z.enum(CLASSES)).default([]),
    reason: z.string().optional(),
    source: z.array(z.string()).default([]),
    /** Only citations that all of these sources found and no other. */
    exactly: z.boolean().default(false),
    year: z.array(z.coerce.number().int()).default([]),
    flagged: z.boolean().default(false),
    duplicates: z.boolean().default(false),
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(50),
    facets: z.boolean().default(false),
  }),
).gives<CitationPage>();
