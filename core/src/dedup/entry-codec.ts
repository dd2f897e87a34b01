import type { AuthorForm, Entry, TitleForm } from "./entry.ts";
import type { IntPool } from "./int-pool.ts";
import type { Kind } from "./kind.ts";
import type { Language } from "./language.ts";

const KINDS: readonly Kind[] = ["work", "correction", "retraction", "reply", "comment"];
const LANGUAGES: readonly Language[] = ["none", "english", "other", "script"];
const KIND_BITS = 7;
const LANGUAGE_SHIFT = 3;
const FLAG = {
  supplement: 1 << 5,
  ranged: 1 << 6,
  preprint: 1 << 7,
  preprintDoi: 1 << 8,
  register: 1 << 9,
  protocol: 1 << 10,
  translated: 1 << 11,
} as const;

/** What an entry holds besides its index and the vocabulary number of its pages' prefix. */
export type Content = Omit<Entry, "index">;

function flagsOf(entry: Content): number {
  let flags = KINDS.indexOf(entry.kind) | (LANGUAGES.indexOf(entry.language) << LANGUAGE_SHIFT);
  if (entry.supplement) flags |= FLAG.supplement;
  if (entry.pages?.ranged === true) flags |= FLAG.ranged;
  if (entry.preprint) flags |= FLAG.preprint;
  if (entry.preprintDoi) flags |= FLAG.preprintDoi;
  if (entry.register) flags |= FLAG.register;
  if (entry.protocol) flags |= FLAG.protocol;
  if (entry.translated) flags |= FLAG.translated;
  return flags;
}

function pushAll(pool: IntPool, values: readonly number[]): void {
  for (const value of values) pool.push(value);
}

/** Writes an entry behind what the pool holds; a million entries are one typed array. */
export function writeEntry(pool: IntPool, entry: Content, prefix: number): void {
  pushAll(pool, [
    flagsOf(entry),
    entry.year,
    entry.journal,
    entry.volume,
    entry.issue,
    entry.doi,
    entry.pmid,
  ]);
  pushAll(pool, [entry.source, prefix, entry.pages?.first ?? 0, entry.pages?.last ?? 0]);
  pool.push(entry.titles.length);
  for (const title of entry.titles) {
    pool.push(title.compact);
    pool.push(title.words.length);
    pushAll(pool, title.words);
  }
  pool.push(entry.authors.length);
  for (const author of entry.authors) {
    pool.push(author.initial | (author.family.length << 16) | (author.given.length << 24));
    pushAll(pool, author.family);
    pushAll(pool, author.given);
  }
  pool.push(entry.issns.length);
  pushAll(pool, entry.issns);
  pool.push(entry.abstract.length);
  for (let at = 0; at < entry.abstract.length; at += 2)
    pool.push((entry.abstract[at] as number) | ((entry.abstract[at + 1] ?? 0) << 16));
}

const FIXED = 11;

/** Where the words of the first title of an entry stand in the pool, and how many titles there are. */
export interface FirstTitle {
  readonly titles: number;
  readonly compact: number;
  readonly from: number;
  readonly count: number;
}

/** Finds the first title of the entry written at `start` without reading the rest. */
export function firstTitleAt(pool: IntPool, start: number): FirstTitle {
  const titles = pool.at(start + FIXED);
  if (titles === 0) return { titles, compact: 0, from: 0, count: 0 };
  const at = start + FIXED + 1;
  return { titles, compact: pool.at(at), from: at + 2, count: pool.at(at + 1) };
}

/** The source of the entry written at `start`. */
export function sourceAt(pool: IntPool, start: number): number {
  return pool.at(start + 7);
}

/** The year of the entry written at `start`. */
export function yearAt(pool: IntPool, start: number): number {
  return pool.at(start + 1);
}

function shares(pool: IntPool, x: number, y: number, at: number): boolean {
  const value = pool.at(x + at);
  return value !== 0 && value === pool.at(y + at);
}

/** Whether the entries written at `x` and `y` share a DOI or a PMID. */
export function sharesIdentifier(pool: IntPool, x: number, y: number): boolean {
  return shares(pool, x, y, 5) || shares(pool, x, y, 6);
}

/** Whether the entries written at `x` and `y` share a DOI, a PMID or a first page. */
export function sharesPlace(pool: IntPool, x: number, y: number): boolean {
  return sharesIdentifier(pool, x, y) || shares(pool, x, y, 9);
}

/** The first page of the entry written at `start`, 0 where it is missing. */
export function firstPageAt(pool: IntPool, start: number): number {
  return pool.at(start + 9);
}

/** Whether the entries written at `x` and `y` share volume and issue. */
export function sharesIssue(pool: IntPool, x: number, y: number): boolean {
  return shares(pool, x, y, 3) && shares(pool, x, y, 4);
}

/** Where the authors of the entry written at `start` begin: their number stands there. */
function authorsAt(pool: IntPool, start: number): number {
  let at = start + FIXED + 1;
  for (let left = pool.at(start + FIXED); left > 0; left--) at += 2 + pool.at(at + 1);
  return at;
}

