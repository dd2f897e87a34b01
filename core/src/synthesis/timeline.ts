import { type ChartedStudy, fieldAt, type Form } from "../charting/index.ts";
import { UserError } from "../base/error.ts";
import { binned } from "./bins.ts";
import { type Axis, studiesIn } from "./crosstab.ts";
import { dimension, partition } from "./dimension.ts";

export interface TimelineChoice {
  /** Id of a date field; without it the year of publication. */
  date?: string;
  by?: "year" | "month";
  /** A dimension that parts each bar; a study with several of its categories counts under "several". */
  segment?: string;
}

/** One bar of a timeline. */
export interface TimelineSpan {
  /** `2024`, `2024-09`; `2024-00` for studies of a year whose month is not known. */
  key: string;
  label: string;
  studies: readonly string[];
  segments: readonly (readonly string[])[];
}

export interface Timeline {
  label: string;
  by: "year" | "month";
  segment?: Axis;
  /** Every year or month from first to last, those without studies too. */
  spans: readonly TimelineSpan[];
  /** Studies without a date; they stand in no span. */
  undated: readonly string[];
  leftOut: readonly string[];
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function dateOf(study: ChartedStudy, field: string | undefined): string | undefined {
  if (field === undefined) return study.year === undefined ? undefined : String(study.year);
  const value = study.values[field];
  return value?.kind === "date" ? value.date : undefined;
}

function spanKeys(dates: readonly string[], by: "year" | "month"): string[] {
  const years = dates.map((date) => Number(date.slice(0, 4)));
  if (years.length === 0) return [];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const all = Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
  if (by === "year") return all;
  const used = dates.map((date) => (date.length < 7 ? `${date.slice(0, 4)}-00` : date.slice(0, 7)));
  const months = used.filter((key) => !key.endsWith("-00")).sort();
  const [from = "", to = ""] = [months[0], months.at(-1)];
  return all.flatMap((year) => {
    const inYear = MONTHS.map((_, at) => `${year}-${String(at + 1).padStart(2, "0")}`).filter(
      (key) => key >= from && key <= to,
    );
    return used.includes(`${year}-00`) ? [...inYear, `${year}-00`] : inYear;
  });
}

function spanLabel(key: string): string {
  if (key.length === 4) return key;
  if (key.endsWith("-00")) return `${key.slice(0, 4)}, month not known`;
  return `${MONTHS[Number(key.slice(5)) - 1] ?? ""} ${key.slice(0, 4)}`;
}

/** Counts studies by year or month; a field that is no date throws `synthesis.date`. */
export function timeline(form: Form, all: readonly ChartedStudy[], choice: TimelineChoice = {}): Timeline {
  const by = choice.by ?? "year";
  const field = choice.date === undefined ? undefined : fieldAt(form, choice.date);
  if (choice.date !== undefined && (field?.field.type !== "date" || field.group !== undefined))
    throw new UserError("synthesis.date", `"${choice.date}" is no date field of the form`, {
      hint: "Name a field of type date, or leave it out for the year of publication.",
    });
  const counted = all.filter((study) => study.leftOut === undefined);
  const segment =
    choice.segment === undefined ? undefined : partition(binned(dimension(form, counted, choice.segment)));
  const held = new Set(segment === undefined ? [] : [...segment.keys.values()].flat());
  const categories = segment?.categories.filter(({ key }) => held.has(key)) ?? [];
  const dated = counted.flatMap((study) => {
    const date = dateOf(study, choice.date);
    return date === undefined ? [] : [{ id: study.id, date }];
  });
  const keyOf = (date: string): string =>
    by === "year" ? date.slice(0, 4) : date.length < 7 ? `${date.slice(0, 4)}-00` : date.slice(0, 7);
  const spans = spanKeys(
    dated.map(({ date }) => date),
    by,
  ).map((key): TimelineSpan => {
    const studies = dated.filter(({ date }) => keyOf(date) === key).map(({ id }) => id);
    const segments =
      segment === undefined ? [] : categories.map((each) => studiesIn(segment, each.key, studies));
    return { key, label: spanLabel(key), studies, segments };
  });
  const found = new Set(dated.map(({ id }) => id));
  return {
    label: field?.field.label ?? "Year of publication",
    by,
    ...(segment === undefined ? {} : { segment: { path: segment.path, label: segment.label, categories } }),
    spans,
    undated: counted.filter(({ id }) => !found.has(id)).map(({ id }) => id),
    leftOut: all.filter((study) => study.leftOut !== undefined).map(({ id }) => id),
  };
}
