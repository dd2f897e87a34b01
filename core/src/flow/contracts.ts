import { z } from "zod";
import { reading } from "../base/contract.ts";
import type { Flag } from "../references/index.ts";
import type { AgreementView } from "../screening/index.ts";
import { CLASSES, type CitationClass } from "./classes.ts";
import type { CountChange } from "./changes.ts";
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

/** A named state of the review. */
export interface NamedState {
  name: string;
  kind: string;
  /** When it was named, ISO 8601. */
  at: string;
}

/** What changed between two states of the review: of its counts those that differ. */
export interface Changes {
  from: NamedState;
  /** Undefined where the later state is that of now. */
  to: NamedState | undefined;
  changes: CountChange[];
}

export interface Status {
  review: string;
  title: string;
  /** The version asked for; undefined where the review is shown as it stands now. */
  named: NamedState | undefined;
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
  /** Labels that came with its records, and those of the reader's own votes. */
  labels: string[];
}

export interface CitationPage {
  total: number;
  rows: CitationRow[];
  facets:
    | {
        class: Record<string, number>;
        source: Record<string, number>;
        year: Record<string, number>;
        label: Record<string, number>;
        flagged: number;
      }
    | undefined;
}

export const status = reading(
  "flow.status",
  "Where the review stands, or stood at a named version, with all counts of the flow diagram",
  z.object({ version: z.string().optional() }),
).gives<Status>();

export const changes = reading(
  "flow.changes",
  "Which counts differ between a named version and a later one, or now",
  z.object({ from: z.string(), to: z.string().optional() }),
).gives<Changes>();

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
    label: z.array(z.string()).default([]),
    /** The column of the flow diagram that counts it. */
    flowColumn: z.enum(["databases", "other"]).optional(),
    flagged: z.boolean().default(false),
    duplicates: z.boolean().default(false),
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(50),
    facets: z.boolean().default(false),
  }),
).gives<CitationPage>();

/** What one run brought. */
export interface RunYield {
  run: string;
  records: number;
  /** Citations that no run before it had. */
  fresh: number;
  /** Whether its records were compared with the others already; until then all of them seem new. */
  compared: boolean;
}

export const runYields = reading(
  "flow.yields",
  "What each run brought: its records, and how many citations no run before it had",
  z.object({}),
).gives<RunYield[]>();

/** What leaves the review with some runs, and what stays. */
export interface WithdrawalEffect {
  records: number;
  /** Citations that other runs hold too. */
  staying: number;
  /** Citations that leave, by the class that they have now. */
  leaving: Partial<Record<CitationClass, number>>;
}

export const withdrawalEffect = reading(
  "flow.withdrawal",
  "What taking runs out of the review would do, before it is done",
  z.object({ runs: z.array(z.string()).min(1).max(1000) }),
).gives<WithdrawalEffect>();
