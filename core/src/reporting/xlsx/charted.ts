import type { ChartedStudy, Field, Form, SimpleField, SimpleValue, Value } from "../../charting/index.ts";
import { evidenceText, simpleValueText } from "../value.ts";
import type { Cell, Sheet } from "./sheet.ts";

/** A number as a number, everything else in words; nothing where nothing was charted. */
function simpleCell(field: SimpleField, value: SimpleValue | undefined): Cell {
  if (value === undefined) return undefined;
  return value.kind === "number" ? value.number : simpleValueText(field, value);
}

function cell(field: Field, value: Value | undefined): Cell {
  if (value === undefined || field.type === "group" || value.kind === "group") return undefined;
  return simpleCell(field, value);
}

const IDENTITY = ["study_id", "study", "title", "year", "journal", "doi", "reports", "left_out"];

function identity(study: ChartedStudy): Cell[] {
  return [
    study.id,
    study.label,
    study.title,
    study.year,
    study.journal,
    study.doi,
    study.reports.join("; "),
    study.leftOut,
  ];
}

/** One row a study, one column a simple field, each with the place of its evidence beside it. */
export function chartedSheet(form: Form, studies: readonly ChartedStudy[]): Sheet {
  const fields = form.sections.flatMap((section) => section.fields).filter((field) => field.type !== "group");
  return {
    name: "Charted data",
    head: [...IDENTITY, ...fields.flatMap((field) => [field.id, `${field.id}__evidence`])],
    rows: studies.map((study) => [
      ...identity(study),
      ...fields.flatMap((field) => [
        cell(field, study.values[field.id]),
        evidenceText(study.evidence[field.id]),
      ]),
    ]),
  };
}

/** A sheet for each group, with one line for each of its rows. */
export function groupSheets(form: Form, studies: readonly ChartedStudy[]): Sheet[] {
  return form.sections
    .flatMap((section) => section.fields)
    .flatMap((field): Sheet[] => {
      if (field.type !== "group") return [];
      const rows = studies.flatMap((study): Cell[][] => {
        const value = study.values[field.id];
        if (value?.kind !== "group") return [];
        return value.rows.map((row, at) => [
          study.id,
          study.label,
          at + 1,
          ...field.fields.map((part) => simpleCell(part, row[part.id])),
        ]);
      });
      return [
        { name: field.label, head: ["study_id", "study", "row", ...field.fields.map((p) => p.id)], rows },
      ];
    });
}

function dictionaryRow(section: string, field: Field | SimpleField, group: string): Cell[] {
  const options =
    field.type === "choice" || field.type === "many"
      ? field.options
          .map((o) => `${o.value} = ${o.label}${o.definition === "" ? "" : `: ${o.definition}`}`)
          .join("\n")
      : "";
  const unit = field.type === "number" ? field.unit : "";
  return [
    section,
    group,
    field.id,
    field.label,
    field.type,
    unit,
    field.required ? "yes" : "no",
    field.help,
    options,
  ];
}

/** What each column means, with its answers and their definitions. */
export function dictionarySheet(form: Form): Sheet {
  return {
    name: "Data dictionary",
    head: ["section", "group", "column", "label", "type", "unit", "required", "definition", "answers"],
    rows: form.sections.flatMap((section) =>
      section.fields.flatMap((field) => [
        dictionaryRow(section.label, field, ""),
        ...(field.type === "group"
          ? field.fields.map((part) => dictionaryRow(section.label, part, field.id))
          : []),
      ]),
    ),
  };
}
