import type { Item } from "./item.ts";

/** Changes whenever the keys do, so that kept ones are not compared with others. */
export const NEIGHBOUR_RECIPE = "neighbours 1";

const START = 24;
const END = 20;
const SHORTEST = 8;
const NAME_START = 6;
/** Pairs of least hashes of the title's words: two titles that share 3 of 5 words have a pair in common 19 times of 20. */
const BANDS = 6;
const SEEDS = Uint32Array.from({ length: BANDS * 2 }, (_, at) => Math.imul(at + 1, 0x9e3779b1));

function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** FNV-1a over UTF-16 units, mixed. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix(hash, text.length);
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").toLowerCase();
  return plain.replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The word of a name that tells most: the longest of the family name, or of a name that is not divided. */
function tellingName(author: string | undefined): string {
  const words = wordsOf(author?.split(",")[0] ?? "");
  return words.reduce((best, word) => (word.length > best.length ? word : best), "");
}

function leastHashes(words: ReadonlySet<string>): Uint32Array {
  const least = new Uint32Array(SEEDS.length).fill(0xffffffff);
  for (const word of words) {
    const hash = hashText(word);
    for (let at = 0; at < SEEDS.length; at++) {
      const own = mix(hash, SEEDS[at] ?? 0) >>> 0;
      if (own < (least[at] ?? 0)) least[at] = own;
    }
  }
  return least;
}

/**
 * Keys of a record, each 32 bits: records that share one may be the same work. Unlike the keys within a search they
 * depend on the record alone, so that they can be kept. Broder's least hashes (Compression and Complexity of
 * Sequences 1997) stand for the words of the title.
 */
export function neighbourKeys(item: Item): number[] {
  const keys: number[] = [];
  const take = (family: number, ...parts: readonly (string | number)[]) => {
    let hash = mix(0x9e3779b9, family);
    for (const part of parts) hash = mix(hash, typeof part === "number" ? part : hashText(part));
    keys.push(hash >>> 0);
  };
  const doi = /10\.\d{4,9}\/\S+/.exec((item.doi ?? "").toLowerCase())?.[0];
  if (doi !== undefined) take(0, doi.replace(/[.,;]+$/, ""));
  const pmid = /[1-9]\d*/.exec(item.pmid ?? "")?.[0];
  if (pmid !== undefined) take(1, pmid);
  const words = wordsOf(item.title);
  const compact = words.join("");
  if (compact.length >= SHORTEST) {
    take(2, compact.slice(0, START));
    take(3, compact.slice(-END));
  }
  const first = tellingName(item.authors[0]);
  const distinct = new Set(words);
  if (distinct.size > 3) {
    const least = leastHashes(distinct);
    for (let band = 0; band < BANDS; band++) take(10 + band, least[2 * band] ?? 0, least[2 * band + 1] ?? 0);
  } else if (distinct.size > 0) take(4, [...distinct].sort().join(" "), first);
  const [page, lastPage] = item.pages?.match(/\d+/g) ?? [];
  const volume = /\d+/.exec(item.volume ?? "")?.[0];
  const { year } = item;
  if (page !== undefined) {
    if (volume !== undefined) take(5, volume, page);
    if (year !== undefined) take(6, year, page, lastPage ?? "");
    if (first !== "") take(7, first, page);
  }
  if (volume !== undefined && first !== "") take(8, first, volume, year ?? 0);
  const second = tellingName(item.authors[1]);
  if (second !== "") take(9, first.slice(0, NAME_START), second.slice(0, NAME_START), year ?? 0);
  return keys;
}
