import { textWidth, wrapText } from "../base/text-width.ts";
import type { DedupSummary } from "./contracts.ts";
import { sharedCitations } from "./overlap.ts";

export interface OverlapPlotOptions {
  /** `page` takes its colours from the page that it stands in, `print` (the default) brings its own. */
  theme?: "page" | "print";
  /** Makes a group of each bar with `data-cell="KEY"`, so that a page can open its records. */
  links?: boolean;
  /** Columns drawn, most citations first; the rest is counted in words. 24 unless given. */
  most?: number;
}

/** What a bar stands for: all citations of a source, or those that exactly these sources found. */
export interface OverlapBar {
  key: string;
  sources: readonly string[];
  /** Whether no other source found them. */
  exactly: boolean;
  citations: number;
}

export interface OverlapPlot {
  /** The drawing as SVG text. */
  svg: string;
  bars: OverlapBar[];
}

type Counts = Pick<DedupSummary, "sources" | "combinations">;

const FONT = "Inter, Arial, Helvetica, 'Liberation Sans', sans-serif";
const SIZE = 12;
const MARGIN = 12;
const ROW = 28;
const COLUMN = 34;
const TALL = 150;
const LONGEST_BAR = 72;
const LONGEST_NAME = 190;
const MOST = 24;
const DOT = 5.5;

const COLOURS = {
  ink: ["--ink", "#1a1d21"],
  soft: ["--ink-soft", "#565d66"],
  bar: ["--accent", "#1f5a96"],
  faint: ["--line", "#d5d9de"],
  stripe: ["--sunken", "#f2f3f5"],
} as const;

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const units = (n: number): string => String(Math.round(n * 10) / 10);
const number = (n: number): string => n.toLocaleString("en");
const citationsOf = (n: number): string => (n === 1 ? "1 citation" : `${number(n)} citations`);

function listed(names: readonly string[]): string {
  if (names.length < 3) return names.join(" and ");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

/** What a bar says, in words. */
export function overlapWords({ sources, exactly, citations }: OverlapBar): string {
  if (!exactly) return `${listed(sources)}, alone or with others: ${citationsOf(citations)}`;
  return sources.length === 1
    ? `${listed(sources)} alone: ${citationsOf(citations)}`
    : `${listed(sources)}, no other source: ${citationsOf(citations)}`;
}

/** The bars of the plot: of each source, then of each combination; most citations first. */
export function overlapBars(counts: Counts): OverlapBar[] {
  const shared = sharedCitations(counts);
  const whole = counts.sources.map(({ source }, at) => ({
    key: `source-${at}`,
    sources: [source],
    exactly: false,
    citations: shared[at]?.[at] ?? 0,
  }));
  const parts = counts.combinations.map(({ sources, citations }, at) => ({
    key: `combination-${at}`,
    sources,
    exactly: true,
    citations,
  }));
  return [...whole.sort((a, b) => b.citations - a.citations), ...parts];
}

class Drawing {
  readonly #parts: string[] = [];
  readonly #theme: "page" | "print";
  readonly #links: boolean;

  constructor(theme: "page" | "print", links: boolean) {
    this.#theme = theme;
    this.#links = links;
  }

  colour(name: keyof typeof COLOURS): string {
    const [token, plain] = COLOURS[name];
    return this.#theme === "page" ? `var(${token}, ${plain})` : plain;
  }

  // as a style: an attribute of SVG does not know custom properties
  rect(x: number, y: number, width: number, height: number, fill: keyof typeof COLOURS | "none"): void {
    const style = fill === "none" ? "fill:transparent" : `fill:${this.colour(fill)}`;
    this.#parts.push(
      `<rect x="${units(x)}" y="${units(y)}" width="${units(width)}" height="${units(height)}" style="${style}"/>`,
    );
  }

  line(x1: number, y1: number, x2: number, y2: number, colour: keyof typeof COLOURS, width: number): void {
    this.#parts.push(
      `<line x1="${units(x1)}" y1="${units(y1)}" x2="${units(x2)}" y2="${units(y2)}" style="stroke:${this.colour(colour)};stroke-width:${units(width)}"/>`,
    );
  }

  dot(x: number, y: number, filled: boolean): void {
    this.#parts.push(
      `<circle cx="${units(x)}" cy="${units(y)}" r="${filled ? DOT : 2.5}" style="fill:${this.colour(filled ? "bar" : "faint")}"/>`,
    );
  }

  text(x: number, y: number, words: string, anchor: "start" | "middle" | "end", soft = false): void {
    this.#parts.push(
      `<text x="${units(x)}" y="${units(y)}" text-anchor="${anchor}" style="fill:${this.colour(soft ? "soft" : "ink")}">${escaped(words)}</text>`,
    );
  }

  group(bar: OverlapBar, draw: () => void): void {
    const words = escaped(overlapWords(bar));
    const cell = this.#links ? ` data-cell="${bar.key}"` : "";
    this.#parts.push(`<g${cell} aria-label="${words}"><title>${words}</title>`);
    draw();
    this.#parts.push("</g>");
  }

  svg(width: number, height: number, words: string): string {
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${units(width)} ${units(height)}" width="${units(width)}" height="${units(height)}" ` +
      `role="img" aria-label="${escaped(words)}" font-family="${escaped(FONT)}" font-size="${SIZE}" style="font-variant-numeric:tabular-nums">` +
      `${this.#theme === "print" ? `<rect width="100%" height="100%" fill="#fff"/>` : ""}${this.#parts.join("")}</svg>`
    );
  }
}