/** Whether an author list has a name of this stem; with `all`, given names count too. */
function hasStem(pool: IntPool, authors: number, stem: number, stems: IntPool, all: boolean): boolean {
  let at = authors + 1;
  for (let left = pool.at(authors); left > 0; left--) {
    const head = pool.at(at++);
    const families = (head >>> 16) & 0xff;
    const looked = all ? families + (head >>> 24) : families;
    for (let word = 0; word < looked; word++) if (stems.at(pool.at(at + word)) === stem) return true;
    at += families + (head >>> 24);
  }
  return false;
}

/**
 * Whether a family name of the entry written at `x` may be a name of the one at `y`, or the other way round; true where
 * one has no authors.
 * @param stems by the number of a name, what stands for its first letters
 */
export function mayShareAuthor(pool: IntPool, stems: IntPool, x: number, y: number): boolean {
  const [one, other] = [authorsAt(pool, x), authorsAt(pool, y)];
  if (pool.at(one) === 0 || pool.at(other) === 0) return true;
  let at = one + 1;
  for (let left = pool.at(one); left > 0; left--) {
    const head = pool.at(at++);
    const families = (head >>> 16) & 0xff;
    const names = families + (head >>> 24);
    for (let word = 0; word < names; word++)
      if (hasStem(pool, other, stems.at(pool.at(at + word)), stems, word < families)) return true;
    at += names;
  }
  return false;
}

/** What of an entry its block keys are made of; names are the last words of the first two authors' family names. */
export interface KeyFields {
  readonly year: number;
  readonly volume: number;
  readonly issue: number;
  readonly doi: number;
  readonly pmid: number;
  /** First page, 0 where it is missing. */
  readonly first: number;
  readonly last: number;
  readonly titles: readonly TitleForm[];
  readonly firstName: number;
  /** Undefined where there is one author or none. */
  readonly secondName: number | undefined;
}

/** Reads what the block keys of the entry written at `start` are made of, and nothing more. */
export function readKeyFields(pool: IntPool, start: number): KeyFields {
  const titles: TitleForm[] = [];
  let at = start + FIXED + 1;
  for (let left = pool.at(start + FIXED); left > 0; left--) {
    const words: number[] = [];
    const count = pool.at(at + 1);
    for (let word = 0; word < count; word++) words.push(pool.at(at + 2 + word));
    titles.push({ compact: pool.at(at), words });
    at += 2 + count;
  }
  const authors = pool.at(at++);
  const names: number[] = [];
  for (let author = 0; author < Math.min(2, authors); author++) {
    const head = pool.at(at++);
    const families = (head >>> 16) & 0xff;
    names.push(families === 0 ? 0 : pool.at(at + families - 1));
    at += families + (head >>> 24);
  }
  return {
    year: pool.at(start + 1),
    volume: pool.at(start + 3),
    issue: pool.at(start + 4),
    doi: pool.at(start + 5),
    pmid: pool.at(start + 6),
    first: pool.at(start + 9),
    last: pool.at(start + 10),
    titles,
    firstName: names[0] ?? 0,
    secondName: names[1],
  };
}

/** Reads the entry written at `start`. */
export function readEntry(
  pool: IntPool,
  start: number,
  index: number,
  prefixText: (id: number) => string,
): Entry {
  let at = start;
  const next = (): number => pool.at(at++);
  const many = (count: number): number[] => {
    const values: number[] = [];
    for (let left = count; left > 0; left--) values.push(next());
    return values;
  };
  const flags = next();
  const year = next();
  const journal = next();
  const volume = next();
  const issue = next();
  const doi = next();
  const pmid = next();
  const source = next();
  const prefix = next();
  const first = next();
  const last = next();
  const titles: TitleForm[] = [];
  for (let left = next(); left > 0; left--) {
    const compact = next();
    titles.push({ compact, words: many(next()) });
  }
  const authors: AuthorForm[] = [];
  for (let left = next(); left > 0; left--) {
    const head = next();
    const family = many((head >>> 16) & 0xff);
    authors.push({ initial: head & 0xffff, family, given: many(head >>> 24) });
  }
  const issns = many(next());
  const abstract: number[] = [];
  for (let left = next(); left > 0; left -= 2) {
    const two = next();
    abstract.push(two & 0xffff);
    if (left > 1) abstract.push(two >>> 16);
  }
  return {
    index,
    titles,
    authors,
    year,
    journal,
    volume,
    issue,
    supplement: (flags & FLAG.supplement) !== 0,
    pages:
      first === 0
        ? undefined
        : { prefix: prefixText(prefix), first, last, ranged: (flags & FLAG.ranged) !== 0 },
    doi,
    pmid,
    issns,
    abstract,
    kind: KINDS[flags & KIND_BITS] ?? "work",
    preprint: (flags & FLAG.preprint) !== 0,
    preprintDoi: (flags & FLAG.preprintDoi) !== 0,
    register: (flags & FLAG.register) !== 0,
    protocol: (flags & FLAG.protocol) !== 0,
    translated: (flags & FLAG.translated) !== 0,
    language: LANGUAGES[(flags >>> LANGUAGE_SHIFT) & 3] ?? "none",
    source,
  };
}
