import { bubble, bubbleRadius } from "./bubble.ts";
import type { Crosstab, CrosstabCell } from "./crosstab.ts";
import {
  DEFAULT_WIDTH,
  type Figure,
  type FigureOptions,
  figure,
  LEADING,
  MARGIN,
  MIDDLE,
  SIZE,
} from "./figure.ts";
import { legend, segmentPaints } from "./legend.ts";
import { type MapLayout, mapLayout, mapWidth } from "./map-layout.ts";
import type { Paint } from "./palette.ts";
import { element, escapeXml, textLines } from "./svg.ts";
import { textWidth } from "../base/text-width.ts";

export interface EvidenceMapOptions extends FigureOptions {
  /**
   * Every cell can be reached by keyboard and is announced as a button (the page lists its studies); otherwise
   * the drawing is one image. Default true.
   */
  interactive?: boolean;
}

const studies = (n: number): string => (n === 1 ? "1 study" : `${n} studies`);

function cellWords(table: Crosstab, row: number, column: number, cell: CrosstabCell): string {
  const place = `${table.row.categories[row]?.label ?? ""}, ${table.column.categories[column]?.label ?? ""}`;
  if (cell.studies.length === 0) return `${place}: no studies`;
  const parts = (table.segment?.categories ?? []).flatMap(({ label }, at) => {
    const n = cell.segments[at]?.length ?? 0;
    return n === 0 ? [] : [`${label} ${n}`];
  });
  const detail = parts.length === 0 ? "" : ` (${parts.join(", ")})`;
  return `${place}: ${studies(cell.studies.length)}${detail}`;
}

function grid(made: Figure, layout: MapLayout, count: number): string {
  const line = made.palette.neutral("line");
  const right = layout.left + count * layout.cellWidth;
  const ruled = [...layout.rows.map(({ top }) => top), layout.bottom];
  const across = ruled.map((y) => `M${MARGIN} ${y.toFixed(1)}H${right.toFixed(1)}`);
  const down = Array.from({ length: count + 1 }, (_, at) => {
    const x = layout.left + at * layout.cellWidth;
    return `M${x.toFixed(1)} ${layout.top.toFixed(1)}V${layout.bottom.toFixed(1)}`;
  });
  return element("path", { d: [...across, ...down].join(""), stroke: line, "stroke-width": 1, fill: "none" });
}

function labels(made: Figure, table: Crosstab, layout: MapLayout): string {
  const ink = made.palette.neutral("ink");
  const muted = made.palette.neutral("muted");
  const small = { "font-size": SIZE.small };
  const axis = { ...small, "font-weight": 600, fill: muted };
  const right = layout.left + table.column.categories.length * layout.cellWidth;
  const fits = textWidth(table.row.label, SIZE.small, true) < layout.left - MARGIN - 6;
  const heads = [
    element("text", { x: layout.left, y: layout.labelTop - 8, ...axis }, escapeXml(table.column.label)),
    // a row heading that is wider than its labels would run into the column labels
    fits ? element("text", { x: MARGIN, y: layout.top - 8, ...axis }, escapeXml(table.row.label)) : "",
    element("text", { x: layout.totalX, y: layout.top - 8, "text-anchor": "end", ...axis }, "All"),
  ];
  const rows = layout.rows.map(({ top, height, lines }, at) => {
    const first = top + height / 2 - ((lines.length - 1) * LEADING.small) / 2 + SIZE.small * MIDDLE;
    const kind = table.row.categories[at]?.kind;
    const fill = kind === "value" ? ink : muted;
    const total = String(table.rowStudies[at]?.length ?? 0);
    return (
      textLines(lines, MARGIN, first, LEADING.small, { ...small, fill }) +
      element(
        "text",
        {
          x: layout.totalX,
          y: top + height / 2 + SIZE.small * MIDDLE,
          "text-anchor": "end",
          ...small,
          fill: muted,
        },
        total,
      )
    );
  });
  const columns = layout.columns.map(({ middle, lines }, at) => {
    const kind = table.column.categories[at]?.kind;
    const style = { ...small, fill: kind === "value" ? ink : muted };
    const total = element(
      "text",
      { x: middle, y: layout.bottom + 16, "text-anchor": "middle", ...small, fill: muted },
      String(table.columnStudies[at]?.length ?? 0),
    );
    if (!layout.upright) {
      const y = layout.top - 8 - (lines.length - 1) * LEADING.small - 3;
      return textLines(lines, middle, y, LEADING.small, { ...style, "text-anchor": "middle" }) + total;
    }
    const x = middle - ((lines.length - 1) * LEADING.small) / 2 + SIZE.small * MIDDLE;
    const turned = element(
      "g",
      { transform: `translate(${x.toFixed(2)} ${(layout.top - 6).toFixed(2)}) rotate(-90)` },
      textLines(lines, 0, 0, LEADING.small, style),
    );
    return turned + total;
  });
  const all = [
    element("text", { x: MARGIN, y: layout.bottom + 16, ...small, fill: muted }, "All"),
    element(
      "text",
      {
        x: layout.totalX,
        y: layout.bottom + 16,
        "text-anchor": "end",
        ...small,
        "font-weight": 600,
        fill: ink,
      },
      String(table.studies.length),
    ),
  ];
  const frame = element("path", {
    d: `M${right.toFixed(1)} ${layout.top.toFixed(1)}V${layout.bottom.toFixed(1)}`,
    stroke: made.palette.neutral("faint"),
    fill: "none",
  });
  return element("g", { "aria-hidden": "true" }, ...heads, ...rows, ...columns, ...all, frame);
}

