import { type ChartingTask, fieldsOf, type Form } from "@chartroom/core/charting";
import {
  type Crosstab,
  type DimensionOption,
  DIRECTIONS,
  printCsv,
  type SynthesisChoice,
} from "@chartroom/core/synthesis";
import type { MapChoice, MapState, MapStudy } from "./MapView.tsx";

/** The studies' names, by id. */
export type Studies = ReadonlyMap<string, Pick<ChartingTask, "label" | "title">>;

/** What the map shows before anybody chose: two different fields, a chosen one first. */
export function mapChoice(
  choice: SynthesisChoice,
  dimensions: readonly DimensionOption[],
): MapChoice | undefined {
  const known = (path: string | undefined) => dimensions.some((one) => one.path === path);
  const { map } = choice;
  if (map !== undefined && known(map.row) && known(map.column)) {
    return {
      rows: map.row,
      columns: map.column,
      segment: map.segment !== undefined && known(map.segment) ? map.segment : null,
    };
  }
  // year and journal come first in the list, and say least
  const [rows, columns] = [
    ...dimensions.filter(({ path }) => path !== "year" && path !== "journal"),
    ...dimensions,
  ].map(({ path }) => path);
  return rows === undefined || columns === undefined ? undefined : { rows, columns, segment: null };
}

/** The choice to be kept, with the map's part changed. */
export function withMap(choice: SynthesisChoice, { rows, columns, segment }: MapChoice): SynthesisChoice {
  return { ...choice, map: { row: rows, column: columns, ...(segment !== null && { segment }) } };
}

/** The map as numbers. */
export function mapNumbers(table: Crosstab): MapState["table"] {
  return {
    columns: table.column.categories.map(({ label }) => label),
    rows: table.row.categories.map(({ label }, at) => ({
      label,
      counts: (table.cells[at] ?? []).map(({ studies }) => studies.length),
    })),
  };
}

/** The map as CSV: rows and columns with their counts, and the totals that count each study once. */
export function mapCsv(table: Crosstab): string {
  const { columns, rows } = mapNumbers(table);
  return printCsv([
    [`${table.row.label} by ${table.column.label}`, ...columns, "Studies"],
    ...rows.map(({ label, counts }, at) => [
      label,
      ...counts.map(String),
      String(table.rowStudies[at]?.length ?? 0),
    ]),
    ["Studies", ...table.columnStudies.map(({ length }) => String(length)), String(table.studies.length)],
  ]);
}

export interface Cell {
  row: string;
  column: string;
}

/** The studies in a cell, named by the keys of its categories; undefined where there is no such cell. */
export function cellStudies(
  table: Crosstab,
  { row, column }: Cell,
): { words: string; ids: readonly string[] } | undefined {
  const r = table.row.categories.findIndex(({ key }) => key === row);
  const c = table.column.categories.findIndex(({ key }) => key === column);
  const cell = table.cells[r]?.[c];
  if (cell === undefined) return undefined;
  return {
    words: `${table.row.categories[r]?.label ?? ""} × ${table.column.categories[c]?.label ?? ""}`,
    ids: cell.studies,
  };
}

/** Studies by their names, in the order of these, with the way to each. */
export function namedStudies(ids: readonly string[], studies: Studies, review: string): MapStudy[] {
  return ids
    .map((id) => ({
      id,
      href: `/r/${review}/charting/${encodeURIComponent(id)}`,
      label: studies.get(id)?.label ?? id,
      title: studies.get(id)?.title ?? "",
    }))
    .toSorted((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
}

/** The included studies that are not in the synthesis, with the reason of each. */
export function studiesLeftOut(
  tasks: readonly Pick<ChartingTask, "study" | "label" | "title" | "leftOut">[],
  review: string,
): MapState["leftOut"] {
  const out = tasks.filter(({ leftOut }) => leftOut !== undefined);
  const names = new Map(out.map((task) => [task.study, task]));
  return namedStudies([...names.keys()], names, review).map((study) => ({
    ...study,
    reason: names.get(study.id)?.leftOut?.reason ?? "",
  }));
}

/** What must be said beside the map: studies that stand in several cells. */
export function mapRemarks(table: Crosstab): string[] {
  const marks = table.cells.flat().reduce((sum, { studies }) => sum + studies.length, 0);
  return [
    ...(marks > table.studies.length
      ? [`A study can stand in more than one cell: ${table.studies.length} studies, ${marks} marks.`]
      : []),
  ];
}

const BETWEEN = "\u2063"; // an invisible separator stands in no key that a person wrote

/** Gives every cell of the drawing one attribute that names it whole, by which it is opened. */
export function withCellNames(svg: string): string {
  return svg.replaceAll(/data-row="([^"]*)" data-column="([^"]*)"/g, `$& data-cell="$1${BETWEEN}$2"`);
}

/** The cell that such a name stands for. */
export function cellNamed(name: string): Cell {
  const [row = "", column = ""] = name.split(BETWEEN);
  return { row, column };
}

/** Fields whose options are all directions of a comparison, so that one can be drawn from them. */
export function comparableFields(form: Form): DimensionOption[] {
  const directions: readonly string[] = DIRECTIONS;
  const isDirection = (value: string) => directions.includes(value.toLowerCase().replaceAll(/[\s-]+/g, "_"));
  return fieldsOf(form).flatMap((field) =>
    field.type === "choice" && !field.other && field.options.every(({ value }) => isDirection(value))
      ? [{ path: field.id, label: field.label }]
      : [],
  );
}
