import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { UserError } from "@chartroom/core/base/error";

type Pieces = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

const FAULTS: Readonly<Record<string, { code: string; message: string; hint: string }>> = {
  ENOENT: {
    code: "output.no-folder",
    message: "The folder of this file is not there.",
    hint: "Make the folder first.",
  },
  ENOTDIR: {
    code: "output.no-folder",
    message: "A part of this path is no folder.",
    hint: "Check the path.",
  },
  EISDIR: {
    code: "output.is-folder",
    message: "There is a folder of this name.",
    hint: "Name a file in it.",
  },
  ENOTEMPTY: {
    code: "output.exists",
    message: "There is a folder of this name that is not empty.",
    hint: "Choose another name.",
  },
  EEXIST: {
    code: "output.exists",
    message: "There is something of this name already.",
    hint: "Choose another name.",
  },
  EACCES: {
    code: "output.read-only",
    message: "This place cannot be written to.",
    hint: "Choose a folder that you may write to.",
  },
  EPERM: {
    code: "output.read-only",
    message: "This place cannot be written to.",
    hint: "Choose a folder that you may write to.",
  },
  EROFS: {
    code: "output.read-only",
    message: "This place cannot be written to.",
    hint: "Choose a folder that you may write to.",
  },
  ENOSPC: {
    code: "output.disk-full",
    message: "The disk is full; the file was not written.",
    hint: "Free some space and do it again.",
  },
  EDQUOT: {
    code: "output.disk-full",
    message: "Your share of the disk is full; the file was not written.",
    hint: "Free some space and do it again.",
  },
};

/** A fault of writing to `file` in words that a person can act on; other errors are given back as they are. */
export function outputFault(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  const fault = code === undefined || syscall === undefined ? undefined : FAULTS[code];
  if (fault === undefined) return error;
  return new UserError(fault.code, fault.message, { place: { file }, hint: fault.hint, cause: error });
}

/**
 * Writes a file aside and renames it, so that it appears whole or not at all; what stood there is kept until then.
 * @throws UserError output.no-folder, output.read-only, output.disk-full, …; the signal's reason
 */
export async function writeWhole(file: string, pieces: Pieces, signal?: AbortSignal): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString("hex")}.part`;
  // faults of what makes the pieces keep their own words
  let making = true;
  try {
    making = false;
    const handle = await open(aside, "wx");
    try {
      making = true;
      for await (const piece of pieces) {
        making = false;
        signal?.throwIfAborted();
        await handle.writeFile(piece);
        making = true;
      }
      making = false;
      await handle.sync();
    } finally {
      await handle.close();
    }
    signal?.throwIfAborted();
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw making ? error : outputFault(error, file);
  }
}

// a title from a file must not be able to steer the terminal
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]+/g;

/** A text that is safe on a terminal, in one line. */
export function oneLine(text: string): string {
  return text.replace(CONTROLS, " ").trimEnd();
}

function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

const NUMBER = /^-?[\d,.]+( %)?$/;

/** Rows as columns of a terminal; columns of numbers stand to the right, and long cells are cut at `widest`. */
export function columns(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  widest = 70,
): string {
  const shown = rows.map((row) => row.map((cell) => shortened(oneLine(cell), widest)));
  const widths = header.map((name, at) => Math.max(name.length, ...shown.map((row) => row[at]?.length ?? 0)));
  const toRight = header.map((_, at) => shown.length > 0 && shown.every((row) => NUMBER.test(row[at] ?? "")));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) =>
        toRight[at] === true ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [header, ...shown].map(line).join("\n");
}

/** A cell of a CSV file (RFC 4180), kept from being read as a formula by spreadsheets. */
export function csvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One row of a CSV file, with its line end. */
export function csvRow(cells: readonly (string | number | null | undefined)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** One line of a JSON Lines file. Programs that split text at every Unicode line end still see one line. */
export function jsonLine(value: unknown): string {
  const escaped = (end: string) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(value).replace(/[\u0085\u2028\u2029]/g, escaped)}\n`;
}
