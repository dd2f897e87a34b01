import { attributes, XmlScanner } from "./xml-scanner.ts";
import type { Diagnostic, TextReader } from "./format.ts";
import { asName, RawFields } from "./raw-fields.ts";
import { isBlank } from "./tagged.ts";

/** Deepest nesting inside one record. */
const MAX_DEPTH = 256;
/** Most text, in UTF-16 units, and most elements of one record. */
const MAX_TEXT = 32 << 20;
const MAX_ELEMENTS = 500_000;

/** One element of a record, by its local name (without a namespace prefix), with what stands in it. */
export class XmlElement {
  readonly name: string;
  readonly source: string;
  readonly content: (XmlElement | string)[] = [];

  constructor(name: string, source: string) {
    this.name = name;
    this.source = source;
  }

  attribute(name: string): string | undefined {
    return this.source.includes(name) ? attributes(this.source).get(name) : undefined;
  }

  elements(): XmlElement[] {
    return this.content.filter((child) => typeof child !== "string");
  }

  /** The child elements with this name. */
  all(name: string): XmlElement[] {
    const found: XmlElement[] = [];
    for (const child of this.content) if (typeof child !== "string" && child.name === name) found.push(child);
    return found;
  }

  private first(name: string): XmlElement | undefined {
    for (const child of this.content) if (typeof child !== "string" && child.name === name) return child;
    return undefined;
  }

  /** The first element down a path of names, each the first with its name in the one before. */
  find(name: string, ...path: string[]): XmlElement | undefined {
    const [next, ...rest] = path;
    for (const child of this.content) {
      if (typeof child === "string" || child.name !== name) continue;
      return next === undefined ? child : child.find(next, ...rest);
    }
    return undefined;
  }

  /** All text in it, that of inline tags included, spaces as in the source. */
  text(): string {
    const only = this.content[0];
    if (this.content.length === 1 && typeof only === "string") return only;
    let text = "";
    for (const child of this.content) text += typeof child === "string" ? child : child.text();
    return text;
  }

  /** The text, trimmed, of the element down a path; undefined where there is none. */
  value(name: string, ...path: string[]): string | undefined {
    const found = path.length === 0 ? this.first(name) : this.find(name, ...path);
    const text = found?.text().trim();
    return text === "" ? undefined : text;
  }

  /** The trimmed texts of all children with this name that have any. */
  values(name: string): string[] {
    return this.all(name)
      .map((child) => child.text().trim())
      .filter((text) => text !== "");
  }
}

export interface XmlRecords {
  /** Local names of the elements that are records. */
  names: ReadonlySet<string>;
  record(element: XmlElement, place: { record: number; line: number }): void;
  diagnostic(diagnostic: Diagnostic): void;
}

const NAMES = new Map<string, string>();
const MAX_NAMES = 2000;

/** A name without its namespace, the same string object each time, which is faster to compare. */
function localName(name: string): string {
  const known = NAMES.get(name);
  if (known !== undefined) return known;
  const local = asName(name.slice(name.indexOf(":") + 1));
  if (NAMES.size < MAX_NAMES) NAMES.set(asName(name), local);
  return local;
}

class RecordBuilder {
  private readonly stack: XmlElement[] = [];
  private ignored = 0;
  private size = 0;
  private count = 0;
  private place = { record: 0, line: 1 };
  private readonly told = new Set<string>();
  private readonly to: XmlRecords;
  lineAt: (offset: number) => number = () => 1;

  constructor(to: XmlRecords) {
    this.to = to;
  }

  open(qualified: string, source: string, selfClosing: boolean, offset: number): void {
    const name = localName(qualified);
    const isRecord = this.to.names.has(name);
    if (isRecord && this.stack.length > 0 && this.stack[0]?.name === name) {
      this.fault("xml.unclosed", `A <${name}> begins before the last one was closed; both are kept.`);
      this.finish();
    }
    if (this.stack.length === 0) {
      if (!isRecord) return;
      this.place = { record: this.place.record + 1, line: this.lineAt(offset) };
      this.told.clear();
      this.size = 0;
      this.count = 0;
      this.ignored = 0;
    }
    if (this.ignored > 0 || this.stack.length >= MAX_DEPTH || this.count >= MAX_ELEMENTS) {
      if (!selfClosing) this.ignored++;
      this.fault(
        "xml.too-deep",
        "The record nests deeper or has more elements than any real one; the rest is left out.",
      );
      return;
    }
    this.count++;
    const element = new XmlElement(name, source);
    this.stack.at(-1)?.content.push(element);
    if (!selfClosing) this.stack.push(element);
    else if (this.stack.length === 0) this.to.record(element, this.place);
  }

