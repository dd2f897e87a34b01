import { type Colours, type Palette, palette } from "./palette.ts";
import { element, escapeXml, short, textLines } from "./svg.ts";
import { wrapText } from "../base/text-width.ts";

/** What every drawing takes. */
export interface FigureOptions {
  /** Printed above the drawing and read out first; a sentence without a full stop. */
  title: string;
  /** Width in pixels for which it is laid out (from 280); it scales by its viewBox. Default 760. */
  width?: number;
  /** Leave the title out of the picture (for a page or journal that sets its own); it is still read out. */
  bare?: boolean;
  colours?: Colours;
  /** Beginning of ids inside the drawing; give each drawing of a page its own. Made from the title if missing. */
  id?: string;
  /** `group` where parts inside can be reached by keyboard: an image hides its parts from screen readers. */
  role?: "img" | "group";
}

const FONT = "Inter, 'Inter Variable', 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";
export const SIZE = { title: 15, label: 12, small: 11 } as const;
export const LEADING = { title: 20, label: 15, small: 14 } as const;
/** From the middle of a line of text to its baseline, as a share of its size. */
export const MIDDLE = 0.36;
export const MARGIN = 12;
export const DEFAULT_WIDTH = 760;

/** A drawing under way: its size, colours and the place below its title. */
export interface Figure {
  width: number;
  /** Where the drawing's own part begins. */
  top: number;
  id: string;
  palette: Palette;
  /** The whole SVG, from the drawing's parts, their lower edge, notes below them, and a description to be read out. */
  finish(parts: readonly string[], bottom: number, notes: readonly string[], description: string): string;
}

// FNV-1a: the same title gives the same ids, so files can be compared
function idFrom(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return `chart-${hash.toString(36)}`;
}

/** Begins a drawing. */
export function figure(kind: string, options: FigureOptions): Figure {
  const width = Math.max(280, Math.round(options.width ?? DEFAULT_WIDTH));
  const id = options.id ?? idFrom(`${kind} ${options.title}`);
  const colours = palette(options.colours ?? "variables", id);
  const title = options.bare === true ? [] : wrapText(options.title, width - 2 * MARGIN, SIZE.title, true);
  const top = title.length === 0 ? MARGIN : MARGIN + title.length * LEADING.title + 8;
  return {
    width,
    top,
    id,
    palette: colours,
    finish(parts, bottom, notes, description) {
      const ink = colours.neutral("ink");
      const lines = notes.flatMap((note) => wrapText(note, width - 2 * MARGIN, SIZE.small));
      const height = bottom + (lines.length === 0 ? 0 : 8 + lines.length * LEADING.small) + MARGIN;
      const heading =
        title.length === 0
          ? ""
          : textLines(title, MARGIN, MARGIN + SIZE.title, LEADING.title, {
              "font-size": SIZE.title,
              "font-weight": 600,
              fill: ink,
            });
      const footing =
        lines.length === 0
          ? ""
          : textLines(lines, MARGIN, bottom + 8 + SIZE.small, LEADING.small, {
              "font-size": SIZE.small,
              fill: colours.neutral("muted"),
            });
      const font = options.colours === "fixed" ? FONT : `var(--chart-font, ${FONT})`;
      return `${element(
        "svg",
        {
          xmlns: "http://www.w3.org/2000/svg",
          viewBox: `0 0 ${short(width)} ${short(height)}`,
          width,
          height,
          role: options.role ?? "img",
          class: `chart chart-${kind}`,
          "aria-labelledby": `${id}-title ${id}-desc`,
          "font-family": font,
          "font-size": SIZE.label,
          fill: ink,
        },
        `\n${element("title", { id: `${id}-title` }, escapeXml(options.title))}`,
        `\n${element("desc", { id: `${id}-desc` }, escapeXml(description))}`,
        `\n${colours.defs()}`,
        `\n${heading}`,
        ...parts.filter((part) => part !== "").map((part) => `\n${part}`),
        `\n${footing}\n`,
      )}\n`;
    },
  };
}
