import type { Field, Form, Option, SimpleField } from "./form.ts";

/** The stored value that says "none of the listed options": its words stand in `other`. */
export const OTHER = "other";

/** What a field path names: the field that holds the value, and the group around it where there is one. */
export interface FieldAt {
  /** `country`, or `models.vendor` for a field of a group. */
  path: string;
  field: Field;
  group?: Extract<Field, { type: "group" }>;
}

/** The options of a choice, as stored and shown; empty for the other types. */
export function optionsOf(field: Field): readonly Option[] {
  return field.type === "choice" || field.type === "many" ? field.options : [];
}

/** The option that a text names, by value or label, whatever the case. */
export function findOption(field: Field, text: string): Option | undefined {
  const wanted = text.trim().toLowerCase();
  const options = optionsOf(field);
  return (
    options.find((option) => option.value.toLowerCase() === wanted) ??
    options.find((option) => option.label.toLowerCase() === wanted)
  );
}

/** True for a choice that also takes words of its own. */
export function takesOther(field: Field): boolean {
  return (field.type === "choice" || field.type === "many") && field.other;
}

/** Every field of the form in its order, groups as one field. */
export function fieldsOf(form: Form): Field[] {
  return form.sections.flatMap((section) => section.fields);
}

/** The field that a path names: an id, or `group.field`; undefined where the form has none such. */
export function fieldAt(form: Form, path: string): FieldAt | undefined {
  const [id, inner, ...rest] = path.split(".");
  const field = fieldsOf(form).find((candidate) => candidate.id === id);
  if (field === undefined || rest.length > 0) return undefined;
  if (inner === undefined) return { path, field };
  if (field.type !== "group") return undefined;
  const member: SimpleField | undefined = field.fields.find((candidate) => candidate.id === inner);
  return member === undefined ? undefined : { path, field: member, group: field };
}
