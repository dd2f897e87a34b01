export interface EntryEvents {
  /** The inside of an entry stands in `text` from `from` to `end`; `line` is where its @ is. */
  entry(text: string, type: string, from: number, end: number, line: number, whole: boolean): void;
}

/** Longest entry in UTF-16 units; a longer one is cut there. */
const MAX_ENTRY = 32 << 20;

/** `@word{` or `@word(`, with the spaces that people leave. */
const HEAD = /@[ \t]*([A-Za-z][\w-]*)\s*([{(])/y;
/** The head of an entry at the beginning of a line, as it never stands inside a value: with a key and a comma. */
const NEXT_HEAD = /[ \t]*@[A-Za-z]{3,30}\s*\{\s*[^\s,{}"=]{0,120}\s*,[ \t]*(?:\r?\n|[A-Za-z-]{2,30}\s*=)/y;
const HEAD_LENGTH = 300;
/** A comma and a further field: the brace before it is one too many, not the end of the entry. */
const GOES_ON = /\s*,\s*[A-Za-z][\w-]{1,30}\s*=\s*[{"\d]/y;

/** Finds the entries of a .bib file as its text comes, each by its braces; text between entries is comment. */
export class EntryScanner {
  private readonly events: EntryEvents;
  private buffer = "";
  private line = 1;
  private counted = 0;
  /** Where the scan of an unfinished entry goes on. */
  private open:
    | { from: number; at: number; depth: number; type: string; close: string; line: number }
    | undefined;

  constructor(events: EntryEvents) {
    this.events = events;
  }

  push(text: string): void {
    this.buffer += text;
    this.drop(this.scan(false));
  }

  end(): void {
    this.drop(this.scan(true));
  }

  private drop(done: number): void {
    this.lineAt(done);
    this.buffer = this.buffer.slice(done);
    this.counted = Math.max(0, this.counted - done);
    if (this.open) {
      this.open.from -= done;
      this.open.at -= done;
    }
  }

  private lineAt(offset: number): number {
    for (
      let at = this.buffer.indexOf("\n", this.counted);
      at >= 0 && at < offset;
      at = this.buffer.indexOf("\n", at + 1)
    ) {
      this.line++;
    }
    this.counted = Math.max(this.counted, offset);
    return this.line;
  }

  private scan(last: boolean): number {
    let at = 0;
    for (;;) {
      if (!this.open) {
        const start = this.buffer.indexOf("@", at);
        if (start < 0) return this.buffer.length;
        HEAD.lastIndex = start;
        const head = HEAD.exec(this.buffer);
        if (!head) {
          if (!last && this.buffer.length - start < HEAD_LENGTH) return start;
          at = start + 1;
          continue;
        }
        const from = start + head[0].length;
        const close = head[2] === "(" ? ")" : "}";
        this.open = {
          from,
          at: from,
          depth: 0,
          type: (head[1] ?? "").toLowerCase(),
          close,
          line: this.lineAt(start),
        };
      }
      const next = this.close(last);
      if (next < 0) return Math.max(0, this.open.from);
      this.open = undefined;
      at = next;
    }
  }

  /** Reads on inside the open entry; gives the place after its end, -1 where more text is needed. */
  private close(last: boolean): number {
    const { buffer, open } = this;
    if (!open) return -1;
    const closing = open.close.charCodeAt(0);
    for (; open.at < buffer.length; open.at++) {
      const code = buffer.charCodeAt(open.at);
      if (code === 92) open.at++;
      else if (code === 123) open.depth++;
      else if (code === closing && open.depth === 0) {
        if (!last && buffer.length - open.at < HEAD_LENGTH) return -1;
        GOES_ON.lastIndex = open.at + 1;
        if (!GOES_ON.test(buffer)) return this.finish(open.at, open.at + 1, true);
      } else if (code === 125 && open.depth > 0) open.depth--;
      else if (code === 10 && open.type !== "comment") {
        // the next entry begins here, so that this one was never closed
        if (!last && buffer.length - open.at < HEAD_LENGTH) return -1;
        NEXT_HEAD.lastIndex = open.at + 1;
        if (NEXT_HEAD.test(buffer)) return this.finish(open.at, open.at, false);
      }
      if (open.at - open.from > MAX_ENTRY) return this.finish(open.at, open.at, false);
    }
    if (!last) return -1;
    return this.finish(buffer.length, buffer.length, false);
  }

  private finish(end: number, next: number, whole: boolean): number {
    const { open } = this;
    if (open) this.events.entry(this.buffer, open.type, open.from, end, open.line, whole);
    return next;
  }
}
