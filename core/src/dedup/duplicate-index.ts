import { UserError } from "../base/error.ts";
import type { OnProgress } from "../base/progress.ts";
import { type Cancel, stopIfCancelled } from "./cancel.ts";
import { candidatePairs } from "./candidates.ts";
import { clusterPairs, type FixedPairs } from "./clustering.ts";
import { Corpus } from "./corpus.ts";
import type { Duplicates, FixedChoices, RelatedPair, ScoredPair } from "./duplicates.ts";
import { reasonFor } from "./explanation.ts";
import type { Groups } from "./groups.ts";
import type { Item } from "./item.ts";
import { type Match, Matcher, scoreOf } from "./matcher.ts";
import { PairList } from "./pair-list.ts";
import { orderQuestions } from "./question-order.ts";
import type { RelationKind } from "./relation.ts";
import { relationOf } from "./relation-finding.ts";
import { idsOf, type IndexPair, sortStrongest } from "./scored-pair.ts";
import { Vocabulary } from "./vocabulary.ts";

export interface WorkOptions {
  readonly onProgress?: OnProgress;
  readonly signal?: Cancel;
}

interface RelatedIndexPair extends IndexPair {
  /** `one` is … `other`. */
  readonly kind: RelationKind;
}

const STEP = 10_000;

/**
 * Duplicates among items that come in rounds. Adding items leaves what earlier rounds joined together, and people's
 * joins and splits always hold.
 */
export class DuplicateIndex {
  readonly #corpus = new Corpus();
  readonly #indexes = new Map<string, number>();
  readonly #reasons = new Vocabulary();
  readonly #same: IndexPair[] = [];
  readonly #maybe: IndexPair[] = [];
  readonly #related: RelatedIndexPair[] = [];
  #fixed: FixedPairs = { joins: [], splits: [] };
  #matcher = new Matcher(this.#corpus, new PairList());
  #round = 0;
  #compared = 0;

  get size(): number {
    return this.#corpus.size;
  }

  /**
   * Adds items and compares them with each other and with all before.
   * @throws UserError `dedup.repeated-id` where an id is known already
   */
  add(items: Iterable<Item>, options: WorkOptions = {}): void {
    const total = Array.isArray(items) ? { total: items.length } : {};
    let done = 0;
    for (const item of items) {
      if (done % STEP === 0) {
        options.onProgress?.({ phase: "reading records", done, ...total });
        stopIfCancelled(options.signal);
      }
      this.take(item);
      done++;
    }
    this.compare(options);
  }

