import { z } from "zod";
import { reading, writing } from "../base/contract.ts";
import type { ColumnDescription, Flag, Reference } from "../references/index.ts";

const sourceSchema = z.object({
  /** The database, register, website or person, as it shall be named in the report. */
  name: z.string().trim().min(1).max(200),
  platform: z.string().default(""),
  /** Column of the flow diagram. */
  column: z.enum(["databases", "other"]).default("databases"),
  kind: z
    .enum(["database", "register", "website", "organisation", "citation", "hand", "other"])
    .default("database"),
});
export type Source = z.infer<typeof sourceSchema>;

/** What is known of a search that was run: what PRISMA-S asks for. */
export const runDetailsSchema = z.object({
  source: sourceSchema,
  /** The search text, exactly as it was run. */
  query: z.string().default(""),
  /** The day of the search, ISO 8601. */
  date: z.string().default(""),
  hitsReported: z.number().int().nonnegative().nullable().default(null),
  note: z.string().default(""),
});
export type RunDetails = z.infer<typeof runDetailsSchema>;

export const DIAGNOSTICS_KEPT = 500;

export interface ImportDiagnostic {
  code: string;
  severity: "warning" | "error";
  message: string;
  record?: number;
  line?: number;
}

export interface Run extends RunDetails {
  id: string;
  file: string;
  fileName: string;
  format: string;
  encoding: string;
  records: number;
  state: "live" | "withdrawn";
  /** Place in the order of imports. */
  clock: number;
  at: string;
  actor: string;
  /** Hash of the fact, to take the import back by. */
  fact: string;
  diagnostics: { warnings: number; errors: number };
  /** How the columns of a table were read, where a person said so. */
  mapping: Readonly<Record<string, string>> | undefined;
  /** Shared by the files of one search; undefined where the file is a search of its own. */
  search: string | undefined;
  /** By whom, when and why it was withdrawn, and the fact to bring it back by. */
  withdrawn: { fact: string; actor: string; at: string; reason: string } | undefined;
}

/** A record as delivered. */
export interface RecordView {
  id: string;
  run: string;
  position: number;
  line: number;
  source: string;
  reference: Omit<Reference, "raw" | "id">;
  flags: Flag[];
}

/** What a file itself says of the search that it came from; each part with what in the file says so. */
export interface SearchGuess {
  source?: Source & { basis: string };
  /** Day of the search, ISO 8601. */
  date?: { day: string; basis: string };
  /** The search text, where the file holds it. */
  query?: { text: string; basis: string };
}

/** A column of a table as it would be read, with what stands in it. */
export interface PreviewColumn extends ColumnDescription {
  /** The first different values. */
  samples: string[];
}

export interface ImportPreview {
  file: string;
  fileName: string;
  format: string;
  encoding: string;
  records: number;
  /** Bytes. */
  size: number;
  first: Omit<Reference, "raw">[];
  /** The first oddities of the file. */
  diagnostics: ImportDiagnostic[];
  /** How many there are in all. */
  warnings: number;
  errors: number;
  /** The run that this very file came in with, where it was imported before; it may be withdrawn. */
  already: Run | undefined;
  /** The columns of a table, in its order. */
  columns?: PreviewColumn[];
  /** Whether nobody knows which column holds the title, so that a person has to say. */
  unmapped: boolean;
  /** How a table with these columns was read before, and the run that was. */
  remembered?: { mapping: Record<string, string>; fileName: string; at: string };
  guess: SearchGuess;
}

/** A line of a kept file as it stands there; `cut` where more of it is left out. */
export interface RawLine {
  number: number;
  text: string;
  cut: boolean;
}

/** A part of a kept file: lines of text, or the fields of one record where its lines say nothing. */
export interface RawPart {
  fileName: string;
  format: string | undefined;
  encoding: string;
  /** The line that was asked for; undefined where the file has no lines or the record none. */
  marked: number | undefined;
  lines: RawLine[];
  record: { number: number; line: number; fields: { name: string; values: string[] }[] } | undefined;
}

const mapping = z.record(z.string(), z.string()).optional();
const fileHash = z.string().regex(/^[0-9a-f]{64}$/);
const reason = z.string().trim().min(1, "say why");

export const importFile = writing(
  "records.import",
  "Imports a file that was uploaded, as one run of one source",
  z.object({
    file: fileHash,
    fileName: z.string().min(1).max(300),
    mapping,
    details: runDetailsSchema,
    /** Files that give the same word here are the result of one search. */
    search: z
      .string()
      .regex(/^[\w-]{1,64}$/)
      .optional(),
  }),
).gives<{ run: Run; already: boolean; diagnostics: ImportDiagnostic[] }>();

export const previewFile = reading(
  "records.preview",
  "Shows what an uploaded file holds before anything of it is kept",
  z.object({ file: fileHash, fileName: z.string().min(1).max(300), mapping }),
).gives<ImportPreview>();

export const describeRun = writing(
  "records.describe",
  "Corrects what is known of a run's source and search; for every file of the same search",
  z.object({ run: z.string(), details: runDetailsSchema }),
).gives<{ runs: Run[] /** Hashes of the facts, to take it back by. */; facts: string[] }>();

export const withdrawRun = writing(
  "records.withdraw",
  "Takes a whole run out of the review again, with a reason; votes on its records are kept",
  z.object({
    run: z.string(),
    reason,
    /** Whether the other files of the same search go with it. */
    together: z.boolean().default(false),
  }),
).gives<
  Run & {
    /** Hash of the withdrawal, to take it back by. */
    withdrawal: string;
    /** The same for every file that went. */
    withdrawals: string[];
  }
>();

export const runs = reading("records.runs", "Every import with its source", z.object({})).gives<Run[]>();

export const record = reading(
  "records.get",
  "One record as its database delivered it",
  z.object({
    record: z.string(),
    /** Whether the fields of the file are wanted too; they are read from it. */
    raw: z.boolean().default(true),
  }),
).gives<RecordView & { raw: Reference["raw"] | undefined }>();

export const runDiagnostics = reading(
  "records.diagnostics",
  "What was odd in an imported file, with record and line",
  z.object({ run: z.string() }),
).gives<ImportDiagnostic[]>();

export const rawPart = reading(
  "records.lines",
  "The part of an uploaded or imported file around a line or a record, as it stands there",
  z.object({
    file: fileHash,
    fileName: z.string().min(1).max(300),
    mapping,
    /** From 1. */
    line: z.number().int().min(1).optional(),
    /** Number of a record in the file, from 1. */
    position: z.number().int().min(1).optional(),
    before: z.number().int().min(0).max(500).default(8),
    after: z.number().int().min(0).max(500).default(24),
  }),
).gives<RawPart>();
