import { attributes, XmlScanner } from "./xml-scanner.ts";
import type { Diagnostic, TextReader } from "./format.ts";

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
    const text = this.find(name, ...path)
      ?.text()
      .trim();
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

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
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

/** Adds a value to the raw fields, making a list where the name is already there. */
export function addRaw(raw: Record<string, string | string[]>, source: string, value: string): void {
  // assigned to, this one name would set a prototype
  const name = source === "__proto__" ? "_proto_" : source;
  const before = Object.hasOwn(raw, name) ? raw[name] : undefined;
  if (before === undefined) raw[name] = value;
  else if (typeof before === "string") raw[name] = [before, value];
  else before.push(value);
}

function flatten(
  element: XmlElement,
  path: string,
  inline: ReadonlySet<string>,
  raw: Record<string, string | string[]>,
) {
  if (element.source !== "" && !inline.has(element.name)) {
    for (const [name, value] of attributes(element.source)) addRaw(raw, `${path}@${name}`, value);
  }
  const leaf = element.content.some((child) =>
    typeof child === "string" ? child.trim() !== "" : inline.has(child.name),
  );
  if (leaf) {
    addRaw(raw, path, element.text().trim());
    return;
  }
  for (const child of element.content) {
    if (typeof child !== "string")
      flatten(child, path === "" ? child.name : `${path}/${child.name}`, inline, raw);
  }
}

/**
 * Every text and attribute of a record by its path (`Article/Journal/Title`, `PMID@Version`), for
 * `Reference.raw`. Elements named in `inline` belong to the text around them.
 */
export function rawFields(
  record: XmlElement,
  inline: ReadonlySet<string> = new Set(),
): Record<string, string | string[]> {
  const raw: Record<string, string | string[]> = {};
  flatten(record, "", inline, raw);
  return raw;
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
