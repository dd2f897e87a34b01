import { expect, test } from "vitest";
import type { ChartingTask } from "@chartroom/core/charting";
import { chartWaits } from "./waiting.ts";

const task = (change: Partial<ChartingTask>): ChartingTask => ({
  study: "s",
  title: "T",
  label: "L 2024",
  state: "charting",
  mine: undefined,
  fields: 5,
  differing: 0,
  leftOut: undefined,
  ...change,
});

test("a study waits until this person's own chart is finished", () => {
  expect(chartWaits(task({}))).toBe(true);
  expect(chartWaits(task({ mine: { filled: 5, finished: false } }))).toBe(true);
  expect(chartWaits(task({ mine: { filled: 5, finished: true } }))).toBe(false);
});

test("a study that enough others have charted waits for nobody else", () => {
  expect(chartWaits(task({ state: "agreed" }))).toBe(false);
  expect(chartWaits(task({ state: "differs" }))).toBe(false);
});

test("a study left out of the synthesis waits for nobody", () => {
  expect(chartWaits(task({ leftOut: { fact: "f", reason: "Retracted" } }))).toBe(false);
});
