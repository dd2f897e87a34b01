import type { Corpus } from "./corpus.ts";
import { type Judgement, judge } from "./decision.ts";
import { type Evidence, gatherEvidence } from "./evidence.ts";
import { type IssueTrust, learnIssueTrust } from "./issue-trust.ts";
import type { PairList } from "./pair-list.ts";
import { recurringTitles } from "./recurring-title.ts";

/** A pair of entries compared: what the fields say, and what follows. */
export interface Match {
  readonly evidence: Evidence;
  readonly judgement: Judgement;
}

/** The pair's score: the bits of both sums. */
export function scoreOf({ sums }: Judgement): number {
  return Math.round((sums.related + sums.same) * 10) / 10;
}

/** Compares pairs of a corpus by what the corpus as a whole tells of its sources and its recurring titles. */
export class Matcher {
  readonly corpus: Corpus;
  readonly #trusts: ReadonlyMap<number, IssueTrust>;
  readonly #recurring: ReadonlySet<number>;

  /**
   * @param pairs the candidate pairs, from which the trust in issue numbers is learnt
   * @param earlier the matcher of earlier rounds: what it learnt of a source stays
   */
  constructor(corpus: Corpus, pairs: PairList, earlier?: Matcher) {
    this.corpus = corpus;
    const learnt = learnIssueTrust(corpus, (visit) => pairs.forEach(visit));
    this.#trusts = new Map([...learnt, ...(earlier === undefined ? [] : earlier.#trusts)]);
    this.#recurring = recurringTitles(corpus, this.#trusts);
  }

  match(one: number, other: number): Match {
    return this.#match(one, other, true) as Match;
  }

  /** As `match`, but undefined where a glance shows that the two have nothing to do with each other. */
  matchIfAlike(one: number, other: number): Match | undefined {
    return this.#match(one, other, false);
  }

  #match(one: number, other: number, thorough: boolean): Match | undefined {
    const [a, b] = [this.corpus.entry(one), this.corpus.entry(other)];
    const evidence = gatherEvidence(this.corpus, this.#trusts, a, b, thorough);
    if (evidence === undefined) return undefined;
    return { evidence, judgement: judge(this.corpus, this.#recurring, evidence) };
  }
}
