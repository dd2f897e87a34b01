import { ordinaryAuthor, parseAuthor } from "../clean/names.ts";
import type { Author } from "../reference.ts";

const INITIALS = /^(?:\p{Lu}\p{M}?[.’'-]*\s*){1,5}$/u;
/** "Lim SM", "van der Berg J.-P.", "Tobler W." */
const FAMILY_INITIALS =
  /^(\S.*?)[\s,]+((?:\p{Lu}\p{M}?\.?[\s-]*){1,5}|\p{Lu}\p{Ll}?\.(?:-?\p{Lu}\p{Ll}?\.)*)$/u;
/** "W Tobler", "N. A. Vandal", "AA Milne" */
const INITIALS_FAMILY =
  /^((?:\p{Lu}\.?[\s-]*){1,4})\s+(\p{L}[\p{L}\p{M}'’-]+(?:\s+\p{L}[\p{L}\p{M}'’-]+)*)$/u;

/** The entries of a list that a program printed: `['Marx, Karl', 'Lindgren, Astrid']`; undefined if it is none. */
export function printedList(text: string): string[] | undefined {
  if (!text.startsWith("[") || !text.endsWith("]")) return undefined;
  const found: string[] = [];
  for (const match of text.slice(1, -1).matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,\s][^,]*)/g)) {
    found.push((match[1] ?? match[2] ?? match[3] ?? "").replace(/\\(.)/g, "$1").trim());
  }
  return found;
}

function byCommas(text: string, always: boolean): string[] {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "" && !/^(?:et al\.?|…|\.\.\.)$/.test(part));
  if (parts.length < 2) return parts;
  if (always) return parts;
  if (parts.every((part) => FAMILY_INITIALS.test(part) || INITIALS_FAMILY.test(part))) return parts;
  const paired = parts.length % 2 === 0 && parts.every((part, at) => at % 2 === 0 || INITIALS.test(part));
  if (paired && parts.length > 2) {
    return parts.flatMap((part, at) => (at % 2 === 0 ? [`${part}, ${parts[at + 1] ?? ""}`] : []));
  }
  const full = parts.every((part) => part.includes(" "));
  if (full && (parts.length > 2 || !/^\p{Ll}/u.test(parts[0] ?? ""))) return parts;
  return parts.length > 2 && !full && parts.slice(1).every((part) => part.includes(" ")) ? parts : [text];
}

/** Splits one cell into the texts of its authors, whatever parts them. */
function splitAuthors(text: string, commaAuthors: boolean): string[] {
  const printed = printedList(text);
  if (printed) return printed;
  for (const separator of [";", "|", "\n"]) {
    if (text.includes(separator)) return text.split(separator);
  }
  if (/\sand\s/.test(text) && !commaAuthors) {
    const parts = text.split(/\s+and\s+/);
    const last = parts.length === 2 ? byCommas(parts[0] ?? "", false) : [];
    return last.length > 1 ? [...last, parts[1] ?? ""] : parts;
  }
  return byCommas(text, commaAuthors);
}

function oneAuthor(source: string): Author | undefined {
  const ordinary = ordinaryAuthor(source.trim());
  if (ordinary !== undefined && !source.includes("null")) return ordinary;
  const text = source
    .replace(/\((?:\d{5,})\)/g, "")
    .replace(/\bnull\b/g, "")
    .replace(/[\s,]+$/, "")
    .replace(/^[\s,]+/, "")
    .replace(/^\{(.*)\}$/, "$1");
  if (text === "" || /^(?:et al\.?|…|\.\.\.|\[anonymous\]|anonymous)$/i.test(text)) return undefined;
  if (!text.includes(",") && text.length <= 200) {
    const family = FAMILY_INITIALS.exec(text);
    if (family) return { family: family[1] ?? "", given: (family[2] ?? "").trim() };
    const initials = INITIALS_FAMILY.exec(text);
    if (initials) return { family: initials[2] ?? "", given: (initials[1] ?? "").trim() };
  }
  return parseAuthor(text);
}

/** Reads the authors of one cell; `commaAuthors` says that the table parts them by commas. */
export function readAuthors(cell: string, commaAuthors: boolean): Author[] {
  const text = cell.trim();
  if (text === "") return [];
  const authors: Author[] = [];
  for (const part of splitAuthors(
    commaAuthors && text.indexOf(".") === text.length - 1 ? text.slice(0, -1) : text,
    commaAuthors,
  )) {
    const author = oneAuthor(part);
    if (author) authors.push(author);
  }
  return authors;
}