/**
 * The overlap of the sources as an UpSet plot (Lex A et al., IEEE Transactions on Visualization and Computer Graphics
 * 2014;20:1983): a row for each source with what it found, a column for each combination with what exactly these found.
 */
export function drawOverlap(counts: Counts, options: OverlapPlotOptions = {}): OverlapPlot {
  const { theme = "print", links = false, most = MOST } = options;
  const bars = overlapBars(counts);
  const rows = bars.filter(({ exactly }) => !exactly);
  const all = bars.filter(({ exactly }) => exactly);
  const columns = all.slice(0, most);
  const rest = all.slice(most);
  const drawing = new Drawing(theme, links);
  const names = rows.map(({ sources }) => wrapText(sources[0] ?? "", LONGEST_NAME, SIZE)[0] ?? "");
  const nameWidth = Math.max(60, ...names.map((name) => textWidth(name, SIZE)));
  const greatest = Math.max(1, ...rows.map(({ citations }) => citations));
  const countWidth = Math.max(...[greatest].map((n) => textWidth(number(n), SIZE))) + 6;
  const barsEnd = MARGIN + countWidth + LONGEST_BAR;
  const left = barsEnd + 10 + nameWidth + 14;
  const top = MARGIN + SIZE * 1.6 + TALL;
  const width = left + Math.max(columns.length, 1) * COLUMN + MARGIN;
  const bottom = top + 14 + rows.length * ROW;
  const rowAt = (at: number) => top + 14 + at * ROW + ROW / 2;
  rows.forEach((_row, at) => {
    if (at % 2 === 0) drawing.rect(MARGIN, rowAt(at) - ROW / 2, width - 2 * MARGIN, ROW, "stripe");
  });
  rows.forEach((row, at) => {
    drawing.group(row, () => {
      const length = (row.citations / greatest) * LONGEST_BAR;
      drawing.rect(MARGIN, rowAt(at) - ROW / 2, left - MARGIN - 8, ROW, "none");
      drawing.rect(barsEnd - length, rowAt(at) - 8, length, 16, "bar");
      drawing.text(barsEnd - length - 5, rowAt(at) + 4, number(row.citations), "end");
    });
    // outside of what can be chosen: its name says the source already
    drawing.text(left - 14, rowAt(at) + 4, names[at] ?? "", "end");
  });
  const tallest = Math.max(1, ...columns.map(({ citations }) => citations));
  drawing.line(left, top, width - MARGIN, top, "faint", 1);
  columns.forEach((column, at) => {
    const x = left + at * COLUMN + COLUMN / 2;
    const height = (column.citations / tallest) * TALL;
    drawing.group(column, () => {
      drawing.rect(x - COLUMN / 2, MARGIN, COLUMN, bottom - MARGIN, "none");
      drawing.rect(x - 9, top - height, 18, height, "bar");
      drawing.text(x, top - height - 5, number(column.citations), "middle");
      const on = rows.flatMap((row, place) => (column.sources.includes(row.sources[0] ?? "") ? [place] : []));
      const [first, last] = [on[0], on.at(-1)];
      rows.forEach((_row, place) => {
        if (!on.includes(place)) drawing.dot(x, rowAt(place), false);
      });
      if (first !== undefined && last !== undefined && first !== last)
        drawing.line(x, rowAt(first), x, rowAt(last), "bar", 2.5);
      for (const place of on) drawing.dot(x, rowAt(place), true);
    });
  });
  let end = bottom + MARGIN;
  if (rest.length > 0) {
    const left = rest.reduce((sum, { citations }) => sum + citations, 0);
    drawing.text(
      MARGIN,
      end + SIZE,
      `${number(rest.length)} further combinations, together ${citationsOf(left)}, are in the table.`,
      "start",
      true,
    );
    end += SIZE + MARGIN;
  }
  const words = `Overlap of ${number(rows.length)} sources: ${columns.slice(0, 5).map(overlapWords).join("; ")}`;
  return { svg: drawing.svg(width, end, words), bars };
}
