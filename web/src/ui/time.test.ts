import { expect, test } from "vitest";
import { ago } from "./time.ts";

const now = Date.UTC(2026, 2, 9, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each([
  [30_000, "just now"],
  [-5 * MINUTE, "just now"],
  [90_000, "1 min ago"],
  [59 * MINUTE, "59 min ago"],
  [HOUR, "1 h ago"],
  [24 * HOUR, "yesterday"],
  [3 * 24 * HOUR, "3 days ago"],
  [7 * 24 * HOUR, "7 days ago"],
])("%d ms before is %s", (past, words) => {
  expect(ago(now - past, now)).toBe(words);
});

test("older than a week is a date", () => {
  expect(ago(Date.UTC(2026, 1, 20, 12), now)).toBe("20 Feb 2026");
});
