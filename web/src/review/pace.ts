import { count, counted } from "../ui/number.ts";

const PAUSE = 5 * 60_000; // a longer gap is a break, not reading
const LEAST = 1000; // a shorter one is no reading either: votes from a table
const GAPS_NEEDED = 10;
const NORMAL_975 = 1.96;
const HOUR = 3_600_000;

/** How fast somebody screens, and when they would be done at that pace. */
export interface Pace {
  /** Records in an hour of screening, breaks left out. */
  perHour: number;
  /** The time that is left, as a range in words; undefined where nothing is left. */
  forecast?: string | undefined;
}

function hours(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  if (minutes < 90) return `${minutes} min`;
  const whole = milliseconds / HOUR;
  return `${whole < 10 ? whole.toFixed(1) : count(Math.round(whole))} h`;
}

/**
 * The pace from the times of somebody's latest votes (milliseconds since 1970, any order) and a 95 % prediction
 * interval for the time that `left` records will take: gaps between votes are taken as independent, their mean as
 * estimated. Undefined with fewer than ten gaps of reading.
 */
export function paceOf(times: readonly number[], left: number): Pace | undefined {
  const sorted = [...times].sort((a, b) => a - b);
  const gaps = sorted
    .slice(1)
    .map((time, at) => time - (sorted[at] ?? time))
    .filter((gap) => gap >= LEAST && gap <= PAUSE);
  const n = gaps.length;
  if (n < GAPS_NEEDED) return undefined;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / n;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (n - 1);
  const reach = NORMAL_975 * Math.sqrt(left * variance + (left ** 2 * variance) / n);
  const [low, high] = [Math.max(left * LEAST, left * mean - reach), left * mean + reach];
  const range = hours(low) === hours(high) ? `About ${hours(low)}` : `${hours(low)} to ${hours(high)}`;
  return {
    perHour: Math.round(HOUR / mean),
    ...(left > 0 && {
      forecast: `${range} for the ${counted(left, "record")} that ${left === 1 ? "is" : "are"} left for you.`,
    }),
  };
}
