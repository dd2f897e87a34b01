import type { Author } from "../reference.ts";
import { cleanText, tidySpace } from "./entities.ts";

/** Upper-case initials as MEDLINE and Ovid write them after the family name: `WR`, `C D`, `J.-P.`, with a suffix. */
const INITIALS_LAST = /^(\S.*?)\s+((?:\p{Lu}\.?[\s-]?){1,5}(?:\s(?:Jr|Sr|2nd|3rd|4th|II|III|IV)\.?)?)$/u;
/** Dotted initials before the family name, as IEEE writes them: `I. H. Akif`. */
const INITIALS_FIRST =
  /^((?:\p{Lu}\p{Ll}?\.[\s-]?){1,5}(?:\s?\p{L}[\p{L}'\u2019-]+)*?)\s*((?:(?:van|von|der|den|de|del|della|di|da|dos|la|le|el|al|bin|ibn|ten|ter)\s)*[\p{L}'\u2019-]{2,})$/u;
const NOBODY = /^\W*et al\W*$/i;
const LONGEST_NAME = 200;
/** `Family, Given` of letters and their marks alone, as most names are: nothing to clean and nothing to doubt. */
const ORDINARY =
  /^[A-Za-z\u00c0-\u024f'.-]+(?: [A-Za-z\u00c0-\u024f'.-]+)*, ?[A-Za-z\u00c0-\u024f'.-]+(?:,? [A-Za-z\u00c0-\u024f'.-]+)*$/;

/** Zoological Record hangs the address on the name: `Kangur, Andu [E-mail: a@b.ee]`, `Stillman, A. (a@b.edu)`. */
function withoutMail(name: string): string {
  return name.includes("@") ? name.replace(/\s*[([][^()[\]]{0,100}@[^()[\]]{0,100}[)\]]\s*$/, "") : name;
}

/** The author where the text is a plain `Family, Given`; undefined where `parseAuthor` has to look closer. */
export function ordinaryAuthor(text: string): Author | undefined {
  if (text.length >= LONGEST_NAME || !ORDINARY.test(text)) return undefined;
  const comma = text.indexOf(",");
  return {
    family: text.slice(0, comma),
    given: text.slice(text.charCodeAt(comma + 1) === 32 ? comma + 2 : comma + 1),
  };
}

/**
 * An author as exports write one. `Family, Given` is split at the first comma; without a comma only initials
 * tell the parts apart (`Tobler WR`, `I. H. Akif`); all else is kept whole, since `Given Family` and the name
 * of a group look alike. A comma at the end marks a group, as in EndNote. Undefined where nobody is named.
 */
export function parseAuthor(text: string): Author | undefined {
  const ordinary = ordinaryAuthor(text);
  if (ordinary !== undefined) return ordinary;
  const name = withoutMail(cleanText(text)).replace(/[;\s]+$/, "");
  if (name === "" || NOBODY.test(name) || !/[\p{L}\p{N}]/u.test(name)) return undefined;
  if (name.startsWith("{") && name.endsWith("}") && name.length > 2)
    return { literal: name.slice(1, -1).trim() };
  if (name.endsWith(",")) {
    const literal = name.replace(/[,\s]+$/, "");
    return literal === "" ? undefined : { literal };
  }
  if (/^\[[^[\]]+\]$/.test(name)) return { literal: name.slice(1, -1).trim() };
  const comma = name.indexOf(",");
  if (comma === 0) return { literal: name.replace(/^[,\s]+/, "") };
  if (comma > 0) return { family: name.slice(0, comma).trim(), given: name.slice(comma + 1).trim() };
  if (name.length > LONGEST_NAME || !name.includes(" ")) return { literal: name };
  const after = INITIALS_LAST.exec(name);
  // Words in capitals throughout may be a group (`WHO EU`): a family name has a small letter.
  if (after !== null && /\p{Ll}/u.test(after[1] ?? "") && !/\./.test(after[1] ?? "")) {
    return { family: after[1] ?? name, given: (after[2] ?? "").trim() };
  }
  const before = INITIALS_FIRST.exec(name);
  if (before !== null) return { family: before[2] ?? name, given: (before[1] ?? "").trim() };
  return { literal: name };
}

/** Several authors in one field, separated by semicolons, ` and ` or line breaks. */
export function parseAuthors(text: string): Author[] {
  return text
    .split(/[;\n]/)
    .flatMap((names) => tidySpace(names).split(" and "))
    .map(parseAuthor)
    .filter((author) => author !== undefined);
}

/** The one-field form that `parseAuthor` reads back: `Family, Given`, or a group's name. */
export function formatAuthor(author: Author): string {
  if ("literal" in author) {
    const back = parseAuthor(author.literal);
    return back !== undefined && "literal" in back && back.literal === author.literal
      ? author.literal
      : `${author.literal},`;
  }
  return author.given === undefined || author.given === ""
    ? author.family
    : `${author.family}, ${author.given}`;
}
