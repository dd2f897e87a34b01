import { describe, expect, it } from "vitest";
import { capitalised, counted, dateWords, estimateWords, listed, sentence } from "./words.ts";

describe("words", () => {
  it.each([
    [counted(1, "study", "studies"), "one study"],
    [counted(12, "study", "studies"), "12 studies"],
    [counted(0, "time"), "no times"],
    [capitalised("four sources"), "Four sources"],
    [listed([]), ""],
    [listed(["a"]), "a"],
    [listed(["a", "b", "c"]), "a, b and c"],
    [dateWords("2026-03-09T23:59:59.000Z"), "9 March 2026"],
    [dateWords("2026-03"), "March 2026"],
    [dateWords("2026"), "2026"],
    [dateWords("in spring"), "in spring"],
    [sentence("Done"), "Done."],
    [sentence("Why?"), "Why?"],
    [estimateWords({ value: 0.7, low: -0.1, high: 0.9 }, 2), "0.70 (−0.10 to 0.90)"],
    [estimateWords(undefined, 2), "–"],
  ])("%s", (given, expected) => {
    expect(given).toBe(expected);
  });
});
