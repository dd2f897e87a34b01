import { z } from "zod";
import { reading, writing } from "../base/contract.ts";
import type { Flag, Reference } from "../references/index.ts";

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

export interface ImportPreview {
  file: string;
  fileName: string;
  format: string;
  encoding: string;
  records: number;
  first: Omit<Reference, "raw">[];
  diagnostics: ImportDiagnostic[];
  /** The run that this very file came in with, where it was imported before. */
  already: Run | undefined;
  /** Columns of a table that was not recognised, to map by hand. */
  columns?: string[];
}

const mapping = z.record(z.string(), z.string()).optional();

export const importFile = writing(
  "records.import",
  "Imports a file that was uploaded, as one run of one source",
  z.object({
    file: z.string().regex(/^[0-9a-f]{64}$/),
    fileName: z.string().min(1).max(300),
    mapping,
    details: runDetailsSchema,
  }),
).gives<{ run: Run; already: boolean; diagnostics: ImportDiagnostic[] }>();

export const previewFile = reading(
  "records.preview",
  "Shows what an uploaded file holds before anything of it is kept",
  z.object({ file: z.string().regex(/^[0-9a-f]{64}$/), fileName: z.string().min(1).max(300), mapping }),
).gives<ImportPreview>();

export const withdrawRun = writing(
  "records.withdraw",
  "Takes a whole run out of the review again, with a reason; votes on its records are kept",
  z.object({ run: z.string(), reason: z.string().trim().min(1, "say why") }),
).gives<Run & { /** Hash of the withdrawal, to take it back by. */ withdrawal: string }>();

export const runs = reading("records.runs", "Every import with its source", z.object({})).gives<Run[]>();

export const record = reading(
  "records.get",
  "One record as its database delivered it",
  z.object({ record: z.string() }),
).gives<RecordView & { raw: Reference["raw"] | undefined }>();

export const runDiagnostics = reading(
  "records.diagnostics",
  "What was odd in an imported file, with record and line",
  z.object({ run: z.string() }),
).gives<ImportDiagnostic[]>();
