import type { Corpus } from "./corpus.ts";
import type { TitleForm } from "./entry.ts";
import { isSerialTitle } from "./recurring-title.ts";

/** Families of keys: entries that share a key of one family are compared. */
export const FAMILIES = [
  "doi",
  "pmid",
  "title start",
  "title end",
  "two rare words",
  "three rare words",
  "short title, first author, year",
  "volume, page",
  "year, pages",
  "first author, page",
  "first author, volume, year",
  "first author, volume, issue",
  "two authors, year",
  "volume, issue of untitled and recurring",
] as const;
type Family = (typeof FAMILIES)[number];

/** Takes a key of a family, as 32 bits. */
export type TakeKey = (family: number, key: number) => void;

const FAMILY: Readonly<Record<string, number>> = Object.fromEntries(FAMILIES.map((name, at) => [name, at]));
const START = 24;
const END = 20;
const SHORTEST = 8;
const RARE = 5;
// Below this size every pair of rare words is a key: chance meetings are few.
const SMALL_CORPUS = 3000;
const CHANCE = 0.1;
const NAME_START = 6;

function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hashText(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix(hash, to - from);
}

/** 32 bits for some numbers. */
function hashOf(...values: number[]): number {
  let hash = 0x9e3779b9 | 0;
  for (const value of values) hash = mix(hash, value);
  return hash;
}

/** The five rarest words of a title that occur elsewhere too. */
function rareWords(corpus: Corpus, title: TitleForm): number[] {
  const shared = title.words.filter(
    (word, at) => corpus.wordCounts.of(word) > 1 && title.words.indexOf(word) === at,
  );
  shared.sort((x, y) => {
    const order = corpus.wordCounts.of(x) - corpus.wordCounts.of(y);
    if (order !== 0) return order;
    return corpus.words.text(x) < corpus.words.text(y) ? -1 : 1;
  });
  return shared.slice(0, RARE).sort((x, y) => x - y);
}

/** Words by their numbers: those of which one title's keys were made. */
export class WordSet {
  readonly #has: Uint8Array;

  constructor(size: number) {
    this.#has = new Uint8Array(size);
  }

  add(word: number): void {
    this.#has[word] = 1;
  }

  /** Whether so many of the words are in it. */
  hasSome(words: readonly number[], fewest: number): boolean {
    let count = 0;
    for (const word of words) if (this.#has[word] === 1 && ++count === fewest) return true;
    return false;
  }
}

/** What is asked of a title's words: nothing, to be kept for others to look at, or to be among those that were kept. */
export interface KeyWords {
  readonly keep?: WordSet;
  readonly among?: WordSet;
}

/**
 * Two rare words, if two unrelated titles have both less than once in ten corpora like this; where even the rarest
 * words are common, three.
 */
function wordKeys(
  corpus: Corpus,
  title: TitleForm,
  { keep, among }: KeyWords,
  take: (family: Family, key: number) => void,
): void {
  // a key has two words at least
  if (among?.hasSome(title.words, 2) === false) return;
  const rare = rareWords(corpus, title);
  if (keep !== undefined) for (const word of rare) keep.add(word);
  const counts = rare.map((word) => corpus.wordCounts.of(word));
  const most = corpus.size < SMALL_CORPUS ? Number.POSITIVE_INFINITY : CHANCE * corpus.size;
  let pairs = 0;
  for (let x = 0; x < rare.length; x++)
    for (let y = x + 1; y < rare.length; y++)
      if ((counts[x] as number) * (counts[y] as number) <= most) {
        take("two rare words", hashOf(rare[x] as number, rare[y] as number));
        pairs++;
      }
  if (pairs >= 4) return;
  for (let x = 0; x < rare.length; x++)
    for (let y = x + 1; y < rare.length; y++)
      for (let z = y + 1; z < rare.length; z++)
        take("three rare words", hashOf(rare[x] as number, rare[y] as number, rare[z] as number));
}

/** Gives an item's keys, several and independent, so that one wrong or missing field never hides a pair. */
export function blockKeys(corpus: Corpus, index: number, words: KeyWords, takeKey: TakeKey): void {
  const take = (family: Family, key: number): void => takeKey(FAMILY[family] as number, key);
  const fields = corpus.keyFields(index);
  const { doi, pmid, year, volume, issue, first: firstPage, firstName, secondName } = fields;
  if (doi !== 0) take("doi", hashOf(doi));
  if (pmid !== 0) take("pmid", hashOf(pmid));
  for (const title of fields.titles) {
    const compact = corpus.compacts.text(title.compact);
    if (compact.length >= SHORTEST) {
      take("title start", hashText(compact, 0, Math.min(START, compact.length)));
      take("title end", hashText(compact, Math.max(0, compact.length - END), compact.length));
    }
    wordKeys(corpus, title, words, take);
    const distinct = new Set(title.words);
    if (distinct.size <= 3)
      take(
        "short title, first author, year",
        hashOf(...[...distinct].sort((x, y) => x - y), firstName, year),
      );
  }
  if (firstPage !== 0) {
    if (volume !== 0) take("volume, page", hashOf(volume, firstPage));
    if (year !== 0) take("year, pages", hashOf(year, firstPage, fields.last));
    if (firstName !== 0) take("first author, page", hashOf(firstName, firstPage));
  }
  if (volume !== 0 && firstName !== 0) {
    take("first author, volume, year", hashOf(firstName, volume, year));
    if (issue !== 0 && corpus.oftenYearless)
      take("first author, volume, issue", hashOf(firstName, volume, issue));
  }
  if (secondName !== undefined) {
    const [x, y] = [corpus.names.text(firstName), corpus.names.text(secondName)];
    const start = (name: string): number => hashText(name, 0, Math.min(NAME_START, name.length));
    take("two authors, year", hashOf(start(x), start(y), year));
  }
  const title = fields.titles[0];
  if (volume !== 0 && issue !== 0 && (title === undefined || isSerialTitle(corpus, title)))
    take("volume, issue of untitled and recurring", hashOf(volume, issue));
}
