/** What a scan of XML text reports; attributes come undecoded, as `attributes` reads them. */
export interface XmlEvents {
  open(name: string, attributes: string, selfClosing: boolean, offset: number): void;
  text(text: string): void;
  close(name: string): void;
  /** Something that is no XML or beyond a limit, and what was done about it. */
  fault(code: "xml.too-long" | "xml.cut-off", message: string): void;
}

/** Longest tag, comment-like declaration or entity, in UTF-16 units; what is longer is taken as text. */
const MAX_TAG = 1 << 20;
const MAX_ENTITY = 12;
/** How much text may be searched in vain for the ends of tags before more than their `<` is given up. */
const MAX_VAIN = 64 << 20;
const GIVEN_UP = 1 << 16;

const QUOTE = 34;
const APOSTROPHE = 39;
const GREATER = 62;

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function codePoint(digits: string, radix: number): string {
  const code = Number.parseInt(digits, radix);
  if (!(code > 0 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) return "�";
  return String.fromCodePoint(code);
}

/** Decodes the five entities of XML and character references; others stay as they are, never looked up. */
export function decodeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,8})|#(\d{1,8})|(lt|gt|amp|quot|apos));/gi,
    (all, hex, decimal, name) => {
      if (typeof hex === "string") return codePoint(hex, 16);
      if (typeof decimal === "string") return codePoint(decimal, 10);
      return (typeof name === "string" ? ENTITIES[name.toLowerCase()] : undefined) ?? all;
    },
  );
}

/** Reads the attributes of a tag: name -> decoded value, in the order of the source. */
export function attributes(source: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of source.matchAll(/([^\s=/"'<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    found.set(match[1] ?? "", decodeXml(match[2] ?? match[3] ?? ""));
  }
  return found;
}

/** The closing `>` of a tag that begins at `from`, past quoted values; -1 if it is not there yet. */
function tagEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === GREATER) return at;
    if (code === QUOTE || code === APOSTROPHE) {
      at = text.indexOf(code === QUOTE ? '"' : "'", at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}

/** The end of a DOCTYPE with its internal subset, which is passed over and never read. */
function doctypeEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '"' || char === "'") {
      at = text.indexOf(char, at + 1);
      if (at < 0) return -1;
    } else if (char === "[") depth++;
    else if (char === "]") depth--;
    else if (char === ">" && depth <= 0) return at;
  }
  return -1;
}

/**
 * A forgiving, streaming scanner for XML: no entity is defined, expanded or fetched, a stray `<` or `&` is
 * text, and it holds no more than one tag. Well-formedness is for its listener to judge.
 */
export class XmlScanner {
  private buffer = "";
  /** Where `buffer` begins in the whole text. */
  private base = 0;
  private until: { end: string; text: boolean } | undefined;
  private readonly events: XmlEvents;
  private vain = 0;
  private line = 1;
  private counted = 0;

  constructor(events: XmlEvents) {
    this.events = events;
  }

  /** The line, from 1, of an offset that `open` reported just now. */
  lineAt(offset: number): number {
    const end = offset - this.base;
    for (let at = this.buffer.indexOf("\n", this.counted); at >= 0 && at < end; ) {
      this.line++;
      at = this.buffer.indexOf("\n", at + 1);
    }
    this.counted = Math.max(this.counted, end);
    return this.line;
  }

  push(text: string): void {
    this.buffer = this.buffer === "" ? text : this.buffer + text;
    this.drop(this.scan(false));
  }

  end(): void {
    this.drop(this.scan(true));
  }

  private drop(done: number): void {
    this.lineAt(this.base + done);
    this.buffer = this.buffer.slice(done);
    this.base += done;
    this.counted -= done;
  }

  /** Reads on as far as it can and gives the place where it had to stop. */
  private scan(last: boolean): number {
    const text = this.buffer;
    let at = 0;
    for (;;) {
      if (this.until) {
        const { end } = this.until;
        const found = text.indexOf(end, at);
        const stop = found >= 0 ? found : last ? text.length : Math.max(at, text.length - end.length + 1);
        if (this.until.text && stop > at) this.events.text(text.slice(at, stop));
        if (found < 0) return stop;
        at = found + end.length;
        this.until = undefined;
      }
      const less = text.indexOf("<", at);
      if (less < 0) return this.trailing(at, last);
      if (less > at) this.events.text(decodeXml(text.slice(at, less)));
      const next = this.markup(less, last);
      if (next < 0) return less;
      at = next;
    }
  }

  /** Text to the end of what has come so far, less an entity that may be cut in two. */
  private trailing(at: number, last: boolean): number {
    let stop = this.buffer.length;
    if (!last) {
      const amp = this.buffer.lastIndexOf("&");
      if (amp >= Math.max(at, stop - MAX_ENTITY) && !this.buffer.includes(";", amp)) stop = amp;
    }
    if (stop > at) this.events.text(decodeXml(this.buffer.slice(at, stop)));
    return stop;
  }

  /** Reads the markup at a `<` and gives the place after it; -1 where more text is needed. */
  private markup(less: number, last: boolean): number {
    const text = this.buffer;
    const first = text.charCodeAt(less + 1);
    const letter = first | 32;
    if ((letter >= 97 && letter <= 122) || first === 95 || first > 127) return this.open(less, last);
    if (first === 47) {
      const end = text.indexOf(">", less);
      if (end < 0) return this.unfinished(less, last);
      this.events.close(text.slice(less + 2, end).trim());
      return end + 1;
    }
    if (first === 63) return this.skip(less + 2, "?>", false);
    if (first === 33) return this.declaration(less, last);
    if (Number.isNaN(first) && !last) return -1;
    this.events.text("<");
    return less + 1;
  }

  private skip(from: number, end: string, asText: boolean): number {
    this.until = { end, text: asText };
    return from;
  }

  private declaration(less: number, last: boolean): number {
    const text = this.buffer;
    if (text.startsWith("<!--", less)) return this.skip(less + 4, "-->", false);
    if (text.startsWith("<![CDATA[", less)) return this.skip(less + 9, "]]>", true);
    if (text.length - less < 9 && !last) return -1;
    const end = doctypeEnd(text, less);
    return end < 0 ? this.unfinished(less, last) : end + 1;
  }

  private open(less: number, last: boolean): number {
    const text = this.buffer;
    const end = tagEnd(text, less);
    if (end < 0) return this.unfinished(less, last);
    const selfClosing = text.charCodeAt(end - 1) === 47;
    const stop = selfClosing ? end - 1 : end;
    let nameEnd = less + 1;
    while (nameEnd < stop && text.charCodeAt(nameEnd) > 32) nameEnd++;
    const rest = nameEnd < stop ? text.slice(nameEnd, stop) : "";
    this.events.open(text.slice(less + 1, nameEnd), rest, selfClosing, this.base + less);
    return end + 1;
  }

  private unfinished(less: number, last: boolean): number {
    if (last) {
      this.events.fault("xml.cut-off", "The file ends inside a tag; what was there of it is kept as text.");
    } else if (this.buffer.length - less > MAX_TAG) {
      this.events.fault("xml.too-long", "A tag is longer than 1 MiB; its `<` is taken as text.");
    } else return -1;
    this.vain += this.buffer.length - less;
    const end = this.vain > MAX_VAIN ? Math.min(this.buffer.length, less + GIVEN_UP) : less + 1;
    this.events.text(this.buffer.slice(less, end));
    return end;
  }
}
