import { UserError } from "../base/error.ts";
import type { OnProgress } from "../base/progress.ts";
import { detectFormat } from "./detect.ts";
import { type DetectedEncoding, decoderFor, detectEncoding, type Encoding } from "./encoding.ts";
import type { Diagnostic, Format, ReadOptions, Sink, TableHeader } from "./formats/format.ts";
import { FORMATS } from "./formats/list.ts";
import type { Reference } from "./reference.ts";

const HEAD = 65_536;
// Small pieces keep text of one byte a character apart from the few pieces that need two.
const PIECE = 65_536;
const LARGEST_CONTAINER = 256 * 1_048_576;
const TOLD_OF_A_KIND = 1000;

/** What is known of a file besides its bytes. */
export interface ReadSource {
  /** The file's name. */
  name: string;
  /** The format's id where the person chose it; else the content decides. */
  format?: string;
  /** For CSV and XLSX without known columns: source column -> Reference field. */
  mapping?: Readonly<Record<string, string>>;
  /** Told the bytes read so far. */
  onProgress?: OnProgress;
  /** An AbortSignal or anything like it. */
  signal?: { readonly aborted: boolean; readonly reason?: unknown };
}

/** What was read. */
export interface ReadResult {
  /** The format's id. */
  format: string;
  encoding: Encoding | "binary";
  records: number;
  bytes: number;
  /** All diagnostics, also those beyond the first thousand of a kind, which are only counted. */
  diagnostics: number;
}

interface Opened {
  format: Format;
  encoding: DetectedEncoding;
}

/** Counts what passes, and keeps a broken file of millions of lines from filling the list of diagnostics. */
class Gate implements Sink {
  records = 0;
  diagnostics = 0;
  readonly #sink: Sink;
  readonly #told = new Map<string, number>();

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  reference(reference: Reference, place: { record: number; line: number }): void {
    this.records++;
    this.#sink.reference(reference, place);
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.diagnostics++;
    const told = (this.#told.get(diagnostic.code) ?? 0) + 1;
    this.#told.set(diagnostic.code, told);
    if (told <= TOLD_OF_A_KIND) this.#sink.diagnostic(diagnostic);
  }

  table(header: TableHeader): void {
    this.#sink.table?.(header);
  }

  end(): void {
    for (const [code, told] of this.#told) {
      const more = told - TOLD_OF_A_KIND;
      if (more <= 0) continue;
      this.#sink.diagnostic({
        code,
        severity: "warning",
        message: `And ${more} more of this kind that are not listed.`,
      });
    }
    if (this.records === 0) {
      this.#sink.diagnostic({
        code: "references.none",
        severity: "error",
        message: "No reference was found in the file. Export it again, or choose its format by hand.",
      });
    }
  }
}

function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

function sampleText(head: Uint8Array, encoding: DetectedEncoding): string {
  if (isZip(head)) return new TextDecoder("windows-1252").decode(head);
  const decoder = decoderFor(encoding.encoding, () => undefined);
  return decoder.decode(head.subarray(encoding.mark));
}

function openSource(head: Uint8Array, source: ReadSource): Opened {
  const encoding = detectEncoding(head);
  const format =
    source.format === undefined
      ? detectFormat({ text: sampleText(head, encoding), name: source.name })
      : FORMATS.find(({ id }) => id === source.format);
  if (format === undefined) {
    const known = FORMATS.filter(({ read, readBytes }) => read !== undefined || readBytes !== undefined);
    throw new UserError(
      source.format === undefined ? "references.unknown-format" : "references.no-such-format",
      source.format === undefined
        ? "The file's content is in none of the formats that can be read."
        : `There is no format "${source.format}".`,
      {
        place: { file: source.name },
        hint: `Export the file as RIS where the database offers it; formats that can be read: ${known.map(({ id }) => id).join(", ")}.`,
      },
    );
  }
  return { format, encoding };
}

function readOptions(source: ReadSource): ReadOptions {
  return source.mapping === undefined ? {} : { mapping: source.mapping };
}

function checkAborted(source: ReadSource): void {
  if (source.signal?.aborted !== true) return;
  if (source.signal.reason instanceof Error) throw source.signal.reason;
  throw new UserError("references.cancelled", "Reading was cancelled.", { place: { file: source.name } });
}

