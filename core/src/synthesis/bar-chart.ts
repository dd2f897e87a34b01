import type { ChartedStudy, Form } from "../charting/index.ts";
import { binned } from "./bins.ts";
import { studiesIn } from "./crosstab.ts";
import { type Category, dimension } from "./dimension.ts";
import { type FigureOptions, figure, LEADING, MARGIN, MIDDLE, SIZE } from "./figure.ts";
import { percentText } from "./percent.ts";
import { element, escapeXml, textLines } from "./svg.ts";
import { textWidth, wrapText } from "../base/text-width.ts";

/** The studies of each category of one dimension. */
export interface Tally {
  path: string;
  label: string;
  categories: readonly { category: Category; studies: readonly string[] }[];
  studies: readonly string[];
  leftOut: readonly string[];
}

export interface BarChartOptions extends FigureOptions {
  /** Largest first instead of the form's order; "not reported" and "not charted" stay last. */
  sorted?: boolean;
}

const studies = (n: number): string => (n === 1 ? "1 study" : `${n} studies`);

/** Counts studies in each category of a dimension; a study counts once in every category that it names. */
export function tally(form: Form, all: readonly ChartedStudy[], path: string): Tally {
  const counted = all.filter((study) => study.leftOut === undefined);
  const ids = counted.map(({ id }) => id);
  const whole = binned(dimension(form, counted, path));
  const categories = whole.categories.map((category) => ({
    category,
    studies: studiesIn(whole, category.key, ids),
  }));
  const leftOut = all.filter((study) => study.leftOut !== undefined).map(({ id }) => id);
  return { path, label: whole.label, categories, studies: ids, leftOut };
}

function inOrder(data: Tally, sorted: boolean): Tally["categories"] {
  if (!sorted) return data.categories;
  const last = (kind: Category["kind"]): number => (kind === "value" ? 0 : 1);
  return data.categories.toSorted(
    (a, b) => last(a.category.kind) - last(b.category.kind) || b.studies.length - a.studies.length,
  );
}

/** A tally as horizontal bars (SVG), each with its number and its share of all studies in the table. */
export function barChart(data: Tally, options: BarChartOptions): string {
  const made = figure("bars", options);
  const small = { "font-size": SIZE.small };
  const ink = made.palette.neutral("ink");
  const muted = made.palette.neutral("muted");
  const n = data.studies.length;
  const bars = inOrder(data, options.sorted ?? false);
  const most = Math.max(1, ...bars.map((each) => each.studies.length));
  const values = bars.map((each) => `${each.studies.length} (${percentText(each.studies.length, n)})`);
  const labelWidth = Math.min(260, Math.round(made.width * 0.42));
  const wrapped = bars.map(({ category }) => wrapText(category.label, labelWidth, SIZE.small));
  const widest = Math.max(30, ...wrapped.flat().map((line) => textWidth(line, SIZE.small)));
  const left = MARGIN + widest + 8;
  const room =
    made.width - MARGIN - left - Math.max(0, ...values.map((text) => textWidth(text, SIZE.small, true))) - 6;
  let y = made.top + 2;
  const parts = bars.map(({ category, studies: held }, at) => {
    const lines = wrapped[at] ?? [category.label];
    const height = Math.max(22, lines.length * LEADING.small + 6);
    const middle = y + height / 2;
    const plain = category.kind === "value";
    const paint = plain ? { fill: made.palette.neutral("accent"), stroke: undefined } : made.palette.blank();
    const width = (held.length / most) * room;
    const first = middle - ((lines.length - 1) * LEADING.small) / 2 + SIZE.small * MIDDLE;
    const row = element(
      "g",
      { class: "chart-bar", "data-key": category.key },
      element("title", {}, escapeXml(`${category.label}: ${studies(held.length)} of ${n}`)),
      textLines(lines, left - 8, first, LEADING.small, {
        "text-anchor": "end",
        ...small,
        fill: plain ? ink : muted,
      }),
      held.length === 0
        ? ""
        : element("rect", {
            x: left,
            y: middle - 7,
            width,
            height: 14,
            ...paint,
            "stroke-width": plain ? undefined : 0.8,
          }),
      element(
        "text",
        { x: left + width + 6, y: middle + SIZE.small * MIDDLE, ...small, fill: ink },
        values[at] ?? "",
      ),
    );
    y += height;
    return row;
  });
  parts.unshift(
    element("path", {
      d: `M${left.toFixed(1)} ${made.top}V${y.toFixed(1)}`,
      stroke: made.palette.neutral("faint"),
    }),
  );
  const sum = bars.reduce((total, each) => total + each.studies.length, 0);
  const notes = [`n = ${studies(n)}; shares are of all ${n}.`];
  if (sum > n)
    notes.push("A study counts in every category that it names, so shares add up to more than 100 %.");
  if (data.leftOut.length > 0)
    notes.push(`${studies(data.leftOut.length)} left out of the synthesis not shown.`);
  const listed = bars.map(({ category, studies: held }) => `${category.label}: ${held.length}`).join("; ");
  return made.finish(parts, y, [notes.join(" ")], `${data.label}, ${studies(n)}. ${listed}.`);
}
