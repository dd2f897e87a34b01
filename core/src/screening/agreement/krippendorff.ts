import type { Counts } from "./counts.ts";
import { sum } from "./counts.ts";
import type { Estimate } from "./interval.ts";
import { coefficientEstimate } from "./interval.ts";

interface Unit {
  readonly values: number;
  /** Ordered pairs of its values that differ, divided by one less than its values. */
  readonly differing: number;
  readonly row: readonly number[];
}

/** Alpha from disagreements summed over units; undefined where every value is the same. */
function alphaOf(values: number, differing: number, used: readonly number[]): number | undefined {
  const expected = values ** 2 - sum(used.map((count) => count ** 2));
  return expected === 0 ? undefined : 1 - ((values - 1) * differing) / expected;
}

/**
 * Krippendorff's alpha for nominal data (Krippendorff 2011, "Computing Krippendorff's alpha-reliability"), made for
 * ratings that are missing here and there: units with fewer than two values are left out, and units count by their
 * values. The standard error is the jackknife over units (each left out once), the interval t; both are null for
 * fewer than three units, or where leaving one out leaves a single category. The whole is null where no unit has
 * two values or all values are the same.
 */
export function krippendorffsAlpha(counts: Counts): Estimate | null {
  const units: Unit[] = counts
    .map((row) => ({ row, values: sum(row) }))
    .filter(({ values }) => values >= 2)
    .map(({ row, values }) => {
      const differing = values ** 2 - sum(row.map((count) => count ** 2));
      return { row, values, differing: differing / (values - 1) };
    });
  const values = sum(units.map((unit) => unit.values));
  const differing = sum(units.map((unit) => unit.differing));
  const categories = units[0]?.row.length ?? 0;
  const used = Array.from({ length: categories }, (_, at) => sum(units.map(({ row }) => row[at] ?? 0)));
  const value = alphaOf(values, differing, used);
  if (value === undefined) return null;

  const without = units.map((unit) =>
    alphaOf(
      values - unit.values,
      differing - unit.differing,
      used.map((count, at) => count - (unit.row[at] ?? 0)),
    ),
  );
  const known = without.filter((alpha) => alpha !== undefined);
  if (units.length < 3 || known.length < units.length) return { value, standardError: null, interval: null };
  const mean = sum(known) / known.length;
  const variance = ((units.length - 1) / units.length) * sum(known.map((alpha) => (alpha - mean) ** 2));
  return coefficientEstimate(value, variance, units.length);
}
