import type { BlobStore } from "../storage/index.ts";
import { decoderFor, detectEncoding, detectFormat, type Encoding } from "../references/index.ts";
import type { RawLine } from "./contracts.ts";

const HEAD = 65_536;
/** Bytes between two places of a file whose line number is known. */
const STEP = 65_536;
/** Characters of one line that are shown. */
const LONGEST_SHOWN = 2000;
/** A line that is longer ends what is read: the file has no lines that help. */
const LONGEST_READ = 1 << 20;

/** How a file's lines end: as its reader counts them, so that the numbers are those of the diagnostics. */
interface Ends {
  encoding: Encoding;
  mark: number;
  /** Whether a carriage return alone ends a line too. */
  returns: boolean;
}

/** Formats whose readers cut lines at CR, LF and CRLF; the others count line feeds. */
const TAGGED: ReadonlySet<string> = new Set(["ris", "nbib", "enw", "ovid", "wos", "refworks", "jsonl"]);

/** Line numbers (from 1) and the byte at which each begins, about every 64 KB. */
interface LineMarks {
  lines: number[];
  offsets: number[];
}

async function headOf(blobs: BlobStore, file: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of blobs.readRange(file, 0, HEAD)) parts.push(part);
  const head = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    head.set(part, at);
    at += part.length;
  }
  return head;
}

function endsOf(head: Uint8Array, fileName: string): Ends & { text: boolean; format: string | undefined } {
  const { encoding, mark } = detectEncoding(head);
  const zip = head[0] === 0x50 && head[1] === 0x4b;
  const text = zip ? "" : decoderFor(encoding, () => undefined).decode(head.subarray(mark));
  const format = detectFormat({
    text: zip ? new TextDecoder("windows-1252").decode(head) : text,
    name: fileName,
  });
  return {
    encoding,
    mark,
    returns: (format !== undefined && TAGGED.has(format.id)) || !text.includes("\n"),
    text: format?.read !== undefined || (format === undefined && !zip),
    format: format?.id,
  };
}

/** Counts the lines of a file's bytes as they come. */
class LineCounter {
  readonly marks: LineMarks;
  readonly #returns: boolean;
  readonly #order: "bytes" | "little" | "big";
  #line = 1;
  #at = 0;
  /** Where the last carriage return ended; a line feed there belongs to it. */
  #returned = -1;
  #half = -1;

  constructor({ encoding, mark, returns }: Ends) {
    this.marks = { lines: [1], offsets: [mark] };
    this.#returns = returns;
    this.#order = encoding === "utf-16le" ? "little" : encoding === "utf-16be" ? "big" : "bytes";
  }

