import type { Corpus } from "./corpus.ts";
import { lcsLength } from "./lcs.ts";

// Prefixes that turn a word into its opposite or its neighbour.
const OPPOSITE = /^(?:hyper|hypo|inter|intra|pre|post|anti|pro|micro|macro|mono|poly|endo|exo|over|under)/;

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charAt(at) === b.charAt(at)) at++;
  return at;
}

function letterSum(word: string): number {
  let sum = 0;
  for (let at = 0; at < word.length; at++) sum += word.charCodeAt(at) ** 2;
  return sum;
}

function isAnagram(a: string, b: string): boolean {
  if (a.length !== b.length || letterSum(a) !== letterSum(b)) return false;
  return [...a].sort().join("") === [...b].sort().join("");
}

/** Which letters a word has, one bit for each of a to z, digits and others sharing what is left of 32. */
function letterBits(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}

/** Whether the words are at most so many letters apart, in the longer (longest common subsequence). */
function areWithin(a: string, b: string, most: number): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (bitCount(letterBits(long) & ~letterBits(short)) > most) return false;
  return long.length - lcsLength(short, long) <= most;
}

const FIRST_DIGIT = 48;
const LAST_DIGIT = 57;

function isNumber(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= FIRST_DIGIT && code <= LAST_DIGIT && /^\d+$/.test(word);
}

/** The prefix of a word that changes its meaning (`hyper`, `post`), else empty. */
export function meaningfulPrefix(word: string): string {
  return OPPOSITE.exec(word)?.[0] ?? "";
}

/** Both words are used in the corpus, and one is not a rare slip of the other. */
export function areBothAtHome(a: number, b: number, corpus: Corpus): boolean {
  const x = corpus.wordCounts.of(a);
  const y = corpus.wordCounts.of(b);
  const least = Math.min(x, y);
  return least > 2 && Math.max(x, y) < 30 * least;
}

/**
 * The same word with another ending or a slip of the pen. Two words that differ at their beginning and are both at
 * home in the corpus (`apart` tells) are two words, as are `hyper…` and `hypo…`.
 */
export function isSimilarWord(a: string, b: string, apart: () => boolean): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  if (shorter < 4 || isNumber(a) || isNumber(b)) return false;
  const start = commonStart(a, b);
  if (start === shorter && shorter >= 5) return true;
  if (Math.abs(a.length - b.length) > 2) return false;
  if (start < Math.max(5, shorter - 3)) {
    if (isAnagram(a, b)) return true;
    if (apart()) return false;
    if (start < 6 && meaningfulPrefix(a) !== meaningfulPrefix(b)) return false;
  }
  return areWithin(a, b, Math.max(a.length, b.length) < 8 ? 1 : 2);
}
