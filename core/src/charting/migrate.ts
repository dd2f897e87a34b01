import { convertValue } from "./convert-value.ts";
import { fieldsOf } from "./field.ts";
import type { Field, Form, Value } from "./form.ts";
import { normalText } from "./normalise.ts";

/** What becomes of one field when a form changes; a `new` field has no `from`, a `lost` one no `to`. */
export interface FieldMove {
  from?: string;
  to?: string;
  change: "kept" | "renamed" | "altered" | "lost" | "new";
  /** In words what differs: type, options gone, bounds. */
  notes: string[];
}

/** A value that the new form cannot hold as it was. */
export interface LostValue {
  study: string;
  field: string;
  value: Value;
  why: string;
}

export interface MigrationPreview {
  moves: FieldMove[];
  /** Values that go over unchanged, that are put into another shape, and that the new form cannot hold. */
  unchanged: number;
  reshaped: number;
  lost: LostValue[];
  /** The values as they would be, by study. */
  values: Readonly<Record<string, Readonly<Record<string, Value>>>>;
}

function differences(from: Field, to: Field): string[] {
  const notes: string[] = [];
  if (from.type !== to.type) notes.push(`${from.type} becomes ${to.type}`);
  if ("options" in from && "options" in to) {
    const kept = new Set(to.options.map((option) => option.value));
    const gone = from.options.filter((option) => !kept.has(option.value)).map((option) => option.value);
    if (gone.length > 0) notes.push(`without ${gone.join(", ")}`);
    if (from.other && !to.other) notes.push("no longer takes other words");
  }
  if (from.type === "number" && to.type === "number") {
    if (from.unit !== to.unit)
      notes.push(`unit "${from.unit}" becomes "${to.unit}"; numbers are not converted`);
    if (from.min !== to.min || from.max !== to.max || from.integer !== to.integer) notes.push("other bounds");
  }
  if (from.type === "group" && to.type === "group") {
    for (const member of from.fields) {
      const next = to.fields.find((each) => each.id === member.id);
      if (next === undefined) notes.push(`without ${from.id}.${member.id}`);
      else notes.push(...differences(member, next).map((note) => `${member.id}: ${note}`));
    }
  }
  return notes;
}

/**
 * Where each field of the old form goes: the renames given (old id to new id), then the same id, then the same
 * label and type under a new id.
 */
export function mapFields(from: Form, to: Form, renames: Readonly<Record<string, string>> = {}): FieldMove[] {
  const old = fieldsOf(from);
  const next = fieldsOf(to);
  const targets = new Map<string, Field>();
  const taken = new Set<string>();
  const claim = (field: Field, target: Field | undefined): void => {
    if (target === undefined || targets.has(field.id) || taken.has(target.id)) return;
    targets.set(field.id, target);
    taken.add(target.id);
  };
  for (const field of old)
    claim(
      field,
      next.find((each) => each.id === renames[field.id]),
    );
  for (const field of old)
    claim(
      field,
      next.find((each) => each.id === field.id),
    );
  for (const field of old) {
    const twin = (each: Field): boolean =>
      each.type === field.type && normalText(each.label) === normalText(field.label);
    claim(
      field,
      next.find((each) => !taken.has(each.id) && twin(each)),
    );
  }
  const moves = old.map((field): FieldMove => {
    const target = targets.get(field.id);
    if (target === undefined)
      return { from: field.id, change: "lost", notes: ["the new form does not ask it"] };
    const notes = differences(field, target);
    const change = notes.length > 0 ? "altered" : target.id === field.id ? "kept" : "renamed";
    return { from: field.id, to: target.id, change, notes };
  });
  const added = next.filter((field) => !taken.has(field.id));
  return [...moves, ...added.map((field): FieldMove => ({ to: field.id, change: "new", notes: [] }))];
}

/**
 * What a change of form would do to charted values, without doing it: show it, let a person give `renames`,
 * and record the result's `values` only then. Nothing is converted by guess: what does not fit is in `lost`.
 */
export function previewMigration(
  from: Form,
  to: Form,
  studies: readonly { id: string; values: Readonly<Record<string, Value>> }[],
  renames: Readonly<Record<string, string>> = {},
): MigrationPreview {
  const moves = mapFields(from, to, renames);
  const old = new Map(fieldsOf(from).map((field) => [field.id, field]));
  const next = new Map(fieldsOf(to).map((field) => [field.id, field]));
  const preview = { moves, unchanged: 0, reshaped: 0, lost: [] as LostValue[] };
  const values: Record<string, Record<string, Value>> = {};
  for (const study of studies) {
    const held: Record<string, Value> = {};
    values[study.id] = held;
    for (const [id, value] of Object.entries(study.values)) {
      const move = moves.find((each) => each.from === id);
      const source = old.get(id);
      const target = next.get(move?.to ?? "");
      if (source === undefined || target === undefined) {
        preview.lost.push({ study: study.id, field: id, value, why: "the new form does not ask it" });
        continue;
      }
      const result = convertValue(source, target, value);
      if (result.value !== undefined) held[target.id] = result.value;
      if (result.why !== undefined) preview.lost.push({ study: study.id, field: id, value, why: result.why });
      else if (result.reshaped) preview.reshaped++;
      else preview.unchanged++;
    }
  }
  return { ...preview, values };
}
