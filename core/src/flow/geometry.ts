import type { Box, BoxLine } from "./boxes.ts";
import { formatCount } from "./number.ts";
import { textWidth, wrapText } from "../base/text-width.ts";

export const FONT_SIZE = 13;
export const LINE_HEIGHT = 17;
export const PADDING = 10;
const INDENT = 12;

/** One printed line of a box: words, then perhaps the count that belongs to them. */
export interface PrintedLine {
  text: string;
  counted?: { line: BoxLine; text: string };
  x: number;
  y: number;
}

/** A box with its place; the lines' places are absolute. All in user units. */
export interface PlacedBox {
  x: number;
  y: number;
  width: number;
  height: number;
  lines: PrintedLine[];
}

/** A point of an arrow's line. */
export type Point = readonly [x: number, y: number];

/** The words of a line and its count, set in as many printed lines as the width needs; the count never breaks. */
function printed(line: BoxLine, width: number): Omit<PrintedLine, "x" | "y">[] {
  if (line.n === undefined) return wrapText(line.text, width, FONT_SIZE).map((text) => ({ text }));
  const number = `(n\u00a0=\u00a0${formatCount(line.n)})`;
  const counted = { line, text: number };
  const lines = wrapText(line.text, width, FONT_SIZE);
  const last = lines.at(-1) ?? "";
  if (textWidth(`${last} ${number}`, FONT_SIZE) > width)
    return [...lines.map((text) => ({ text })), { text: "", counted }];
  return [...lines.slice(0, -1).map((text) => ({ text })), { text: `${last} `, counted }];
}

/** Sets a box at a place and a width; its height follows from its text. */
export function placed(box: Box, x: number, y: number, width: number): PlacedBox {
  const lines: PrintedLine[] = [];
  for (const line of box.lines) {
    const indent = line.indent * INDENT;
    for (const row of printed(line, width - 2 * PADDING - indent)) {
      lines.push({ ...row, x: x + PADDING + indent, y: y + PADDING + lines.length * LINE_HEIGHT + 12 });
    }
  }
  return { x, y, width, height: 2 * PADDING + lines.length * LINE_HEIGHT - 2, lines };
}

export function bottom(box: PlacedBox): number {
  return box.y + box.height;
}

export function middle(box: PlacedBox): number {
  return box.y + box.height / 2;
}
