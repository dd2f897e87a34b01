import type { Field, Form, Value } from "@chartroom/core/charting";

/** How far a section is: fields with an answer (also "not reported"), all its fields, and those still required. */
export interface Fill {
  readonly answered: number;
  readonly fields: number;
  readonly requiredLeft: number;
}

type Values = Readonly<Record<string, Value | undefined>>;

/** Whether a value says something; an empty text, an empty choice of many and a group without rows do not. */
export function isAnswered(value: Value | undefined): boolean {
  if (value === undefined) return false;
  switch (value.kind) {
    case "text":
      return value.text.trim() !== "";
    case "date":
      return value.date !== "";
    case "choice":
      return (value.other ?? value.choice).trim() !== "";
    case "many":
      return value.choices.length > 0 || (value.other ?? "") !== "";
    case "group":
      return value.rows.some((row) => Object.values(row).some(isAnswered));
    default:
      return true;
  }
}

function fillOf(fields: readonly Field[], values: Values): Fill {
  const open = fields.filter(({ id }) => !isAnswered(values[id]));
  return {
    answered: fields.length - open.length,
    fields: fields.length,
    requiredLeft: open.filter(({ required }) => required).length,
  };
}

/** How far each section of the form is, in the form's order. */
export function fillBySection(form: Form, values: Values): readonly Fill[] {
  return form.sections.map(({ fields }) => fillOf(fields, values));
}

/** The first field without an answer that comes after `from` in the form's order, going round once. */
export function nextOpen(form: Form, values: Values, from?: string): string | undefined {
  const ids = form.sections.flatMap(({ fields }) => fields.map(({ id }) => id));
  const start = from === undefined ? 0 : ids.indexOf(from) + 1;
  return [...ids.slice(start), ...ids.slice(0, start)].find((id) => !isAnswered(values[id]));
}
