import {
  type Comparison,
  type ComparisonRow,
  type Direction,
  DIRECTION_WORDS,
  DIRECTIONS,
} from "./comparison.ts";
import { type Figure, type FigureOptions, figure, LEADING, MARGIN, SIZE } from "./figure.ts";
import type { ChartedInterval } from "./interval.ts";
import { element, escapeXml, textLines } from "./svg.ts";
import { textWidth, wrapText } from "../base/text-width.ts";

const small = { "font-size": SIZE.small };
const SERIES: Partial<Record<Direction, number>> = { better: 2, equal: 0, mixed: 1, worse: 3 };
const SIGN = 92;

function signColour(made: Figure, direction: Direction): string {
  const at = SERIES[direction];
  return at === undefined ? made.palette.neutral("muted") : made.palette.series(at).stroke;
}

/** Percentages on one common scale from 0 to 100; other units have no scale that all share. */
function whisker(
  made: Figure,
  intervals: readonly ChartedInterval[],
  x: number,
  width: number,
  y: number,
): string {
  const ink = made.palette.neutral("ink");
  const place = (value: number): number => x + (Math.min(100, Math.max(0, value)) / 100) * width;
  const marks = intervals.map(({ estimate, low, high, origin, text }, at) => {
    const level = y + at * 9;
    const dashes = origin === "computed" ? "3 2" : undefined;
    return element(
      "g",
      {},
      element("title", {}, escapeXml(origin === "computed" ? `${text}; interval computed` : text)),
      element("path", {
        d: `M${place(low).toFixed(1)} ${level.toFixed(1)}H${place(high).toFixed(1)}`,
        stroke: ink,
        "stroke-width": 1.4,
        "stroke-dasharray": dashes,
      }),
      element("circle", { cx: place(estimate), cy: level, r: 3, fill: ink }),
    );
  });
  return marks.join("");
}

function wordsOf(row: ComparisonRow): string {
  const words = row.words.map(({ text }) => text).join("; ");
  return row.comparator === undefined ? words : `${words} \u2013 against: ${row.comparator}`;
}

/**
 * A comparison as SVG: one row a study with its label, the direction as sign and word, the charted words, and
 * on wide drawings the intervals of percentages on one scale from 0 to 100 % (dashed where computed).
 */
export function comparisonChart(data: Comparison, options: FigureOptions): string {
  const made = figure("comparison", options);
  const ink = made.palette.neutral("ink");
  const muted = made.palette.neutral("muted");
  const line = made.palette.neutral("line");
  const percents = data.rows.map((row) => row.intervals.filter(({ unit }) => unit === "%"));
  const scaled = made.width >= 640 && percents.some((each) => each.length > 0);
  const scale = scaled ? Math.min(180, made.width * 0.22) : 0;
  const longest = Math.max(40, ...data.rows.map(({ label }) => textWidth(label, SIZE.small, true)));
  const narrow = made.width < 520;
  const labelWidth = narrow ? made.width - 2 * MARGIN - SIGN : Math.min(longest, made.width * 0.22);
  const signX = narrow ? made.width - MARGIN - SIGN : MARGIN + labelWidth + 14;
  const wordsX = narrow ? MARGIN : signX + SIGN;
  const wordsWidth = made.width - MARGIN - wordsX - (scaled ? scale + 22 : 0);
  const scaleX = made.width - MARGIN - scale - 4;
  let y = made.top + (scaled ? 18 : 2);
  const first = y;
  const parts = data.rows.map((row, at) => {
    const labels = wrapText(row.label, labelWidth, SIZE.small, true);
    const words = wrapText(wordsOf(row), wordsWidth, SIZE.small);
    const drawn = scaled ? (percents[at] ?? []) : [];
    const labelHeight = labels.length * LEADING.small;
    const wordsTop = narrow ? y + 6 + labelHeight : y + 6;
    const height = Math.max(
      narrow
        ? labelHeight + words.length * LEADING.small
        : Math.max(labels.length, words.length) * LEADING.small,
      drawn.length * 9 + 6,
    );
    const base = y + 6 + SIZE.small;
    const markup = element(
      "g",
      { class: "chart-row", "data-study": row.study, "data-direction": row.direction },
      element("path", { d: `M${MARGIN} ${y.toFixed(1)}H${made.width - MARGIN}`, stroke: line }),
      textLines(labels, MARGIN, base, LEADING.small, { ...small, "font-weight": 600 }),
      element(
        "text",
        {
          x: signX,
          y: base,
          "text-anchor": "start",
          ...small,
          "font-weight": 600,
          fill: signColour(made, row.direction),
        },
        escapeXml(`${row.icon} `),
        element("tspan", { fill: ink }, escapeXml(row.word)),
      ),
      textLines(words, wordsX, wordsTop + SIZE.small, LEADING.small, { ...small, fill: muted }),
      whisker(made, drawn, scaleX, scale, y + 12),
    );
    y += height + 12;
    return markup;
  });
  if (scaled) {
    const ticks = [0, 50, 100].map((tick) => {
      const x = scaleX + (tick / 100) * scale;
      const anchor = tick === 0 ? "start" : tick === 100 ? "end" : "middle";
      return (
        element("path", { d: `M${x.toFixed(1)} ${(first - 2).toFixed(1)}V${y.toFixed(1)}`, stroke: line }) +
        element("text", { x, y: first - 7, "text-anchor": anchor, ...small, fill: muted }, `${tick}\u00a0%`)
      );
    });
    parts.unshift(element("g", { "aria-hidden": "true" }, ...ticks));
  }
  // of the rows drawn: a page may have filtered them
  const told = DIRECTIONS.flatMap((direction) => {
    const n = data.rows.filter((row) => row.direction === direction).length;
    return n === 0 ? [] : [`${DIRECTION_WORDS[direction].word} ${n}`];
  }).join(", ");
  const notes = [
    `n = ${data.rows.length} ${data.rows.length === 1 ? "study" : "studies"}${told === "" ? "" : `: ${told}`}.`,
  ];
  if (scaled)
    notes.push("Bars are 95 % intervals as charted; dashed ones are computed from the charted count.");
  return made.finish(parts, y, [notes.join(" ")], `${data.label}. ${notes[0] ?? ""}`);
}
