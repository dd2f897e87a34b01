import type { Reference } from "../reference.ts";
import { isObject, type JsonObject, rawOf, textOf } from "./csl-json.ts";
import { readAuthors } from "./csv-authors.ts";
import type { Format, Sink, TextReader } from "./format.ts";
import { namedType, referenceFrom } from "./loose.ts";

/** Longest file in UTF-16 units: the codes stand apart from the references, so that it is read as a whole. */
const MAX_TEXT = 256 << 20;

const listOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A code's name and the coding tool that it belongs to, by its number. */
type Codes = Map<string, { set: string; name: string }>;

function addCodes(codes: Codes, set: string, attributes: unknown): void {
  const waiting = [attributes];
  while (waiting.length > 0) {
    const next = waiting.pop();
    for (const attribute of listOf(isObject(next) ? next["AttributesList"] : undefined)) {
      const id = textOf(attribute["AttributeId"]);
      if (id !== undefined) codes.set(id, { set, name: textOf(attribute["AttributeName"]) ?? id });
      waiting.push(attribute["Attributes"]);
    }
  }
}

function codesOf(file: JsonObject): Codes {
  const codes: Codes = new Map();
  for (const set of listOf(file["CodeSets"]))
    addCodes(codes, textOf(set["SetName"]) ?? "Codes", set["Attributes"]);
  return codes;
}

/** One label for each coding tool with the names of the codes, one a line; what was written beside a code has its own. */
function labelsOf(source: JsonObject, codes: Codes): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const code of listOf(source["Codes"])) {
    const id = textOf(code["AttributeId"]);
    if (id === undefined) continue;
    const { set, name } = codes.get(id) ?? { set: "Codes", name: id };
    const key = `eppi.code ${set}`;
    const before = labels[key];
    labels[key] = before === undefined ? name : `${before}\n${name}`;
    const note = textOf(code["AdditionalText"]);
    if (note !== undefined) labels[`eppi.note ${set}: ${name}`] = note.trim();
  }
  const flag = textOf(source["ItemStatus"]);
  if (flag !== undefined) labels["eppi.flag"] = flag;
  return labels;
}

/** The reference of an item; its codes become labels, and all of it stays in `raw`. */
function eppiReference(source: JsonObject, codes: Codes, position: number): Reference {
  const one = (name: string) => textOf(source[name]);
  return referenceFrom({
    id: one("ItemId") ?? String(position),
    type: namedType(one("TypeName") ?? "Journal, Article"),
    title: one("Title"),
    authors: readAuthors(one("Authors") ?? "", false),
    year: one("Year"),
    journal: one("ParentTitle"),
    volume: one("Volume"),
    issue: one("Issue"),
    pages: one("Pages"),
    doi: [one("DOI")],
    doiWithin: [one("URL")],
    issn: [one("StandardNumber")],
    abstract: one("Abstract"),
    keywords: (one("Keywords") ?? "").split(/[\r\n;]+/),
    publisher: one("Publisher"),
    url: [one("URL")],
    notes: [one("Comments")],
    labels: labelsOf(source, codes),
    raw: rawOf(source),
  });
}

/** The lines on which the items begin; empty where they cannot be told apart. */
function linesOf(text: string, items: number): number[] {
  const lines: number[] = [];
  let [line, at] = [1, 0];
  for (const match of text.matchAll(/"ItemId"\s*:/g)) {
    for (; at < match.index; at++) if (text.charCodeAt(at) === 10) line++;
    lines.push(line);
  }
  return lines.length === items ? lines : [];
}

class EppiReader implements TextReader {
  private readonly sink: Sink;
  private text = "";

  constructor(sink: Sink) {
    this.sink = sink;
  }

  push(text: string): void {
    if (this.text.length <= MAX_TEXT) this.text += text;
  }

  end(): void {
    const fault = (code: string, message: string) =>
      this.sink.diagnostic({ code, severity: "error", message, line: 1 });
    if (this.text.length > MAX_TEXT) {
      fault("json.too-long", "The file has more than 256 million characters; export it in parts.");
      return;
    }
    let file: unknown;
    try {
      file = JSON.parse(this.text.replace(/^\ufeff/, ""));
    } catch {
      fault("json.cut-off", "The file is no whole JSON; export it from EPPI-Reviewer again.");
      return;
    }
    if (!isObject(file)) return;
    const codes = codesOf(file);
    const items = listOf(file["References"]);
    const lines = linesOf(this.text, items.length);
    for (const [at, item] of items.entries())
      this.sink.reference(eppiReference(item, codes, at + 1), { record: at + 1, line: lines[at] ?? 1 });
  }
}

/** The JSON report of EPPI-Reviewer: references with the codes that reviewers gave them. */
export const eppiJson: Format = {
  id: "eppi-json",
  name: "EPPI-Reviewer JSON",
  extensions: ["json"],
  detect: ({ text }) =>
    /^[\ufeff\s]*\{/.test(text) &&
    (/"CodeSets"\s*:/.test(text) || (/"References"\s*:/.test(text) && /"ItemId"\s*:/.test(text)))
      ? 0.97
      : 0,
  read: (sink) => new EppiReader(sink),
};
