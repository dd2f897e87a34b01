import { fieldsOf, OTHER, optionsOf, takesOther } from "./field.ts";
import type { Field, Form, SimpleField, SimpleValue, Value } from "./form.ts";

/** What is wrong with a charted value; `row` counts from 1 and stands only for groups. */
export interface ValueFault {
  /** Stable: `value.kind`, `value.option`, `value.other`, `value.min`, … */
  code: string;
  /** Id of the field, or `group.field`. */
  field: string;
  row?: number;
  message: string;
}

type Report = (code: string, message: string) => void;

const KIND_OF = {
  text: "text",
  number: "number",
  date: "date",
  choice: "choice",
  many: "many",
  yesno: "yesno",
  group: "group",
} as const;

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for `2024`, `2024-09` and `2024-09-30`, where that day exists (ISO 8601, calendar dates). */
export function isDate(text: string): boolean {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (parts === null) return false;
  const [, year, month, day] = parts.map(Number);
  if (parts[2] === undefined || month === undefined) return true;
  const days = DAYS[month - 1];
  if (days === undefined) return false;
  if (parts[3] === undefined || day === undefined || year === undefined) return true;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day >= 1 && day <= (month === 2 && !leap ? 28 : days);
}

function checkOther(field: SimpleField, words: string | undefined, report: Report): void {
  if (words === undefined) return;
  if (!takesOther(field)) report("value.other", `${field.label} takes only its listed options`);
  else if (words.trim() === "") report("value.other", `${field.label}: say in words what the other one is`);
}

function checkSimple(field: SimpleField, value: SimpleValue, report: Report): void {
  switch (value.kind) {
    case "not_reported":
      return;
    case "text":
      if (value.text.trim() === "")
        report("value.empty", `${field.label} is empty; say "not reported" instead`);
      return;
    case "number": {
      if (field.type !== "number") return;
      const unit = field.unit === "" ? "" : ` ${field.unit}`;
      if (!Number.isFinite(value.number)) report("value.number", `${field.label} is not a finite number`);
      if (field.integer && !Number.isInteger(value.number))
        report("value.integer", `${field.label} is a whole number, not ${value.number}`);
      if (field.min !== undefined && value.number < field.min)
        report("value.min", `${field.label} is at least ${field.min}${unit}, not ${value.number}`);
      if (field.max !== undefined && value.number > field.max)
        report("value.max", `${field.label} is at most ${field.max}${unit}, not ${value.number}`);
      return;
    }
    case "date":
      if (!isDate(value.date))
        report(
          "value.date",
          `${field.label}: write the date as 2024, 2024-09 or 2024-09-30, not "${value.date}"`,
        );
      return;
    case "choice": {
      const listed = optionsOf(field).some((option) => option.value === value.choice);
      const own = value.choice === OTHER && takesOther(field);
      if (!listed && !own) report("value.option", `${field.label} has no option "${value.choice}"`);
      else if (own && value.other === undefined)
        report("value.other", `${field.label}: say in words what the other one is`);
      else if (listed && value.other !== undefined)
        report("value.other", `${field.label}: words stand only beside "${OTHER}"`);
      if (own) checkOther(field, value.other, report);
      return;
    }
    case "many": {
      const listed = new Set(optionsOf(field).map((option) => option.value));
      for (const choice of value.choices)
        if (!listed.has(choice)) report("value.option", `${field.label} has no option "${choice}"`);
      if (new Set(value.choices).size < value.choices.length)
        report("value.twice", `${field.label} names an option twice`);
      if (value.choices.length === 0 && value.other === undefined)
        report("value.empty", `${field.label} has no option chosen; say "not reported" instead`);
      checkOther(field, value.other, report);
      return;
    }
    case "yesno":
      return;
  }
}

function checkKind(field: SimpleField, value: SimpleValue, report: Report): void {
  if (value.kind === "not_reported" || value.kind === KIND_OF[field.type]) checkSimple(field, value, report);
  else report("value.kind", `${field.label} asks for ${KIND_OF[field.type]}, not ${value.kind}`);
}

/** All faults of a value against its field, in the form's order; none where the value fits. */
export function checkValue(field: Field, value: Value): ValueFault[] {
  const faults: ValueFault[] = [];
  const report: Report = (code, message) => faults.push({ code, field: field.id, message });
  if (field.type !== "group") {
    if (value.kind === "group") report("value.kind", `${field.label} is one value, not a group of rows`);
    else checkKind(field, value, report);
    return faults;
  }
  if (value.kind === "not_reported") return faults;
  if (value.kind !== "group") {
    report("value.kind", `${field.label} is a group of rows, not ${value.kind}`);
    return faults;
  }
  if (value.rows.length === 0) report("value.empty", `${field.label} has no row; say "not reported" instead`);
  value.rows.forEach((row, at) => {
    const inRow =
      (id: string): Report =>
      (code, message) =>
        faults.push({ code, field: `${field.id}.${id}`, row: at + 1, message: `Row ${at + 1}: ${message}` });
    for (const member of field.fields) {
      const held = row[member.id];
      if (held !== undefined) checkKind(member, held, inRow(member.id));
      else if (member.required) inRow(member.id)("value.missing", `${member.label} is required`);
    }
    for (const id of Object.keys(row))
      if (!field.fields.some((member) => member.id === id))
        inRow(id)("value.field", `${field.label} has no field "${id}"`);
  });
  return faults;
}

/** All faults of a study's values against the form, among them required fields left open and fields it lacks. */
export function checkValues(form: Form, values: Readonly<Record<string, Value>>): ValueFault[] {
  const fields = fieldsOf(form);
  const known = new Set(fields.map((field) => field.id));
  const faults = fields.flatMap((field): ValueFault[] => {
    const value = values[field.id];
    if (value !== undefined) return checkValue(field, value);
    if (!field.required) return [];
    return [{ code: "value.missing", field: field.id, message: `${field.label} is required` }];
  });
  for (const id of Object.keys(values))
    if (!known.has(id))
      faults.push({ code: "value.field", field: id, message: `The form has no field "${id}"` });
  return faults;
}