function drawCell(
  made: Figure,
  table: Crosstab,
  layout: MapLayout,
  place: { row: number; column: number; most: number; paints: readonly Paint[]; interactive: boolean },
): string {
  const { row, column } = place;
  const cell = table.cells[row]?.[column] ?? { studies: [], segments: [] };
  const { top, height } = layout.rows[row] ?? { top: 0, height: 0 };
  const middle = layout.columns[column]?.middle ?? 0;
  const y = top + height / 2;
  const n = cell.studies.length;
  const words = cellWords(table, row, column, cell);
  const inside =
    n === 0
      ? element("circle", { cx: middle, cy: y, r: 2, fill: "none", stroke: made.palette.neutral("faint") })
      : bubble(
          made.palette,
          { x: middle, y, r: bubbleRadius(n, place.most, layout.largestRadius), below: layout.below },
          n,
          cell.segments.map((ids, at) => ({
            n: ids.length,
            paint: place.paints[at] ?? made.palette.blank(),
          })),
        );
  const area = { x: middle - layout.cellWidth / 2, y: top, width: layout.cellWidth, height };
  return element(
    "g",
    {
      class: n === 0 ? "chart-cell chart-gap" : "chart-cell",
      "data-row": table.row.categories[row]?.key,
      "data-column": table.column.categories[column]?.key,
      ...(place.interactive ? { tabindex: 0, role: "button", "aria-label": words } : {}),
    },
    element("title", {}, escapeXml(words)),
    element("rect", { ...area, fill: "none", "pointer-events": "all" }),
    inside,
  );
}

function sizeLegend(made: Figure, most: number, largest: number, left: number, top: number): string {
  const steps = [...new Set([1, Math.round(most / 2), most])].filter((n) => n > 0).sort((a, b) => a - b);
  const muted = made.palette.neutral("muted");
  let x = left;
  const parts = steps.map((n) => {
    const r = bubbleRadius(n, most, largest);
    const words = studies(n);
    const drawn =
      element("circle", { cx: x + r, cy: top + largest, r, fill: "none", stroke: muted }) +
      element(
        "text",
        { x: x + 2 * r + 5, y: top + largest + SIZE.small * MIDDLE, "font-size": SIZE.small, fill: muted },
        words,
      );
    x += 2 * r + 5 + textWidth(words, SIZE.small) + 16;
    return drawn;
  });
  return element("g", { "aria-hidden": "true" }, ...parts);
}

function notesFor(table: Crosstab): string[] {
  const inCells = table.cells.flat().reduce((sum, cell) => sum + cell.studies.length, 0);
  const gaps = table.cells.flat().filter((cell) => cell.studies.length === 0).length;
  const notes = [
    `n = ${studies(table.studies.length)}; the area of a bubble is in proportion to its studies.`,
  ];
  if (gaps > 0) notes.push(`Small rings mark the ${gaps === 1 ? "cell" : `${gaps} cells`} without a study.`);
  if (inCells > table.studies.length)
    notes.push("A study stands in every cell that it fits, so cells add up to more than the totals.");
  if (table.leftOut.length > 0)
    notes.push(`${studies(table.leftOut.length)} left out of the synthesis not shown.`);
  return [notes.join(" ")];
}

/**
 * An evidence map as SVG: a bubble in every cell whose area stands for the number of studies, the number
 * beside or in it, gaps marked. A segment parts the bubbles into slices that differ by pattern as well as colour.
 * With very many columns it is laid out wider than asked, and scales by its viewBox.
 * Each cell is a `<g class="chart-cell">` with `data-row` and `data-column`, the keys of its categories.
 */
export function evidenceMap(table: Crosstab, options: EvidenceMapOptions): string {
  const interactive = options.interactive ?? true;
  const width = mapWidth(table, options.width ?? DEFAULT_WIDTH);
  const made = figure("map", { ...options, width, role: interactive ? "group" : "img" });
  const layout = mapLayout(table, made.width, made.top);
  const most = Math.max(0, ...table.cells.flat().map((cell) => cell.studies.length));
  const paints = segmentPaints(made.palette, table.segment?.categories ?? []);
  const cells = table.row.categories.flatMap((_, row) =>
    table.column.categories.map((__, column) =>
      drawCell(made, table, layout, { row, column, most, paints, interactive }),
    ),
  );
  const parts = [grid(made, layout, table.column.categories.length), labels(made, table, layout), ...cells];
  let bottom = layout.bottom + 34;
  if (most > 0) {
    parts.push(sizeLegend(made, most, layout.largestRadius, MARGIN, bottom));
    bottom += 2 * layout.largestRadius + 8;
  }
  if (table.segment !== undefined) {
    const box = { left: MARGIN, top: bottom, width: made.width - 2 * MARGIN };
    const key = legend(made.palette, table.segment.label, table.segment.categories, paints, box);
    parts.push(key.markup);
    bottom = key.bottom;
  }
  const by = table.segment === undefined ? "" : `, parted by ${table.segment.label}`;
  const description = `${table.row.label} by ${table.column.label}${by}, ${studies(table.studies.length)}.`;
  return made.finish(parts, bottom, notesFor(table), description);
}
