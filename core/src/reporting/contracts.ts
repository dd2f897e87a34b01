import { z } from "zod";
import { reading, writing } from "../base/contract.ts";
import type { ChecklistItem } from "./checklist.ts";

/** Texts that people write into the report; each is kept with its history. */
export const REPORT_TEXTS = [
  "summary",
  "rationale",
  "synthesisMethods",
  "results",
  "evidence",
  "limitations",
  "conclusions",
  "deviations",
  "sourcesFunding",
  "labels",
  "contacts",
  "priorWork",
  "updates",
  "peerReview",
  "otherMethods",
] as const;
export const reportTextSchema = z.enum(REPORT_TEXTS);
export type ReportText = z.infer<typeof reportTextSchema>;

export const REPORT_FORMATS = ["html", "docx", "xlsx", "csv", "svg"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface RenderedReport {
  fileName: string;
  media: string;
  /** The file, in base 64. */
  base64: string;
}

export const writeText = writing(
  "reporting.write",
  "Writes one of the report's texts; an empty line parts paragraphs",
  z.object({ part: reportTextSchema, text: z.string().max(100_000) }),
).gives<{ fact: string }>();

export const reportTexts = reading(
  "reporting.texts",
  "The report's texts as written so far",
  z.object({}),
).gives<Partial<Record<ReportText, string>>>();

export const checklist = reading(
  "reporting.checklist",
  "PRISMA-ScR: where each item is answered, and what is missing",
  z.object({}),
).gives<ChecklistItem[]>();

export const renderReport = reading(
  "reporting.render",
  "The report as a file, as it stands or as of a named version: HTML, DOCX, the charted data as XLSX or CSV, or the flow diagram as SVG",
  z.object({ format: z.enum(REPORT_FORMATS).default("html"), version: z.string().optional() }),
).gives<RenderedReport>();
