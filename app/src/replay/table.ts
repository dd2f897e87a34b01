import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import Papa from "papaparse";

/** A row of a table with the line at which it begins. */
export interface TableRow {
  line: number;
  cells: Readonly<Record<string, string>>;
}

/**
 * Reads a CSV file with a header.
 * @throws UserError table.not-found, table.column-missing, table.broken
 */
export function readTable(path: string, columns: readonly string[]): TableRow[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new UserError("table.not-found", `${path} cannot be read.`, {
      place: { file: path },
      hint: "Check the name of the file.",
      cause: error,
    });
  }
  const { data, errors, meta } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: "greedy",
    transformHeader: (name) => name.trim(),
  });
  const file = basename(path);
  const missing = columns.filter((column) => meta.fields?.includes(column) !== true);
  if (missing.length > 0) {
    throw new UserError("table.column-missing", `${file} has no column ${missing.join(", ")}.`, {
      place: { file, line: 1 },
      hint: `The header must name: ${columns.join(", ")}.`,
    });
  }
  const fault = errors.find((error) => error.type === "Quotes");
  if (fault !== undefined) {
    throw new UserError("table.broken", `${file}: ${fault.message}.`, {
      place: { file, record: (fault.row ?? 0) + 1 },
      hint: "Save the table again as CSV (UTF-8).",
    });
  }
  let line = 2;
  return data.map((cells) => {
    const row = { line, cells };
    line +=
      1 +
      Object.values(cells).reduce(
        (sum, cell) => sum + (typeof cell === "string" ? cell.split("\n").length - 1 : 0),
        0,
      );
    return row;
  });
}
