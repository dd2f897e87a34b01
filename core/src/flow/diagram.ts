import { checkFlow } from "./check.ts";
import type { Flow } from "./counts.ts";
import { describeFlow } from "./description.ts";
import { FONT_SIZE, LINE_HEIGHT, type PlacedBox, type Point, type PrintedLine } from "./geometry.ts";
import { type Band, layoutFlow } from "./layout.ts";
import { escapeMarkup } from "./markup.ts";
import { type FlowColour, type FlowTheme, flowStyle, printColour } from "./theme.ts";
import { textWidth, wrapText } from "../base/text-width.ts";

export interface FlowDiagramOptions {
  /** Printed above the diagram; without it, nothing is printed and the title is only read aloud. */
  title?: string;
  /** Makes each number a link `#count=PATH` with `data-count="PATH"`, so that a page can open its records. */
  links?: boolean;
  /** `light` unless told otherwise: what a journal prints. */
  theme?: FlowTheme;
}

const FONT = "Arial, Helvetica, 'Liberation Sans', 'Nimbus Sans', sans-serif";
const SOURCE = "Layout and wording after PRISMA 2020 (Page MJ et al., BMJ 2021;372:n71).";
const MARGIN = 16;

type Paint = (name: FlowColour) => string;

/** Identifies a diagram's title among others on one page (FNV-1a). */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

function units(n: number): string {
  return String(Math.round(n * 10) / 10);
}

function drawnArrow(points: readonly Point[], paint: Paint): string {
  const path = points.map(([x, y], at) => `${at === 0 ? "M" : "L"}${units(x)} ${units(y)}`).join("");
  const [toX, toY] = points.at(-1) ?? [0, 0];
  const [fromX, fromY] = points.at(-2) ?? [0, 0];
  const dx = Math.sign(toX - fromX);
  const dy = Math.sign(toY - fromY);
  const corner = (side: number) =>
    `${units(toX - dx * 7 + dy * 4 * side)} ${units(toY - dy * 7 + dx * 4 * side)}`;
  return (
    `<path class="flow-line" d="${path}" fill="none" stroke="${paint("line")}" stroke-width="1.2"/>` +
    `<path class="flow-head" d="M${units(toX)} ${units(toY)}L${corner(1)}L${corner(-1)}Z" fill="${paint("line")}"/>`
  );
}

function drawnCount(counted: NonNullable<PrintedLine["counted"]>, links: boolean): string {
  const path = counted.line.count ?? "";
  const number = `<tspan class="flow-count">${escapeMarkup(counted.text)}</tspan>`;
  if (!links) return number;
  const label = `${counted.line.text.replace(/:$/, "")}: ${counted.line.n ?? 0}`;
  return (
    `<a href="#count=${escapeMarkup(encodeURIComponent(path))}" data-count="${escapeMarkup(path)}" tabindex="0" ` +
    `aria-label="${escapeMarkup(label)}">${number}</a>`
  );
}

function drawnBox(box: PlacedBox, links: boolean, paint: Paint): string {
  const rows = box.lines.map((line) => {
    const count = line.counted === undefined ? "" : drawnCount(line.counted, links);
    return `<text class="flow-ink" fill="${paint("ink")}" x="${units(line.x)}" y="${units(line.y)}">${escapeMarkup(line.text)}${count}</text>`;
  });
  return (
    `<g><rect class="flow-box" x="${units(box.x)}" y="${units(box.y)}" width="${units(box.width)}" ` +
    `height="${units(box.height)}" rx="2" fill="${paint("paper")}" stroke="${paint("line")}"/>${rows.join("")}</g>`
  );
}

