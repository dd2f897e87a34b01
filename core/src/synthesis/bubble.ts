import { MIDDLE, SIZE } from "./figure.ts";
import type { Paint, Palette } from "./palette.ts";
import { element, short } from "./svg.ts";
import { textWidth } from "../base/text-width.ts";

/** One part of a bubble: how many of its studies, and how it is painted. */
export interface Slice {
  n: number;
  paint: Paint;
}

const HOLE_FROM = 13;

function slicePath(x: number, y: number, r: number, from: number, to: number): string {
  const point = (turn: number): string =>
    `${short(x + r * Math.sin(2 * Math.PI * turn))} ${short(y - r * Math.cos(2 * Math.PI * turn))}`;
  const large = to - from > 0.5 ? 1 : 0;
  return `M${short(x)} ${short(y)}L${point(from)}A${short(r)} ${short(r)} 0 ${large} 1 ${point(to)}Z`;
}

function slicesOf(x: number, y: number, r: number, slices: readonly Slice[]): string[] {
  const filled = slices.filter(({ n }) => n > 0);
  const total = filled.reduce((sum, { n }) => sum + n, 0);
  const [only] = filled;
  if (filled.length === 1 && only !== undefined)
    return [element("circle", { cx: x, cy: y, r, fill: only.paint.fill, stroke: only.paint.stroke })];
  let from = 0;
  return filled.map(({ n, paint }) => {
    const to = from + n / total;
    const d = slicePath(x, y, r, from, to);
    from = to;
    return element("path", { d, fill: paint.fill, stroke: paint.stroke, "stroke-linejoin": "round" });
  });
}

/**
 * A bubble with its number. The area of the whole disc stands for the number; where the number does not fit
 * inside it stands to the right, or below if `below` says so, so that no bubble has to be larger than its count.
 */
export function bubble(
  colours: Palette,
  at: { x: number; y: number; r: number; below: boolean },
  n: number,
  slices: readonly Slice[],
): string {
  const { x, r } = at;
  const y = at.below ? at.y - SIZE.small / 2 : at.y;
  const words = String(n);
  const size = SIZE.small;
  const wide = textWidth(words, size, true);
  const parted = slices.some((slice) => slice.n > 0);
  const parts = parted
    ? slicesOf(x, y, r, slices)
    : [element("circle", { cx: x, cy: y, r, fill: colours.neutral("accent") })];
  const hole = wide / 2 + 3.5;
  const fits = parted ? r >= HOLE_FROM && hole < r - 5 : wide < 2 * r - 3 && r > size * 0.6;
  const inside = fits && !at.below;
  if (inside && parted) {
    parts.push(element("circle", { cx: x, cy: y, r: Math.max(hole, 7), fill: colours.neutral("paper") }));
  }
  const ink = inside && !parted ? "paper" : "ink";
  parts.push(
    element(
      "text",
      {
        x: inside || at.below ? x : x + r + 3,
        y: at.below ? y + r + size : y + size * MIDDLE,
        "text-anchor": inside || at.below ? "middle" : "start",
        "font-size": size,
        "font-weight": 600,
        fill: colours.neutral(ink),
      },
      words,
    ),
  );
  return parts.join("");
}

/** The radius for a number of studies, where `most` studies have radius `largest`: area in proportion. */
export function bubbleRadius(n: number, most: number, largest: number): number {
  return most === 0 ? 0 : largest * Math.sqrt(n / most);
}
