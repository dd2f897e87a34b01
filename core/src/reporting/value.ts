import type { Evidence, Field, Form, SimpleField, SimpleValue, Value } from "../charting/index.ts";

function optionLabel(field: SimpleField, value: string, other: string | undefined): string {
  if ((field.type === "choice" || field.type === "many") && value === "other" && other !== undefined) {
    return `Other: ${other}`;
  }
  if (field.type !== "choice" && field.type !== "many") return value;
  return field.options.find((option) => option.value === value)?.label ?? value;
}

/** A charted value in words: labels instead of codes, numbers with their unit. */
export function simpleValueText(field: SimpleField, value: SimpleValue | undefined): string {
  if (value === undefined) return "–";
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
      return optionLabel(field, value.choice, value.other);
    case "many": {
      const labels = value.choices.map((choice) => optionLabel(field, choice, value.other));
      if (value.other !== undefined && !value.choices.includes("other")) labels.push(`Other: ${value.other}`);
      return labels.join("; ");
    }
    case "yesno":
      return value.answer === "yes" ? "Yes" : value.answer === "no" ? "No" : "Unclear";
  }
}

/** The same for any field; the rows of a group are separated by " | ". */
export function valueText(field: Field, value: Value | undefined): string {
  if (value === undefined) return "–";
  if (field.type !== "group") return value.kind === "group" ? "–" : simpleValueText(field, value);
  if (value.kind !== "group") return value.kind === "not_reported" ? "Not reported" : "–";
  return value.rows
    .map((row) =>
      field.fields.map((part) => `${part.label}: ${simpleValueText(part, row[part.id])}`).join("; "),
    )
    .join(" | ");
}

/** "p. 4, Table 2: “quoted words”"; empty where nothing is known. */
export function evidenceText(evidence: Evidence | undefined): string {
  if (evidence === undefined) return "";
  const place = [evidence.page === undefined ? "" : `p. ${evidence.page}`, evidence.place ?? ""].filter(
    (part) => part !== "",
  );
  const quote = evidence.quote === undefined || evidence.quote === "" ? "" : `“${evidence.quote}”`;
  return [place.join(", "), quote].filter((part) => part !== "").join(": ");
}

export function allFields(form: Form): Field[] {
  return form.sections.flatMap((section) => section.fields);
}

/** The fields of the characteristics table: those asked for, else up to four short ones in the form's order. */
export function characteristicFields(form: Form, wanted?: readonly string[]): Field[] {
  const fields = allFields(form);
  if (wanted !== undefined) {
    return wanted.flatMap((id) => fields.filter((field) => field.id === id));
  }
  return fields
    .filter((field) => field.type !== "group" && !(field.type === "text" && field.long))
    .slice(0, 4);
}
