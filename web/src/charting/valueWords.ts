import type { Field, SimpleField, SimpleValue, Value } from "@chartroom/core/charting";

const YESNO = { yes: "Yes", no: "No", unclear: "Unclear" } as const;

function optionWords(field: SimpleField, value: string): string {
  if (field.type !== "choice" && field.type !== "many") return value;
  return field.options.find((option) => option.value === value)?.label ?? value;
}

function simpleWords(field: SimpleField, value: SimpleValue): string {
  switch (value.kind) {
    case "not_reported":
      return "Not reported";
    case "text":
      return value.text;
    case "number":
      return field.type === "number" && field.unit !== ""
        ? `${value.number} ${field.unit}`
        : String(value.number);
    case "date":
      return value.date;
    case "choice":
      return value.other ?? optionWords(field, value.choice);
    case "many": {
      const words = value.choices.map((choice) => optionWords(field, choice));
      return [...words, ...(value.other === undefined ? [] : [value.other])].join("; ");
    }
    case "yesno":
      return YESNO[value.answer];
  }
}

/** A value as people read it: options by their labels, numbers with their unit, a group's rows one a line. */
export function valueWords(field: Field, value: Value | undefined): string {
  if (value === undefined) return "";
  if (field.type !== "group") return value.kind === "group" ? "" : simpleWords(field, value);
  if (value.kind !== "group") return value.kind === "not_reported" ? "Not reported" : "";
  return value.rows
    .map((row) =>
      field.fields
        .flatMap((inner) => {
          const cell = row[inner.id];
          return cell === undefined ? [] : [`${inner.label}: ${simpleWords(inner, cell)}`];
        })
        .join(", "),
    )
    .join("\n");
}
