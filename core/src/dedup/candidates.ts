import type { OnProgress } from "../base/progress.ts";
import { blockKeys, FAMILIES, WordSet } from "./block-key.ts";
import { type Cancel, stopIfCancelled } from "./cancel.ts";
import type { Corpus } from "./corpus.ts";
import { NumberList, PairList } from "./pair-list.ts";

/** Larger blocks are cut to neighbours; a large corpus has many that share a common phrase, and cuts earlier. */
const LARGEST_BLOCK = 60;
const LARGEST_BLOCK_OF_MANY = 20;
const MANY = 100_000;
/** Neighbours in the order of titles, and in the order of first pages and years. */
const TITLE_NEIGHBOURS = 10;
const PLACE_NEIGHBOURS = 3;
const SHARED_TITLE = 0.4;
const SHARED_TITLE_OF_OTHERS = 0.8;
const SHARED_TITLE_WITH_EDGE = 0.25;
const EDGE = 12;
const STEP = 10_000;
const WORDS_32 = 0x100000000;

export interface CandidateOptions {
  /** Only pairs with an index from here up; 0 for all. */
  readonly from?: number;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: Cancel | undefined;
}

/**
 * Whether the rules can find more than difference in a pair, told from what needs no reading of the entries: without an
 * identifier in common they ask for people in common or nearly the same title, and for a place or much of the title.
 */
function isWorthComparing(corpus: Corpus, x: number, y: number): boolean {
  if (corpus.sharesIdentifier(x, y)) return true;
  const shared = corpus.sharedTitle(x, y);
  if (shared === undefined) return true;
  if (shared < SHARED_TITLE_OF_OTHERS && !corpus.mayShareAuthor(x, y)) return false;
  if (shared >= SHARED_TITLE || corpus.sharesPlace(x, y) || corpus.sharesIssue(x, y)) return true;
  const a = corpus.compacts.text(corpus.compact(x));
  const b = corpus.compacts.text(corpus.compact(y));
  if (shared < SHARED_TITLE_WITH_EDGE) return a.startsWith(b) || b.startsWith(a);
  return a.slice(0, EDGE) === b.slice(0, EDGE) || a.slice(-EDGE) === b.slice(-EDGE);
}

/** Positions of all entries in the order of their titles, years and volumes; for blocks that have to be cut. */
function titleRanks(corpus: Corpus): Int32Array {
  const texts = new Int32Array(corpus.compacts.size).map((_, at) => at);
  texts.sort((x, y) => (corpus.compacts.text(x) < corpus.compacts.text(y) ? -1 : 1));
  const textRank = new Int32Array(texts.length);
  texts.forEach((text, rank) => (textRank[text] = rank));
  const keys = new Float64Array(corpus.size);
  for (let index = 0; index < corpus.size; index++)
    keys[index] = (textRank[corpus.compact(index)] ?? 0) * 4096 + Math.min(4095, corpus.year(index));
  const order = new Int32Array(corpus.size).map((_, at) => at);
  order.sort((x, y) => (keys[x] as number) - (keys[y] as number) || (corpus.id(x) < corpus.id(y) ? -1 : 1));
  const ranks = new Int32Array(corpus.size);
  order.forEach((index, rank) => (ranks[index] = rank));
  return ranks;
}

/** A key and the entry that has it, in one number: the lists sort without a comparing function. */
class KeyLists {
  readonly #lists = FAMILIES.map(() => new NumberList());
  readonly #span: number;

  constructor(size: number) {
    this.#span = 2 ** Math.ceil(Math.log2(Math.max(2, size)));
  }

  add(family: number, key: number, index: number): void {
    // 53 bits: from two million entries on, fewer bits of the key are left
    const most = Math.min(WORDS_32, 2 ** 53 / this.#span);
    this.#lists[family]?.push(((key >>> 0) % most) * this.#span + index);
  }

  /** Visits the blocks of a family, each as a list of indexes without repeats, and lets the family go. */
  visit(family: number, block: (indexes: readonly number[]) => void): void {
    const list = this.#lists[family] as NumberList;
    list.sortUnique();
    let members: number[] = [];
    let key = -1;
    for (let at = 0; at < list.length; at++) {
      const code = list.at(at);
      const own = Math.floor(code / this.#span);
      if (own !== key) {
        if (members.length > 1) block(members);
        members = [];
        key = own;
      }
      members.push(code - own * this.#span);
    }
    if (members.length > 1) block(members);
    this.#lists[family] = new NumberList();
  }
}

/**
 * The pairs to compare: entries that share a key, less those whose titles and places have nothing in common. Yields now
 * and then, so that its caller can do other things.
 */
export function* candidatePairs(corpus: Corpus, options: CandidateOptions = {}): Generator<void, PairList> {
  const from = options.from ?? 0;
  const lists = new KeyLists(corpus.size);
  const words = new WordSet(corpus.words.size);
  const wanted = FAMILIES.map(() => new Set<number>());
  for (let index = from; index < corpus.size; index++) {
    if (index % STEP === 0) {
      options.onProgress?.({ phase: "making keys", done: index - from, total: corpus.size });
      stopIfCancelled(options.signal);
      yield;
    }
    blockKeys(corpus, index, from > 0 ? { keep: words } : {}, (family, key) => {
      lists.add(family, key, index);
      if (from > 0) wanted[family]?.add(key);
    });
  }
  for (let index = 0; index < from; index++) {
    if (index % STEP === 0) {
      options.onProgress?.({ phase: "making keys", done: corpus.size - from + index, total: corpus.size });
      stopIfCancelled(options.signal);
      yield;
    }
    blockKeys(corpus, index, { among: words }, (family, key) => {
      if (wanted[family]?.has(key) === true) lists.add(family, key, index);
    });
  }
  let ranks: Int32Array | undefined;
  const pairs = new PairList();
  const offer = (x: number, y: number): void => {
    if ((x >= from || y >= from) && isWorthComparing(corpus, x, y)) pairs.push(x, y);
  };
  const offerWithin = (order: readonly number[], reach: number): void => {
    for (let x = 0; x < order.length; x++)
      for (let y = x + 1; y < Math.min(order.length, x + 1 + reach); y++)
        offer(order[x] as number, order[y] as number);
  };
  const largest = corpus.size > MANY ? LARGEST_BLOCK_OF_MANY : LARGEST_BLOCK;
  for (const [family, name] of FAMILIES.entries()) {
    options.onProgress?.({ phase: `looking for pairs: ${name}`, done: family, total: FAMILIES.length });
    stopIfCancelled(options.signal);
    yield;
    lists.visit(family, (members) => {
      if ((members[members.length - 1] as number) < from) return;
      if (members.length <= largest) {
        offerWithin(members, members.length);
        return;
      }
      const rank = (ranks ??= titleRanks(corpus));
      offerWithin(
        [...members].sort((x, y) => (rank[x] as number) - (rank[y] as number)),
        TITLE_NEIGHBOURS,
      );
      offerWithin(
        [...members].sort(
          (x, y) =>
            corpus.firstPage(x) - corpus.firstPage(y) ||
            corpus.year(x) - corpus.year(y) ||
            (rank[x] as number) - (rank[y] as number),
        ),
        PLACE_NEIGHBOURS,
      );
    });
    pairs.settle();
  }
  return pairs;
}
