import type { Corpus } from "./corpus.ts";
import type { Entry, TitleForm } from "./entry.ts";
import { areSimilarTexts, lcsLength } from "./lcs.ts";
import { isPartNumber, numberValue } from "./number-word.ts";
import { areBothAtHome, isSimilarWord, meaningfulPrefix } from "./similar-word.ts";
import { spelled } from "./spelling.ts";

/** How two titles compare, from worst to best. */
export const TITLE = {
  missing: -1,
  different: 0,
  partly: 1,
  alike: 2,
  contained: 3,
  near: 4,
  same: 5,
} as const;
export type TitleLevel = (typeof TITLE)[keyof typeof TITLE];

export interface TitleVerdict {
  readonly level: TitleLevel;
  /** Bits of the words shared. */
  readonly bits: number;
  readonly detail: string;
  /** The titles name different numbers: parts, phases, volumes. */
  readonly numbers: boolean;
  /** One title stands somewhere inside the other, not at its beginning. */
  readonly inside: boolean;
}

interface Side {
  readonly words: readonly number[];
  readonly compact: string;
  readonly bits: number;
}

interface Rest {
  a: number[];
  b: number[];
  shared: number;
}

const INSIDE = "one title inside the other";
/** The detail of titles of which one has all words of the other, but not in one piece. */
export const WORDS_WITHIN = "the words of one title are in the other";
const COUNTED = new Set(
  "phase type stage grade volume vol chapter section case year week day month wave session edition version"
    .split(" ")
    .map(spelled),
);

function isOpposed(corpus: Corpus, a: number, b: number): boolean {
  return (
    areBothAtHome(a, b, corpus) ||
    meaningfulPrefix(corpus.words.text(a)) !== "" ||
    meaningfulPrefix(corpus.words.text(b)) !== ""
  );
}

function sumBits(corpus: Corpus, words: readonly number[]): number {
  let bits = 0;
  for (const word of words) bits += corpus.wordBits(word);
  return bits;
}

/** Pairs off words that are the same but for an ending or a slip. */
function matchSimilar(corpus: Corpus, a: Side, b: Side, shared: ReadonlySet<number>): Rest {
  const rest: Rest = { a: [], b: b.words.filter((word) => !shared.has(word)), shared: 0 };
  for (const word of a.words) {
    if (shared.has(word)) continue;
    const text = corpus.words.text(word);
    const at = rest.b.findIndex((other) =>
      isSimilarWord(text, corpus.words.text(other), () => areBothAtHome(word, other, corpus)),
    );
    if (at < 0) {
      rest.a.push(word);
      continue;
    }
    const other = rest.b[at] as number;
    rest.shared += 0.8 * Math.min(corpus.wordBits(word), corpus.wordBits(other));
    rest.b.splice(at, 1);
  }
  return rest;
}

function numbersIn(corpus: Corpus, words: readonly number[]): string[] {
  return words.map((word) => numberValue(corpus.words.text(word))).filter((value) => value !== undefined);
}

function joined(corpus: Corpus, words: readonly number[]): string {
  return words.map((word) => corpus.words.text(word)).join("");
}

function clear(rest: Rest): void {
  rest.a = [];
  rest.b = [];
}

/** Words written apart or together, and slips of the pen over the whole title; true where numbers contradict. */
function settleRest(corpus: Corpus, a: Side, b: Side, rest: Rest): boolean {
  const [soleA, soleB] = [rest.a[0] ?? 0, rest.b[0] ?? 0];
  const single = rest.a.length === 1 && rest.b.length === 1;
  if (rest.a.length > 0 && rest.b.length > 0) {
    const [x, y] = [joined(corpus, rest.a), joined(corpus, rest.b)];
    if (x === y) {
      clear(rest);
      return false;
    }
    const [n, m] = [numbersIn(corpus, rest.a), numbersIn(corpus, rest.b)];
    if (n.length > 0 && m.length > 0 && !n.some((value) => m.includes(value))) return true;
    if (x.length < 3 * y.length + 9 && y.length < 3 * x.length + 9 && Math.max(x.length, y.length) > 4)
      if (areSimilarTexts(x, y, 0.8) && !(single && isOpposed(corpus, soleA, soleB))) clear(rest);
  }
  if (rest.a.length + rest.b.length === 0 || Math.min(a.compact.length, b.compact.length) < 25) return false;
  const digits = [...rest.a, ...rest.b].some((word) => /^\d+$/.test(corpus.words.text(word)));
  if (digits || (single && areBothAtHome(soleA, soleB, corpus))) return false;
  if (areSimilarTexts(a.compact, b.compact, 0.965)) clear(rest);
  return false;
}

/** A number that only one title has: of a part (another work), of something counted (merely unlike), or of neither. */
function strayNumber(
  corpus: Corpus,
  full: readonly number[],
  rest: readonly number[],
): "part" | "counted" | "" {
  for (const word of rest) {
    if (!isPartNumber(corpus.words.text(word))) continue;
    const before = corpus.words.text(full[full.indexOf(word) - 1] ?? 0);
    if (before === "part" || before === "pt") return "part";
    if (COUNTED.has(before)) return "counted";
  }
  return "";
}

