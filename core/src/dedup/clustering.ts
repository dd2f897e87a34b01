import { Groups } from "./groups.ts";
import type { Matcher } from "./matcher.ts";
import { PairList } from "./pair-list.ts";
import type { IndexPair } from "./scored-pair.ts";

/** What people fixed, as pairs of indexes. */
export interface FixedPairs {
  readonly joins: readonly (readonly [number, number])[];
  readonly splits: readonly (readonly [number, number])[];
}

export interface Clustering {
  readonly groups: Groups;
  /** The pairs that brought groups together. */
  readonly joins: IndexPair[];
  /** Pairs that would be merged but for a contradiction between members of their groups. */
  readonly refused: IndexPair[];
}

function applyFixed(groups: Groups, fixed: FixedPairs): void {
  for (const [one, other] of fixed.splits) groups.separate(one, other);
  for (const [one, other] of fixed.joins) {
    const [x, y] = [groups.of(one), groups.of(other)];
    if (x !== y && !groups.areSeparated(x, y)) groups.join(x, y);
  }
}

/** What people joined, by each of its members. */
function unitsOf(fixed: FixedPairs, size: number): (index: number) => readonly number[] {
  const units = new Groups(size);
  applyFixed(units, fixed);
  return (index) => units.members(units.of(index));
}

/**
 * A member of one group is told apart from a member of the other: by a relation, or by fields that contradict. What
 * people joined counts as one record: it agrees where one of its parts agrees.
 */
function isContradicted(
  matcher: Matcher,
  agreed: PairList,
  unit: (index: number) => readonly number[],
  one: readonly number[],
  other: readonly number[],
): boolean {
  const agree = (x: number, y: number): boolean =>
    agreed.has(x, y) || unit(x).some((part) => unit(y).some((partner) => agreed.has(part, partner)));
  return one.some((x) =>
    other.some((y) => {
      if (agree(x, y)) return false;
      const { judgement } = matcher.match(x, y);
      if (judgement.distinction !== undefined) return true;
      return judgement.decision === "different" && judgement.contradicts;
    }),
  );
}

/**
 * Joins pairs into groups, the strongest first, and none whose groups contradict each other: a chain of likenesses
 * does not make one work of two. People's joins come before, their splits hold throughout.
 * @param same pairs decided to be the same, in the order in which they are to join
 * @param maybe uncertain pairs: they do not contradict
 */
export function clusterPairs(
  matcher: Matcher,
  same: readonly IndexPair[],
  maybe: readonly IndexPair[],
  fixed: FixedPairs,
): Clustering {
  const { corpus } = matcher;
  const groups = new Groups(corpus.size);
  applyFixed(groups, fixed);
  const unit = unitsOf(fixed, corpus.size);
  const agreed = new PairList();
  for (const list of [same, maybe]) for (const { one, other } of list) agreed.push(one, other);
  agreed.settle();
  const joins: IndexPair[] = [];
  const refused: IndexPair[] = [];
  for (const pair of same) {
    const [x, y] = [groups.of(pair.one), groups.of(pair.other)];
    if (x === y || groups.areSeparated(x, y)) continue;
    if (isContradicted(matcher, agreed, unit, groups.members(x), groups.members(y))) refused.push(pair);
    else {
      groups.join(x, y);
      joins.push(pair);
    }
  }
  return { groups, joins, refused };
}
