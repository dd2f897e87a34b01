import { escapeMarkup } from "../../flow/index.ts";

/** A cell: text, a number, or nothing. A text is always stored as text, so that no cell is ever a formula. */
export type Cell = string | number | undefined;

/** A sheet with a heading row; the widths of columns follow from what is in them. */
export interface Sheet {
  /** At most 31 characters, none of \ / ? * [ ] : (ECMA-376). */
  name: string;
  head: string[];
  rows: Cell[][];
}

export const LONGEST_CELL = 32_767;
const HEAD_STYLE = 1;
const TEXT_STYLE = 2;
const NUMBER_STYLE = 3;

/** A, B, … Z, AA, … for columns from 0. */
function columnName(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26);
}

/** Text as Excel reads it: what looks like its own escape (_x000D_) is escaped, and too long a text is cut with a word. */
function cellText(text: string): string {
  const safe = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
  if (safe.length <= LONGEST_CELL) return escapeMarkup(safe);
  return escapeMarkup(`${safe.slice(0, LONGEST_CELL - 16).replace(/[\ud800-\udbff]$/, "")} … (cut here)`);
}

function cellXml(cell: Cell, place: string, style: number): string {
  if (cell === undefined || cell === "") return "";
  if (typeof cell === "number" && Number.isFinite(cell)) {
    return `<c r="${place}" s="${NUMBER_STYLE}"><v>${cell}</v></c>`;
  }
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellText(String(cell))}</t></is></c>`;
}

function widthOf(sheet: Sheet, at: number): number {
  let longest = (sheet.head[at] ?? "").length;
  for (const row of sheet.rows) longest = Math.max(longest, String(row[at] ?? "").length);
  return Math.min(60, Math.max(9, longest + 2));
}

/** Points of one line, and the lines after which a row hides the rest of its texts. */
const LINE = 15;
const MOST_LINES = 12;

/** What a row needs to show its texts, said because not every program works it out. */
function heightOf(cells: readonly Cell[], widths: readonly number[]): string {
  const lines = cells.map((cell, at) =>
    String(cell ?? "")
      .split(/\r\n|\r|\n/)
      .reduce((sum, text) => sum + Math.max(1, Math.ceil((text.length * 1.1) / (widths[at] ?? 60))), 0),
  );
  const most = Math.min(MOST_LINES, Math.max(1, ...lines));
  return most === 1 ? "" : ` ht="${most * LINE}" customHeight="1"`;
}

/** The worksheet's XML (ECMA-376, SpreadsheetML): first row frozen and filterable, long text wrapped. */
export function sheetXml(sheet: Sheet): string {
  const widths = sheet.head.map((_, at) => widthOf(sheet, at));
  const columns = widths
    .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join("");
  const row = (cells: readonly Cell[], number: number, style: number) =>
    `<row r="${number}"${heightOf(cells, widths)}>${cells.map((cell, at) => cellXml(cell, `${columnName(at)}${number}`, style)).join("")}</row>`;
  const end = `${columnName(Math.max(0, sheet.head.length - 1))}${sheet.rows.length + 1}`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<dimension ref="A1:${end}"/>`,
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols>${columns}</cols>`,
    "<sheetData>",
    row(sheet.head, 1, HEAD_STYLE),
    ...sheet.rows.map((cells, at) => row(cells, at + 2, TEXT_STYLE)),
    "</sheetData>",
    `<autoFilter ref="A1:${end}"/>`,
    "</worksheet>",
  ].join("\n");
}
