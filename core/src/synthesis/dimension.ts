import { UserError } from "../base/error.ts";
import {
  type ChartedStudy,
  choiceText,
  type Field,
  type FieldAt,
  fieldAt,
  type Form,
  normalText,
  NOT_CHARTED_TEXT,
  NOT_REPORTED_TEXT,
  numberText,
  OTHER,
  optionsOf,
  type SimpleField,
  type SimpleValue,
} from "../charting/index.ts";

/** One category of a dimension. `several` stands only where a study may fall into one category alone. */
export interface Category {
  key: string;
  label: string;
  kind: "value" | "several" | "not_reported" | "not_charted";
}

/** One way to sort studies: a field of the form (`country`, `models.vendor`), or `year`, `journal`. */
export interface Dimension {
  path: string;
  label: string;
  /** In the form's order for options; by size, then name, for free text; ascending for years and numbers. */
  categories: readonly Category[];
  /** Study id to the keys of its categories, each once; every study has at least one. */
  keys: ReadonlyMap<string, readonly string[]>;
}

const NOT_REPORTED: Category = { key: "not_reported", label: NOT_REPORTED_TEXT, kind: "not_reported" };
const NOT_CHARTED: Category = { key: "not_charted", label: NOT_CHARTED_TEXT, kind: "not_charted" };
const SEVERAL: Category = { key: "several", label: "several", kind: "several" };

const category = (key: string, label: string): Category => ({ key: `=${key}`, label, kind: "value" });
const YESNO = ["yes", "no", "unclear"].map((answer) => category(answer, answer));

function categoriesOf(field: SimpleField, value: SimpleValue): Category[] {
  switch (value.kind) {
    case "not_reported":
      return [NOT_REPORTED];
    case "text":
      return [category(normalText(value.text), value.text.trim())];
    case "number":
      return [category(String(value.number), numberText(value.number))];
    case "date":
      return [category(value.date.slice(0, 4), value.date.slice(0, 4))];
    case "choice":
      if (value.choice === OTHER && value.other !== undefined)
        return [category(normalText(value.other), value.other.trim())];
      return [category(value.choice, choiceText(field, value.choice))];
    case "many": {
      const listed = value.choices.map((choice) => category(choice, choiceText(field, choice)));
      if (value.other === undefined) return listed;
      return [...listed, category(normalText(value.other), value.other.trim())];
    }
    case "yesno":
      return [category(value.answer, value.answer)];
  }
}

function categoriesOfStudy(study: ChartedStudy, at: FieldAt): Category[] {
  const { field, group } = at;
  const held = study.values[(group ?? field).id];
  if (held === undefined) return [NOT_CHARTED];
  if (held.kind === "not_reported") return [NOT_REPORTED];
  if (field.type === "group")
    return held.kind === "group"
      ? [category(String(held.rows.length), String(held.rows.length))]
      : [NOT_CHARTED];
  if (held.kind !== "group") return categoriesOf(field, held);
  const cells = held.rows.flatMap((row) => {
    const cell = row[field.id];
    return cell === undefined ? [] : categoriesOf(field, cell);
  });
  return cells.length === 0 ? [NOT_CHARTED] : cells;
}

function offered(field: Field): Category[] {
  if (field.type === "yesno") return YESNO;
  return optionsOf(field).map((option) => category(option.value, option.label));
}

function ordered(
  found: ReadonlyMap<string, { category: Category; n: number }>,
  byNumber: boolean,
): Category[] {
  return [...found.values()]
    .sort((a, b) =>
      byNumber
        ? Number(a.category.key.slice(1)) - Number(b.category.key.slice(1))
        : b.n - a.n || (a.category.label < b.category.label ? -1 : 1),
    )
    .map((each) => each.category);
}

function build(
  path: string,
  label: string,
  first: readonly Category[],
  studies: readonly ChartedStudy[],
  of: (study: ChartedStudy) => Category[],
  byNumber: boolean,
): Dimension {
  const keys = new Map<string, readonly string[]>();
  const found = new Map<string, { category: Category; n: number }>();
  for (const study of studies) {
    const own = new Map(of(study).map((each) => [each.key, each]));
    keys.set(study.id, [...own.keys()]);
    for (const [key, each] of own) {
      const entry = found.get(key) ?? { category: each, n: 0 };
      entry.n += 1;
      found.set(key, entry);
    }
  }
  const special = [NOT_REPORTED, NOT_CHARTED].filter(({ key }) => found.has(key));
  for (const { key } of [...first, ...special]) found.delete(key);
  return { path, label, categories: [...first, ...ordered(found, byNumber), ...special], keys };
}

/**
 * Sorts studies by a dimension. A study counts once in each category that any of its options, or any row of its
 * group, names. Categories that the form offers are listed even where no study has them; "not reported" and
 * "not charted" come last, and only where they occur. An unknown path throws `synthesis.field`.
 */
export function dimension(form: Form, studies: readonly ChartedStudy[], path: string): Dimension {
  const at = fieldAt(form, path);
  if (at === undefined) {
    if (path === "year") {
      const of = ({ year }: ChartedStudy) =>
        year === undefined ? [NOT_REPORTED] : [category(String(year), String(year))];
      return build(path, "Year", [], studies, of, true);
    }
    if (path === "journal") {
      const of = ({ journal }: ChartedStudy) =>
        journal === undefined ? [NOT_REPORTED] : [category(normalText(journal), journal)];
      return build(path, "Journal", [], studies, of, false);
    }
    throw new UserError("synthesis.field", `The charting form has no field "${path}"`, {
      hint: "Name a field by its id, a field of a group as group.field, or year or journal.",
    });
  }
  const byNumber = at.field.type === "number" || at.field.type === "date" || at.field.type === "group";
  return build(
    path,
    at.field.label,
    offered(at.field),
    studies,
    (study) => categoriesOfStudy(study, at),
    byNumber,
  );
}

/** The same dimension with each study in exactly one category: those with more than one go to "several". */
export function partition(whole: Dimension): Dimension {
  const keys = new Map(
    [...whole.keys].map(([id, own]) => [id, own.length > 1 ? [SEVERAL.key] : own] as const),
  );
  const used = new Set([...keys.values()].flat());
  const special = whole.categories.filter(({ kind }) => kind !== "value");
  const values = whole.categories.filter(({ kind }) => kind === "value");
  const several = used.has(SEVERAL.key) ? [SEVERAL] : [];
  const categories = [...values, ...several, ...special.filter(({ key }) => used.has(key))];
  return { ...whole, categories, keys };
}
