/** What a scan of JSON reports: the text of each record, and what it had to leave out. */
export interface ObjectEvents {
  object(json: string, line: number): void;
  fault(code: "json.cut-off" | "json.too-long", message: string, line: number): void;
}

/** Longest record in UTF-16 units. */
const MAX_OBJECT = 32 << 20;
const TOKEN = /["{}[\]]/g;

/**
 * Finds the records of a JSON file as its text comes: the objects of an array, of the first array of objects
 * inside an object (`{"items": […]}`), or of lines. An object that holds no array of objects is reported whole
 * at its end, with `whole` of its listener to judge. Strings are passed over, so braces in them do not count.
 */
export class ObjectScanner {
  private readonly events: ObjectEvents;
  private buffer = "";
  private at = 0;
  private line = 1;
  private counted = 0;
  private inString = false;
  private level = 0;
  /** The three outermost open brackets. */
  private readonly outer: [string, string, string] = ["", "", ""];
  private inList = false;
  /** Where the object being collected begins, and how deep it stands. */
  private start = -1;
  private depth = 0;
  private startLine = 1;
  private skipping = false;

  constructor(events: ObjectEvents) {
    this.events = events;
  }

  push(text: string): void {
    this.buffer += text;
    this.scan();
    const keep = this.start >= 0 ? this.start : this.at;
    this.count(keep);
    this.buffer = this.buffer.slice(keep);
    this.at -= keep;
    this.counted -= keep;
    if (this.start >= 0) this.start = 0;
    if (this.start >= 0 && this.at > MAX_OBJECT) {
      this.events.fault(
        "json.too-long",
        "A record has more than 32 million characters and was left out.",
        this.startLine,
      );
      this.start = -1;
      this.skipping = true;
    }
  }

  end(): void {
    if (this.start < 0) return;
    this.events.fault("json.cut-off", "The file ends inside a record, which was left out.", this.startLine);
  }

  private count(to: number): void {
    for (
      let at = this.buffer.indexOf("\n", this.counted);
      at >= 0 && at < to;
      at = this.buffer.indexOf("\n", at + 1)
    )
      this.line++;
    this.counted = Math.max(this.counted, to);
  }

  private scan(): void {
    const { buffer } = this;
    while (this.at < buffer.length) {
      if (this.inString) {
        if (!this.passString()) return;
        continue;
      }
      TOKEN.lastIndex = this.at;
      const token = TOKEN.exec(buffer);
      if (!token) {
        this.at = buffer.length;
        return;
      }
      this.at = token.index + 1;
      const char = token[0];
      if (char === '"') this.inString = true;
      else if (char === "{" || char === "[") this.opened(char, token.index);
      else this.closed();
    }
  }

  /** Goes past the rest of a string; false where its end has not come yet. */
  private passString(): boolean {
    const { buffer } = this;
    for (;;) {
      const quote = buffer.indexOf('"', this.at);
      const escape = buffer.indexOf("\\", this.at);
      if (escape >= 0 && (quote < 0 || escape < quote)) {
        if (escape + 1 >= buffer.length) {
          this.at = escape;
          return false;
        }
        this.at = escape + 2;
      } else if (quote < 0) {
        this.at = buffer.length;
        return false;
      } else {
        this.at = quote + 1;
        this.inString = false;
        return true;
      }
    }
  }

  private opened(char: string, index: number): void {
    this.level++;
    if (this.level <= this.outer.length) this.outer[this.level - 1] = char;
    if (char !== "{") return;
    const [root, , third] = this.outer;
    // an array of objects right inside the outermost object is the list of records, not one of its fields
    const member = root === "{" && this.level === 3 && third === "{" && this.outer[1] === "[";
    const listed = member && (this.inList || (this.start >= 0 && this.depth === 1 && this.beginsList(index)));
    if (listed) this.inList = true;
    else if (this.start >= 0 || this.skipping) return;
    this.start = index;
    this.depth = this.level;
    this.count(index);
    this.startLine = this.line;
  }

  private beginsList(index: number): boolean {
    const before = this.buffer.slice(Math.max(this.start, index - 200), index);
    return /"(?:items|references|records|results|articles|data|entries|publications)"\s*:\s*\[\s*$/.test(
      before,
    );
  }

  private closed(): void {
    if (this.start >= 0 && this.level === this.depth) {
      const json = this.buffer.slice(this.start, this.at);
      this.start = -1;
      this.events.object(json, this.startLine);
    }
    if (this.inList && this.level === 2) {
      // what is left of the object around the list is no record
      this.inList = false;
      this.skipping = true;
    }
    this.level = Math.max(0, this.level - 1);
    if (this.level === 0) this.skipping = false;
  }
}
