import type { Category } from "./dimension.ts";
import { LEADING, MARGIN, MIDDLE, SIZE } from "./figure.ts";
import type { Paint, Palette } from "./palette.ts";
import { element, textLines } from "./svg.ts";
import { textWidth, wrapText } from "../base/text-width.ts";

/** The paint of each category of a segment: the values in turn, "not reported" and "not charted" without colour. */
export function segmentPaints(colours: Palette, categories: readonly Category[]): Paint[] {
  let at = 0;
  return categories.map(({ kind }) =>
    kind === "not_reported" || kind === "not_charted" ? colours.blank() : colours.series(at++),
  );
}

/** A legend of swatches that wraps to the width; gives its markup and lower edge. */
export function legend(
  colours: Palette,
  title: string,
  categories: readonly Category[],
  paints: readonly Paint[],
  box: { left: number; top: number; width: number },
): { markup: string; bottom: number } {
  const parts: string[] = [];
  const right = box.left + box.width;
  const heading = wrapText(title, box.width, SIZE.small, true);
  const ink = colours.neutral("ink");
  parts.push(
    textLines(heading, box.left, box.top + SIZE.small, LEADING.small, {
      "font-size": SIZE.small,
      "font-weight": 600,
      fill: ink,
    }),
  );
  let x = box.left;
  let y = box.top + heading.length * LEADING.small + 6;
  let deep = 1;
  categories.forEach((category, at) => {
    const lines = wrapText(category.label, Math.min(box.width - 20, 220), SIZE.small);
    const width = 20 + Math.max(...lines.map((line) => textWidth(line, SIZE.small)));
    if (x > box.left && x + width > right) {
      x = box.left;
      y += deep * LEADING.small + 4;
      deep = 1;
    }
    deep = Math.max(deep, lines.length);
    const paint = paints[at];
    parts.push(
      element("rect", {
        x: x + 0.5,
        y: y + 0.5,
        width: 13,
        height: 11,
        fill: paint?.fill,
        stroke: paint?.stroke,
      }),
      textLines(lines, x + 19, y + 6 + SIZE.small * MIDDLE, LEADING.small, {
        "font-size": SIZE.small,
        fill: ink,
      }),
    );
    x += width + MARGIN + 2;
  });
  return { markup: element("g", { "aria-hidden": "true" }, ...parts), bottom: y + deep * LEADING.small };
}
