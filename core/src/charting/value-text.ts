import { OTHER, optionsOf } from "./field.ts";
import type { Field, SimpleField, SimpleValue, Value } from "./form.ts";

/** What stands in tables for a value that is not there. */
export const NOT_REPORTED_TEXT = "not reported";
export const NOT_CHARTED_TEXT = "not charted";

/** A number for reading: thousands set apart by commas from 10,000 on, as journals print them. */
export function numberText(number: number): string {
  const text = String(number);
  if (Math.abs(number) < 10_000 || !/^-?\d+(\.\d+)?$/.test(text)) return text;
  const [whole, part] = text.split(".");
  const grouped = (whole ?? "").replace(/\B(?=(\d{3})+$)/g, ",");
  return part === undefined ? grouped : `${grouped}.${part}`;
}

/** The label of a stored choice; the choice itself where the form no longer lists it. */
export function choiceText(field: Field, choice: string): string {
  return optionsOf(field).find((option) => option.value === choice)?.label ?? choice;
}

function simpleText(field: SimpleField, value: SimpleValue): string {
  switch (value.kind) {
    case "not_reported":
      return NOT_REPORTED_TEXT;
    case "text":
      return value.text;
    case "number": {
      const unit = field.type === "number" && field.unit !== "" ? ` ${field.unit}` : "";
      return numberText(value.number) + unit;
    }
    case "date":
      return value.date;
    case "choice":
      return value.choice === OTHER && value.other !== undefined
        ? value.other
        : choiceText(field, value.choice);
    case "many": {
      const words = value.choices.map((choice) => choiceText(field, choice));
      if (value.other !== undefined) words.push(value.other);
      return words.join("; ");
    }
    case "yesno":
      return value.answer;
  }
}

/**
 * A value in the words of its form, for tables and reports. Many options are parted by `; `, a group's rows
 * by ` | `, a row's fields by `, ` and only where they hold more than a "not reported".
 */
export function valueText(field: Field, value: Value | undefined): string {
  if (value === undefined) return NOT_CHARTED_TEXT;
  if (value.kind !== "group") {
    if (field.type !== "group") return simpleText(field, value);
    return value.kind === "not_reported" ? NOT_REPORTED_TEXT : "";
  }
  if (field.type !== "group") return "";
  const rows = value.rows.map((row) => {
    const words = field.fields.flatMap((member) => {
      const held = row[member.id];
      return held === undefined || held.kind === "not_reported" ? [] : [simpleText(member, held)];
    });
    return words.length === 0 ? NOT_REPORTED_TEXT : words.join(", ");
  });
  return rows.join(" | ");
}