function drawnBand(band: Band, paint: Paint): string {
  const x = band.x + band.width / 2;
  const y = band.y + band.height / 2;
  const turn = band.kind === "phase" ? ` transform="rotate(-90 ${units(x)} ${units(y)})"` : "";
  const first = y - ((band.lines.length - 1) * LINE_HEIGHT) / 2 + FONT_SIZE * 0.36;
  // a short phase has to hold its turned name
  const room = band.height - 6;
  const need = Math.max(...band.lines.map((text) => textWidth(text, FONT_SIZE, true)));
  const size = band.kind === "phase" && need > room ? (FONT_SIZE * room) / need : FONT_SIZE;
  const rows = band.lines.map(
    (text, at) =>
      `<text class="flow-band-ink" fill="${paint("bandInk")}" font-weight="bold" font-size="${units(size)}" ` +
      `text-anchor="middle" x="${units(x)}" y="${units(first + at * LINE_HEIGHT)}"${turn}>${escapeMarkup(text)}</text>`,
  );
  return (
    `<rect class="flow-band" x="${units(band.x)}" y="${units(band.y)}" width="${units(band.width)}" ` +
    `height="${units(band.height)}" rx="${band.kind === "heading" ? 6 : 3}" fill="${paint("band")}"/>${rows.join("")}`
  );
}

function drawnLines(lines: readonly string[], y: number, size: number, style: string): string {
  return lines
    .map(
      (text, at) =>
        `<text x="0" y="${units(y + at * (size + 4))}" font-size="${size}" ${style}>${escapeMarkup(text)}</text>`,
    )
    .join("");
}

/**
 * The PRISMA 2020 flow diagram as an SVG document, in the layout that the flow asks for: a new or an updated
 * review, databases and registers alone or other methods beside them. Boxes that PRISMA does not know (left
 * unscreened, in progress, ongoing, awaiting classification) are drawn only where something is in them. Counts
 * that do not add up are drawn as given, with a note in red below that says which. The same flow gives the same
 * text. Sizes in user units; source: Page MJ et al., BMJ 2021;372:n71.
 */
export function flowDiagram(flow: Flow, options: FlowDiagramOptions = {}): string {
  const theme = options.theme ?? "light";
  const links = options.links ?? false;
  const paint: Paint = (name) => printColour(name, theme);
  const layout = layoutFlow(flow);
  const title = options.title === undefined ? [] : wrapText(options.title, layout.width, 17, true);
  const problems = checkFlow(flow).flatMap((text) => wrapText(text, layout.width, 12));
  const faults = problems.length === 0 ? [] : ["These counts do not add up:", ...problems];
  const top = title.length === 0 ? 0 : title.length * 21 + 10;
  const noteAt = layout.height + 26;
  const sourceAt = noteAt + faults.length * 16;
  const width = layout.width + 2 * MARGIN;
  const height = top + sourceAt + 8 + 2 * MARGIN;
  const description = [describeFlow(flow), ...faults].join(" ");
  const name = options.title ?? "PRISMA 2020 flow diagram";
  const id = `flow-${shortHash(name + description)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="flow-diagram" viewBox="0 0 ${units(width)} ${units(height)}" ` +
      `width="${units(width)}" height="${units(height)}" role="${links ? "group" : "img"}" ` +
      `aria-labelledby="${id}-title" aria-describedby="${id}-desc" font-family="${FONT}" font-size="${FONT_SIZE}">`,
    `<title id="${id}-title">${escapeMarkup(name)}</title>`,
    `<desc id="${id}-desc">${escapeMarkup(description)}</desc>`,
    `<style>${flowStyle(theme)}</style>`,
    `<rect class="flow-ground" width="100%" height="100%" fill="${theme === "auto" ? "none" : paint("paper")}"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN})">`,
    drawnLines(title, 16, 17, `class="flow-ink" fill="${paint("ink")}" font-weight="bold"`),
    `<g transform="translate(0 ${top})">`,
    ...layout.bands.map((band) => drawnBand(band, paint)),
    ...layout.arrows.map((points) => drawnArrow(points, paint)),
    ...layout.boxes.map((box) => drawnBox(box, links, paint)),
    drawnLines(faults, noteAt - 4, 12, `class="flow-fault" fill="${paint("fault")}" font-weight="bold"`),
    drawnLines([SOURCE], sourceAt, 10.5, `class="flow-ink" fill="${paint("ink")}" opacity="0.75"`),
    `</g></g></svg>`,
  ]
    .filter((part) => part !== "")
    .join("\n")
    .concat("\n");
}