  text(text: string): void {
    const parent = this.stack.at(-1);
    if (!parent || this.ignored > 0) return;
    this.size += text.length;
    if (this.size > MAX_TEXT) {
      this.fault("xml.too-long", "The record has more than 32 million characters; the rest is left out.");
      return;
    }
    // a flood of stray signs comes as so many texts
    const last = parent.content.length - 1;
    const before = parent.content[last];
    if (typeof before === "string") parent.content[last] = before + text;
    else parent.content.push(text);
  }

  close(qualified: string): void {
    if (this.stack.length === 0) return;
    if (this.ignored > 0) {
      this.ignored--;
      return;
    }
    const name = localName(qualified);
    if (this.stack.at(-1)?.name !== name) {
      const at = this.stack.findLastIndex((element) => element.name === name);
      this.fault(
        "xml.unmatched",
        `</${name.slice(0, 40)}> does not close the element that is open; check this record.`,
      );
      if (at < 0) return;
      this.stack.length = at + 1;
    }
    if (this.stack.length === 1) this.finish();
    else this.stack.pop();
  }

  end(): void {
    if (this.stack.length === 0) return;
    this.fault("xml.cut-off", "The file ends inside this record; what was there of it is kept.");
    this.finish();
  }

  fault(code: string, message: string): void {
    if (this.told.has(code)) return;
    this.told.add(code);
    const { record, line } = this.place;
    this.to.diagnostic({ code, severity: "warning", message, line, ...(record > 0 && { record }) });
  }

  private finish(): void {
    const root = this.stack[0];
    this.stack.length = 0;
    if (root) this.to.record(root, this.place);
  }
}

/** The paths that a format's elements have, each made once: a file has few of them and uses them all the time. */
class Path {
  readonly text: string;
  readonly #below = new Map<string, Path>();
  readonly #attributes = new Map<string, string>();

  constructor(text: string) {
    this.text = text;
    made++;
  }

  to(name: string): Path {
    const known = this.#below.get(name);
    if (known !== undefined) return known;
    const path = new Path(this.text === "" ? name : `${this.text}/${name}`);
    if (this.#below.size < MAX_PATHS) this.#below.set(name, path);
    return path;
  }

  attribute(name: string): string {
    const known = this.#attributes.get(name);
    if (known !== undefined) return known;
    const text = `${this.text}@${name}`;
    if (this.#attributes.size < MAX_PATHS) this.#attributes.set(name, text);
    return text;
  }
}

const MAX_PATHS = 200;
const MAX_MADE = 20_000;
let made = 0;

function isLeaf(element: XmlElement, inline: ReadonlySet<string>): boolean {
  for (const child of element.content) {
    if (typeof child === "string" ? !isBlank(child) : inline.has(child.name)) return true;
  }
  return false;
}

function flatten(element: XmlElement, path: Path, inline: ReadonlySet<string>, raw: RawFields) {
  if (element.source !== "" && !inline.has(element.name)) {
    for (const [name, value] of attributes(element.source)) raw.add(path.attribute(name), value);
  }
  if (isLeaf(element, inline)) {
    raw.add(path.text, element.text().trim());
    return;
  }
  for (const child of element.content) {
    if (typeof child !== "string") flatten(child, path.to(child.name), inline, raw);
  }
}

const ROOTS = new WeakMap<ReadonlySet<string>, Path>();
const NONE: ReadonlySet<string> = new Set();

/**
 * Every text and attribute of a record by its path (`Article/Journal/Title`, `PMID@Version`), for
 * `Reference.raw`. Elements named in `inline` belong to the text around them.
 */
export function rawFields(
  record: XmlElement,
  inline: ReadonlySet<string> = NONE,
): Record<string, string | string[]> {
  const raw = new RawFields();
  let root = ROOTS.get(inline);
  // a hostile file of ever new names is not to fill the memory
  if (root === undefined || made > MAX_MADE) {
    made = 0;
    root = new Path("");
    ROOTS.set(inline, root);
  }
  flatten(record, root, inline, raw);
  return raw.record();
}

/** Writes text so that it stands for itself in XML; characters that XML cannot hold become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"\r]/g, (char) => (char === "\r" ? "&#xD;" : `&#${char.charCodeAt(0)};`))
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "�");
}

/** Reads XML as it comes and gives one small tree per record; outside records nothing is kept. */
export function xmlRecords(to: XmlRecords): TextReader {
  const builder = new RecordBuilder(to);
  const scanner = new XmlScanner(builder);
  builder.lineAt = (offset) => scanner.lineAt(offset);
  return {
    push: (text) => scanner.push(text),
    end: () => {
      scanner.end();
      builder.end();
    },
  };
}