function compareSameWords(a: Side, b: Side, shared: ReadonlySet<number>): "whole" | "inside" | "order" {
  const [short, long] = a.compact.length < b.compact.length ? [a.compact, b.compact] : [b.compact, a.compact];
  if (short.length >= 20 && long.length > short.length + 6 && long.includes(short)) return "inside";
  const x = a.words.filter((word) => shared.has(word)).join(" ");
  const y = b.words.filter((word) => shared.has(word)).join(" ");
  return a.words.length > 3 && x !== y && !areSimilarTexts(a.compact, b.compact, 0.85) ? "order" : "whole";
}

function isInOnePiece(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 20) return false;
  return long.includes(short) || lcsLength(short, long.slice(-short.length - 4)) >= 0.93 * short.length;
}

function startsAlike(a: string, b: string): boolean {
  return (
    a.startsWith(b.slice(0, Math.max(8, b.length - 3))) || b.startsWith(a.slice(0, Math.max(8, a.length - 3)))
  );
}

function sideOf(corpus: Corpus, form: TitleForm): Side {
  return { words: form.words, compact: corpus.compacts.text(form.compact), bits: corpus.titleBits(form) };
}

function compareForms(corpus: Corpus, x: TitleForm, y: TitleForm): TitleVerdict {
  if (x.compact === y.compact)
    return {
      level: TITLE.same,
      bits: corpus.titleBits(x),
      detail: "title same",
      numbers: false,
      inside: false,
    };
  const a = sideOf(corpus, x);
  const b = sideOf(corpus, y);
  const shared = new Set(a.words.filter((word) => b.words.includes(word)));
  let bits = sumBits(corpus, [...shared]);
  const prefixed = a.compact.startsWith(b.compact) || b.compact.startsWith(a.compact);
  const verdict = (level: TitleLevel, detail: string, numbers: boolean): TitleVerdict => ({
    level,
    bits,
    detail,
    numbers,
    inside: detail === INSIDE,
  });
  if (bits < 0.25 * Math.min(a.bits, b.bits) && !(a.compact.length > 10 && prefixed))
    return verdict(TITLE.different, "titles differ", false);
  const rest = matchSimilar(corpus, a, b, shared);
  bits += rest.shared;
  let numbers = settleRest(corpus, a, b, rest);
  if (!numbers && rest.a.length > 0 !== rest.b.length > 0) {
    const stray =
      rest.a.length > 0 ? strayNumber(corpus, a.words, rest.a) : strayNumber(corpus, b.words, rest.b);
    if (stray === "counted") return verdict(TITLE.alike, "titles differ in a number", false);
    numbers = stray === "part";
  }
  if (rest.a.length + rest.b.length === 0) {
    const arrangement = compareSameWords(a, b, shared);
    if (arrangement === "inside") return verdict(TITLE.contained, INSIDE, numbers);
    if (arrangement === "order" && !numbers)
      return verdict(TITLE.alike, "same words in another order", numbers);
    return verdict(numbers ? TITLE.contained : TITLE.near, "title nearly the same", numbers);
  }
  const left = sumBits(corpus, rest.a) + sumBits(corpus, rest.b);
  const dice = (2 * bits) / (2 * bits + left || 1);
  if (rest.a.length === 0 || rest.b.length === 0 || prefixed) {
    const short = (rest.b.length === 0 && rest.a.length > 0) || a.compact.startsWith(b.compact) ? b : a;
    if (new Set(short.words).size >= 3 || short.bits >= 14) {
      if (left <= 5 && dice >= 0.9)
        return verdict(numbers ? TITLE.alike : TITLE.near, "title nearly the same", numbers);
      if (startsAlike(a.compact, b.compact))
        return verdict(TITLE.contained, "one title begins the other", numbers);
      return isInOnePiece(a.compact, b.compact)
        ? verdict(TITLE.contained, INSIDE, numbers)
        : verdict(TITLE.alike, WORDS_WITHIN, numbers);
    }
  }
  if (dice >= 0.75) return verdict(TITLE.alike, "titles much alike", numbers);
  if (dice >= 0.4) return verdict(TITLE.partly, "titles partly alike", numbers);
  return verdict(TITLE.different, "titles differ", numbers);
}

/** Compares the titles of two entries in every form they have, and keeps the best. */
export function compareTitles(corpus: Corpus, a: Entry, b: Entry): TitleVerdict {
  const [x, y] = [a.titles[0], b.titles[0]];
  if (x === undefined || y === undefined)
    return { level: TITLE.missing, bits: 0, detail: "title missing", numbers: false, inside: false };
  let best = compareForms(corpus, x, y);
  if (best.level >= TITLE.near || (a.titles.length === 1 && b.titles.length === 1)) return best;
  for (const one of a.titles) {
    for (const other of b.titles) {
      if (Math.min(new Set(one.words).size, new Set(other.words).size) < 3) continue;
      const found = compareForms(corpus, one, other);
      if (found.level > best.level || (found.level === best.level && found.bits > best.bits)) best = found;
    }
  }
  return best;
}
