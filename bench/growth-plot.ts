/** One measured size: x and y above 0. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A panel of the plot: one line of points, with its unit. */
export interface Panel {
  readonly title: string;
  readonly points: readonly Point[];
}

const WIDTH = 420;
const HEIGHT = 340;
const LEFT = 64;
const TOP = 56;
const INNER_WIDTH = 330;
const INNER_HEIGHT = 220;
const STEPS = [1, 2, 5];
const MOST_LABELS = 8;
const INK = "#1f2933";
const SOFT = "#d5dbe1";
const LINE = "#0f5fa8";

/** The slope of the straight line through the points in logarithms, by least squares: 1 is growth in proportion. */
export function growthExponent(points: readonly Point[]): number {
  const logs = points.map(({ x, y }) => [Math.log(x), Math.log(y)] as const);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(logs.map(([x]) => x)), mean(logs.map(([, y]) => y))];
  const above = logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  return above / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

interface Axis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** 1, 2 and 5 times powers of ten, from the one below the least value to the one above the greatest. */
function axisOf(values: readonly number[]): Axis {
  const all: number[] = [];
  for (let power = -4; power <= 9; power++) for (const step of STEPS) all.push(step * 10 ** power);
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const low = all.filter((tick) => tick <= least).at(-1) ?? least;
  const high = all.find((tick) => tick > greatest) ?? greatest;
  return { low, high, ticks: all.filter((tick) => tick >= low && tick <= high) };
}

function share(value: number, { low, high }: Axis): number {
  return Math.log(value / low) / Math.log(high / low);
}

function short(value: number): string {
  if (value >= 1e6) return `${value / 1e6}M`;
  return value >= 1000 ? `${value / 1000}k` : String(Number(value.toPrecision(3)));
}

function panelSvg({ title, points }: Panel, left: number): string {
  const across = axisOf(points.map(({ x }) => x));
  const up = axisOf(points.map(({ y }) => y));
  const px = (x: number): string => (LEFT + INNER_WIDTH * share(x, across)).toFixed(1);
  const py = (y: number): string => (TOP + INNER_HEIGHT * (1 - share(y, up))).toFixed(1);
  const bottom = TOP + INNER_HEIGHT;
  const right = LEFT + INNER_WIDTH;
  const crowded = across.ticks.length > MOST_LABELS;
  const named = (x: number): string => (crowded && Math.log10(x) % 1 !== 0 ? "" : short(x));
  const lines = [
    ...across.ticks.map(
      (x) =>
        `<path d="M${px(x)} ${TOP}V${bottom}" stroke="${SOFT}"/><text x="${px(x)}" y="${bottom + 18}" text-anchor="middle">${named(x)}</text>`,
    ),
    ...up.ticks.map(
      (y) =>
        `<path d="M${LEFT} ${py(y)}H${right}" stroke="${SOFT}"/><text x="${LEFT - 8}" y="${Number(py(y)) + 4}" text-anchor="end">${short(y)}</text>`,
    ),
    `<path d="M${points.map(({ x, y }) => `${px(x)} ${py(y)}`).join("L")}" fill="none" stroke="${LINE}" stroke-width="2"/>`,
    ...points.map(
      ({ x, y }) =>
        `<circle cx="${px(x)}" cy="${py(y)}" r="4" fill="${LINE}"><title>${x} records: ${y.toPrecision(3)}</title></circle>`,
    ),
  ];
  // small sizes tell of the start of the program, not of growth
  const last = points.filter(({ x }) => x >= Math.max(...points.map((point) => point.x)) / 10);
  const from = short(Math.min(...last.map(({ x }) => x)));
  const slope =
    last.length > 1 ? `slope ${growthExponent(last).toFixed(2)} from ${from} records on (1 = linear)` : "";
  return [
    `<g transform="translate(${left} 0)">`,
    `<text x="${LEFT}" y="24" font-size="15" font-weight="600">${title}</text>`,
    `<text x="${LEFT}" y="44">${slope}</text>`,
    ...lines,
    `<text x="${LEFT + INNER_WIDTH / 2}" y="${bottom + 40}" text-anchor="middle">records</text>`,
    "</g>",
  ].join("\n");
}

/** Panels side by side as SVG, both axes in logarithms, with the slope of each line over its last decade. */
export function growthPlot(panels: readonly Panel[]): string {
  const width = WIDTH * panels.length;
  const names = panels.map(({ title }) => title).join("; ");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" role="img" aria-label="Growth with the number of records: ${names}" font-family="system-ui, sans-serif" font-size="12" fill="${INK}">`,
    `<rect width="${width}" height="${HEIGHT}" fill="#ffffff"/>`,
    ...panels.map((panel, at) => panelSvg(panel, at * WIDTH)),
    "</svg>",
    "",
  ].join("\n");
}
