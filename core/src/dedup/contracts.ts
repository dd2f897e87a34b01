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

/** A pair of records that holds a citation together. */
export interface JoinView {
  a: string;
  b: string;
  /** The rules of the search, or the id of the person who said so. */
  by: "rules" | { member: string };
  /** Bits of evidence; undefined where a person joined them. */
  score: number | undefined;
  reason: string;
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
const why = z.string().trim().min(1, "say why");
const page = {
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export const deduplicate = writing(
  "dedup.run",
  "Finds the duplicates: of records that came in since the last search, or of all; choices of people stand",
  z.object({
    /** Compares all records anew, also where few came in since. */
    all: z.boolean().default(false),
  }),
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
  /** About how many answers settle them all. */
  keys: number;
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
).gives<{
  /** Hash of the word on the two. */
  fact: string;
  /** All that was recorded: to make two citations one, what told other records of theirs apart is changed too. */
  facts: string[];
  left: number;
}>();

export const splitRecord = writing(
  "dedup.split",
  "Takes a record out of its citation, which then stands for itself",
  z.object({ record: z.string(), reason: why }),
).gives<{ citation: string; facts: string[] }>();

export const separateCitation = writing(
  "dedup.separate",
  "Takes a citation apart: each of its records then stands for itself",
  z.object({ citation: z.string(), reason: why }),
).gives<{ citations: string[]; facts: string[] }>();

export const unrelate = writing(
  "dedup.unrelate",
  "Takes a relation between two citations away, whether it was found or a person set it",
  z.object({ ...pairSchema, kind: relationKindSchema, reason: why }),
).gives<{ facts: string[] }>();

export const clusters = reading(
  "dedup.clusters",
  "Citations with more than one record, and the pairs that hold them together",
  z.object({
    ...page,
    /** Words of which each stands in the title, the authors, the DOI or the PMID of one of the records. */
    search: z.string().max(500).default(""),
  }),
).gives<{
  total: number;
  clusters: (CitationView & { joins: JoinView[] })[];
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
  "One citation with all its records, why they were joined, and what it is related to",
  z.object({ citation: z.string() }),
).gives<
  CitationView & {
    relations: (RelationView & { other: string; title: string })[];
    joins: JoinView[];
  }
>();

export const findCitations = reading(
  "dedup.find",
  "Finds citations by id, DOI, PMID, exact title, or `id:KEY` for the source's own key",
  z.object({ refs: z.array(z.string().max(2000)).max(50_000) }),
).gives<{ ref: string; citation: string | null; candidates: string[]; records: string[] }[]>();
