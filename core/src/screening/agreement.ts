import { UserError } from "../base/error.ts";
import type { Decisions, SchemeAgreement } from "./agreement/scheme.ts";
import { schemeAgreement } from "./agreement/scheme.ts";

export type { Counts, CrossTable } from "./agreement/counts.ts";
export { countsOfTable } from "./agreement/counts.ts";
export type { Estimate, Interval } from "./agreement/interval.ts";
export { krippendorffsAlpha } from "./agreement/krippendorff.ts";
export { fleissKappa, gwetsAc1, meanPairAgreement } from "./agreement/many-raters.ts";
export type { Disagreement, PairAgreement } from "./agreement/pair.ts";
export type { MeanPairwise, SchemeAgreement } from "./agreement/scheme.ts";
export { cohensKappa, pabak, percentAgreement } from "./agreement/two-raters.ts";

/** What a rater can decide, from the most to the least inclusive. */
export type RatingValue = "include" | "maybe" | "exclude";
/** The two ways that matter to the flow: on to the next stage, or not. */
export type ForwardValue = "forward" | "exclude";

/** One rater's independent decision on one item. */
export interface Rating {
  readonly item: string;
  readonly rater: string;
  readonly value: RatingValue;
}

/** How well raters agree, and how far the figures can be trusted. */
export interface AgreementReport {
  /** In alphabetical order of their ids. */
  readonly raters: readonly string[];
  /** Items that anybody rated, that two raters or more rated, and that all raters rated. */
  readonly items: { readonly rated: number; readonly shared: number; readonly byAll: number };
  /** Shared items that at least one rater included. */
  readonly includes: number;
  /** False with fewer than three includes: then a few items decide every coefficient. */
  readonly informative: boolean;
  /** Maybe counts as going forward, as include does: the figures of a pilot's gate. */
  readonly forward: SchemeAgreement<ForwardValue>;
  /** Maybe is a category of its own, where anybody used it. */
  readonly separate: SchemeAgreement<RatingValue>;
}

const INCLUDES_NEEDED = 3;

function byItem(ratings: readonly Rating[]): Map<string, Map<string, RatingValue>> {
  const items = new Map<string, Map<string, RatingValue>>();
  for (const { item, rater, value } of ratings) {
    const decisions = items.get(item) ?? new Map<string, RatingValue>();
    items.set(item, decisions);
    if (decisions.has(rater)) {
      throw new UserError("agreement.rated-twice", `${rater} rated ${item} more than once.`, {
        place: { record: item },
        hint: "Keep each rater's first independent decision on an item.",
      });
    }
    decisions.set(rater, value);
  }
  return items;
}

function goesForward(decisions: Decisions<RatingValue>): Decisions<ForwardValue> {
  return decisions.map(
    (byRater) =>
      new Map([...byRater].map(([rater, value]) => [rater, value === "exclude" ? "exclude" : "forward"])),
  );
}

/**
 * Agreement of two or more raters on include, maybe and exclude; raters need not have seen the same items. The
 * caller passes independent decisions only (each rater's last before another's could be seen). The standard
 * errors treat the items as a sample. Throws UserError `agreement.rated-twice` where a rater decided on an item
 * more than once.
 */
export function agreement(ratings: readonly Rating[]): AgreementReport {
  const decisions = [...byItem(ratings).values()];
  const raters = [...new Set(ratings.map(({ rater }) => rater))].sort();
  const shared = decisions.filter((byRater) => byRater.size >= 2);
  const includes = shared.filter((byRater) => [...byRater.values()].includes("include")).length;
  const usedMaybe = ratings.some(({ value }) => value === "maybe");
  return {
    raters,
    items: {
      rated: decisions.length,
      shared: shared.length,
      byAll: raters.length < 2 ? 0 : shared.filter((byRater) => byRater.size === raters.length).length,
    },
    includes,
    informative: includes >= INCLUDES_NEEDED,
    forward: schemeAgreement(goesForward(decisions), raters, ["forward", "exclude"]),
    separate: schemeAgreement(
      decisions,
      raters,
      usedMaybe ? ["include", "maybe", "exclude"] : ["include", "exclude"],
    ),
  };
}
