import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { columns, csvRow, jsonLine, outputFault, writeWhole } from "../output.ts";
import { ProgressLine } from "../progress.ts";

test("a file that cannot be finished leaves the old one, and no part", async () => {
  const folder = mkdtempSync(join(tmpdir(), "chartroom-output-"));
  const file = join(folder, "a.txt");
  writeFileSync(file, "old");
  async function* broken() {
    yield "new";
    throw new Error("the source broke");
  }
  await expect(writeWhole(file, broken())).rejects.toThrow("the source broke");
  expect([readFileSync(file, "utf8"), readdirSync(folder)]).toEqual(["old", ["a.txt"]]);
  await writeWhole(file, ["new", Buffer.from("er")]);
  expect([readFileSync(file, "utf8"), readdirSync(folder)]).toEqual(["newer", ["a.txt"]]);
  await expect(writeWhole(join(folder, "no", "a.txt"), ["x"])).rejects.toMatchObject({
    code: "output.no-folder",
  });
  rmSync(folder, { recursive: true });
});

test("a full disk is told as such", () => {
  const full = Object.assign(new Error("ENOSPC"), { code: "ENOSPC", syscall: "write" });
  expect(outputFault(full, "a.txt")).toMatchObject({ code: "output.disk-full", place: { file: "a.txt" } });
});

test("columns align numbers to the right and never let a cell steer the terminal", () => {
  const text = columns(
    ["Name", "n"],
    [
      ["a\u001b[2Jb", "7"],
      ["c", "1,200"],
    ],
  );
  expect(text).toBe("Name        n\na [2Jb      7\nc       1,200");
});

test("a CSV cell that a spreadsheet would run as a formula is kept a text", () => {
  expect(csvRow(["=1+1", -3, 'say "x"', null])).toBe(`'=1+1,-3,"say ""x""",\r\n`);
});

test("progress rewrites one line on a terminal and says little elsewhere", () => {
  let now = 0;
  const said: string[] = [];
  const line = new ProgressLine(
    (text) => said.push(text),
    true,
    () => now,
  );
  line.on({ phase: "read", done: 1, total: 4 });
  line.on({ phase: "read", done: 2, total: 4 });
  now = 200;
  line.on({ phase: "read", done: 3, total: 4 });
  line.clear();
  expect(said).toEqual(["\r\u001b[2Kread: 1 of 4 (25 %)", "\r\u001b[2Kread: 3 of 4 (75 %)", "\r\u001b[2K"]);
  const plain: string[] = [];
  const elsewhere = new ProgressLine(
    (text) => plain.push(text),
    false,
    () => now,
  );
  elsewhere.on({ phase: "read", done: 1 });
  now += 6000;
  elsewhere.on({ phase: "read", done: 90 });
  elsewhere.clear();
  expect(plain).toEqual(["read: 90\n"]);
});

test("a JSON line is one line for every reader", () => {
  const value = { text: "a\u2028b\u2029c\u0085d\ne" };
  const line = jsonLine(value);
  expect(line.trimEnd()).not.toMatch(/[\n\u0085\u2028\u2029]/);
  expect(JSON.parse(line)).toEqual(value);
});