  /**
   * Takes an item in without comparing it yet: for items that come one by one, and too many to be kept. What is needed
   * of it is copied.
   * @throws UserError `dedup.repeated-id` where the id is known already
   */
  take(item: Item): void {
    if (this.#indexes.has(item.id))
      throw new UserError("dedup.repeated-id", `Two records have the id ${item.id}.`, {
        place: { record: item.id },
        hint: "Give every record an id of its own.",
      });
    const index = this.#corpus.add(item);
    this.#indexes.set(this.#corpus.id(index), index);
  }

  /** Compares what was taken in since the last time, as one round. */
  compare(options: WorkOptions = {}): void {
    const steps = this.compareInSteps(options);
    while (steps.next().done !== true);
  }

  /** The same in steps of well under a second for most, between which its caller can do other things. */
  *compareInSteps(options: WorkOptions = {}): Generator<void, void> {
    const pairs = yield* candidatePairs(this.#corpus, { from: this.#compared, ...options });
    this.#matcher = new Matcher(this.#corpus, pairs, this.#matcher);
    const compare = (one: number, other: number): void => {
      const match = this.#matcher.matchIfAlike(one, other);
      if (match !== undefined) this.#keep(match);
    };
    const found = [this.#same, this.#maybe, this.#related];
    const before = found.map(({ length }) => length);
    let complete = false;
    try {
      for (let done = 0; done < pairs.length; done += STEP) {
        options.onProgress?.({ phase: "comparing pairs", done, total: pairs.length });
        stopIfCancelled(options.signal);
        yield;
        pairs.forEach(compare, done, done + STEP);
      }
      // rounds follow each other, so that each is put in order once
      const fresh = sortStrongest(this.#corpus, this.#same.splice(before[0] ?? 0));
      for (const pair of fresh) this.#same.push(pair);
      complete = true;
    } finally {
      // what a cancelled round found is found again by the next
      if (!complete) found.forEach((list, at) => (list.length = before[at] ?? 0));
    }
    this.#compared = this.#corpus.size;
    this.#round++;
  }

  /**
   * Adds people's joins and splits to those given before.
   * @throws UserError `dedup.unknown-id`
   */
  fix(choices: FixedChoices): void {
    const pairs = (ids: FixedChoices["joins"]): [number, number][] =>
      (ids ?? []).map(([a, b]) => [this.#indexOf(a), this.#indexOf(b)]);
    this.#fixed = {
      joins: [...this.#fixed.joins, ...pairs(choices.joins)],
      splits: [...this.#fixed.splits, ...pairs(choices.splits)],
    };
  }

  /**
   * The two items compared, as in this corpus.
   * @throws UserError `dedup.unknown-id`
   */
  match(a: string, b: string): Match {
    return this.#matcher.match(this.#indexOf(a), this.#indexOf(b));
  }

  /** The relation of a match in this corpus, if there is one. */
  relation({ evidence, judgement }: Match): ReturnType<typeof relationOf> {
    return relationOf(evidence, judgement, this.#corpus.prior);
  }

  /** The id of an item by its position. */
  id(index: number): string {
    return this.#corpus.id(index);
  }

  /** Groups, questions and relations as things stand. */
  result(): Duplicates {
    const { groups, joins, refused } = clusterPairs(this.#matcher, this.#same, this.#maybe, this.#fixed);
    const questions = orderQuestions(this.#corpus, groups, [...this.#maybe, ...refused]);
    return {
      clusters: groups.all().map((members) => members.map((member) => this.#corpus.id(member))),
      maybes: questions.asked.map((pair) => this.#shown(pair)),
      unasked: questions.unasked,
      relations: this.#relations(groups),
      joins: joins.map((pair) => this.#shown(pair)),
    };
  }

  #indexOf(id: string): number {
    const index = this.#indexes.get(id);
    if (index === undefined)
      throw new UserError("dedup.unknown-id", `No record has the id ${id}.`, { place: { record: id } });
    return index;
  }

  #keep(match: Match): void {
    const { evidence, judgement } = match;
    const found = this.relation(match);
    if (judgement.decision === "different" && found === undefined) return;
    const [one, other] = found?.from === "b" ? [evidence.b, evidence.a] : [evidence.a, evidence.b];
    const pair: IndexPair = {
      one: one.index,
      other: other.index,
      score: scoreOf(judgement),
      round: this.#round,
      reason: this.#reasons.id(reasonFor(evidence, judgement)),
    };
    if (found !== undefined) this.#related.push({ ...pair, kind: found.kind });
    else (judgement.decision === "same" ? this.#same : this.#maybe).push(pair);
  }

  #shown(pair: IndexPair): ScoredPair {
    const [a, b] = idsOf(this.#corpus, pair);
    return { a, b, score: pair.score, reason: this.#reasons.text(pair.reason) };
  }

  /** One relation of a kind between two groups: the strongest. */
  #relations(groups: Groups): RelatedPair[] {
    const seen = new Set<string>();
    const relations: RelatedPair[] = [];
    for (const { one, other, kind, reason } of sortStrongest(this.#corpus, this.#related)) {
      const [x, y] = [groups.of(one), groups.of(other)];
      const key = `${Math.min(x, y)} ${Math.max(x, y)} ${kind}`;
      if (x === y || seen.has(key)) continue;
      seen.add(key);
      relations.push({
        a: this.#corpus.id(one),
        b: this.#corpus.id(other),
        kind,
        reason: this.#reasons.text(reason),
      });
    }
    return relations;
  }
}

/** An index over items, to which more can be added. */
export function createIndex(items: Iterable<Item>, options: WorkOptions = {}): DuplicateIndex {
  const index = new DuplicateIndex();
  index.add(items, options);
  return index;
}
