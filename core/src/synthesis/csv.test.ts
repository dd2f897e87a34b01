import fc from "fast-check";
import { expect, test } from "vitest";
import { cellText, fieldsOf, parseValue } from "../charting/index.ts";
import { exampleForm, exampleStudies, exampleStudy } from "../charting/testing.ts";
import { chartedCsv, chartedTable, printCsv, safeCell } from "./csv.ts";

test("one row a study, groups spread over numbered columns", () => {
  const [head, first, , third] = chartedTable(exampleForm, exampleStudies);
  expect(head?.slice(7)).toEqual([
    "country",
    "setting",
    "modality",
    "published",
    "readers",
    "blinded",
    "models.1.name",
    "models.1.access",
    "models.1.vendor",
    "models.2.name",
    "models.2.access",
    "models.2.vendor",
    "result",
    "metrics",
  ]);
  expect(first?.slice(13, 19)).toEqual(["Alpha", "", "Acme", "Beta", "", "Acme"]);
  expect(third?.slice(13, 19)).toEqual(["NR", "NR", "NR", "", "", ""]);
});

test("codes in one cell read back as the values they were", () => {
  const [head = [], ...rows] = chartedTable(exampleForm, exampleStudies, { groups: "cell" });
  rows.forEach((row, at) => {
    for (const field of fieldsOf(exampleForm))
      expect(parseValue(field, row[head.indexOf(field.id)] ?? "")).toEqual(
        exampleStudies[at]?.values[field.id],
      );
  });
  expect(cellText(exampleForm.sections[0]?.fields[1] ?? fail(), undefined)).toBe("");
});

function fail(): never {
  throw new Error("the example form has changed");
}

test("words for people", () => {
  const [head = [], first = []] = chartedTable(exampleForm, exampleStudies.slice(1, 2), {
    values: "words",
    groups: "cell",
  });
  expect(first[head.indexOf("setting")]).toBe("Primary care");
  expect(first[head.indexOf("models")]).toBe("Alpha, Acme | Gamma");
});

test("the file: quotes, CRLF and a byte order mark where asked", () => {
  const study = exampleStudy("q", 2024, { country: 'A "quoted", one' });
  const csv = chartedCsv(exampleForm, [study], { mark: true });
  expect(csv.startsWith("\ufeffstudy,label,title,year,")).toBe(true);
  expect(csv).toContain('"A ""quoted"", one"');
  expect(csv.endsWith("\r\n")).toBe(true);
});

test.each([
  ["=1+1", "'=1+1"],
  ["+cmd", "'+cmd"],
  ["-cmd", "'-cmd"],
  ["@sum", "'@sum"],
  [" =1", "' =1"],
  ["\t=1", "'\t=1"],
  ["\uff1d1", "'\uff1d1"],
  ["-5.2", "-5.2"],
  ["+3", "+3"],
  ["a=b", "a=b"],
  ["", ""],
])("the cell %j becomes %j", (text, safe) => {
  expect(safeCell(text)).toBe(safe);
});

/** Reads CSV as RFC 4180 has it, to check the writer against. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(text.slice(at));
    const cell = quoted ?? /^[^,\r\n]*/.exec(text.slice(at));
    row.push(quoted === null ? (cell?.[0] ?? "") : (quoted[1] ?? "").replaceAll('""', '"'));
    at += cell?.[0].length ?? 0;
    if (text.charAt(at) === ",") at += 1;
    else {
      rows.push(row);
      row = [];
      at += 2;
    }
  }
  return rows;
}

test("any text survives, and none begins like a formula", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 }),
      (rows) => {
        const read = readCsv(printCsv(rows));
        expect(read).toEqual(rows.map((row) => row.map(safeCell)));
        for (const cell of read.flat()) expect(/^\s*[=@]/.test(cell)).toBe(false);
      },
    ),
  );
});
