import { fold, wordsOf } from "./text.ts";

/** A name taken apart: words of the family name, first initial (empty if none), given names written out. */
export interface Name {
  readonly family: readonly string[];
  readonly initial: string;
  readonly given: readonly string[];
}

// Particles, generations and degrees: written, dropped and moved at will by databases.
const PARTICLES = new Set(
  "van von der den de la le di da dos do du del el al bin ibn ter ten das st saint dr jr sr ii iii 2nd 3rd phd md mph msc ba bs rn mbbs frcp prof facp ms mbchb".split(
    " ",
  ),
);
// "Adeli K.Lewis G. F.": names run together at an initial's full stop.
const GLUED = /(?<![\p{L}\p{N}_])(\p{Lu})\.(?=\p{L}{2,})/gu;
const GLUE_HINT = /\.\p{L}/u;
const SEPARATOR_HINT = /[;&|\n]|\sand\s/;
const SEPARATOR = /\s*;\s*|\s+and\s+|\s*&\s*|\s*\|\s*|\s*\n\s*/;
const INITIALS_ONLY = /^(?:[A-Z]\.?[\s-]*){1,4}$/;
const INITIALS = /^(?:\p{L}\.?-?){1,3}$/u;
const NOBODY = /^(?:et al\.?|others?|anon(?:ymous)?|\[?anonymous\]?|no authors? listed|[^\p{L}\p{N}]*)$/iu;
const QUOTES = /['\u2019\u02bc`]/g;

function isInitials(part: string): boolean {
  if (!INITIALS.test(part)) return false;
  return part === part.toUpperCase() || part.includes(".") || part.replaceAll(".", "").length <= 2;
}

/** "Smith, J., Jones, K." has a comma in each name; "J Smith, K Jones" has one between names. */
function atCommas(text: string): string[] {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const paired =
    parts.length % 2 === 0 && parts.every((part, at) => INITIALS_ONLY.test(part) === (at % 2 === 1));
  if (!paired) return parts;
  return parts.filter((_, at) => at % 2 === 0).map((family, at) => `${family}, ${parts[at * 2 + 1] ?? ""}`);
}

function separated(text: string): string[] {
  let apart = text;
  if (GLUE_HINT.test(text) && !text.includes(";") && !/\band\b/.test(text))
    apart = text.replace(GLUED, "$1.; ");
  if (!SEPARATOR_HINT.test(apart) && apart.split(",").length <= 2) return [apart];
  const parts = apart.split(SEPARATOR).filter((part) => part.trim() !== "");
  const only = parts[0] ?? "";
  return parts.length === 1 && only.split(",").length > 2 ? atCommas(only) : parts;
}

function familyAndGiven(name: string): [string, string] {
  const comma = name.indexOf(",");
  if (comma >= 0) return [name.slice(0, comma), name.slice(comma + 1)];
  const words = name.split(/\s+/);
  if (words.length === 1) return [name, ""];
  let from = words.length;
  while (from > 1 && isInitials(words[from - 1] as string)) from--;
  if (from < words.length) return [words.slice(0, from).join(" "), words.slice(from).join(" ")];
  return [words[words.length - 1] as string, words.slice(0, -1).join(" ")];
}

function nameOf(raw: string): Name | undefined {
  const text = raw.replace(/^[\s.,]+|[\s.,]+$/g, "");
  if (NOBODY.test(text)) return undefined;
  const [familyText, givenText] = familyAndGiven(text);
  const all = wordsOf(fold(familyText.replace(QUOTES, "")));
  let family = all.filter((word) => word.length > 1 && !PARTICLES.has(word));
  if (family.length === 0) family = all.slice(0, 1);
  if (family.length === 0) return undefined;
  const given = wordsOf(fold(givenText));
  return { family, initial: given[0]?.charAt(0) ?? "", given: given.filter((word) => word.length > 2) };
}

/**
 * The names in an author list. Each entry is one name (`Family, Given`, `Family GI`, `Given Family`, a group) or, as
 * spreadsheets and converted exports have it, many run together.
 */
export function namesOf(authors: readonly string[]): Name[] {
  const names: Name[] = [];
  for (const entry of authors) {
    for (const part of separated(entry)) {
      const name = nameOf(part);
      if (name !== undefined) names.push(name);
    }
  }
  return names;
}
