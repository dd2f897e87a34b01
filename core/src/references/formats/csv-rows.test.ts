import fc from "fast-check";
import { expect, test } from "vitest";
import { RowSplitter } from "./csv-rows.ts";

function split(text: string, size = text.length || 1, delimiter = ",", quotes = true) {
  const rows: string[][] = [];
  const lines: number[] = [];
  const faults: string[] = [];
  const splitter = new RowSplitter(delimiter, quotes, {
    row: (cells, line) => {
      rows.push(cells);
      lines.push(line);
    },
    fault: (code) => faults.push(code),
  });
  for (let at = 0; at < text.length; at += size) splitter.push(text.slice(at, at + size));
  splitter.end();
  return { rows, lines, faults };
}

test.each<[string, string[][]]>([
  [
    "a,b\nc,d\n",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "a,b\r\nc,d",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "a,b\rc,d\r",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  ['"a,1","say ""x"""\n', [["a,1", 'say "x"']]],
  ['"two\nlines",b\n', [["two\nlines", "b"]]],
  ['a "quoted" word,b', [['a "quoted" word', "b"]]],
  ['"not "closed" early",b', [['not "closed" early', "b"]]],
  [
    "a,\n,\n",
    [
      ["a", ""],
      ["", ""],
    ],
  ],
  ['"",x', [["", "x"]]],
])("splits %j", (text, rows) => {
  for (const size of [1, 2, 3, text.length]) expect(split(text, size).rows).toEqual(rows);
});

test("counts the lines inside cells", () => {
  expect(split('h\n"a\nb"\nc\n').lines).toEqual([1, 2, 4]);
});

test("takes an unclosed quote as a character and loses nothing", () => {
  const { rows, faults } = split('a,b\n"c,d\ne,f\n', 2);
  expect(rows).toEqual([
    ["a", "b"],
    ['"c', "d"],
    ["e", "f"],
  ]);
  expect(faults).toEqual(["csv.open-quote"]);
});

test("reads quotes as characters where the table never quotes", () => {
  expect(split('"a\tb"\n', 1, "\t", false).rows).toEqual([['"a', 'b"']]);
});

test("reads back what RFC 4180 writes, however it is cut", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", " ", ";", "é") });
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 9 }),
      (rows, size) => {
        const text = rows
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(","))
          .join("\r\n");
        expect(split(`${text}\r\n`, size).rows).toEqual(rows);
      },
    ),
  );
});

test("a long cell in small pieces takes linear time", () => {
  const { rows } = split(`"${"x\n".repeat(500_000)}",b\n`, 4096);
  expect(rows[0]?.[0]?.length).toBe(1_000_000);
});

test("a flood of delimiters is one row of bounded width, and told", () => {
  const { rows, faults } = split(`${",".repeat(100_000)}\nx,y\n`, 4096);
  expect(rows.map((row) => row.length)).toEqual([16_384, 2]);
  expect(faults).toEqual(["csv.extra-cells"]);
});
