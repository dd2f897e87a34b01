import type { Corpus } from "./corpus.ts";

/**
 * How far the issue numbers of a source can be believed (some exports number issues through the year, or carry the
 * database's own numbers): `weight` 0 to 1, and the bits that a difference takes off.
 */
export interface IssueTrust {
  readonly weight: number;
  readonly penalty: number;
}

interface Count {
  pairs: number;
  agree: number;
}

const FEWEST_PAIRS = 20;
const FEWEST_FOR_WEIGHT = 10;
const USUAL_AGREEMENT = 0.93;
// How often the issue numbers of two different works of one volume differ.
const CHANCE_DIFFERENT = 0.6;
const FEWEST_TITLE_BITS = 25;

function trustOf({ pairs, agree }: Count): IssueTrust {
  const share = pairs >= FEWEST_PAIRS ? (agree + 1) / (pairs + 2) : USUAL_AGREEMENT;
  return {
    weight: pairs < FEWEST_FOR_WEIGHT ? 0.7 : Math.max(0, (agree / pairs - 0.5) * 2),
    penalty: Math.max(-4.5, Math.min(0, Math.log2((1 - share + 0.01) / CHANCE_DIFFERENT))),
  };
}

/** Sure duplicates without looking at the issue: same long title, same first author, same first page or volume and year. */
function isAnchor(corpus: Corpus, one: number, other: number): boolean {
  if (corpus.compact(one) === 0 || corpus.compact(one) !== corpus.compact(other)) return false;
  const [a, b] = [corpus.entry(one), corpus.entry(other)];
  const [x, y] = [a.titles[0], b.titles[0]];
  if (x === undefined || y === undefined || a.issue === 0 || b.issue === 0) return false;
  if (a.pages !== undefined && b.pages !== undefined) {
    if (a.pages.first !== b.pages.first) return false;
  } else if (a.volume === 0 || a.volume !== b.volume || a.year === 0 || a.year !== b.year) return false;
  if (a.volume !== 0 && b.volume !== 0 && a.volume !== b.volume) return false;
  const first = a.authors[0];
  const names = b.authors.flatMap((author) => [...author.family, ...author.given]);
  if (first === undefined || !first.family.some((word) => names.includes(word))) return false;
  return corpus.titleBits(x) >= FEWEST_TITLE_BITS;
}

/**
 * Learns from anchor pairs how far issue numbers can be believed, per source and for all together.
 * @param pairs visits the candidate pairs.
 * @returns trust by source (number of the corpus's labels)
 */
export function learnIssueTrust(
  corpus: Corpus,
  pairs: (visit: (one: number, other: number) => void) => void,
): ReadonlyMap<number, IssueTrust> {
  const all: Count = { pairs: 0, agree: 0 };
  const bySource = new Map<number, Count>();
  for (let index = 0; index < corpus.size; index++) {
    const source = corpus.source(index);
    if (!bySource.has(source)) bySource.set(source, { pairs: 0, agree: 0 });
  }
  pairs((one, other) => {
    if (!isAnchor(corpus, one, other)) return;
    const [a, b] = [corpus.entry(one), corpus.entry(other)];
    const agree = a.issue === b.issue ? 1 : 0;
    all.pairs++;
    all.agree += agree;
    for (const source of new Set([a.source, b.source])) {
      const count = bySource.get(source);
      if (count === undefined) continue;
      count.pairs++;
      count.agree += agree;
    }
  });
  const trusts = new Map<number, IssueTrust>();
  for (const [source, count] of bySource)
    trusts.set(source, trustOf(count.pairs >= FEWEST_PAIRS ? count : all));
  return trusts;
}
