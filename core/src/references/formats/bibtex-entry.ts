/** One entry as it stands in the file, its values put together but not decoded. */
export interface BibEntry {
  /** In lower case: article, inproceedings, string, … */
  type: string;
  key: string;
  /** By lower-case name; of a name that repeats, the first, as BibTeX takes it. */
  fields: Map<string, string>;
  /** All values by the name as written, repeats included. */
  written: [string, string][];
  faults: string[];
}

/** How many characters strings and parents may still lend to the entries of one file. */
export interface Loan {
  left: number;
}

/** Strings that are joined of strings double with each; no real value comes near these lengths, in UTF-16 units. */
const MAX_VALUE = 16_000_000;
export const MAX_LENT = 1 << 29;

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

function isSpace(code: number): boolean {
  return code <= 32 || code === 160;
}

class EntryParser {
  private readonly text: string;
  private at: number;
  private readonly end: number;
  private readonly strings: ReadonlyMap<string, string>;
  private readonly entry: BibEntry;
  private readonly loan: Loan;

  constructor(
    text: string,
    type: string,
    from: number,
    end: number,
    strings: ReadonlyMap<string, string>,
    loan: Loan,
  ) {
    this.loan = loan;
    this.text = text;
    this.at = from;
    this.end = end;
    this.strings = strings;
    this.entry = { type, key: "", fields: new Map(), written: [], faults: [] };
  }

  run(): BibEntry {
    if (this.entry.type !== "string") this.readKey();
    while (this.at < this.end) this.readField();
    return this.entry;
  }

  /** The key is all before the first comma, unless a field comes first. */
  private readKey(): void {
    const comma = this.find(",");
    const equals = this.find("=");
    if (equals < comma && /^\s*[A-Za-z][\w-]*\s*$/.test(this.text.slice(this.at, equals))) {
      this.entry.faults.push("The entry has no key.");
      return;
    }
    this.entry.key = this.text.slice(this.at, comma).trim();
    this.at = comma + 1;
  }

  private find(char: string): number {
    const found = this.text.indexOf(char, this.at);
    return found < 0 || found > this.end ? this.end : found;
  }

  private skipSpace(): void {
    while (this.at < this.end && isSpace(this.text.charCodeAt(this.at))) this.at++;
  }

  private readField(): void {
    this.skipSpace();
    const start = this.at;
    while (this.at < this.end && !'=,{}"'.includes(this.text.charAt(this.at))) this.at++;
    const name = this.text.slice(start, this.at).trim();
    if (this.text.charAt(this.at) !== "=" || this.at >= this.end) {
      if (name !== "" && this.at < this.end)
        this.entry.faults.push(`"${name.slice(0, 60)}" is no field: there is no = after it.`);
      // past what cannot be read, a stray brace or quote, to the next comma
      this.at = this.text.charAt(this.at) === "," || name === "" ? this.at + 1 : this.find(",") + 1;
      return;
    }
    this.at++;
    const value = this.readValue();
    this.skipSpace();
    if (this.at < this.end && this.text.charAt(this.at) !== ",") {
      const next = this.find(",");
      const rest = this.text.slice(this.at, next).trim();
      // a comma left out before the next field is no loss
      if (!/^[A-Za-z][\w:-]*\s*=/.test(rest) && rest !== "") {
        this.entry.faults.push(`Text after the value of "${name}" was left out: "${rest.slice(0, 60)}".`);
        this.at = next;
      }
    }
    if (this.text.charAt(this.at) === ",") this.at++;
    if (name === "") return;
    this.entry.written.push([name, value]);
    const lower = name.toLowerCase();
    if (!this.entry.fields.has(lower)) this.entry.fields.set(lower, value);
    else this.entry.faults.push(`The field "${name}" is given twice; the first counts.`);
  }

  /** A value: pieces in braces, in quotes, numbers or names of strings, joined by #. */
  private readValue(): string {
    let value = "";
    for (;;) {
      this.skipSpace();
      const char = this.text.charAt(this.at);
      if (this.at >= this.end) return value;
      const piece = char === "{" ? this.braced() : char === '"' ? this.quoted() : this.bare();
      if (value.length + piece.length <= MAX_VALUE) value += piece;
      else this.entry.faults.push("A value is longer than 16 million characters; its end was left out.");
      this.skipSpace();
      if (this.text.charAt(this.at) !== "#" || this.at >= this.end) return value;
      this.at++;
    }
  }

  private braced(): string {
    const start = ++this.at;
    let depth = 1;
    for (; this.at < this.end; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === 92) this.at++;
      else if (code === 123) depth++;
      else if (code === 125 && --depth === 0) return this.text.slice(start, this.at++);
    }
    this.entry.faults.push("A value is not closed; it was read to the end of the entry.");
    this.at = this.end;
    return this.text.slice(start, this.end);
  }

  private quoted(): string {
    const start = ++this.at;
    let depth = 0;
    for (; this.at < this.end; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === 92) this.at++;
      else if (code === 123) depth++;
      else if (code === 125) depth--;
      // a quote inside the text is followed by more of it, the closing one by , # } or the end
      else if (
        code === 34 &&
        depth <= 0 &&
        /^\s*(?:[,#})]|$)/.test(this.text.slice(this.at + 1, Math.min(this.end, this.at + 40)))
      ) {
        return this.text.slice(start, this.at++);
      }
    }
    this.entry.faults.push("A value is not closed; it was read to the end of the entry.");
    this.at = this.end;
    return this.text.slice(start, this.end);
  }

  private bare(): string {
    const start = this.at;
    while (this.at < this.end && !",#}\n".includes(this.text.charAt(this.at))) this.at++;
    const word = this.text.slice(start, this.at).trim();
    if (this.at === start) this.at++;
    const lower = word.toLowerCase();
    const lent = this.strings.get(lower);
    if (lent === undefined) return MONTHS.includes(lower) ? lower : word;
    this.loan.left -= lent.length;
    if (this.loan.left >= 0) return lent;
    this.entry.faults.push(
      "The file's strings stand for more text than any real ones; this one was left out.",
    );
    return word;
  }
}

/** Reads the inside of one entry (between its braces) at `from` to `end`; what cannot be read is told in `faults`. */
export function parseEntry(
  text: string,
  type: string,
  from: number,
  end: number,
  strings: ReadonlyMap<string, string>,
  loan: Loan = { left: MAX_LENT },
): BibEntry {
  return new EntryParser(text, type, from, end, strings, loan).run();
}
