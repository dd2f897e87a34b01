import { beyondAscii, fold, wordsOf } from "./text.ts";

// Headings of structured abstracts: databases keep, drop or rename them.
const HEADINGS = new Set(
  "background objective objectives aim aims purpose introduction methods method results conclusion conclusions design setting".split(
    " ",
  ),
);
const READ = 900;
const KEPT = 60;
const FEWEST = 12;
const SHORTEST = 4;

const START = 0x811c9dc5 | 0;

function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

function hashWord(word: string): number {
  let hash = START;
  for (let at = 0; at < word.length; at++) hash = step(hash, word.charCodeAt(at));
  return hash;
}

const HEADING_HASHES = new Set([...HEADINGS].map(hashWord));

/** A lower-case letter or digit's code for a code of ASCII, 0 for all else. */
function wordCode(code: number): number {
  if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) return code;
  return code >= 65 && code <= 90 ? code + 32 : 0;
}

const kept = new Uint16Array(KEPT);
const isKept = new Uint8Array(0x10000);

/** Keeps the word's hash in 16 bits if it is new; gives how many are kept. */
function keep(hash: number, count: number): number {
  if (HEADING_HASHES.has(hash)) return count;
  const short = (hash ^ (hash >>> 16)) & 0xffff;
  if (isKept[short] === 1) return count;
  isKept[short] = 1;
  kept[count] = short;
  return count + 1;
}

/** Keeps the words of four letters and more; plain ASCII is read where it stands, without making strings. */
function keepLongWords(text: string): number {
  let count = 0;
  if (beyondAscii(text) || text.includes("&") || text.includes("<")) {
    for (const word of wordsOf(fold(text)))
      if (word.length >= SHORTEST && count < KEPT) count = keep(hashWord(word), count);
    return count;
  }
  let hash = START;
  let length = 0;
  for (let at = 0; at <= text.length && count < KEPT; at++) {
    const code = at === text.length ? 0 : wordCode(text.charCodeAt(at));
    if (code !== 0) {
      hash = step(hash, code);
      length++;
      continue;
    }
    if (length >= SHORTEST) count = keep(hash, count);
    hash = START;
    length = 0;
  }
  return count;
}

/**
 * A fingerprint of an abstract's beginning: the first 60 distinct words of four letters and more among its first 900
 * characters (databases cut abstracts at different lengths), as sorted 16-bit hashes. Empty below 12 words.
 */
export function abstractPrint(abstract: string): number[] {
  if (abstract.length < 60) return [];
  const count = keepLongWords(abstract.slice(0, READ));
  const print = kept.subarray(0, count).sort();
  for (const hash of print) isKept[hash] = 0;
  return count < FEWEST ? [] : Array.from(print);
}

/** Share of the shorter fingerprint found in the other (overlap coefficient); undefined where one is empty. */
export function abstractOverlap(a: readonly number[], b: readonly number[]): number | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  let shared = 0;
  let at = 0;
  for (const hash of a) {
    while (at < b.length && (b[at] as number) < hash) at++;
    if (b[at] === hash) shared++;
  }
  return shared / Math.min(a.length, b.length);
}
