import { attributes, XmlScanner } from "./xml-scanner.ts";
import { tooLarge, type ZipParts } from "./xlsx-zip.ts";

const MAX_COLUMNS = 16_384;
const MAX_STRINGS = 20_000_000;

/** What the sheets of one workbook may still hold; a small file can name more than any machine can take. */
export class Allowance {
  #rows = 1_048_576;
  #cells = 50_000_000;
  #characters = 1 << 29;

  /** Takes a row with so many cells, those left out before the last counted too. Throws `xlsx.too-large`. */
  row(cells: number): void {
    this.#rows -= 1;
    this.#cells -= cells;
    if (this.#rows < 0) throw tooLarge("it has more rows than a sheet of Excel's, 1,048,576");
    if (this.#cells < 0) throw tooLarge("it has more than fifty million cells");
  }

  /** Takes a text that many cells may share. Throws `xlsx.too-large`. */
  shared(text: string): string {
    this.#characters -= text.length;
    if (this.#characters < 0) throw tooLarge("its cells hold more than 512 million characters");
    return text;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** `_x000D_` stands for a character that XML cannot hold (ECMA-376, ST_Xstring). */
function unescapeCell(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

interface Listener {
  open?(name: string, attributes: string): void;
  text?(text: string): void;
  close?(name: string): void;
}

function scanPart(parts: ZipParts, part: string, listener: Listener): void {
  const scanner = new XmlScanner({
    open: (name, source, selfClosing) => {
      listener.open?.(localName(name), source);
      if (selfClosing) listener.close?.(localName(name));
    },
    text: (text) => listener.text?.(text),
    close: (name) => listener.close?.(localName(name)),
    fault: () => undefined,
  });
  parts.read(part, (text) => scanner.push(text));
  scanner.end();
}

/** The workbook's shared strings, with the pieces of formatted text put together and phonetic guides left out. */
export function sharedStrings(parts: ZipParts): string[] {
  const strings: string[] = [];
  let current: string | undefined;
  let inText = false;
  let phonetic = false;
  if (!parts.has("xl/sharedStrings.xml")) return strings;
  scanPart(parts, "xl/sharedStrings.xml", {
    open: (name) => {
      if (name === "si") current = "";
      else if (name === "t") inText = true;
      else if (name === "rPh") phonetic = true;
    },
    text: (text) => {
      if (inText && !phonetic && current !== undefined) current += text;
    },
    close: (name) => {
      if (name === "si" && strings.length < MAX_STRINGS) strings.push(unescapeCell(current ?? ""));
      else if (name === "t") inText = false;
      else if (name === "rPh") phonetic = false;
    },
  });
  return strings;
}

/** Which cell formats show a serial number as a date (ECMA-376, numFmts 14 to 22 and custom codes with y, m or d). */
export function dateFormats(parts: ZipParts): Set<number> {
  const dates = new Set<number>();
  if (!parts.has("xl/styles.xml")) return dates;
  const custom = new Map<string, string>();
  let inFormats = false;
  let index = 0;
  scanPart(parts, "xl/styles.xml", {
    open: (name, source) => {
      const read = attributes(source);
      if (name === "numFmt") custom.set(read.get("numFmtId") ?? "", read.get("formatCode") ?? "");
      else if (name === "cellXfs") inFormats = true;
      else if (name === "xf" && inFormats) {
        const id = read.get("numFmtId") ?? "0";
        const code = custom.get(id)?.replace(/"[^"]*"|\[[^\]]*\]|\\./g, "") ?? "";
        if ((Number(id) >= 14 && Number(id) <= 22) || /[ymd]/i.test(code)) dates.add(index);
        index++;
      }
    },
    close: (name) => {
      if (name === "cellXfs") inFormats = false;
    },
  });
  return dates;
}

/** The parts of the worksheets in the order of the workbook's tabs. */
export function worksheets(parts: ZipParts): string[] {
  const targets = new Map<string, string>();
  const order: string[] = [];
  if (parts.has("xl/_rels/workbook.xml.rels")) {
    scanPart(parts, "xl/_rels/workbook.xml.rels", {
      open: (_, source) => {
        const read = attributes(source);
        const target = read.get("Target") ?? "";
        targets.set(read.get("Id") ?? "", target.startsWith("/") ? target.slice(1) : `xl/${target}`);
      },
    });
  }
  if (parts.has("xl/workbook.xml")) {
    scanPart(parts, "xl/workbook.xml", {
      open: (name, source) => {
        const target = name === "sheet" ? targets.get(attributes(source).get("r:id") ?? "") : undefined;
        if (target !== undefined && parts.has(target)) order.push(target);
      },
    });
  }
  return order.length > 0
    ? order
    : parts
        .names()
        .filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
        .sort();
}

function columnOf(cell: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(cell ?? "")?.[0];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** A serial day of the 1900 system as ISO 8601; it counts a 29 February 1900 that never was. */
function isoDate(serial: number): string {
  const day = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000);
  return Number.isNaN(day.getTime()) ? String(serial) : day.toISOString().slice(0, 10);
}

/** Reads one worksheet row by row, every cell as text; `line` is the row's number in the sheet. */
export function readSheet(
  parts: ZipParts,
  sheet: string,
  strings: readonly string[],
  dates: ReadonlySet<number>,
  allowance: Allowance,
  row: (cells: string[], line: number) => void,
): void {
  let cells: string[] = [];
  let line = 0;
  let column = -1;
  let type = "";
  let style = -1;
  let value = "";
  let inValue = false;
  const shown = () => {
    if (type === "s") return allowance.shared(strings[Number(value)] ?? "");
    if (type === "b") return value === "1" ? "TRUE" : "FALSE";
    if (type === "" && dates.has(style) && /^\d+(?:\.\d+)?$/.test(value)) return isoDate(Number(value));
    return unescapeCell(value);
  };
  scanPart(parts, sheet, {
    open: (name, source) => {
      if (name === "row") {
        cells = [];
        column = -1;
        line = Number(/\br="(\d+)"/.exec(source)?.[1] ?? line + 1);
      } else if (name === "c") {
        const read = attributes(source);
        column = columnOf(read.get("r")) ?? column + 1;
        type = read.get("t") ?? "";
        style = Number(read.get("s") ?? -1);
        value = "";
      } else if (name === "v" || name === "t") inValue = true;
    },
    text: (text) => {
      if (inValue) value += text;
    },
    close: (name) => {
      if (name === "v" || name === "t") inValue = false;
      else if (name === "c" && column < MAX_COLUMNS) {
        while (cells.length < column) cells.push("");
        cells[column] = shown();
      } else if (name === "row") {
        allowance.row(cells.length);
        row(cells, line);
      }
    },
  });
}
