import type { Corpus } from "./corpus.ts";
import type { AuthorForm, Entry } from "./entry.ts";
import { isSimilarWord } from "./similar-word.ts";

/** How two author lists compare, from worst to best. */
export const AUTHORS = { missing: -1, none: 0, few: 1, first: 2, agree: 3 } as const;
export type AuthorLevel = (typeof AUTHORS)[keyof typeof AUTHORS];

export interface AuthorVerdict {
  readonly level: AuthorLevel;
  /** Bits of the names shared. */
  readonly bits: number;
  readonly detail: string;
  /** The first author's family name is the same, the initial another. */
  readonly initialDiffers: boolean;
}

const COUNTED = 5;
const MOST_NAME_BITS = 8;

function namesIn(entry: Entry): Set<number> {
  const names = new Set<number>();
  for (const author of entry.authors) {
    for (const word of author.family) names.add(word);
    for (const word of author.given) names.add(word);
  }
  return names;
}

function familyText(corpus: Corpus, author: AuthorForm): string {
  return author.family.map((word) => corpus.names.text(word)).join("");
}

const never = (): boolean => false;

function isSameFamily(x: string, y: string): boolean {
  if (x.length <= 4) return false;
  return isSimilarWord(x, y, never) || (y.length > 5 && (x.includes(y) || y.includes(x)));
}

/**
 * The bits of the name that an author shares with the other list (in the family name, in its spelling, or with family
 * and given name exchanged); undefined if none.
 */
function sharedBits(
  corpus: Corpus,
  author: AuthorForm,
  names: ReadonlySet<number>,
  others: readonly AuthorForm[],
  families: () => readonly string[],
): number | undefined {
  const exact = author.family.find((word) => names.has(word));
  if (exact !== undefined) return Math.min(MOST_NAME_BITS, corpus.nameBits(exact));
  const text = familyText(corpus, author);
  if (families().some((other) => isSameFamily(text, other))) return MOST_NAME_BITS;
  const given = author.given.find(
    (word) => corpus.names.text(word).length > 3 && others.some((other) => other.family.includes(word)),
  );
  return given === undefined ? undefined : Math.min(MOST_NAME_BITS, corpus.nameBits(given));
}

/** Compares the author lists of two entries: the shorter is looked for in the longer, since databases cut lists. */
export function compareAuthors(corpus: Corpus, a: Entry, b: Entry): AuthorVerdict {
  const [firstA, firstB] = [a.authors[0], b.authors[0]];
  if (firstA === undefined || firstB === undefined)
    return { level: AUTHORS.missing, bits: 0, detail: "authors missing", initialDiffers: false };
  const [short, long] = a.authors.length <= b.authors.length ? [a, b] : [b, a];
  const names = namesIn(long);
  let texts: readonly string[] | undefined;
  const families = (): readonly string[] =>
    (texts ??= long.authors.map((author) => familyText(corpus, author)));
  let hits = 0;
  let bits = 0;
  let first = false;
  short.authors.forEach((author, at) => {
    const shared = sharedBits(corpus, author, names, long.authors, families);
    if (shared === undefined) return;
    hits++;
    if (hits <= COUNTED) bits += shared * (hits === 1 ? 0.9 : 0.6);
    if (at === 0) first = true;
  });
  if (hits === 0) return { level: AUTHORS.none, bits: 0, detail: "no author shared", initialDiffers: false };
  const initialDiffers =
    first &&
    firstA.family.some((word) => firstB.family.includes(word)) &&
    firstA.initial !== 0 &&
    firstB.initial !== 0 &&
    firstA.initial !== firstB.initial;
  if (!first) {
    const others = namesIn(short);
    const firstShort = short.authors[0] as AuthorForm;
    const firstLong = long.authors[0] as AuthorForm;
    first =
      firstLong.family.some((word) => others.has(word)) || firstShort.family.some((word) => names.has(word));
  }
  const share = hits / short.authors.length;
  if (share >= 0.6 || (first && share >= 0.5))
    return { level: AUTHORS.agree, bits: Math.min(bits, 18), detail: "authors agree", initialDiffers };
  if (first)
    return { level: AUTHORS.first, bits: Math.min(bits, 12), detail: "first author agrees", initialDiffers };
  return { level: AUTHORS.few, bits: Math.min(bits, 8), detail: "few authors shared", initialDiffers };
}
