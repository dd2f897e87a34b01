import type { Field, SimpleValue } from "./form.ts";
import { normalKey } from "./normalise.ts";

export type Row = Readonly<Record<string, SimpleValue>>;
type Group = Extract<Field, { type: "group" }>;

/** Two rows that speak of the same thing, by position in each list; one side is missing where none matches. */
export interface RowPair {
  first?: number;
  second?: number;
}

const same = (a: SimpleValue | undefined, b: SimpleValue | undefined): boolean =>
  a !== undefined && b !== undefined && a.kind !== "not_reported" && normalKey(a) === normalKey(b);

// The first field of a group is its name (model, arm, test): agreeing on it outweighs all the others.
function likeness(group: Group, a: Row, b: Row): number {
  return group.fields.reduce(
    (score, field, at) => score + (same(a[field.id], b[field.id]) ? (at === 0 ? group.fields.length : 1) : 0),
    0,
  );
}

/**
 * Pairs the rows of two chartists, most alike first; equal likeness goes by position. Rows that share no value
 * stay alone. In the order of the first list, then what only the second has.
 */
export function matchRows(group: Group, first: readonly Row[], second: readonly Row[]): RowPair[] {
  const candidates = first
    .flatMap((a, i) => second.map((b, j) => ({ i, j, score: likeness(group, a, b) })))
    .filter(({ score }) => score > 0)
    .sort((x, y) => y.score - x.score || Math.abs(x.i - x.j) - Math.abs(y.i - y.j) || x.i - y.i);
  const partner = new Map<number, number>();
  const taken = new Set<number>();
  for (const { i, j } of candidates) {
    if (partner.has(i) || taken.has(j)) continue;
    partner.set(i, j);
    taken.add(j);
  }
  const pairs = first.map((_, i): RowPair => {
    const j = partner.get(i);
    return j === undefined ? { first: i } : { first: i, second: j };
  });
  second.forEach((_, j) => {
    if (!taken.has(j)) pairs.push({ second: j });
  });
  return pairs;
}
