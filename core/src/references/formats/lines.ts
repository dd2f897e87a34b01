/** Takes each line, which stands in `text` between two places and without its end; `line` counts from 1. */
export type OnSpan = (text: string, from: number, to: number, line: number) => void;

const LONGEST_LINE = 4_000_000;

/**
 * Cuts pieces of text into lines at CRLF, LF and CR, mixed as they come. Of a line longer than four million
 * characters it keeps the beginning, so that memory stays bounded, and tells `onCut`.
 */
export class Lines {
  readonly #onLine: OnSpan;
  readonly #onCut: (line: number) => void;
  #rest = "";
  #cut = false;
  #afterReturn = false;
  #line = 0;

  constructor(onLine: OnSpan, onCut: (line: number) => void) {
    this.#onLine = onLine;
    this.#onCut = onCut;
  }

  push(text: string): void {
    let start = 0;
    if (this.#afterReturn && text !== "") {
      if (text.charCodeAt(0) === 10) start = 1;
      this.#afterReturn = false;
    }
    let feed = text.indexOf("\n", start);
    let back = text.indexOf("\r", start);
    while (feed >= 0 || back >= 0) {
      const atReturn = back >= 0 && (feed < 0 || back < feed);
      const end = atReturn ? back : feed;
      this.#finish(text, start, end);
      start = end + 1;
      if (atReturn) {
        if (feed === start) start++;
        else if (start === text.length) this.#afterReturn = true;
        back = text.indexOf("\r", start);
      }
      if (feed >= 0 && feed < start) feed = text.indexOf("\n", start);
    }
    if (start < text.length) this.#hold(text.slice(start));
  }

  end(): void {
    if (this.#rest !== "" || this.#cut) this.#finish("", 0, 0);
  }

  #finish(text: string, start: number, end: number): void {
    this.#line++;
    if (this.#rest === "" && !this.#cut && end - start <= LONGEST_LINE) {
      this.#onLine(text, start, end, this.#line);
      return;
    }
    this.#hold(text.slice(start, end));
    const whole = this.#rest;
    this.#rest = "";
    if (this.#cut) this.#onCut(this.#line);
    this.#cut = false;
    this.#onLine(whole, 0, whole.length, this.#line);
  }

  #hold(piece: string): void {
    const room = LONGEST_LINE - this.#rest.length;
    if (piece.length > room) this.#cut = true;
    if (room > 0) this.#rest += piece.length > room ? piece.slice(0, room) : piece;
  }
}
