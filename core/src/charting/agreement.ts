import { compareValues } from "./compare.ts";
import { fieldsOf, optionsOf } from "./field.ts";
import type { Field, Form, SimpleField, Value } from "./form.ts";
import { normalKey, normalText } from "./normalise.ts";
import { matchRows } from "./row-match.ts";

/** Two chartists' values of one field of one study. */
export type ValuePair = readonly [first: Value | undefined, second: Value | undefined];

/** Agreement corrected for chance over one set of categories; a coefficient is undefined where chance explains all. */
export interface Coefficients {
  /** Cohen 1960, Educ Psychol Meas 20:37-46. */
  kappa?: number;
  /** Gwet 2008, Br J Math Stat Psychol 61:29-48; stays informative where one category is rare. */
  ac1?: number;
}

export interface FieldAgreement extends Coefficients {
  field: string;
  /** Studies (for a field of a group: rows, matched or alone) that both charted. */
  both: number;
  same: number;
  /** Studies that only one of the two charted; they count nowhere else. */
  one: number;
  /** Share of `both`, 0 to 1, with its 95 % interval (Wilson 1927); undefined while nothing is charted twice. */
  share?: number;
  interval?: readonly [low: number, high: number];
  /** For many options: mean of shared over chosen (Jaccard 1901), and the coefficients for each option. */
  overlap?: number;
  options?: { option: string; chosen: readonly [number, number]; kappa?: number; ac1?: number }[];
}

/** The 95 % interval of a share (Wilson 1927, J Am Stat Assoc 22:209-212), both ends in 0 to 1. */
export function wilsonInterval(hits: number, of: number): readonly [low: number, high: number] {
  const z = 1.959963984540054;
  const share = hits / of;
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const middle = share + (z * z) / (2 * of);
  const scale = 1 + (z * z) / of;
  // at the ends the formula gives 0 and 1 but for rounding
  const low = hits === 0 ? 0 : (middle - spread) / scale;
  const high = hits === of ? 1 : (middle + spread) / scale;
  return [low, high];
}

/** Cohen's kappa and Gwet's AC1 of two raters' categories, pair by pair; categories are those that occur. */
export function coefficients(pairs: readonly (readonly [string, string])[]): Coefficients {
  const n = pairs.length;
  if (n === 0) return {};
  const categories = new Set(pairs.flat());
  const observed = pairs.filter(([a, b]) => a === b).length / n;
  let byChance = 0;
  let spread = 0;
  for (const category of categories) {
    const first = pairs.filter(([a]) => a === category).length / n;
    const second = pairs.filter(([, b]) => b === category).length / n;
    byChance += first * second;
    const mean = (first + second) / 2;
    spread += mean * (1 - mean);
  }
  const gwet = categories.size < 2 ? 0 : spread / (categories.size - 1);
  return {
    ...(byChance < 1 ? { kappa: (observed - byChance) / (1 - byChance) } : {}),
    ...(categories.size > 1 && gwet < 1 ? { ac1: (observed - gwet) / (1 - gwet) } : {}),
  };
}

const chosen = (value: Value): Set<string> =>
  value.kind === "many"
    ? new Set(
        value.other === undefined ? value.choices : [...value.choices, `other:${normalText(value.other)}`],
      )
    : new Set([value.kind]);

function manyAgreement(field: SimpleField, pairs: readonly (readonly [Value, Value])[]) {
  const sets = pairs.map(([a, b]) => [chosen(a), chosen(b)] as const);
  const overlaps = sets.map(([a, b]) => {
    const shared = [...a].filter((each) => b.has(each)).length;
    const either = a.size + b.size - shared;
    return either === 0 ? 1 : shared / either;
  });
  const options = optionsOf(field).map(({ value: option }) => {
    const marks = sets.map(([a, b]) => [String(a.has(option)), String(b.has(option))] as const);
    const counts = [0, 1].map((side) => marks.filter((mark) => mark[side] === "true").length);
    return { option, chosen: [counts[0] ?? 0, counts[1] ?? 0] as const, ...coefficients(marks) };
  });
  return { overlap: overlaps.reduce((sum, each) => sum + each, 0) / overlaps.length, options };
}

/** Agreement of two chartists on one field over the studies that both charted; "not reported" is a category. */
export function fieldAgreement(field: Field, pairs: readonly ValuePair[], path = field.id): FieldAgreement {
  const both = pairs.flatMap(([a, b]) => (a === undefined || b === undefined ? [] : [[a, b] as const]));
  const one = pairs.filter(([a, b]) => (a === undefined) !== (b === undefined)).length;
  const same = both.filter(([a, b]) => compareValues(field, a, b).likeness === "same").length;
  const base: FieldAgreement = { field: path, both: both.length, same, one };
  if (both.length === 0) return base;
  const counted = { ...base, share: same / both.length, interval: wilsonInterval(same, both.length) };
  if (field.type === "many") return { ...counted, ...manyAgreement(field, both) };
  if (field.type !== "choice" && field.type !== "yesno") return counted;
  const keys = both.map(([a, b]) => [keyOf(a), keyOf(b)] as const);
  return { ...counted, ...coefficients(keys) };
}

const keyOf = (value: Value): string => (value.kind === "group" ? "group" : normalKey(value));

function rowPairs(
  field: Extract<Field, { type: "group" }>,
  pairs: readonly ValuePair[],
  id: string,
): ValuePair[] {
  return pairs.flatMap(([a, b]) => {
    if (a?.kind !== "group" || b?.kind !== "group") return [];
    return matchRows(field, a.rows, b.rows).map(({ first, second }): ValuePair => {
      const one = first === undefined ? undefined : a.rows[first]?.[id];
      const other = second === undefined ? undefined : b.rows[second]?.[id];
      return [one, other];
    });
  });
}

/** Agreement on every field of the form, each group followed by its fields over the matched rows. */
export function chartingAgreement(
  form: Form,
  charts: readonly (readonly [Readonly<Record<string, Value>>, Readonly<Record<string, Value>>])[],
): FieldAgreement[] {
  return fieldsOf(form).flatMap((field) => {
    const pairs = charts.map(([a, b]): ValuePair => [a[field.id], b[field.id]]);
    const whole = fieldAgreement(field, pairs);
    if (field.type !== "group") return [whole];
    const members = field.fields.map((member) =>
      fieldAgreement(member, rowPairs(field, pairs, member.id), `${field.id}.${member.id}`),
    );
    return [whole, ...members];
  });
}
