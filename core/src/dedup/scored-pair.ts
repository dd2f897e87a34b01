import type { Corpus } from "./corpus.ts";

/** A pair of indexes with its score, the round of adding in which it was found, and its reason (a number of a vocabulary). */
export interface IndexPair {
  readonly one: number;
  readonly other: number;
  readonly score: number;
  readonly round: number;
  readonly reason: number;
}

/** The ids of a pair, the lesser first. */
export function idsOf(corpus: Corpus, { one, other }: IndexPair): [string, string] {
  const [x, y] = [corpus.id(one), corpus.id(other)];
  return x < y ? [x, y] : [y, x];
}

/** Earlier rounds first, then the strongest; ties by the ids, so that the order of the items does not matter. */
export function sortStrongest<T extends IndexPair>(corpus: Corpus, pairs: readonly T[]): T[] {
  return [...pairs].sort((p, q) => {
    if (p.round !== q.round) return p.round - q.round;
    if (p.score !== q.score) return q.score - p.score;
    const [a, b] = [idsOf(corpus, p), idsOf(corpus, q)];
    if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
    return a[1] < b[1] ? -1 : 1;
  });
}
