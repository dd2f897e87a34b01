import type { Reference } from "../reference.ts";
import type { Diagnostic, Sink, TextReader } from "./format.ts";
import { Lines } from "./lines.ts";

const LARGEST_RECORD = 16_000_000;

/** The fields of one record of a tagged format as they come, by tag; the values are the source's own. */
export class TaggedRecord {
  /** Where the record begins. */
  readonly line: number;
  readonly raw: Record<string, string | string[]> = {};
  /** The tag that a continuation line belongs to; empty before the first. */
  last = "";
  overflowed = false;
  #size = 0;

  constructor(line: number) {
    this.line = line;
  }

  add(tag: string, value: string): void {
    this.last = tag;
    if (!this.#fits(value.length + 16)) return;
    const held = this.raw[tag];
    if (held === undefined) this.raw[tag] = value;
    else if (typeof held === "string") this.raw[tag] = [held, value];
    else held.push(value);
  }

  /** Adds a continuation line to the last value. */
  append(text: string, joint: string): void {
    if (!this.#fits(text.length + joint.length)) return;
    const held = this.raw[this.last];
    if (held === undefined) this.raw[this.last] = text;
    else if (typeof held === "string") this.raw[this.last] = held === "" ? text : held + joint + text;
    else held.push(joined(held.pop() ?? "", joint, text));
  }

  has(tag: string): boolean {
    return this.raw[tag] !== undefined;
  }

  /** The first value that is not blank, in the order of the tags asked for. */
  first(...tags: string[]): string | undefined {
    for (const tag of tags) {
      const held = this.raw[tag];
      if (held === undefined) continue;
      if (typeof held === "string") {
        if (held !== "" && held.trim() !== "") return held;
      } else {
        const found = held.find((value) => value.trim() !== "");
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** All values that are not blank, in the order of the tags asked for. */
  all(...tags: string[]): string[] {
    const found: string[] = [];
    for (const tag of tags) {
      const held = this.raw[tag];
      if (typeof held === "string") {
        if (held !== "" && held.trim() !== "") found.push(held);
      } else if (held !== undefined) {
        for (const value of held) if (value.trim() !== "") found.push(value);
      }
    }
    return found;
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
  const lines = new Lines(
    (text, line) => handlers.line(text, line),
    (line) =>
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

/** True where a line holds nothing but white space. */
export function isBlank(text: string): boolean {
  return text === "" || text.trim() === "";
}
