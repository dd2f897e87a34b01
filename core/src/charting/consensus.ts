import { compareValues, type FieldComparison } from "./compare.ts";
import type { Field, SimpleValue, Value } from "./form.ts";

/**
 * What a consensus may start from. `settled` is true only where both chartists say the same; all else waits for
 * a person, and `value` is a help, not an answer.
 */
export interface ConsensusProposal {
  field: string;
  settled: boolean;
  from: "both" | "first" | "second" | "union" | "none";
  value?: Value;
  /** One clause for the person who decides. */
  reason: string;
}

function proposeSimple(first: SimpleValue, second: SimpleValue): Omit<ConsensusProposal, "field"> {
  if (first.kind === "not_reported")
    return { settled: false, from: "second", value: second, reason: "only the second chartist found it" };
  if (second.kind === "not_reported")
    return { settled: false, from: "first", value: first, reason: "only the first chartist found it" };
  if (first.kind === "many" && second.kind === "many") {
    const choices = [...new Set([...first.choices, ...second.choices])];
    const others = [...new Set([first.other, second.other])].filter((words) => words !== undefined);
    const value: Value =
      others.length === 0 ? { kind: "many", choices } : { kind: "many", choices, other: others.join("; ") };
    return { settled: false, from: "union", value, reason: "all that either chose" };
  }
  return { settled: false, from: "none", reason: "the two differ" };
}

function proposeGroup(
  field: Extract<Field, { type: "group" }>,
  comparison: FieldComparison,
): Omit<ConsensusProposal, "field"> {
  const { first, second, rows } = comparison;
  if (first?.kind !== "group" || second?.kind !== "group" || rows === undefined)
    return { settled: false, from: "none", reason: "only one chartist gave rows" };
  const merged = rows.map((row) => {
    const a = row.first === undefined ? {} : (first.rows[row.first] ?? {});
    const b = row.second === undefined ? {} : (second.rows[row.second] ?? {});
    const values: Record<string, SimpleValue> = {};
    for (const { id } of field.fields) {
      const [one, other] = [a[id], b[id]];
      const value =
        one === undefined || other === undefined ? (one ?? other) : joinCell(field, id, one, other);
      if (value !== undefined) values[id] = value;
    }
    return values;
  });
  const open = rows.filter((row) => row.likeness !== "same").length;
  const reason = `${open} of ${rows.length} ${rows.length === 1 ? "row" : "rows"} to settle; where two cells differ the proposal leaves a gap`;
  return { settled: false, from: "union", value: { kind: "group", rows: merged }, reason };
}

function joinCell(
  group: Extract<Field, { type: "group" }>,
  id: string,
  one: SimpleValue,
  other: SimpleValue,
): SimpleValue | undefined {
  const member = group.fields.find((field) => field.id === id);
  if (member === undefined || compareValues(member, one, other).likeness === "same") return one;
  const { value } = proposeSimple(one, other);
  return value?.kind === "group" ? undefined : value;
}

/** Proposes the agreed value of one field from two charts; undefined where neither charted it. */
export function proposeConsensus(field: Field, comparison: FieldComparison): ConsensusProposal | undefined {
  const { first, second, likeness } = comparison;
  if (first === undefined && second === undefined) return undefined;
  if (first === undefined || second === undefined) {
    const from = first === undefined ? "second" : "first";
    const value = first ?? second;
    const reason = `only the ${from} chartist charted it`;
    return { field: field.id, settled: false, from, reason, ...(value === undefined ? {} : { value }) };
  }
  if (likeness === "same")
    return { field: field.id, settled: true, from: "both", value: first, reason: "both say the same" };
  if (field.type === "group" && first.kind === "group" && second.kind === "group")
    return { field: field.id, ...proposeGroup(field, comparison) };
  if (first.kind === "group" || second.kind === "group") {
    const from = first.kind === "group" ? "first" : "second";
    const value = first.kind === "group" ? first : second;
    return { field: field.id, settled: false, from, value, reason: `only the ${from} chartist found it` };
  }
  return { field: field.id, ...proposeSimple(first, second) };
}
