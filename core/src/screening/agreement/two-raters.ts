import type { CrossTable } from "./counts.ts";
import { columnTotals, rowTotals, sum, tableTotal } from "./counts.ts";
import type { Estimate } from "./interval.ts";
import { coefficientEstimate, shareEstimate } from "./interval.ts";

/** On how many items of the table both raters chose the same category. */
export function agreeing(table: CrossTable): number {
  return sum(table.map((row, category) => row[category] ?? 0));
}

/** The share of items on which two raters agree, with Wilson's interval; null for an empty table. */
export function percentAgreement(table: CrossTable): Estimate | null {
  return shareEstimate(agreeing(table), tableTotal(table));
}

/**
 * Cohen's kappa (Cohen 1960) with the large-sample standard error of Fleiss, Cohen and Everitt (1969) and a
 * normal interval. Null where chance alone would agree on everything (an empty table, or both raters used one
 * and the same category throughout): kappa is then undefined, not 1.
 */
export function cohensKappa(table: CrossTable): Estimate | null {
  const items = tableTotal(table);
  if (items === 0) return null;
  const first = rowTotals(table).map((total) => total / items);
  const second = columnTotals(table).map((total) => total / items);
  const share = (row: number, column: number) => (table[row]?.[column] ?? 0) / items;

  const observed = agreeing(table) / items;
  const byChance = sum(first.map((part, category) => part * (second[category] ?? 0)));
  if (1 - byChance < Number.EPSILON) return null;
  const kappa = (observed - byChance) / (1 - byChance);

  let diagonal = 0;
  let beside = 0;
  for (let row = 0; row < table.length; row++) {
    diagonal += share(row, row) * (1 - ((first[row] ?? 0) + (second[row] ?? 0)) * (1 - kappa)) ** 2;
    for (let column = 0; column < table.length; column++) {
      if (column !== row) beside += share(row, column) * ((second[row] ?? 0) + (first[column] ?? 0)) ** 2;
    }
  }
  const spread = diagonal + (1 - kappa) ** 2 * beside - (kappa - byChance * (1 - kappa)) ** 2;
  return coefficientEstimate(kappa, spread / (items * (1 - byChance) ** 2));
}

/**
 * The prevalence- and bias-adjusted kappa (Byrt, Bishop and Carlin 1993; for more than two categories the
 * coefficient of Brennan and Prediger 1981): chance is taken to choose every category equally often. Its interval
 * is Wilson's for the percent agreement, carried over. Null for an empty table or a single category.
 */
export function pabak(table: CrossTable): Estimate | null {
  const percent = percentAgreement(table);
  const categories = table.length;
  if (percent === null || categories < 2) return null;
  const adjust = (share: number) => (categories * share - 1) / (categories - 1);
  const { value, standardError, interval } = percent;
  return {
    value: adjust(value),
    standardError: standardError === null ? null : (standardError * categories) / (categories - 1),
    interval: interval === null ? null : { low: adjust(interval.low), high: adjust(interval.high) },
  };
}
