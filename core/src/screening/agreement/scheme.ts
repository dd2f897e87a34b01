import type { Counts } from "./counts.ts";
import { sum } from "./counts.ts";
import type { Estimate } from "./interval.ts";
import { shareEstimate } from "./interval.ts";
import { krippendorffsAlpha } from "./krippendorff.ts";
import { fleissKappa, gwetsAc1, meanPairAgreement } from "./many-raters.ts";
import type { PairAgreement } from "./pair.ts";
import { pairAgreement } from "./pair.ts";

/** The means over all pairs of raters that share items, each pair counting once; null where no pair defines it. */
export interface MeanPairwise {
  readonly pairs: number;
  readonly percent: number | null;
  readonly kappa: number | null;
  readonly ac1: number | null;
  readonly pabak: number | null;
}

/** Agreement with the decisions sorted into one set of categories; null where something is not defined. */
export interface SchemeAgreement<Category extends string> {
  /** From the most to the least inclusive; the order of all tables' rows and columns. */
  readonly categories: readonly Category[];
  /** The share of items on which everybody who rated them agrees, among items with two ratings or more. */
  readonly allAgree: { readonly items: number; readonly agreeing: number; readonly share: Estimate | null };
  /** The mean over items of the share of agreeing pairs of raters. */
  readonly percent: Estimate | null;
  /** Cohen's kappa; for exactly two raters (for more, see `meanPairwise` and `fleiss`). */
  readonly kappa: Estimate | null;
  readonly ac1: Estimate | null;
  /** For exactly two raters, as kappa. */
  readonly pabak: Estimate | null;
  readonly fleiss: Estimate | null;
  readonly alpha: Estimate | null;
  /** For three raters or more. */
  readonly meanPairwise: MeanPairwise | null;
  readonly pairs: readonly PairAgreement<Category>[];
}

/** Each item's decisions, by rater. */
export type Decisions<Category extends string> = readonly ReadonlyMap<string, Category>[];

function countCategories<Category extends string>(
  decisions: Decisions<Category>,
  categories: readonly Category[],
): Counts {
  return decisions.map((byRater) => {
    const given = [...byRater.values()];
    return categories.map((category) => given.filter((value) => value === category).length);
  });
}

function crossTable<Category extends string>(
  decisions: Decisions<Category>,
  categories: readonly Category[],
  first: string,
  second: string,
): number[][] {
  const table = categories.map(() => categories.map(() => 0));
  for (const byRater of decisions) {
    const one = byRater.get(first);
    const other = byRater.get(second);
    if (one === undefined || other === undefined) continue;
    const row = table[categories.indexOf(one)];
    const column = categories.indexOf(other);
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return table;
}

function allAgree(counts: Counts): SchemeAgreement<string>["allAgree"] {
  const shared = counts.filter((row) => sum(row) >= 2);
  const agreeing = shared.filter((row) => row.includes(sum(row))).length;
  return { items: shared.length, agreeing, share: shareEstimate(agreeing, shared.length) };
}

function meanPairwise(pairs: readonly PairAgreement<string>[]): MeanPairwise {
  const mean = (of: (pair: PairAgreement<string>) => Estimate | null) => {
    const values = pairs.flatMap((pair) => of(pair)?.value ?? []);
    return values.length === 0 ? null : sum(values) / values.length;
  };
  return {
    pairs: pairs.length,
    percent: mean((pair) => pair.percent),
    kappa: mean((pair) => pair.kappa),
    ac1: mean((pair) => pair.ac1),
    pabak: mean((pair) => pair.pabak),
  };
}

/** Computes everything for one set of categories; pairs of raters that share no item are left out. */
export function schemeAgreement<Category extends string>(
  decisions: Decisions<Category>,
  raters: readonly string[],
  categories: readonly Category[],
): SchemeAgreement<Category> {
  const counts = countCategories(decisions, categories);
  const pairs = raters
    .flatMap((first, at) =>
      raters
        .slice(at + 1)
        .map((second) =>
          pairAgreement(first, second, crossTable(decisions, categories, first, second), categories),
        ),
    )
    .filter(({ items }) => items > 0);
  const only = raters.length === 2 ? pairs[0] : undefined;
  return {
    categories,
    allAgree: allAgree(counts),
    percent: only === undefined ? meanPairAgreement(counts) : only.percent,
    kappa: only?.kappa ?? null,
    ac1: gwetsAc1(counts),
    pabak: only?.pabak ?? null,
    fleiss: fleissKappa(counts),
    alpha: krippendorffsAlpha(counts),
    meanPairwise: raters.length > 2 ? meanPairwise(pairs) : null,
    pairs,
  };
}
