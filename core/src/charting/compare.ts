import { fieldsOf } from "./field.ts";
import type { Field, Form, SimpleValue, Value } from "./form.ts";
import { normalKey } from "./normalise.ts";
import { matchRows, type RowPair } from "./row-match.ts";

/** How two chartists' values of one field stand to each other. */
export type Likeness = "same" | "differs" | "only_first" | "only_second" | "neither";

/** One row of a group beside its partner; `fields` says for each field of the group how the two compare. */
export interface RowComparison extends RowPair {
  likeness: Likeness;
  fields: Readonly<Record<string, Likeness>>;
}

export interface FieldComparison {
  field: string;
  likeness: Likeness;
  first?: Value;
  second?: Value;
  /** For a group that both charted as rows. */
  rows?: RowComparison[];
}

function side(first: unknown, second: unknown): Likeness | undefined {
  if (first === undefined) return second === undefined ? "neither" : "only_second";
  return second === undefined ? "only_first" : undefined;
}

function compareSimple(first: SimpleValue | undefined, second: SimpleValue | undefined): Likeness {
  if (first === undefined || second === undefined) return side(first, second) ?? "neither";
  return normalKey(first) === normalKey(second) ? "same" : "differs";
}

function compareRows(
  group: Extract<Field, { type: "group" }>,
  first: Extract<Value, { kind: "group" }>,
  second: Extract<Value, { kind: "group" }>,
): RowComparison[] {
  return matchRows(group, first.rows, second.rows).map((pair) => {
    const a = pair.first === undefined ? undefined : first.rows[pair.first];
    const b = pair.second === undefined ? undefined : second.rows[pair.second];
    const fields = Object.fromEntries(
      group.fields.map((field) => [field.id, compareSimple(a?.[field.id], b?.[field.id])]),
    );
    const alone = side(a, b);
    const settled = Object.values(fields).every((each) => each === "same" || each === "neither");
    return { ...pair, likeness: alone ?? (settled ? "same" : "differs"), fields };
  });
}

/** Two chartists' values of one field: case, spaces and the order of many options and of rows do not count. */
export function compareValues(field: Field, first?: Value, second?: Value): FieldComparison {
  const given = {
    field: field.id,
    ...(first === undefined ? {} : { first }),
    ...(second === undefined ? {} : { second }),
  };
  if (first === undefined || second === undefined)
    return { ...given, likeness: side(first, second) ?? "neither" };
  if (first.kind === "group" && second.kind === "group" && field.type === "group") {
    const rows = compareRows(field, first, second);
    return { ...given, likeness: rows.every((row) => row.likeness === "same") ? "same" : "differs", rows };
  }
  if (first.kind === "group" || second.kind === "group") return { ...given, likeness: "differs" };
  return { ...given, likeness: compareSimple(first, second) };
}

/** Two charts of one study, field by field in the form's order. */
export function compareCharts(
  form: Form,
  first: Readonly<Record<string, Value>>,
  second: Readonly<Record<string, Value>>,
): FieldComparison[] {
  return fieldsOf(form).map((field) => compareValues(field, first[field.id], second[field.id]));
}
