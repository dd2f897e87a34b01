/**
 * One row per item, one column per category: how many raters put the item there. Rows may sum to different
 * numbers, since raters need not have seen the same items.
 */
export type Counts = readonly (readonly number[])[];

/** A square table of two raters' decisions on the same items: rows are the first's categories, columns the second's. */
export type CrossTable = readonly (readonly number[])[];

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The number of items in a cross-table. */
export function tableTotal(table: CrossTable): number {
  return sum(table.map(sum));
}

/** Each row's sum: how the first rater used the categories. */
export function rowTotals(table: CrossTable): number[] {
  return table.map(sum);
}

/** Each column's sum: how the second rater used the categories. */
export function columnTotals(table: CrossTable): number[] {
  return table.map((_, column) => sum(table.map((row) => row[column] ?? 0)));
}

/** The items of a cross-table one by one, each with its two ratings. */
export function countsOfTable(table: CrossTable): Counts {
  return table.flatMap((row, first) =>
    row.flatMap((items, second) => {
      const counts = table.map((_, category) => Number(category === first) + Number(category === second));
      return Array.from({ length: items }, () => counts);
    }),
  );
}
