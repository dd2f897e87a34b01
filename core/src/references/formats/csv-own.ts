import type { Author } from "../reference.ts";

/**
 * The project's own table holds lists as `one; two`. A backslash before `;`, `,`, `{`, `=` or another backslash
 * says that the sign belongs to the entry.
 */
const SIGNS = /\\([\\;,{=])/g;

function escaped(text: string, signs: RegExp): string {
  return text.replace(signs, "\\$&");
}

function plain(text: string): string {
  return text.replace(SIGNS, "$1");
}

/** Splits at a sign wherever no backslash stands before it; the parts keep theirs. */
function splitAt(text: string, sign: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "\\") at++;
    else if (char === sign) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function entriesOf(cell: string | undefined): string[] {
  return splitAt(cell ?? "", ";")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

export function readStrictList(cell: string | undefined): string[] {
  return entriesOf(cell).map(plain);
}

/** `Family, Given`, `Family,` without a given name, else a literal name; a literal with a comma stands in braces. */
export function readStrictAuthors(cell: string | undefined): Author[] {
  return entriesOf(cell).map((entry) => {
    if (entry.startsWith("{") && entry.endsWith("}")) return { literal: plain(entry.slice(1, -1)) };
    const [first = "", ...rest] = splitAt(entry, ",");
    if (rest.length === 0) return { literal: plain(entry) };
    const family = plain(first).trim();
    const given = plain(rest.join(",")).trim();
    return given === "" ? { family } : { family, given };
  });
}

/** The pairs of `name = value; name = value`, in their order. */
export function readStrictPairs(cell: string | undefined): [name: string, value: string][] {
  return entriesOf(cell).flatMap((entry): [string, string][] => {
    const [name = "", ...rest] = splitAt(entry, "=");
    if (rest.length === 0 || name.trim() === "") return [];
    return [[plain(name.trim()), plain(rest.join("=").trim())]];
  });
}

export function writeStrictList(entries: readonly string[]): string {
  return entries.map((entry) => escaped(entry, /[\\;]/g)).join("; ");
}

function strictAuthor(author: Author): string {
  if ("literal" in author) {
    const literal = escaped(author.literal, /[\\;]/g);
    return /[,{}]/.test(author.literal) ? `{${literal}}` : literal;
  }
  const family = escaped(author.family, /[\\;,]|^\{/g);
  return author.given ? `${family}, ${escaped(author.given, /[\\;]/g)}` : `${family},`;
}

export function writeStrictAuthors(authors: readonly Author[]): string {
  return authors.map(strictAuthor).join("; ");
}

export function writeStrictPairs(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs.map(([name, value]) => `${escaped(name, /[\\;=]/g)} = ${escaped(value, /[\\;]/g)}`).join("; ");
}
