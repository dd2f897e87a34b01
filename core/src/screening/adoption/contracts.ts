import { z } from "zod";
import { reading, writing } from "../../base/contract.ts";
import { type Stage, stageSchema } from "../../protocol/index.ts";
import { type CarriedDecision, CARRYING_TOOLS, type CarryingTool } from "../../references/index.ts";
import { DECISIONS, type Decision } from "../outcome.ts";

/** How the words of another tool become votes here. Nothing is taken that is not named in it. */
export const mappingSchema = z.object({
  /** Who each reviewer there is here; the name is empty where the export names nobody. */
  reviewers: z
    .array(
      z.object({
        name: z.string().max(200),
        /** Several where the export gives the outcome that they reached together. */
        members: z.array(z.string()).max(5).default([]),
        /** Makes a reviewer of this name, or takes the member who has it. */
        add: z.string().trim().min(1).max(100).optional(),
      }),
    )
    .max(100)
    .default([]),
  /** What each word there means here. */
  decisions: z.record(z.string(), z.enum([...DECISIONS, "leave"])).default({}),
  /** The protocol's reason for each reason there. */
  reasons: z.record(z.string(), z.string()).default({}),
  /** The stage of decisions whose export does not name it. */
  stage: stageSchema.default("title_abstract"),
  /** What records without a decision of their own were: an export of one list says it by the list alone. */
  silent: z.enum(DECISIONS).optional(),
  /** The tool whose export it is, where the records themselves do not tell. */
  tool: z.enum(CARRYING_TOOLS).optional(),
  /** What was decided at full text had passed title and abstract: an include is adopted there too. */
  passedBefore: z.boolean().default(false),
  /** The other tool hid each reviewer's decisions from the others until they were made. */
  blinded: z.boolean().default(false),
  /** Labels of ASReview and of plain tables were given by a person, not by a machine. */
  byPeople: z.boolean().default(false),
});
export type AdoptionMapping = z.infer<typeof mappingSchema>;

const fromSchema = {
  /** A run whose records carry decisions; or a file, uploaded and not imported, whose rows are found among the records. */
  run: z.string().optional(),
  file: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  fileName: z.string().max(300).optional(),
};

/** Why a decision is not adopted. */
export const LEFT_WORDS = {
  reviewer: "its reviewer is mapped to nobody",
  decision: "its word is mapped to no decision",
  reason: "the stage needs a reason of the protocol, and none is mapped",
  machine: "nobody said that a person gave this label",
  citation: "no record of the review is the same",
  ambiguous: "several citations of the review fit",
  contradicts: "the file holds another decision of the same member on the same citation",
  "adopted-otherwise": "another decision of the same member was adopted before",
  "voted-here": "the member has voted here, and that vote stands",
  "settled-here": "it was settled here",
  "not-passed": "it has not passed title and abstract",
  removed: "it was removed before screening",
  closed: "the stage was stopped",
} as const;
export type LeftWhy = keyof typeof LEFT_WORDS;

/** A decision that is not adopted, by its place; what it says is not told, since it may be hidden from the reader. */
export interface LeftDecision {
  /** Place of the record in the file, and line, both from 1. */
  record: number;
  line: number;
  title: string;
  reviewer: string;
  stage: Stage;
  why: LeftWhy;
}

export interface AdoptionFound {
  fileName: string;
  /** The import that it came in with; undefined for a file that was only uploaded. */
  run: string | undefined;
  tools: CarryingTool[];
  records: number;
  /** Records that carry no decision. */
  silent: number;
  reviewers: { name: string; decisions: number }[];
  words: { word: string; stage: Stage | undefined; decisions: number; suggests: Decision | undefined }[];
  reasons: { reason: string; decisions: number }[];
}

/** What an adoption would do, in counts. */
export interface AdoptionCounts {
  votes: number;
  byMember: { member: string; name: string; stage: Stage; include: number; maybe: number; exclude: number }[];
  /** Decisions that were adopted before. */
  already: number;
  left: { why: LeftWhy; decisions: number }[];
  /** Those that a person can do something about, the first of them. */
  entries: LeftDecision[];
  /** Where the citations that are touched stand afterwards. */
  outcomes: { stage: Stage; include: number; exclude: number; conflict: number; open: number }[];
}

export interface AdoptionPreview extends AdoptionCounts {
  found: AdoptionFound;
  /** Members who would be added. */
  newMembers: string[];
}

export interface Adopted extends AdoptionCounts {
  /** Hash of the adoption, to take all of it back by; undefined where there was nothing to adopt. */
  fact: string | undefined;
  added: { id: string; name: string }[];
}

export const adoptable = reading(
  "screening.adoptable",
  "Shows which decisions of another tool a run or a file carries, and what adopting them would do; nothing is kept",
  mappingSchema.extend(fromSchema),
).gives<AdoptionPreview>();

export const adopt = writing(
  "screening.adopt",
  "Adopts decisions of another screening tool as votes of members, with a reason; taken back in one step",
  mappingSchema.extend({ ...fromSchema, reason: z.string().trim().min(1, "say why") }),
).gives<Adopted>();

/** What came with a record from another tool. */
export interface CarriedView {
  record: string;
  source: string;
  decisions: CarriedDecision[];
  /** Every label by its own name. */
  labels: Record<string, string>;
}

export const carried = reading(
  "screening.carried",
  "Decisions, reasons, notes and labels that came with a citation's records from another tool, once its votes are open to the reader",
  z.object({ citation: z.string() }),
).gives<{
  carried: CarriedView[];
  /** Records whose labels are hidden until the voting on the citation is complete. */
  hidden: number;
}>();

export interface AdoptionView {
  fact: string;
  at: string;
  /** Who adopted, by id and name. */
  by: string;
  name: string;
  fileName: string;
  /** The import that it came in with; undefined for a file that was only uploaded. */
  run: string | undefined;
  tools: CarryingTool[];
  votes: number;
  blinded: boolean;
  reason: string;
}

export const adoptions = reading(
  "screening.adoptions",
  "The adoptions that stand, and the imported files whose records carry labels of another tool",
  z.object({}),
).gives<{ standing: AdoptionView[]; runs: { run: string; fileName: string; records: number }[] }>();
