import type { Author } from "../reference.ts";
import { decodeLatex, encodeLatex } from "./latex.ts";

/** Splits at a pattern's matches outside braces. */
function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let start = 0;
  let counted = 0;
  let depth = 0;
  for (const match of text.matchAll(separator)) {
    depth = depthAt(text, counted, match.index, depth);
    counted = Math.max(counted, match.index);
    if (depth > 0) continue;
    parts.push(text.slice(start, match.index));
    start = match.index + match[0].length;
  }
  parts.push(text.slice(start));
  return parts;
}

/** How deep in braces `to` is, counted from `from`, where the depth is `before`. */
function depthAt(text: string, from: number, to: number, before = 0): number {
  let depth = before;
  for (let at = from; at < to; at++) {
    const char = text.charAt(at);
    if (char === "\\") at++;
    else if (char === "{") depth++;
    else if (char === "}") depth = Math.max(0, depth - 1);
  }
  return depth;
}

/** Whether one pair of braces holds all of a name. */
function isLiteral(name: string): boolean {
  return (
    name.startsWith("{") && name.endsWith("}") && depthAt(name, 0, name.length - 1) > 0 && !closesEarly(name)
  );
}

function closesEarly(name: string): boolean {
  let depth = 0;
  for (let at = 0; at < name.length - 1; at++) {
    const char = name.charAt(at);
    if (char === "\\") at++;
    else if (char === "{") depth++;
    else if (char === "}" && --depth === 0) return true;
  }
  return false;
}

function decoded(text: string | undefined): string {
  return decodeLatex(text ?? "")
    .replace(/\s+/g, " ")
    .trim();
}

function person(family: string, given: string): Author | undefined {
  if (family === "") return given === "" ? undefined : { literal: given };
  return given === "" ? { family } : { family, given };
}

function isLower(word: string): boolean {
  const letter = /\p{L}/u.exec(decodeLatex(word.replace(/^\{(?!\\).*?\}/, "")))?.[0];
  return letter !== undefined && letter === letter.toLowerCase() && letter !== letter.toUpperCase();
}

/** "First von Last": the family name is the last word with the lower-case words before it (von, de la). */
function firstLast(name: string): Author | undefined {
  const words = splitOutside(name, /[\s~]+/g).filter((word) => word !== "");
  if (words.length === 1) return { literal: decoded(words[0]) };
  let family = words.length - 1;
  const von = words.findIndex((word, at) => at > 0 && at < words.length - 1 && isLower(word));
  if (von > 0) family = von;
  else if (/^(?:Jr|Sr|I{2,3}|IV)\.?$/.test(words[family] ?? "") && words.length > 2) family--;
  return person(decoded(words.slice(family).join(" ")), decoded(words.slice(0, family).join(" ")));
}

/** One name by BibTeX's rules (Patashnik, "BibTeXing", 1988): "First von Last", "von Last, First", "von Last, Jr, First". */
function parseName(source: string): Author | undefined {
  const name = source.trim();
  if (name === "" || /^others$/i.test(name)) return undefined;
  if (isLiteral(name)) {
    const literal = decoded(name.slice(1, -1));
    return literal === "" ? undefined : { literal };
  }
  const [last = "", middle, first, ...rest] = splitOutside(name, /,/g);
  if (middle === undefined) return firstLast(name);
  if (first === undefined) return person(decoded(last), decoded(middle));
  const given = [decoded([first, ...rest].join(",")), decoded(middle)].filter((part) => part !== "");
  return person(decoded(last), given.join(", "));
}

/** The authors of a field: names parted by `and` outside braces, or by semicolons where there is no `and`. */
export function parseNames(source: string): Author[] {
  const field = source.replace(/\s+/g, " ");
  const names = splitOutside(field, /\s+and\s+|\s+and$|^and\s+/gi);
  const parts = names.length === 1 && !isLiteral(field.trim()) ? splitOutside(field, /;/g) : names;
  return parts.map(parseName).filter((author) => author !== undefined);
}

function guarded(part: string): string {
  const text = encodeLatex(part);
  return /[,;]|(?:^|\s)and(?:\s|$)|^\s|^others$/i.test(part) ? `{${text}}` : text;
}

function formatName(author: Author): string {
  if ("literal" in author) return `{${encodeLatex(author.literal)}}`;
  const family = guarded(author.family);
  // a comma in the given name keeps a suffix (Jr), which BibTeX puts between the two
  const [given = "", ...suffix] = (author.given ?? "").split(", ");
  const parted =
    suffix.length === 1 && [given, ...suffix].every((part) => part !== "" && part.trim() === part);
  if (parted) return `${family}, ${guarded(suffix[0] ?? "")}, ${guarded(given)}`;
  return `${family}, ${guarded(author.given ?? "")}`;
}

export function formatNames(authors: readonly Author[]): string {
  return authors.map(formatName).join(" and ");
}
