import type { Reference } from "../reference.ts";
import type { Diagnostic, Sink, TextReader } from "./format.ts";
import { rawRecord } from "./raw-fields.ts";
import { Lines, type OnSpan } from "./lines.ts";

const LARGEST_RECORD = 16_000_000;

/**
 * The fields of one record of a tagged format as they come, by tag; the values are the source's own. Records have a
 * dozen or two tags and are asked for many more, so that a short list is searched faster than a table.
 */
export class TaggedRecord {
  /** Where the record begins. */
  readonly line: number;
  /** The tag that a continuation line belongs to; empty before the first. */
  last = "";
  overflowed = false;
  readonly #tags: string[] = [];
  readonly #held: (string | string[])[] = [];
  #size = 0;

  constructor(line: number) {
    this.line = line;
  }

  /** All values by their tags, in the order in which the tags came. */
  get raw(): Record<string, string | string[]> {
    return rawRecord(this.#tags, this.#held);
  }

  add(tag: string, value: string): void {
    this.last = tag;
    if (!this.#fits(value.length + 16)) return;
    const at = this.#find(tag);
    const held = at < 0 ? undefined : this.#held[at];
    if (held === undefined) {
      this.#tags.push(tag);
      this.#held.push(value);
    } else if (typeof held === "string") this.#held[at] = [held, value];
    else held.push(value);
  }

  /** Adds a continuation line to the last value. */
  append(text: string, joint: string): void {
    if (!this.#fits(text.length + joint.length)) return;
    const at = this.#find(this.last);
    const held = at < 0 ? undefined : this.#held[at];
    if (held === undefined) {
      this.#tags.push(this.last);
      this.#held.push(text);
    } else if (typeof held === "string") this.#held[at] = held === "" ? text : held + joint + text;
    else held.push(joined(held.pop() ?? "", joint, text));
  }

  has(tag: string): boolean {
    return this.#find(tag) >= 0;
  }

  /** The first value that is not blank, in the order of the tags asked for. */
  first(...tags: string[]): string | undefined {
    for (const tag of tags) {
      const at = this.#find(tag);
      if (at < 0) continue;
      const held = this.#held[at] ?? "";
      if (typeof held === "string") {
        if (!isBlank(held)) return held;
      } else {
        const found = held.find((value) => !isBlank(value));
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** All values that are not blank, in the order of the tags asked for. */
  all(...tags: string[]): string[] {
    const found: string[] = [];
    for (const tag of tags) this.#take(this.#find(tag), found);
    return found;
  }

  /** As `all`, for a long list of tags of which a record has few. */
  among(tags: ReadonlySet<string>): string[] {
    const found: string[] = [];
    let several = false;
    for (let at = 0; at < this.#tags.length; at++) {
      if (!tags.has(this.#tags[at] ?? "")) continue;
      if (found.length > 0) several = true;
      this.#take(at, found);
    }
    return several ? this.all(...tags) : found;
  }

  #take(at: number, found: string[]): void {
    const held = at < 0 ? undefined : this.#held[at];
    if (typeof held === "string") {
      if (!isBlank(held)) found.push(held);
    } else if (held !== undefined) {
      for (const value of held) if (!isBlank(value)) found.push(value);
    }
  }

  /** The place of a tag, from the end, since values of one tag stand together. */
  #find(tag: string): number {
    const tags = this.#tags;
    let at = tags.length - 1;
    while (at >= 0 && tags[at] !== tag) at--;
    return at;
  }

  #fits(more: number): boolean {
    if (this.#size + more > LARGEST_RECORD) {
      this.overflowed = true;
      return false;
    }
    this.#size += more;
    return true;
  }
}

function joined(before: string, joint: string, text: string): string {
  return before === "" ? text : before + joint + text;
}

/** The part of a line-tagged reader that all of them share: numbering, limits, diagnostics. */
export class RecordWriter {
  readonly #format: string;
  readonly #sink: Sink;
  #record = 0;

  constructor(format: string, sink: Sink) {
    this.#format = format;
    this.#sink = sink;
  }

  /** The number that the next record will have. */
  get next(): number {
    return this.#record + 1;
  }

  emit(record: TaggedRecord, build: (record: TaggedRecord, position: number) => Reference): void {
    const position = ++this.#record;
    if (record.overflowed) {
      this.warn(
        "record-too-large",
        "The record is larger than 16 million characters; its end was left out.",
        {
          record: position,
          line: record.line,
        },
      );
    }
    this.#sink.reference(build(record, position), { record: position, line: record.line });
  }

  warn(code: string, message: string, place: { record?: number; line?: number } = {}): void {
    const diagnostic: Diagnostic = {
      code: `${this.#format}.${code}`,
      severity: "warning",
      message,
      ...place,
    };
    this.#sink.diagnostic(diagnostic);
  }
}

/** A reader of lines: `line` takes each, `end` what is left. */
export function lineReader(
  writer: RecordWriter,
  handlers: { line(text: string, line: number): void; end(): void },
): TextReader {
  return spanReader(writer, {
    span: (text, from, to, line) => handlers.line(text.slice(from, to), line),
    end: () => handlers.end(),
  });
}

/** A reader of lines that are not cut out: `span` is told between which places of a text each stands. */
export function spanReader(writer: RecordWriter, handlers: { span: OnSpan; end(): void }): TextReader {
  const lines = new Lines(handlers.span, (line) =>
    writer.warn("line-too-long", "The line is longer than four million characters; its end was left out.", {
      record: writer.next,
      line,
    }),
  );
  return {
    push: (text) => lines.push(text),
    end() {
      lines.end();
      handlers.end();
    },
  };
}

/** The text between two places without white space at its ends. */
export function trimmedSpan(text: string, from: number, to: number): string {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  const value = text.slice(start, end);
  // other white space of Unicode is rare, and `trim` is a call outside
  return end > start && (text.charCodeAt(end - 1) > 0x167f || text.charCodeAt(start) > 0x167f)
    ? value.trim()
    : value;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}

/** True where a line holds nothing but white space. */
export function isBlank(text: string): boolean {
  if (text === "") return true;
  const code = text.charCodeAt(0);
  return code > 32 && code < 127 ? false : text.trim() === "";
}
