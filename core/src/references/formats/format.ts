import type { Reference } from "../reference.ts";

/** Something odd about a record, kept and shown; `line` and `record` count from 1. */
export interface Diagnostic {
  /** Stable, in the form `ris.missing-end`. */
  code: string;
  severity: "warning" | "error";
  /** What is wrong and what to do, for a person. */
  message: string;
  record?: number;
  line?: number;
}

/** Takes what a reader finds, in the order of the file. */
export interface Sink {
  reference(reference: Reference, place: { record: number; line: number }): void;
  diagnostic(diagnostic: Diagnostic): void;
  /** Told of the header of a table before its rows, by whoever wants to know how columns are read. */
  table?(header: TableHeader): void;
}

/** What a column of a table is taken for; undefined where it is kept as delivered only. */
export interface ColumnDescription {
  column: string;
  field: string | undefined;
}

/** The header of one table, and the rows that stand before it. */
export interface TableHeader {
  columns: readonly ColumnDescription[];
  line: number;
  preamble: readonly (readonly string[])[];
}

/** Takes decoded text in pieces of any size; holds no more than one record at a time. */
export interface TextReader {
  push(text: string): void;
  end(): void;
}

/** What a file's first 64 KiB look like to `detect`. */
export interface Sample {
  text: string;
  /** The file's name, a last resort where the content decides nothing. */
  name: string;
}

/** How a format is recognised, read and written; `FORMATS` in index.ts lists them all. */
export interface Format {
  /** Stable id as in `--to`: ris, nbib, bib, csv, csl-json, jsonl, … */
  id: string;
  /** As people call it. */
  name: string;
  extensions: readonly string[];
  /** 0 = surely not, 1 = surely; decided by content. */
  detect: (sample: Sample) => number;
  /** Reads text as it comes. */
  read?: (sink: Sink, options?: ReadOptions) => TextReader;
  /** Reads a container that needs all its bytes (XLSX). */
  readBytes?: (bytes: Uint8Array, sink: Sink, options?: ReadOptions) => Promise<void> | void;
  /** Writes references one by one; `head` and `foot` frame them. */
  write?: Writer;
  /** Gives all bytes at once where a format cannot be written as text (XLSX). */
  writeBytes?: (references: Iterable<Reference>) => Promise<Uint8Array>;
}

export interface ReadOptions {
  /** For generic CSV and XLSX: source column -> Reference field. */
  mapping?: Readonly<Record<string, string>>;
}

export interface Writer {
  head?: string;
  foot?: string;
  /** Between two references; empty unless given. */
  separator?: string;
  one(reference: Reference): string;
}
