import { z } from "zod";
import { reading, writing } from "../base/contract.ts";

export const RETRIEVAL_STEPS = ["requested", "received", "unavailable", "note"] as const;

/** One entry of a report's retrieval log. */
export interface RetrievalEntry {
  fact: string;
  at: string;
  actor: string;
  step: (typeof RETRIEVAL_STEPS)[number];
  route: string;
  date: string;
  note: string;
}

/** A report that is sought. */
export interface SoughtReport {
  citation: string;
  title: string;
  authors: string;
  year: number | undefined;
  doi: string | undefined;
  /** Where it stands at full text. */
  state: string;
  reason: string | null;
  log: RetrievalEntry[];
}

export const logRetrieval = writing(
  "fulltext.log",
  "Writes down a step of getting a report: by which route, when, with what answer",
  z.object({
    citation: z.string(),
    step: z.enum(RETRIEVAL_STEPS),
    route: z.string().max(500).default(""),
    date: z.string().max(40).default(""),
    note: z.string().max(5000).default(""),
  }),
).gives<RetrievalEntry>();

export const soughtReports = reading(
  "fulltext.sought",
  "Every report that is sought, with its retrieval log",
  z.object({}),
).gives<SoughtReport[]>();
