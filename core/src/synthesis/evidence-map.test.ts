import { expect, test } from "vitest";
import { exampleForm, exampleStudies, exampleStudy } from "../charting/testing.ts";
import { bubbleRadius } from "./bubble.ts";
import { crosstab } from "./crosstab.ts";
import { evidenceMap } from "./evidence-map.ts";

const plain = crosstab(exampleForm, exampleStudies, { row: "setting", column: "modality" });
const parted = crosstab(exampleForm, exampleStudies, {
  row: "modality",
  column: "result",
  segment: "blinded",
});

test("a plain map and one with segments look as they did", async () => {
  await expect(evidenceMap(plain, { title: "Setting by modality" })).toMatchFileSnapshot(
    "golden/map-plain.svg",
  );
  await expect(
    evidenceMap(parted, { title: "Modality by result", colours: "fixed", interactive: false }),
  ).toMatchFileSnapshot("golden/map-segments.svg");
  await expect(evidenceMap(parted, { title: "Modality by result", width: 360 })).toMatchFileSnapshot(
    "golden/map-narrow.svg",
  );
});

test("every cell can be reached, says where it is and what it holds, gaps too", () => {
  const svg = evidenceMap(parted, { title: "Modality by result" });
  const cells = [...svg.matchAll(/<g class="chart-cell[^>]*>/g)].map(([tag]) => tag);
  expect(cells).toHaveLength(parted.row.categories.length * parted.column.categories.length);
  for (const tag of cells)
    expect(tag).toMatch(/data-row="[^"]+" data-column="[^"]+" tabindex="0" role="button" aria-label="[^"]+"/);
  expect(svg).toContain('aria-label="CT, better: 1 study (not charted 1)"');
  expect(svg).toContain('aria-label="CT, mixed: no studies"');
  expect(svg).toMatch(/role="group"[^>]*aria-labelledby="(\S+)-title \1-desc"/);
});

test("as a still image it is one image, with fixed colours and nothing to tab to", () => {
  const svg = evidenceMap(parted, { title: "T", interactive: false, colours: "fixed" });
  expect(svg).toContain('role="img"');
  expect(svg).not.toContain("tabindex");
  expect(svg).not.toContain("var(");
});

test("areas are in proportion to numbers", () => {
  const [one, four] = [bubbleRadius(1, 9, 27), bubbleRadius(4, 9, 27)];
  expect((four / one) ** 2).toBeCloseTo(4, 10);
  expect(bubbleRadius(9, 9, 27)).toBe(27);
});

test("words from outside cannot become markup", () => {
  const study = exampleStudy("x", 2024, { country: '<script>"&', setting: "hospital" });
  const svg = evidenceMap(crosstab(exampleForm, [study], { row: "country", column: "setting" }), {
    title: "<b>",
  });
  expect(svg).not.toContain("<script>");
  expect(svg).not.toContain("<b>");
  expect(svg).toContain("&lt;script&gt;&quot;&amp;");
});

test("no study at all still gives a map of gaps", () => {
  const svg = evidenceMap(crosstab(exampleForm, [], { row: "result", column: "blinded" }), {
    title: "Empty",
  });
  expect(svg).toContain("better, yes: no studies");
  expect(svg).not.toContain("NaN");
  expect(svg).not.toContain("Infinity");
});

test("ids of two drawings on a page do not meet", () => {
  const ids = (svg: string) => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  const [a, b] = [evidenceMap(parted, { title: "One" }), evidenceMap(parted, { title: "Two" })];
  expect(ids(a).filter((id) => ids(b).includes(id))).toEqual([]);
});
