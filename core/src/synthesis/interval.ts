import { wilsonInterval } from "../charting/index.ts";

/**
 * An estimate with its interval, in the unit of the words it was read from. `charted` intervals stand in the
 * source; `computed` ones follow from a charted count (Wilson 1927, 95 %), and are marked as ours.
 */
export interface ChartedInterval {
  estimate: number;
  low: number;
  high: number;
  unit: "%" | "";
  origin: "charted" | "computed";
  /** The charted words, from the estimate to the closing bracket. */
  text: string;
}

const NUMBER = "\\d+(?:\\.\\d+)?";
// 98.0% (96.5-99.0)   82.7% (124/150; CI 75.8-87.9)   OR 8.490 (95% CI 5.775-12.481)
const BRACKET = new RegExp(`(?<![\\d.])(${NUMBER})\\s*(%?)\\s*\\(([^()]*)\\)`, "g");
const RANGE = new RegExp(
  `(?<![\\d.])(${NUMBER})\\s*%?\\s*(?:-|\u2013|\u2212| to |, )\\s*(${NUMBER})\\s*%?\\s*$`,
);
const COUNT = /(?<![\d.])(\d+)\s*\/\s*(\d+)(?![\d.])/;

/**
 * The intervals in charted words: a number followed by brackets that hold a range around it. Where the brackets
 * hold only a count (`61.7 % (37/60)`) that gives the same percentage, its interval is computed.
 */
export function intervalsIn(words: string): ChartedInterval[] {
  const found: ChartedInterval[] = [];
  for (const match of words.matchAll(BRACKET)) {
    const [text, number = "", percent = "", inside = ""] = match;
    const estimate = Number(number);
    const unit = percent === "%" ? "%" : "";
    const range = RANGE.exec(inside.replace(/^.*?(?=CI\b)/i, ""));
    const [low, high] = [Number(range?.[1] ?? NaN), Number(range?.[2] ?? NaN)];
    if (low <= estimate && estimate <= high && low < high) {
      found.push({ estimate, low, high, unit, origin: "charted", text });
      continue;
    }
    const count = COUNT.exec(inside);
    const [hits, of] = [Number(count?.[1] ?? NaN), Number(count?.[2] ?? NaN)];
    if (unit !== "%" || !(hits <= of && of > 0) || Math.abs((100 * hits) / of - estimate) > 0.6) continue;
    const [from, to] = wilsonInterval(hits, of);
    found.push({ estimate, low: 100 * from, high: 100 * to, unit, origin: "computed", text });
  }
  return found;
}
