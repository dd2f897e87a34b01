import type { CrossTable } from "./counts.ts";
import { countsOfTable, sum, tableTotal } from "./counts.ts";
import type { Estimate } from "./interval.ts";
import { gwetsAc1 } from "./many-raters.ts";
import { agreeing, cohensKappa, pabak, percentAgreement } from "./two-raters.ts";

/** How often the first rater said one thing and the second another. */
export interface Disagreement<Category extends string> {
  readonly first: Category;
  readonly second: Category;
  readonly items: number;
}

/** Two raters' agreement on the items that both rated; an estimate is null where it is not defined. */
export interface PairAgreement<Category extends string> {
  readonly first: string;
  readonly second: string;
  readonly items: number;
  readonly agreeing: number;
  /** Rows: the first rater's categories, in the scheme's order; columns: the second's. */
  readonly table: CrossTable;
  /** The cells off the diagonal that are not empty, the commonest first. */
  readonly disagreements: readonly Disagreement<Category>[];
  /** On how many items each was the more inclusive: chose the category nearer to the scheme's beginning. */
  readonly firstMoreInclusive: number;
  readonly secondMoreInclusive: number;
  readonly percent: Estimate | null;
  readonly kappa: Estimate | null;
  readonly ac1: Estimate | null;
  readonly pabak: Estimate | null;
}

/** Describes two raters' cross-table; `categories` runs from the most to the least inclusive. */
export function pairAgreement<Category extends string>(
  first: string,
  second: string,
  table: CrossTable,
  categories: readonly Category[],
): PairAgreement<Category> {
  const cells = table.flatMap((row, rowAt) => row.map((items, columnAt) => ({ items, rowAt, columnAt })));
  const differing = cells.filter(({ items, rowAt, columnAt }) => items > 0 && rowAt !== columnAt);
  const disagreements = differing
    .sort((a, b) => b.items - a.items || a.rowAt - b.rowAt || a.columnAt - b.columnAt)
    .flatMap(({ items, rowAt, columnAt }) => {
      const one = categories[rowAt];
      const other = categories[columnAt];
      return one === undefined || other === undefined ? [] : [{ first: one, second: other, items }];
    });
  const inclusive = (wanted: (rowAt: number, columnAt: number) => boolean) =>
    sum(differing.filter(({ rowAt, columnAt }) => wanted(rowAt, columnAt)).map(({ items }) => items));
  return {
    first,
    second,
    items: tableTotal(table),
    agreeing: agreeing(table),
    table,
    disagreements,
    firstMoreInclusive: inclusive((rowAt, columnAt) => rowAt < columnAt),
    secondMoreInclusive: inclusive((rowAt, columnAt) => rowAt > columnAt),
    percent: percentAgreement(table),
    kappa: cohensKappa(table),
    ac1: gwetsAc1(countsOfTable(table)),
    pabak: pabak(table),
  };
}
