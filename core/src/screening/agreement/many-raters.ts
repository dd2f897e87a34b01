import type { Counts } from "./counts.ts";
import { sum } from "./counts.ts";
import type { Estimate } from "./interval.ts";
import { coefficientEstimate, estimateWithin, studentT975 } from "./interval.ts";

interface RatedItem {
  readonly raters: number;
  /** The share of its pairs of raters that agree; 0 where it has but one rater. */
  readonly agreement: number;
  /** The part of its ratings in each category. */
  readonly parts: readonly number[];
}

/** What chance agrees on: over all items, and as each item contributes to it. */
interface Chance {
  readonly overall: number;
  readonly ofItem: (parts: readonly number[]) => number;
}

function ratedItems(counts: Counts): RatedItem[] {
  return counts
    .map((row) => {
      const raters = sum(row);
      const pairs = raters * (raters - 1);
      return {
        raters,
        agreement: pairs === 0 ? 0 : sum(row.map((count) => count * (count - 1))) / pairs,
        parts: row.map((count) => (raters === 0 ? 0 : count / raters)),
      };
    })
    .filter(({ raters }) => raters > 0);
}

/** How often each category was used: the mean of its parts over all items that anybody rated. */
function prevalences(items: readonly RatedItem[]): number[] {
  const categories = items[0]?.parts.length ?? 0;
  return Array.from(
    { length: categories },
    (_, category) => sum(items.map(({ parts }) => parts[category] ?? 0)) / items.length,
  );
}

/**
 * Agreement beyond chance over items with different numbers of raters, and its linearised variance with respect
 * to the sampling of items (Gwet 2008, 2014): an item that only one rater saw still informs chance.
 */
function beyondChance(items: readonly RatedItem[], chance: Chance): Estimate | null {
  const total = items.length;
  const shared = items.filter(({ raters }) => raters >= 2);
  if (shared.length === 0 || 1 - chance.overall < Number.EPSILON) return null;
  const room = 1 - chance.overall;
  const observed = sum(shared.map(({ agreement }) => agreement)) / shared.length;
  const value = (observed - chance.overall) / room;
  if (total < 2) return { value, standardError: null, interval: null };

  const influences = items.map(({ raters, agreement, parts }) => {
    const own = raters < 2 ? 0 : ((total / shared.length) * (agreement - chance.overall)) / room;
    return own - (2 * (1 - value) * (chance.ofItem(parts) - chance.overall)) / room;
  });
  const variance = sum(influences.map((influence) => (influence - value) ** 2)) / (total * (total - 1));
  return coefficientEstimate(value, variance, total);
}

/**
 * The mean over items of the share of agreeing pairs of raters, with a t interval over items. Items that fewer
 * than two raters saw say nothing and are left out; null where no other is left.
 */
export function meanPairAgreement(counts: Counts): Estimate | null {
  const shared = ratedItems(counts).filter(({ raters }) => raters >= 2);
  if (shared.length === 0) return null;
  const value = sum(shared.map(({ agreement }) => agreement)) / shared.length;
  if (shared.length < 2) return { value, standardError: null, interval: null };
  const squares = sum(shared.map(({ agreement }) => (agreement - value) ** 2));
  const variance = squares / (shared.length * (shared.length - 1));
  return estimateWithin(value, variance, studentT975(shared.length - 1), 0);
}

/**
 * Gwet's AC1 (Gwet 2008) for two or more raters, missing ratings allowed: stays meaningful where nearly all items
 * fall into one category. The number of columns is the number of categories that the raters could choose. Null
 * where no item has two ratings, or with fewer than two categories.
 */
export function gwetsAc1(counts: Counts): Estimate | null {
  const items = ratedItems(counts);
  const used = prevalences(items);
  if (used.length < 2) return null;
  const rest = used.length - 1;
  return beyondChance(items, {
    overall: sum(used.map((part) => part * (1 - part))) / rest,
    ofItem: (parts) => sum(parts.map((part, category) => part * (1 - (used[category] ?? 0)))) / rest,
  });
}

/**
 * Fleiss' kappa (Fleiss 1971), in Gwet's extension (2014) to items with different numbers of raters; equal to the
 * original where all items have the same number. Null where no item has two ratings or one category took all.
 */
export function fleissKappa(counts: Counts): Estimate | null {
  const items = ratedItems(counts);
  const used = prevalences(items);
  return beyondChance(items, {
    overall: sum(used.map((part) => part ** 2)),
    ofItem: (parts) => sum(parts.map((part, category) => part * (used[category] ?? 0))),
  });
}
