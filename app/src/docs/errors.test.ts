import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkout } from "./checkout.ts";
import { errorCodes } from "./error-codes.ts";

const { coded, strays } = errorCodes(checkout);
const rows = readFileSync(`${checkout}docs/errors.md`, "utf8")
  .split("\n")
  .flatMap((line) => {
    const [, code, when, todo] = /^\| `([^`]+)` \| (.*) \| (.*) \|$/.exec(line) ?? [];
    return code === undefined ? [] : [{ code, when: when ?? "", todo: todo ?? "" }];
  });

test("every code is written out where it is given, and is of the form room.fault", () => {
  expect(strays).toEqual([]);
});

test("docs/errors.md explains every code of the sources, once, and no other", () => {
  const known = [...new Set(coded.map(({ code }) => code))].sort();
  // a scan that goes blind must not pass for an empty program
  expect(known).toEqual(
    expect.arrayContaining([
      "storage.full",
      "http.host",
      "value.date",
      "ris.missing-end",
      "form.yaml",
      "*.line-too-long",
    ]),
  );
  expect(rows.map(({ code }) => code).sort()).toEqual(known);
});

test("each row says when it happens and what to do", () => {
  for (const { code, when, todo } of rows) {
    expect(when, code).toMatch(/^\S.{15,}\.$/);
    expect(todo, code).toMatch(/^\S.{5,}\.$/);
  }
});

test("the scan finds just the codes that a file gives out", () => {
  const codes = coded
    .filter(({ file }) => file === "core/src/dedup/duplicate-index.ts")
    .map(({ code }) => code);
  expect(new Set(codes)).toEqual(new Set(["dedup.repeated-id", "dedup.unknown-id"]));
});
