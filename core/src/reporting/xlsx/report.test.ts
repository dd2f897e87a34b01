import { strFromU8, unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { exampleInput } from "../testing.ts";
import { xlsxReport } from "./report.ts";
import { LONGEST_CELL } from "./sheet.ts";
import { workbook } from "./workbook.ts";

type Cells = Map<string, { type: string; text: string }>;

/** Every cell of a sheet by its place; fails on XML that is not well-formed and on formulas. */
function cells(book: Uint8Array, sheet: number): Cells {
  const xml = strFromU8(unzipSync(book)[`xl/worksheets/sheet${sheet}.xml`] ?? new Uint8Array());
  const found: Cells = new Map();
  const parser = new SaxesParser();
  let place = "";
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    expect(tag.name).not.toBe("f");
    if (tag.name !== "c") return;
    place = tag.attributes.r ?? "";
    found.set(place, { type: tag.attributes.t ?? "n", text: "" });
  });
  parser.on("text", (text) => {
    const cell = found.get(place);
    if (cell !== undefined) cell.text += text.replace(/^\n+$/, "");
  });
  parser.write(xml).close();
  return found;
}

describe("xlsxReport", () => {
  it("has the sheets by name, with numbers as numbers and words as words", () => {
    const book = xlsxReport(exampleInput());
    const names = [
      ...strFromU8(unzipSync(book)["xl/workbook.xml"] ?? new Uint8Array()).matchAll(/sheet name="([^"]+)"/g),
    ];
    expect(names.map((match) => match[1])).toEqual([
      "About",
      "Charted data",
      "Outcomes",
      "Data dictionary",
      "Citations",
      "Excluded at full text",
      "Searches",
      "Counts",
    ]);
    const charted = cells(book, 2);
    expect(charted.get("A1")?.text).toBe("study_id");
    expect(charted.get("D2")).toEqual({ type: "n", text: "2016" });
    expect(charted.get("K2")?.text).toBe("Other: Diary study");
    expect(charted.get("M2")).toEqual({ type: "n", text: "12" });
    expect(charted.get("N2")?.text).toBe("p. 3, Table 1: “all nurses of the ward”");
    const outcomes = cells(book, 3);
    expect([outcomes.get("D2")?.text, outcomes.get("E2")]).toEqual([
      "Length of handover",
      { type: "n", text: "11.5" },
    ]);
    expect(outcomes.get("E3")?.text).toBe("Not reported");
    expect([...cells(book, 8).values()].map((cell) => cell.text).join(" ")).toContain(
      "fullTextExcluded.X1 40",
    );
  });

  it("gives the same bytes for the same input", () => {
    expect(xlsxReport(exampleInput())).toEqual(xlsxReport(exampleInput()));
  });
});

describe("workbook", () => {
  it("never makes a formula of a text, and keeps the text as it is", () => {
    const texts = ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "<b>&\"'", "_x000D_", " spaced "];
    const book = workbook(
      [{ name: "s", head: ["text"], rows: texts.map((text) => [text]) }],
      "t",
      "2026-01-02",
    );
    const found = cells(book, 1);
    expect([...found.values()].slice(1).map((cell) => cell.text.replace("_x005F_x", "_x"))).toEqual(texts);
    expect(new Set([...found.values()].map((cell) => cell.type))).toEqual(new Set(["inlineStr"]));
  });

  it("cuts what no cell can hold and what no XML can", () => {
    const book = workbook(
      [{ name: "s", head: ["a"], rows: [["x".repeat(40_000)], ["a\u0000b"], [Number.NaN]] }],
      "t",
      "2026-01-02",
    );
    const found = cells(book, 1);
    expect(found.get("A2")?.text.length).toBeLessThanOrEqual(LONGEST_CELL);
    expect(found.get("A2")?.text).toMatch(/x … \(cut here\)$/);
    expect(found.get("A3")?.text).toBe("ab");
    expect(found.get("A4")).toEqual({ type: "inlineStr", text: "NaN" });
  });

  it("gives sheets names that Excel takes", () => {
    const sheet = { head: ["a"], rows: [] };
    const long = "A name far too long for a sheet of Excel";
    const book = workbook(
      [
        { name: "a/b:c", ...sheet },
        { name: long, ...sheet },
        { name: long, ...sheet },
      ],
      "t",
      "2026-01-02",
    );
    const xml = strFromU8(unzipSync(book)["xl/workbook.xml"] ?? new Uint8Array());
    const names = [...xml.matchAll(/sheet name="([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(names[0]).toBe("a b c");
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(31);
  });

  it("makes a row as tall as its longest text, within reason", () => {
    const rows = [["one line"], ["a word ".repeat(30)], ["a word ".repeat(500)], ["1\n2\n3"]];
    const book = workbook([{ name: "s", head: ["a"], rows }], "t", "2026-01-02");
    const xml = strFromU8(unzipSync(book)["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
    const heights = [...xml.matchAll(/<row r="\d+"(?: ht="(\d+)")?/g)].map((match) => match[1]);
    expect(heights).toEqual([undefined, undefined, "60", "180", "45"]);
  });
});
