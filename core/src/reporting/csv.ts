import type { ChartedStudy, Form } from "../charting/index.ts";
import { chartedSheet } from "./xlsx/charted.ts";
import type { Cell, Sheet } from "./xlsx/sheet.ts";

/** Text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
function field(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** A sheet as CSV (RFC 4180: comma, CRLF, quotes doubled), in UTF-8 without a byte order mark. */
export function sheetCsv(sheet: Sheet): string {
  return [sheet.head, ...sheet.rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

/** Charted data as CSV: one row a study, one column a simple field, each with its evidence beside it. */
export function chartedCsv(form: Form, studies: readonly ChartedStudy[]): string {
  return sheetCsv(chartedSheet(form, studies));
}
