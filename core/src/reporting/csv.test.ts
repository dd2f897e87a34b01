import * as fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { chartedCsv, sheetCsv } from "./csv.ts";
import { exampleInput } from "./testing.ts";

describe("sheetCsv", () => {
  it("keeps formulas from being run, and numbers as they are", () => {
    const rows = [
      ["=1+1", -2],
      ["-2", "@x"],
      ["a,b", 'say "so"'],
      [undefined, "two\nlines"],
    ];
    expect(sheetCsv({ name: "s", head: ["a", "b"], rows })).toBe(
      'a,b\r\n\'=1+1,-2\r\n\'-2,\'@x\r\n"a,b","say ""so"""\r\n,"two\nlines"\r\n',
    );
  });

  it("is read back by another reader as it was", () => {
    const text = fc
      .string({ unit: "binary", minLength: 1, maxLength: 20 })
      .filter((t) => !/^[=+\-@\t\r\ufeff]/.test(t));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }), (rows) => {
        const csv = sheetCsv({ name: "s", head: ["a", "b"], rows });
        expect(Papa.parse(csv, { delimiter: ",", newline: "\r\n", skipEmptyLines: true }).data).toEqual([
          ["a", "b"],
          ...rows,
        ]);
      }),
    );
  });

  it("writes charted data", () => {
    const input = exampleInput();
    const lines = chartedCsv(input.form, input.studies).split("\r\n");
    expect(lines[0]).toMatch(
      /^study_id,study,title,year,journal,doi,reports,left_out,country,country__evidence,/,
    );
    expect(lines).toHaveLength(5);
  });
});
