import { expect, test } from "vitest";
import { shownLabels } from "./shown-labels.ts";

test("labels are shown, each once; decisions, reasons and notes of other readers are not", () => {
  const labels = {
    "rayyan.labels": "AI, imaging,  AI",
    Tags: "to discuss; imaging",
    "rayyan.inclusion.Emily": "Included",
    "rayyan.exclusion-reasons": "wrong population",
    "rayyan.notes.Emily": "labels are tricky",
    label_included: "1",
    label: "relevant",
    "asreview.label": "irrelevant",
  };
  expect(shownLabels({ labels })).toEqual(["AI", "imaging", "to discuss"]);
  expect(shownLabels({})).toEqual([]);
});

test("very many or long labels do not fill the table", () => {
  const Tags = Array.from({ length: 500 }, (_, at) => `label ${at} ${"x".repeat(200)}`).join(";");
  const shown = shownLabels({ labels: { Tags } });
  expect(shown).toHaveLength(30);
  expect(Math.max(...shown.map((label) => label.length))).toBe(100);
});