  add(bytes: Uint8Array): void {
    if (this.#order === "bytes") {
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at];
        if (byte === 10 || byte === 13) this.#take(byte, this.#at + at + 1);
      }
    } else {
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at] ?? 0;
        if (this.#half < 0) {
          this.#half = byte;
          continue;
        }
        const unit = this.#order === "little" ? this.#half | (byte << 8) : (this.#half << 8) | byte;
        this.#half = -1;
        if (unit === 10 || unit === 13) this.#take(unit, this.#at + at + 1);
      }
    }
    this.#at += bytes.length;
  }

  /** A line end whose last byte stands before `end`. */
  #take(unit: number, end: number): void {
    const width = this.#order === "bytes" ? 1 : 2;
    const { lines, offsets } = this.marks;
    const last = lines.length - 1;
    if (unit === 10 && this.#returned === end - width) {
      // the line feed of a pair moves the beginning of the line that the return began
      if (lines[last] === this.#line) offsets[last] = end;
      return;
    }
    if (unit === 13) {
      if (!this.#returns) return;
      this.#returned = end;
    }
    this.#line += 1;
    if (end - (offsets[last] ?? 0) < STEP) return;
    lines.push(this.#line);
    offsets.push(end);
  }
}

// the same file is looked into again and again; its hash says that it has not changed
const known = new WeakMap<BlobStore, Map<string, Promise<LineMarks>>>();
const MOST_KNOWN = 20;

async function countLines(blobs: BlobStore, file: string, ends: Ends): Promise<LineMarks> {
  const counter = new LineCounter(ends);
  for await (const bytes of blobs.read(file)) counter.add(bytes);
  return counter.marks;
}

function marksOf(blobs: BlobStore, file: string, fileName: string, ends: Ends): Promise<LineMarks> {
  const own = known.get(blobs) ?? new Map<string, Promise<LineMarks>>();
  known.set(blobs, own);
  const key = `${file} ${String(ends.returns)} ${fileName}`;
  const marks = own.get(key) ?? countLines(blobs, file, ends);
  // the one used last stands last
  own.delete(key);
  own.set(key, marks);
  const [oldest] = own.keys();
  if (own.size > MOST_KNOWN && oldest !== undefined) own.delete(oldest);
  marks.catch(() => own.delete(key));
  return marks;
}

/** Cuts decoded text into numbered lines and keeps those that were asked for. */
class LineCutter {
  readonly found: RawLine[] = [];
  readonly #from: number;
  readonly #to: number;
  readonly #returns: boolean;
  #line: number;
  #text = "";
  #length = 0;
  #afterReturn = false;

  constructor(first: number, from: number, to: number, returns: boolean) {
    this.#line = first;
    this.#from = from;
    this.#to = to;
    this.#returns = returns;
  }

  /** Whether nothing that comes later is wanted. */
  get done(): boolean {
    return this.#line > this.#to || this.#length > LONGEST_READ;
  }

  add(text: string): void {
    const pattern = this.#returns ? /\r\n|\n|\r/g : /\r?\n/g;
    let start = this.#afterReturn && text.startsWith("\n") ? 1 : 0;
    pattern.lastIndex = start;
    if (text !== "") this.#afterReturn = this.#returns && text.endsWith("\r");
    for (let end = pattern.exec(text); end !== null && !this.done; end = pattern.exec(text)) {
      this.#hold(text.slice(start, end.index));
      this.#finish();
      start = end.index + end[0].length;
    }
    if (!this.done) this.#hold(text.slice(start));
  }

  end(): void {
    if (this.#length > 0) this.#finish();
  }

  #hold(piece: string): void {
    if (this.#text.length <= LONGEST_SHOWN)
      this.#text += piece.slice(0, LONGEST_SHOWN + 1 - this.#text.length);
    this.#length += piece.length;
  }

  #finish(): void {
    if (this.#line >= this.#from && this.#line <= this.#to) {
      const cut = this.#length > LONGEST_SHOWN;
      const text = this.#text.slice(0, LONGEST_SHOWN).replace(/\r$/, "");
      this.found.push({ number: this.#line, text, cut });
    }
    this.#line += 1;
    this.#text = "";
    this.#length = 0;
  }
}

/** What can be said of a file before its lines are read. */
export interface FileText {
  /** The format's id; undefined where none was recognised. */
  format: string | undefined;
  encoding: Encoding | "binary";
}

/** Whether a file is text with lines, and in which encoding; told from its beginning. */
export async function fileText(blobs: BlobStore, file: string, fileName: string): Promise<FileText> {
  const { text, format, encoding } = endsOf(await headOf(blobs, file), fileName);
  return { format, encoding: text ? encoding : "binary" };
}

/**
 * Some lines of a kept text file, numbered from 1 as its reader numbers them. The file is run through once to learn
 * where its lines begin; after that only the part that is asked for is read.
 * @param from first line wanted
 * @param to last line wanted; what lies beyond the end is left out
 */
export async function rawLines(
  blobs: BlobStore,
  { file, fileName }: { file: string; fileName: string },
  from: number,
  to: number,
): Promise<RawLine[]> {
  const ends = endsOf(await headOf(blobs, file), fileName);
  const { lines, offsets } = await marksOf(blobs, file, fileName, ends);
  const at = Math.max(
    0,
    lines.findLastIndex((line) => line <= from),
  );
  const cutter = new LineCutter(lines[at] ?? 1, from, to, ends.returns);
  const decoder = decoderFor(ends.encoding, () => undefined);
  for await (const bytes of blobs.readRange(file, offsets[at] ?? 0, Number.MAX_SAFE_INTEGER)) {
    cutter.add(decoder.decode(bytes));
    if (cutter.done) break;
  }
  if (!cutter.done) cutter.add(decoder.end());
  cutter.end();
  return cutter.found;
}
