import { z } from "zod";

/** A person with family and given name, or a name that cannot be split (a group, a single name). */
const authorSchema = z.union([
  z.object({ family: z.string(), given: z.string().optional() }),
  z.object({ literal: z.string() }),
]);

export type Author = z.infer<typeof authorSchema>;

export const FLAG_KINDS = [
  "retracted",
  "retraction-notice",
  "corrected",
  "correction-notice",
  "expression-of-concern",
] as const;

const flagSchema = z.object({
  kind: z.enum(FLAG_KINDS),
  /** What in the source says so. */
  basis: z.string(),
});

/**
 * One bibliographic reference as read from an export, in the lossless form that `chartroom convert --to jsonl`
 * writes one a line. Absent means that the source does not say; nothing is ever guessed.
 */
export const referenceSchema = z.object({
  /** The source's own key for the record, else its position in the file. */
  id: z.string(),
  /** CSL item type (article-journal, paper-conference, chapter, book, thesis, report, article, webpage, …). */
  type: z.string(),
  title: z.string().optional(),
  authors: z.array(authorSchema),
  year: z.number().int().optional(),
  /** ISO 8601, as precise as the source: 2024, 2024-03 or 2024-03-09. */
  date: z.string().optional(),
  journal: z.string().optional(),
  volume: z.string().optional(),
  issue: z.string().optional(),
  /** Written out in full: `123-9` in the source is `123-129` here. */
  pages: z.string().optional(),
  /** Bare and in lower case, beginning with `10.`. */
  doi: z.string().optional(),
  pmid: z.string().optional(),
  pmcid: z.string().optional(),
  arxiv: z.string().optional(),
  issn: z.array(z.string()),
  isbn: z.array(z.string()),
  abstract: z.string().optional(),
  keywords: z.array(z.string()),
  language: z.string().optional(),
  publisher: z.string().optional(),
  url: z.array(z.string()),
  /** The database or platform that the record itself names. */
  database: z.string().optional(),
  /** The database's own accession number. */
  accession: z.string().optional(),
  notes: z.array(z.string()),
  /** Retractions, corrections and expressions of concern. */
  flags: z.array(flagSchema).optional(),
  /** Decisions, reasons and labels that came with the record from another screening tool. */
  labels: z.record(z.string(), z.string()).optional(),
  /** Every field of the source by its own name, so that nothing is lost; lists where a field repeats. */
  raw: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});

export type Reference = z.infer<typeof referenceSchema>;
export type Flag = z.infer<typeof flagSchema>;
