import { isMap, isNode, isPair, LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { UserError } from "../base/error.ts";

/** A YAML text that was read, with the lines of its parts. */
export interface YamlFile {
  file: string;
  content: unknown;
  /** The line, from 1, on which the part at a path stands: its key where it has one. */
  lineOf(path: readonly PropertyKey[]): number;
}

const plainKey = (key: PropertyKey): string | number => (typeof key === "symbol" ? String(key) : key);

function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1).map(plainKey), true);
    const last = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && String(item.key) === String(last));
      if (pair !== undefined && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, length).map(plainKey), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return isNode(document.contents) && document.contents.range ? document.contents.range[0] : undefined;
}

/** Reads a YAML text (1.2, no own tags); what is not YAML throws `<code>.yaml` with its line. */
export function readYaml(text: string, file: string, code: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [fault] = document.errors;
  if (fault !== undefined) {
    const { line } = lines.linePos(fault.pos[0]);
    throw new UserError(`${code}.yaml`, `${file}, line ${line}: not YAML: ${fault.message}`, {
      place: { file, line },
      hint: "Indent with spaces, and quote texts that hold a colon and a space.",
    });
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    const offset = offsetOf(document, path);
    return offset === undefined ? 1 : lines.linePos(offset).line;
  };
  return { file, content: document.toJS({ maxAliasCount: 100 }), lineOf };
}

/** The fault of a schema's issue in a file: where it is, in words, with its line. */
export function schemaFault(
  source: YamlFile,
  code: string,
  issue: z.core.$ZodIssue,
  hint: string,
): UserError {
  const line = source.lineOf(issue.path);
  const where = issue.path.length === 0 ? "the file" : issue.path.map(String).join(".");
  const place = { file: source.file, line };
  return new UserError(code, `${source.file}, line ${line}: ${where}: ${issue.message}`, { place, hint });
}
