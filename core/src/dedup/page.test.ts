import { describe, expect, it } from "vitest";
import { pagesOf } from "./page.ts";
import { issueOf, volumeOf } from "./volume.ts";

describe("pagesOf", () => {
  it.each([
    ["123-9", { prefix: "", first: 123, last: 129, ranged: true }],
    ["123--129", { prefix: "", first: 123, last: 129, ranged: true }],
    ["pp. 123 to 129", { prefix: "", first: 123, last: 129, ranged: true }],
    ["S12-S15", { prefix: "s", first: 12, last: 15, ranged: true }],
    ["e1001", { prefix: "e", first: 1001, last: 1001, ranged: false }],
    ["01-Sep", { prefix: "", first: 1, last: 9, ranged: true }],
    ["40", { prefix: "", first: 40, last: 40, ranged: false }],
  ])("reads %s", (raw, expected) => {
    expect(pagesOf(raw)).toEqual(expected);
  });

  it.each(["", "no pagination", "n/a", "xii", "0"])("finds no page in %j", (raw) => {
    expect(pagesOf(raw)).toBeUndefined();
  });
});

describe("volumeOf and issueOf", () => {
  it.each([
    ["12", 2001, "12"],
    ["Vol. 012(3)", 2001, "12"],
    ["XIV", 2001, "14"],
    ["2001", 2001, ""],
    ["2002", 2001, ""],
    ["2001", 1990, "2001"],
    ["", 2001, ""],
  ])("reads volume %s of %i", (raw, year, expected) => {
    expect(volumeOf(raw, year)).toBe(expected);
  });

  it.each([
    ["3", "3"],
    ["03", "3"],
    ["Suppl 2", "s2"],
    ["4 (Supplement)", "s4"],
    ["", ""],
  ])("reads issue %s", (raw, expected) => {
    expect(issueOf(raw)).toBe(expected);
  });
});
