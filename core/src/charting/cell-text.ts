import { OTHER } from "./field.ts";
import type { Field, SimpleValue, Value } from "./form.ts";

const escaped = (text: string, special: RegExp): string => text.replace(special, (mark) => `\\${mark}`);

/** Parts a cell at a mark that no backslash precedes; the backslashes stay for the next round. */
export function splitCell(text: string, mark: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\" && at + 1 < text.length) part += character + text.charAt(++at);
    else if (character === mark) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  parts.push(part);
  return parts;
}

/** A cell's text without its backslashes. */
export function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, "$1");
}

function simpleCell(value: SimpleValue, inGroup: boolean): string {
  const special = inGroup ? /[\\;|=,]/g : /[\\;]/g;
  switch (value.kind) {
    case "not_reported":
      return "NR";
    case "text":
      return inGroup ? escaped(value.text, special) : value.text;
    case "number":
      return String(value.number);
    case "date":
      return value.date;
    case "choice": {
      const words = value.choice === OTHER && value.other !== undefined ? value.other : value.choice;
      return inGroup ? escaped(words, special) : words;
    }
    case "many": {
      const words = value.other === undefined ? value.choices : [...value.choices, value.other];
      return words.map((word) => escaped(word, special)).join(inGroup ? ", " : "; ");
    }
    case "yesno":
      return value.answer;
  }
}

/**
 * A value as one cell that `parseValue` reads back: `NR`; many as `a; b`; a group as `model=GPT-4; vendor=OpenAI
 * | model=…`, where many inside a group are parted by `,`. A backslash before `;`, `|`, `=`, `,` keeps it text.
 */
export function cellText(field: Field, value: Value | undefined): string {
  if (value === undefined) return "";
  if (value.kind !== "group") return field.type === "group" ? "NR" : simpleCell(value, false);
  if (field.type !== "group") return "";
  return value.rows
    .map((row) =>
      field.fields
        .flatMap((member) => {
          const held = row[member.id];
          return held === undefined ? [] : [`${member.id}=${simpleCell(held, true)}`];
        })
        .join("; "),
    )
    .join(" | ");
}
