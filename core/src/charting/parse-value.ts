import type { Place } from "../base/error.ts";
import { UserError } from "../base/error.ts";
import { splitCell, unescaped } from "./cell-text.ts";
import { checkValue } from "./check.ts";
import { findOption, OTHER, optionsOf, takesOther } from "./field.ts";
import type { Field, SimpleField, SimpleValue, Value } from "./form.ts";

const NOT_REPORTED = /^(nr|n\.r\.|not[ _-]reported|not stated)$/i;
const YES = /^(y|yes|true|1)$/i;
const NO = /^(n|no|false|0)$/i;
const UNCLEAR = /^(u|unclear|\?)$/i;

function fault(field: Field, code: string, message: string, place: Place, hint?: string): UserError {
  return new UserError(code, `${field.label}: ${message}`, hint === undefined ? { place } : { place, hint });
}

function optionHint(field: Field): string {
  const words = optionsOf(field).map((option) => option.value);
  const shown = words.slice(0, 12).join(", ");
  const rest = words.length > 12 ? `, and ${words.length - 12} more` : "";
  return `Write one of: ${shown}${rest}${takesOther(field) ? ", or own words" : ""}.`;
}

function parseNumber(field: SimpleField, text: string, place: Place): SimpleValue {
  const plain = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(plain))
    throw fault(
      field,
      "value.number",
      `"${text}" is not a number`,
      place,
      "Write digits with a decimal point.",
    );
  return { kind: "number", number: Number(plain) };
}

function parseMany(field: SimpleField, text: string, mark: string, place: Place): SimpleValue {
  const choices: string[] = [];
  const others: string[] = [];
  for (const part of splitCell(text, mark)) {
    const words = unescaped(part).trim();
    if (words === "") continue;
    const option = findOption(field, words);
    if (option !== undefined) {
      if (!choices.includes(option.value)) choices.push(option.value);
    } else if (takesOther(field)) others.push(words);
    else throw fault(field, "value.option", `no option "${words}"`, place, optionHint(field));
  }
  return others.length === 0
    ? { kind: "many", choices }
    : { kind: "many", choices, other: others.join("; ") };
}

function parseSimple(field: SimpleField, cell: string, inGroup: boolean, place: Place): SimpleValue {
  const text = (inGroup ? unescaped(cell) : cell).trim();
  if (NOT_REPORTED.test(text)) return { kind: "not_reported" };
  switch (field.type) {
    case "text":
      return { kind: "text", text };
    case "number":
      return parseNumber(field, text, place);
    case "date":
      return { kind: "date", date: text };
    case "choice": {
      const option = findOption(field, text);
      if (option !== undefined) return { kind: "choice", choice: option.value };
      if (!takesOther(field))
        throw fault(field, "value.option", `no option "${text}"`, place, optionHint(field));
      return { kind: "choice", choice: OTHER, other: text };
    }
    case "many":
      return parseMany(field, cell, inGroup ? "," : ";", place);
    case "yesno":
      if (YES.test(text)) return { kind: "yesno", answer: "yes" };
      if (NO.test(text)) return { kind: "yesno", answer: "no" };
      if (UNCLEAR.test(text)) return { kind: "yesno", answer: "unclear" };
      throw fault(field, "value.yesno", `"${text}" is no answer`, place, "Write yes, no or unclear.");
  }
}

function parseGroup(field: Extract<Field, { type: "group" }>, text: string, place: Place): Value {
  const rows = splitCell(text, "|")
    .filter((row) => row.trim() !== "")
    .map((row) => {
      const values: Record<string, SimpleValue> = {};
      for (const part of splitCell(row, ";")) {
        if (part.trim() === "") continue;
        const [name = "", ...rest] = splitCell(part, "=");
        const wanted = unescaped(name).trim().toLowerCase();
        const member = field.fields.find(
          (candidate) => candidate.id === wanted || candidate.label.toLowerCase() === wanted,
        );
        const known = field.fields.map((candidate) => candidate.id).join(", ");
        if (member === undefined || rest.length === 0)
          throw fault(
            field,
            "value.field",
            `"${part.trim()}" names no field`,
            place,
            `Write field=value; fields: ${known}.`,
          );
        if (values[member.id] !== undefined)
          throw fault(field, "value.twice", `"${member.id}" stands twice in a row`, place, "Part rows by |.");
        const cell = rest.join("=").trim();
        if (cell !== "") values[member.id] = parseSimple(member, cell, true, place);
      }
      return values;
    });
  return { kind: "group", rows };
}

/**
 * The value that a cell of a table states for a field; undefined for an empty cell, which means "not charted".
 * Reads what `cellText` writes, option labels, and `NR` or `not reported`. A cell that does not fit throws a
 * UserError with a code `value.*` at the given place.
 */
export function parseValue(field: Field, cell: string, place: Place = {}): Value | undefined {
  const text = cell.trim();
  if (text === "") return undefined;
  const value =
    field.type !== "group"
      ? parseSimple(field, text, false, place)
      : NOT_REPORTED.test(text)
        ? ({ kind: "not_reported" } as const)
        : parseGroup(field, text, place);
  const [first] = checkValue(field, value);
  if (first !== undefined) throw new UserError(first.code, first.message, { place });
  return value;
}
