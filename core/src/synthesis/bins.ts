import { numberText } from "../charting/index.ts";
import type { Category, Dimension } from "./dimension.ts";

const MOST_DISTINCT = 8;
const SPREAD = 50;
const PARTS = 6;

const numberOf = ({ key }: Category): number => Number(key.slice(1));

/** Lower edges in ascending order; each bin reaches to the next one. */
function edgesOf(numbers: readonly number[]): number[] {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const positive = Math.min(...numbers.filter((number) => number > 0));
  if (low >= 0 && high >= SPREAD * positive) {
    const edges = low < 1 ? [0] : [];
    const first = low < 1 ? Math.max(0, Math.floor(Math.log10(positive))) : Math.floor(Math.log10(low));
    for (let power = first; 10 ** power <= high; power++) edges.push(10 ** power);
    return edges;
  }
  const rough = (high - low) / PARTS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough;
  const edges: number[] = [];
  // rounded multiples, not a running sum, keep 0.6 from becoming 0.6000000000000001
  const edge = (at: number): number => Number((at * step).toPrecision(12));
  for (let at = Math.floor(low / step); edge(at) <= high; at++) edges.push(edge(at));
  return edges;
}

function binLabel(from: number, to: number | undefined, whole: boolean): string {
  if (to === undefined) return `${numberText(from)} and more`;
  if (!whole) return `${numberText(from)} to <${numberText(to)}`;
  return to - 1 === from ? numberText(from) : `${numberText(from)}\u2013${numberText(to - 1)}`;
}

/**
 * Puts the numbers of a dimension into bins where more than eight differ: by powers of ten where they spread
 * widely (sizes of data sets), else in about six even steps. Each bin holds its lower edge, not its upper one.
 */
export function binned(dimension: Dimension): Dimension {
  const values = dimension.categories.filter(({ kind }) => kind === "value");
  if (values.length <= MOST_DISTINCT || values.some((each) => !Number.isFinite(numberOf(each))))
    return dimension;
  const numbers = values.map(numberOf);
  const edges = edgesOf(numbers);
  const whole = [...numbers, ...edges].every(Number.isInteger);
  const bins = edges.map((from, at): Category => {
    const to = edges[at + 1];
    return { key: `=${from}..${to ?? ""}`, label: binLabel(from, to, whole), kind: "value" };
  });
  const binOf = new Map(
    values.map((each) => {
      const at = edges.findLastIndex((edge) => edge <= numberOf(each));
      return [each.key, bins[at]?.key ?? each.key] as const;
    }),
  );
  const keys = new Map(
    [...dimension.keys].map(
      ([id, own]) => [id, [...new Set(own.map((key) => binOf.get(key) ?? key))]] as const,
    ),
  );
  const special = dimension.categories.filter(({ kind }) => kind !== "value");
  return { ...dimension, categories: [...bins, ...special], keys };
}
