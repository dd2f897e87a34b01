import { element } from "./svg.ts";

/**
 * How colours are written. `variables` lets the page that shows the drawing theme it (`--chart-ink` and so on,
 * each with its fallback); `fixed` writes the fallbacks alone, for files that programs without CSS open.
 */
export type Colours = "variables" | "fixed";

export type Fill = "solid" | "diagonal" | "dots" | "horizontal" | "cross" | "counter" | "vertical" | "rings";

/** Neutral colours, chosen for white paper; a dark page sets the variables. */
const NEUTRAL = {
  ink: "#1d2733",
  muted: "#5b6673",
  line: "#d5dade",
  faint: "#b4bcc4",
  paper: "#ffffff",
  accent: "#0b5e8a",
  blank: "#eef0f2",
} as const;
export type Neutral = keyof typeof NEUTRAL;

// Okabe and Ito's colours for all kinds of sight, so ordered that neighbours also differ in lightness, each with
// a pattern of its own for print in grey.
const SERIES: readonly { colour: string; fill: Fill }[] = [
  { colour: "#0072b2", fill: "solid" },
  { colour: "#e69f00", fill: "diagonal" },
  { colour: "#009e73", fill: "dots" },
  { colour: "#d55e00", fill: "horizontal" },
  { colour: "#56b4e9", fill: "cross" },
  { colour: "#cc79a7", fill: "counter" },
  { colour: "#8a8f00", fill: "vertical" },
  { colour: "#4b5563", fill: "rings" },
];

/** What paints a series: the attribute value for `fill`, and the colour of its outline. */
export interface Paint {
  fill: string;
  stroke: string;
}

/** The colours of one drawing and the patterns that they need. */
export interface Palette {
  neutral(name: Neutral): string;
  /** The paint of series n, from 0; past eight, patterns and colours combine anew. */
  series(at: number): Paint;
  /** The paint of "not reported" and the like: no colour, dashed lines. */
  blank(): Paint;
  /** The `<defs>` with all patterns asked for so far. */
  defs(): string;
}

function patternMarks(fill: Fill, colour: string, paper: string): string {
  const line = { stroke: colour, "stroke-width": 2.2 };
  const ground = element("rect", { width: 6, height: 6, fill: paper });
  switch (fill) {
    case "solid":
      return element("rect", { width: 6, height: 6, fill: colour });
    case "diagonal":
    case "counter":
    case "horizontal":
      return ground + element("path", { d: "M0 3H6", ...line });
    case "vertical":
      return ground + element("path", { d: "M3 0V6", ...line });
    case "cross":
      return ground + element("path", { d: "M0 3H6M3 0V6", stroke: colour, "stroke-width": 1.3 });
    case "dots":
      return ground + element("circle", { cx: 3, cy: 3, r: 1.7, fill: colour });
    case "rings":
      return ground + element("circle", { cx: 3, cy: 3, r: 1.7, fill: "none", stroke: colour });
  }
}

const TURN: Partial<Record<Fill, string>> = {
  diagonal: "rotate(45)",
  counter: "rotate(-45)",
  cross: "rotate(45)",
};

/** A palette whose pattern ids begin with `prefix`, so that several drawings can stand on one page. */
export function palette(colours: Colours, prefix: string): Palette {
  const named = (name: string, fallback: string): string =>
    colours === "fixed" ? fallback : `var(--chart-${name}, ${fallback})`;
  const neutral = (name: Neutral): string => named(name, NEUTRAL[name]);
  const patterns = new Map<string, string>();
  return {
    neutral,
    series(at) {
      const round = Math.floor(at / SERIES.length);
      const own = SERIES[at % SERIES.length] ?? { colour: NEUTRAL.muted, fill: "solid" as const };
      const fill = SERIES[(at + round * 3) % SERIES.length]?.fill ?? own.fill;
      const stroke = named(`series-${(at % SERIES.length) + 1}`, own.colour);
      if (fill === "solid") return { fill: stroke, stroke };
      const id = `${prefix}-s${at + 1}`;
      const size = { width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: TURN[fill] };
      patterns.set(id, element("pattern", { id, ...size }, patternMarks(fill, stroke, neutral("paper"))));
      return { fill: `url(#${id})`, stroke };
    },
    blank: () => ({ fill: neutral("blank"), stroke: neutral("muted") }),
    defs: () => (patterns.size === 0 ? "" : element("defs", {}, ...patterns.values())),
  };
}
