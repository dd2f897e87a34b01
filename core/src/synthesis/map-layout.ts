import type { Crosstab } from "./crosstab.ts";
import { LEADING, MARGIN, SIZE } from "./figure.ts";
import { textWidth, wrapText } from "../base/text-width.ts";

/** Where everything of an evidence map stands, in pixels. */
export interface MapLayout {
  left: number;
  /** Upper edge of the first row of cells. */
  top: number;
  cellWidth: number;
  /** Upper edge and height of each row. */
  rows: readonly { top: number; height: number; lines: readonly string[] }[];
  columns: readonly { middle: number; lines: readonly string[] }[];
  /** Column labels stand upright where the columns are too narrow for their words. */
  upright: boolean;
  labelTop: number;
  labelHeight: number;
  totalX: number;
  bottom: number;
  largestRadius: number;
  /** Cells too narrow for a number beside its bubble have it below. */
  below: boolean;
}

const TOTAL = 38;
const GAP = 10;
const NARROWEST = 21;
const LABEL_SIZE = SIZE.small;

const longestWord = (label: string): number =>
  Math.max(...label.split(/[\s/-]+/).map((word) => textWidth(word, LABEL_SIZE)));
const widest = (lines: readonly string[]): number =>
  Math.max(0, ...lines.map((line) => textWidth(line, LABEL_SIZE)));

/** The width that a map needs, at least the one asked for, so that its columns stay wide enough for numbers. */
export function mapWidth(table: Crosstab, asked: number): number {
  const { left } = mapLayout(table, asked, 0);
  return Math.max(asked, Math.ceil(left + table.column.categories.length * NARROWEST + TOTAL + MARGIN));
}

/** Lays out a map for a width: row labels take at most 30 % of it, and each row is as high as its label needs. */
export function mapLayout(table: Crosstab, width: number, top: number): MapLayout {
  const count = Math.max(1, table.column.categories.length);
  const most = Math.min(230, Math.round(width * 0.3));
  const wrapped = table.row.categories.map(({ label }) => wrapText(label, most, LABEL_SIZE));
  const labelWidth = Math.max(40, ...wrapped.map(widest));
  const left = MARGIN + labelWidth + GAP;
  const cellWidth = Math.min(120, (width - left - TOTAL - MARGIN) / count);
  const names = table.column.categories.map(({ label }) => label);
  const upright = names.some((name) => longestWord(name) > cellWidth - 6);
  const labels = names.map((name) =>
    upright
      ? wrapText(name, 150, LABEL_SIZE, false, Math.max(1, Math.floor((cellWidth - 2) / LEADING.small)))
      : wrapText(name, cellWidth - 6, LABEL_SIZE),
  );
  const labelHeight = upright
    ? Math.max(...labels.map(widest), 20)
    : Math.max(...labels.map((lines) => lines.length), 1) * LEADING.small;
  const labelTop = top + LEADING.small + 6;
  const cellsTop = labelTop + labelHeight + 8;
  const below = cellWidth < 46;
  const rowHeight = below ? Math.min(46, cellWidth + 14) : Math.min(56, cellWidth * 0.8);
  let y = cellsTop;
  const rows = wrapped.map((lines) => {
    const height = Math.max(rowHeight, lines.length * LEADING.small + 8);
    const row = { top: y, height, lines };
    y += height;
    return row;
  });
  return {
    left,
    top: cellsTop,
    cellWidth,
    rows,
    columns: labels.map((lines, at) => ({ middle: left + (at + 0.5) * cellWidth, lines })),
    upright,
    labelTop,
    labelHeight,
    totalX: left + count * cellWidth + TOTAL - 8,
    bottom: y,
    largestRadius: Math.max(5, Math.min(cellWidth, below ? rowHeight - 14 : rowHeight) / 2 - (below ? 2 : 3)),
    below,
  };
}
