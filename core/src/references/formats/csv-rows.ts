/** Longest cell in UTF-16 units; what is beyond is left out and told. */
const MAX_CELL = 32 << 20;
/** Most cells of a row, as in a spreadsheet; more come only of a flood of delimiters. */
const MAX_CELLS = 16_384;

export interface RowEvents {
  /** One row, blank ones too; `line` counts from 1 and is where the row begins. */
  row(cells: string[], line: number): void;
  fault(code: "csv.open-quote" | "csv.long-cell" | "csv.extra-cells", message: string, line: number): void;
}

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;

function nearest(one: number, other: number): number {
  if (one < 0) return other;
  return other < 0 || one < other ? one : other;
}

/**
 * Splits delimited text into rows as it comes (RFC 4180, forgiving): a quote inside an unquoted cell is a
 * character, and so is one inside a quoted cell that no delimiter or line end follows. With `quotes` off, every
 * quote is a character, as in tab-delimited exports that never quote.
 */
export class RowSplitter {
  private readonly delimiter: string;
  private quotes: boolean;
  private readonly events: RowEvents;
  private buffer = "";
  private cells: string[] = [];
  /** What an unfinished cell holds from earlier pieces. */
  private piece = "";
  private mode: "start" | "plain" | "quoted" | "closed" = "start";
  private line = 1;
  private rowLine = 1;
  private quoteLine = 1;
  private tooLong = false;
  private tooWide = false;

  constructor(delimiter: string, quotes: boolean, events: RowEvents) {
    this.delimiter = delimiter;
    this.quotes = quotes;
    this.events = events;
  }

  push(text: string): void {
    this.buffer = this.buffer === "" ? text : this.buffer + text;
    this.buffer = this.buffer.slice(this.scan(false));
  }

  end(): void {
    this.buffer = this.buffer.slice(this.scan(true));
    if (this.mode === "quoted") this.reopen();
    if (this.mode !== "start" || this.cells.length > 0) {
      this.cell("");
      this.row();
    }
  }

  /** A quote that nothing closes is a character after all: reads what it swallowed once more without quotes. */
  private reopen(): void {
    const text = `"${this.piece}`;
    this.events.fault(
      "csv.open-quote",
      "A cell begins with a quote that is never closed; from there on quotes are read as characters.",
      this.quoteLine,
    );
    this.piece = "";
    this.mode = "start";
    this.quotes = false;
    this.line = this.quoteLine;
    this.buffer = text;
    this.buffer = this.buffer.slice(this.scan(true));
  }

  private scan(last: boolean): number {
    const text = this.buffer;
    const delimiter = this.delimiter.charCodeAt(0);
    let at = 0;
    // the next delimiter and line end are looked up once and kept until passed, so that a scan stays linear
    let nextDelimiter = -2;
    let nextLine = -2;
    let nextReturn = -2;
    while (at < text.length) {
      if (this.mode === "start") {
        if (this.quotes && text.charCodeAt(at) === QUOTE) {
          this.mode = "quoted";
          this.quoteLine = this.line;
          at++;
          continue;
        }
        this.mode = "plain";
      }
      if (this.mode === "quoted") {
        const quote = text.indexOf('"', at);
        if (quote < 0) {
          this.keep(text.slice(at));
          return text.length;
        }
        const after = text.charCodeAt(quote + 1);
        if (Number.isNaN(after) && !last) {
          this.keep(text.slice(at, quote));
          return quote;
        }
        if (after === QUOTE) {
          this.keep(text.slice(at, quote + 1));
          at = quote + 2;
        } else if (Number.isNaN(after) || after === delimiter || after === NEWLINE || after === RETURN) {
          if (this.piece === "") this.piece = this.counted(text.slice(at, quote));
          else this.keep(text.slice(at, quote));
          this.mode = "closed";
          at = quote + 1;
        } else {
          this.keep(text.slice(at, quote + 1));
          at = quote + 1;
        }
        continue;
      }
      if (nextDelimiter !== -1 && nextDelimiter < at) nextDelimiter = text.indexOf(this.delimiter, at);
      if (nextLine !== -1 && nextLine < at) nextLine = text.indexOf("\n", at);
      if (nextReturn !== -1 && nextReturn < at) nextReturn = text.indexOf("\r", at);
      const stop = nearest(nextDelimiter, nearest(nextLine, nextReturn));
      if (stop < 0) {
        this.keep(text.slice(at));
        return text.length;
      }
      const code = text.charCodeAt(stop);
      if (code === RETURN && stop + 1 === text.length && !last) {
        this.keep(text.slice(at, stop));
        return stop;
      }
      this.cell(text.slice(at, stop));
      at = stop + 1;
      if (code === delimiter) continue;
      if (code === RETURN && text.charCodeAt(at) === NEWLINE) at++;
      this.line++;
      this.row();
    }
    return text.length;
  }

  private counted(text: string): string {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.line++;
    return text;
  }

  private keep(text: string): void {
    if (this.mode === "quoted") this.counted(text);
    if (this.piece.length + text.length <= MAX_CELL) this.piece += text;
    else if (!this.tooLong) {
      this.tooLong = true;
      this.events.fault(
        "csv.long-cell",
        "A cell has more than 32 million characters; the rest is left out.",
        this.line,
      );
    }
  }

  private cell(text: string): void {
    if (this.cells.length < MAX_CELLS) this.cells.push(this.piece === "" ? text : this.piece + text);
    else if (!this.tooWide) {
      this.tooWide = true;
      this.events.fault(
        "csv.extra-cells",
        "A row has more than 16,384 cells; the rest is left out.",
        this.rowLine,
      );
    }
    this.piece = "";
    this.mode = "start";
    this.tooLong = false;
  }

  private row(): void {
    const cells = this.cells;
    this.cells = [];
    this.mode = "start";
    this.tooWide = false;
    this.events.row(cells, this.rowLine);
    this.rowLine = this.line;
  }
}
