import { z } from "zod";
import { reading, writing } from "../base/contract.ts";
import type { Flag, Reference } from "../references/index.ts";

/** How two citations can belong together without being duplicates. */
export const RELATION_KINDS = [
  "preprint-of",
  "version-of",
  "report-of-same-study",
  "correction-of",
  "retraction-of",
  "comment-on",
  "review-that-includes",
] as const;
export const relationKindSchema = z.enum(RELATION_KINDS);
export type RelationKind = z.infer<typeof relationKindSchema>;

/** Kinds whose two ends report one study. */
export const SAME_STUDY: readonly RelationKind[] = ["preprint-of", "version-of", "report-of-same-study"];

const pairSchema = { a: z.string(), b: z.string() };

/** What people screen: the records that are duplicates of each other, with the best values shown. */
export interface CitationView {
  id: string;
  records: { id: string; source: string; run: string }[];
  reference: Omit<Reference, "raw" | "id">;
  /** The records whose title and abstract are shown. */
  shown: string[];
  flags: Flag[];
}

export interface PairView {
  a: CitationView;
  b: CitationView;
  score: number;
  reason: string;
  fields: { field: string; verdict: string; detail: string }[];
}

export interface RelationView {
  a: string;
  b: string;
  kind: RelationKind;
  origin: "found" | "person";
  reason: string;
}

export interface SourceOverlap {
  source: string;
  records: number;
  /** Citations found by no other source. */
  unique: number;
}

export interface DedupSummary {
  records: number;
  citations: number;
  duplicates: number;
  /** Pairs that wait for a person. */
  maybes: number;
  relations: number;
  /** Records that came in after the last search for duplicates. */
  unchecked: number;
  sources: SourceOverlap[];
  /** How many citations each combination of sources found, most first. */
  combinations: { sources: string[]; citations: number }[];
}

const nothing = z.object({});
const page = {
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export const deduplicate = writing(
  "dedup.run",
  "Finds the duplicates among all records; choices of people stand",
  nothing,
).gives<DedupSummary>();

export const summary = reading(
  "dedup.summary",
  "Found, unique and shared by source",
  nothing,
).gives<DedupSummary>();

export const pairs = reading(
  "dedup.pairs",
  "Pairs that the rules cannot settle, those that settle most first",
  z.object(page),
).gives<{
  total: number;
  pairs: PairView[];
}>();

export const settlePair = writing(
  "dedup.settle",
  "Says whether two records are the same, different, or related",
  z.object({
    ...pairSchema,
    decision: z.union([z.enum(["same", "different"]), relationKindSchema]),
    reason: z.string().default(""),
  }),
).gives<{ fact: string; left: number }>();

export const splitRecord = writing(
  "dedup.split",
  "Takes a record out of its citation, which then stands for itself",
  z.object({ record: z.string(), reason: z.string().trim().min(1, "say why") }),
).gives<{ citation: string; facts: string[] }>();

export const clusters = reading(
  "dedup.clusters",
  "Citations with more than one record",
  z.object(page),
).gives<{
  total: number;
  clusters: CitationView[];
}>();

export const whyPair = reading(
  "dedup.why",
  "Which fields of two records agree, and what decided",
  z.object(pairSchema),
).gives<PairView & { decision: string; decidedBy: string }>();

export const relations = reading(
  "dedup.relations",
  "Preprints, versions, corrections and other relations",
  nothing,
).gives<RelationView[]>();

export const citation = reading(
  "dedup.citation",
  "One citation with all its records",
  z.object({ citation: z.string() }),
).gives<CitationView & { relations: (RelationView & { other: string; title: string })[] }>();

export const findCitations = reading(
  "dedup.find",
  "Finds citations by id, DOI, PMID, exact title, or `id:KEY` for the source's own key",
  z.object({ refs: z.array(z.string().max(2000)).max(50_000) }),
).gives<{ ref: string; citation: string | null; candidates: string[]; records: string[] }[]>();