function joinedBytes(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** Takes a file's bytes as they come: first to recognise it, then to read it. */
class Intake {
  bytes = 0;
  readonly gate: Gate;
  readonly #source: ReadSource;
  #opened: Opened | undefined;
  #waiting: Uint8Array[] = [];
  #push: ((bytes: Uint8Array) => void) | undefined;
  #end: (() => void | Promise<void>) | undefined;

  constructor(source: ReadSource, sink: Sink) {
    this.#source = source;
    this.gate = new Gate(sink);
  }

  push(piece: Uint8Array): void {
    checkAborted(this.#source);
    if (piece.length === 0) return;
    this.bytes += piece.length;
    if (this.#push !== undefined) this.#push(piece);
    else {
      this.#waiting.push(piece);
      if (this.bytes >= HEAD) this.#open();
    }
    this.#source.onProgress?.({ phase: "read", done: this.bytes });
  }

  /** Reads what is left; gives a promise only for containers that are unpacked in the background. */
  end(): void | Promise<void> {
    checkAborted(this.#source);
    if (this.#opened === undefined) this.#open();
    return this.#end?.();
  }

  result(): ReadResult {
    this.gate.end();
    const { format, encoding } = this.#opened as Opened;
    return {
      format: format.id,
      encoding: format.read === undefined ? "binary" : encoding.encoding,
      records: this.gate.records,
      bytes: this.bytes,
      diagnostics: this.gate.diagnostics,
    };
  }

  #open(): void {
    const waiting = joinedBytes(this.#waiting, this.bytes);
    this.#waiting = [];
    const opened = openSource(waiting.subarray(0, HEAD), this.#source);
    this.#opened = opened;
    const { read } = opened.format;
    if (read === undefined) this.#openContainer(opened.format, waiting);
    else this.#openText(opened, read, waiting);
  }

  #openText(opened: Opened, read: NonNullable<Format["read"]>, waiting: Uint8Array): void {
    const reader = read(this.gate, readOptions(this.#source));
    const decoder = decoderFor(opened.encoding.encoding, (fault) =>
      this.gate.diagnostic({ severity: "warning", ...fault }),
    );
    this.#push = (bytes) => reader.push(decoder.decode(bytes));
    this.#end = () => {
      const rest = decoder.end();
      if (rest !== "") reader.push(rest);
      reader.end();
    };
    for (const piece of pieces(waiting.subarray(opened.encoding.mark))) this.#push(piece);
  }

  #openContainer(format: Format, waiting: Uint8Array): void {
    const kept = [waiting];
    const check = (): void => {
      if (this.bytes <= LARGEST_CONTAINER) return;
      throw new UserError(
        "references.too-large",
        "The file is larger than 256 MB, too large to be unpacked.",
        {
          place: { file: this.#source.name },
          hint: "Save it as CSV, which is read as a stream.",
        },
      );
    };
    check();
    this.#push = (bytes) => {
      check();
      kept.push(bytes);
    };
    this.#end = () => format.readBytes?.(joinedBytes(kept, this.bytes), this.gate, readOptions(this.#source));
  }
}

/**
 * Reads references from a file of any format and encoding as its bytes come, holding no more than one piece and one
 * record (containers such as XLSX excepted). Faults of single records go to `sink.diagnostic`; a UserError is
 * thrown where the file as a whole cannot be read (`references.unknown-format`, `references.no-such-format`,
 * `references.too-large`, `references.cancelled`).
 */
export async function readReferences(
  bytes: AsyncIterable<Uint8Array> | Uint8Array,
  source: ReadSource,
  sink: Sink,
): Promise<ReadResult> {
  const intake = new Intake(source, sink);
  if (bytes instanceof Uint8Array) for (const piece of pieces(bytes)) intake.push(piece);
  else {
    for await (const chunk of bytes) for (const piece of pieces(chunk)) intake.push(piece);
  }
  await intake.end();
  return intake.result();
}

/** All references of a small input at once, from bytes or text; containers such as XLSX need `readReferences`. */
export function collectReferences(
  input: Uint8Array | string,
  source: ReadSource,
): ReadResult & { references: Reference[]; found: Diagnostic[] } {
  const references: Reference[] = [];
  const found: Diagnostic[] = [];
  const intake = new Intake(source, {
    reference: (reference) => references.push(reference),
    diagnostic: (diagnostic) => found.push(diagnostic),
  });
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  for (const piece of pieces(bytes)) intake.push(piece);
  if (intake.end() instanceof Promise) {
    throw new UserError("references.not-at-once", "This format cannot be read at once.", {
      place: { file: source.name },
    });
  }
  return { ...intake.result(), references, found };
}
