import { type Figure, type FigureOptions, figure, MARGIN, MIDDLE, SIZE } from "./figure.ts";
import { legend, segmentPaints } from "./legend.ts";
import type { Paint } from "./palette.ts";
import { countTicks } from "./scale.ts";
import { element, escapeXml } from "./svg.ts";
import { textWidth } from "../base/text-width.ts";
import type { Timeline, TimelineSpan } from "./timeline.ts";

const studies = (n: number): string => (n === 1 ? "1 study" : `${n} studies`);
const AXIS = 34;
const small = { "font-size": SIZE.small };

interface Box {
  left: number;
  right: number;
  top: number;
  base: number;
  slot: number;
  height(n: number): number;
}

function axis(made: Figure, box: Box, ticks: readonly number[]): string {
  const muted = made.palette.neutral("muted");
  const lines = ticks.map((tick) => {
    const y = box.base - box.height(tick);
    return (
      element("path", {
        d: `M${box.left} ${y.toFixed(1)}H${box.right}`,
        stroke: made.palette.neutral(tick === 0 ? "muted" : "line"),
        fill: "none",
      }) +
      element(
        "text",
        { x: box.left - 6, y: y + SIZE.small * MIDDLE, "text-anchor": "end", ...small, fill: muted },
        String(tick),
      )
    );
  });
  const name = element(
    "text",
    { x: MARGIN, y: box.top - 14, ...small, "font-weight": 600, fill: muted },
    "Studies",
  );
  return element("g", { "aria-hidden": "true" }, ...lines, name);
}

function bar(made: Figure, box: Box, data: Timeline, at: number, paints: readonly Paint[]): string {
  const span = data.spans[at];
  if (span === undefined) return "";
  const width = Math.min(46, box.slot * 0.72);
  const middle = box.left + (at + 0.5) * box.slot;
  const n = span.studies.length;
  const detail = (data.segment?.categories ?? []).flatMap(({ label }, s) => {
    const held = span.segments[s]?.length ?? 0;
    return held === 0 ? [] : [`${label} ${held}`];
  });
  const words = `${span.label}: ${n === 0 ? "no studies" : studies(n)}${detail.length > 0 ? ` (${detail.join(", ")})` : ""}`;
  let y = box.base;
  const stack = (count: number, fill: string, stroke: string | undefined): string => {
    const height = box.height(count);
    y -= height;
    return element("rect", { x: middle - width / 2, y, width, height, fill, stroke, "stroke-width": 0.8 });
  };
  const blocks =
    data.segment === undefined
      ? [n === 0 ? "" : stack(n, made.palette.neutral("accent"), undefined)]
      : span.segments.map((ids, s) => {
          const paint = paints[s] ?? made.palette.blank();
          return ids.length === 0 ? "" : stack(ids.length, paint.fill, paint.stroke);
        });
  const number =
    n === 0
      ? ""
      : element(
          "text",
          { x: middle, y: y - 4, "text-anchor": "middle", ...small, "font-weight": 600 },
          String(n),
        );
  return element(
    "g",
    { class: "chart-bar", "data-key": span.key },
    element("title", {}, escapeXml(words)),
    ...blocks,
    number,
  );
}

const monthOf = (span: TimelineSpan): string =>
  span.key.length === 4 ? span.key : span.key.endsWith("-00") ? "?" : (span.label.split(" ")[0] ?? "");

/** Labels under the bars: as many as have room, and for months the year once below. */
function labels(made: Figure, box: Box, data: Timeline): string {
  const ink = made.palette.neutral("ink");
  const texts = data.spans.map(monthOf);
  const wide = Math.max(...texts.map((text) => textWidth(text, SIZE.small))) + 4;
  // letters of months stay readable where their names have no room
  const initials = data.by === "month" && wide > box.slot;
  const every = initials || data.by === "month" ? 1 : Math.max(1, Math.ceil(wide / box.slot));
  const shown = texts.map((text, at) => {
    if ((data.spans.length - 1 - at) % every !== 0) return "";
    const x = box.left + (at + 0.5) * box.slot;
    const word = initials ? text.charAt(0) : text;
    return element("text", { x, y: box.base + 15, "text-anchor": "middle", ...small, fill: ink }, word);
  });
  if (data.by === "month") {
    const years = [...new Set(data.spans.map((span) => span.key.slice(0, 4)))];
    for (const year of years) {
      const from = data.spans.findIndex((span) => span.key.startsWith(year));
      const count = data.spans.filter((span) => span.key.startsWith(year)).length;
      const [x1, x2] = [box.left + from * box.slot + 2, box.left + (from + count) * box.slot - 2];
      const y = box.base + 22;
      shown.push(
        element("path", {
          d: `M${x1.toFixed(1)} ${y}H${x2.toFixed(1)}`,
          stroke: made.palette.neutral("faint"),
        }),
        count * box.slot < textWidth(year, SIZE.small)
          ? ""
          : element(
              "text",
              { x: (x1 + x2) / 2, y: y + 14, "text-anchor": "middle", ...small, fill: ink },
              year,
            ),
      );
    }
  }
  return element("g", { "aria-hidden": "true" }, ...shown);
}

function notesFor(data: Timeline, n: number): string[] {
  const notes = [`n = ${studies(n)}.`];
  if (data.spans.some((span) => span.key.endsWith("-00")))
    notes.push('"?" holds studies of a year whose month is not known.');
  if (data.undated.length > 0) notes.push(`${studies(data.undated.length)} without a date not shown.`);
  if (data.leftOut.length > 0)
    notes.push(`${studies(data.leftOut.length)} left out of the synthesis not shown.`);
  return [notes.join(" ")];
}

/** A timeline as SVG: one bar a year or month, gaps kept, stacked by the segment where there is one. */
export function timelineChart(data: Timeline, options: FigureOptions): string {
  const made = figure("timeline", options);
  const most = Math.max(0, ...data.spans.map((span) => span.studies.length));
  const ticks = countTicks(most);
  const top = made.top + 26;
  const tall = 180;
  const left = MARGIN + AXIS;
  const count = Math.max(1, data.spans.length);
  const slot = Math.min(90, (made.width - MARGIN - left) / count);
  const right = Math.round(left + count * slot);
  const highest = Math.max(1, ticks.at(-1) ?? 1);
  const box: Box = { left, right, top, base: top + tall, slot, height: (n) => (n / highest) * tall };
  const paints = segmentPaints(made.palette, data.segment?.categories ?? []);
  const bars = data.spans.map((_, at) => bar(made, box, data, at, paints));
  const parts = [axis(made, box, ticks), ...bars, data.spans.length === 0 ? "" : labels(made, box, data)];
  let bottom = box.base + (data.by === "month" ? 44 : 24);
  if (data.segment !== undefined) {
    const place = { left: MARGIN, top: bottom + 4, width: made.width - 2 * MARGIN };
    const key = legend(made.palette, data.segment.label, data.segment.categories, paints, place);
    parts.push(key.markup);
    bottom = key.bottom;
  }
  const n = data.spans.reduce((sum, span) => sum + span.studies.length, 0);
  const listed = data.spans.map((span) => `${span.label}: ${span.studies.length}`).join("; ");
  return made.finish(parts, bottom, notesFor(data, n), `${data.label}, ${studies(n)}. ${listed}.`);
}
