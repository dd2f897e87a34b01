import { formatCount } from "../flow/index.ts";
import type { Estimate } from "./input.ts";

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** "one reviewer", "12 reviewers": numbers up to ten in words. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${NUMBERS[n] ?? formatCount(n)} ${n === 1 ? one : many}`;
}

/** The same with figures: "1 study", "1,204 studies". */
export function figures(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "a, b and c". */
export function listed(items: readonly string[], last = "and"): string {
  if (items.length <= 1) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1) ?? ""}`;
}

/** 2026-03-09T10:00:00Z as "9 March 2026"; text that is no date stays as it is. */
export function dateWords(iso: string): string {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*)?$/.exec(iso);
  if (match === null) return iso;
  const month = match[2] === undefined ? undefined : MONTHS[Number(match[2]) - 1];
  const day = match[3] === undefined ? "" : `${Number(match[3])} `;
  return month === undefined ? (match[1] ?? iso) : `${day}${month} ${match[1] ?? ""}`;
}

/** A sentence that ends with one full stop. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === "" || /[.!?…]["”’)]?$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** "0.71 (0.60 to 0.82)". */
export function estimateWords(estimate: Estimate | undefined, decimals: number, unit = ""): string {
  if (estimate === undefined) return "–";
  const number = (n: number) => n.toFixed(decimals).replace("-", "−");
  const { value, low, high } = estimate;
  if (low === undefined || high === undefined) return `${number(value)}${unit}`;
  return `${number(value)}${unit} (${number(low)} to ${number(high)})`;
}

/** What a named version stands for, by its kind, as it is printed. */
export const KINDS: Readonly<Record<string, string>> = {
  protocol: "protocol registered",
  search: "search updated",
  report: "report published",
};
