import { UserError } from "../base/error.ts";
import { checkValue } from "./check.ts";
import { findOption, OTHER, takesOther } from "./field.ts";
import type { Field, SimpleField, SimpleValue, Value } from "./form.ts";
import { parseValue } from "./parse-value.ts";
import { choiceText, valueText } from "./value-text.ts";

/** A value in the shape of another field. `why` says what of it was lost; `value` holds what could be kept. */
export interface Conversion {
  value?: Value;
  reshaped: boolean;
  why?: string;
}

const lost = (why: string): Conversion => ({ reshaped: true, why });

function choicesOf(from: SimpleField, value: SimpleValue): { value: string; label: string }[] | undefined {
  if (value.kind === "yesno") return [{ value: value.answer, label: value.answer }];
  if (value.kind === "text") return [{ value: value.text, label: value.text }];
  if (value.kind === "choice") {
    const words = value.choice === OTHER && value.other !== undefined ? value.other : value.choice;
    return [{ value: words, label: value.other ?? choiceText(from, value.choice) }];
  }
  if (value.kind !== "many") return undefined;
  const listed = value.choices.map((choice) => ({ value: choice, label: choiceText(from, choice) }));
  return value.other === undefined ? listed : [...listed, { value: value.other, label: value.other }];
}

function toChoices(from: SimpleField, to: SimpleField, value: SimpleValue): Conversion {
  const choices = choicesOf(from, value);
  if (choices === undefined) return lost(`${value.kind} is no option`);
  if (to.type === "choice" && choices.length > 1) return lost("more than one option was chosen");
  const kept: string[] = [];
  const words: string[] = [];
  const gone: string[] = [];
  for (const choice of choices) {
    const option = findOption(to, choice.value) ?? findOption(to, choice.label);
    if (option !== undefined) kept.push(option.value);
    else if (takesOther(to)) words.push(choice.label);
    else gone.push(choice.label);
  }
  const why = gone.length === 0 ? {} : { why: `no option for ${gone.join(", ")}` };
  const reshaped =
    from.type !== to.type || words.join("; ") !== ("other" in value ? (value.other ?? "") : "");
  const other = words.length === 0 ? {} : { other: words.join("; ") };
  if (kept.length === 0 && words.length === 0) return { reshaped: true, ...why };
  if (to.type === "choice")
    return { value: { kind: "choice", choice: kept[0] ?? OTHER, ...other }, reshaped, ...why };
  return { value: { kind: "many", choices: [...new Set(kept)], ...other }, reshaped, ...why };
}

function convertSimple(from: SimpleField, to: SimpleField, value: SimpleValue): Conversion {
  if (value.kind === "not_reported") return { value, reshaped: false };
  if (to.type === "choice" || to.type === "many") return toChoices(from, to, value);
  if (from.type === to.type) {
    const [fault] = checkValue(to, value);
    return fault === undefined ? { value, reshaped: false } : lost(fault.message);
  }
  const words = valueText(from, value);
  if (to.type === "text") return { value: { kind: "text", text: words }, reshaped: true };
  try {
    const text = value.kind === "number" ? String(value.number) : words;
    const parsed = parseValue(to, text);
    return parsed === undefined ? lost("it is empty") : { value: parsed, reshaped: true };
  } catch (error) {
    if (error instanceof UserError) return lost(error.message);
    throw error;
  }
}

/** Puts a value that was charted for one field into the shape of another, saying what could not be kept. */
export function convertValue(from: Field, to: Field, value: Value): Conversion {
  if (value.kind === "not_reported") return { value, reshaped: false };
  if (from.type !== "group" && to.type !== "group" && value.kind !== "group")
    return convertSimple(from, to, value);
  if (from.type !== "group" || to.type !== "group" || value.kind !== "group") {
    if (to.type === "text") return { value: { kind: "text", text: valueText(from, value) }, reshaped: true };
    return lost(
      from.type === "group" ? "rows of a group do not fit one value" : "one value is no group of rows",
    );
  }
  const reasons = new Set<string>();
  let reshaped = false;
  const rows = value.rows.map((row) => {
    const next: Record<string, SimpleValue> = {};
    for (const [id, held] of Object.entries(row)) {
      const source = from.fields.find((field) => field.id === id);
      const target = to.fields.find((field) => field.id === id);
      if (source === undefined || target === undefined) {
        reasons.add(`the new form does not ask ${to.id}.${id}`);
        continue;
      }
      const result = convertSimple(source, target, held);
      reshaped ||= result.reshaped;
      if (result.why !== undefined) reasons.add(`${id}: ${result.why}`);
      if (result.value !== undefined && result.value.kind !== "group") next[id] = result.value;
    }
    return next;
  });
  const why = reasons.size === 0 ? {} : { why: [...reasons].join("; ") };
  return { value: { kind: "group", rows }, reshaped: reshaped || reasons.size > 0, ...why };
}
