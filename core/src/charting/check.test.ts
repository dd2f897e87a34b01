import { expect, test } from "vitest";
import { checkValue, checkValues, isDate } from "./check.ts";
import { fieldAt } from "./field.ts";
import type { Value } from "./form.ts";
import { exampleForm, exampleStudies } from "./testing.ts";

const codes = (path: string, value: Value): string[] => {
  const field = fieldAt(exampleForm, path)?.field;
  if (field === undefined) throw new Error(path);
  return checkValue(field, value).map(({ code }) => code);
};

test.each<[string, Value, string[]]>([
  ["country", { kind: "text", text: "Norway" }, []],
  ["country", { kind: "text", text: " " }, ["value.empty"]],
  ["country", { kind: "number", number: 3 }, ["value.kind"]],
  ["country", { kind: "not_reported" }, []],
  ["readers", { kind: "number", number: 0 }, ["value.min"]],
  ["readers", { kind: "number", number: 501 }, ["value.max"]],
  ["readers", { kind: "number", number: 2.5 }, ["value.integer"]],
  ["readers", { kind: "number", number: Number.NaN }, ["value.number", "value.integer"]],
  ["setting", { kind: "choice", choice: "primary" }, []],
  ["setting", { kind: "choice", choice: "moon" }, ["value.option"]],
  ["setting", { kind: "choice", choice: "other" }, ["value.other"]],
  ["setting", { kind: "choice", choice: "other", other: "ship" }, []],
  ["setting", { kind: "choice", choice: "primary", other: "ship" }, ["value.other"]],
  ["result", { kind: "choice", choice: "other", other: "ship" }, ["value.option"]],
  ["modality", { kind: "many", choices: ["CT", "CT"] }, ["value.twice"]],
  ["modality", { kind: "many", choices: [] }, ["value.empty"]],
  ["modality", { kind: "many", choices: [], other: "thermography" }, []],
  ["published", { kind: "date", date: "2023-02-29" }, ["value.date"]],
  ["models", { kind: "group", rows: [] }, ["value.empty"]],
  ["models", { kind: "text", text: "x" }, ["value.kind"]],
  ["models", { kind: "group", rows: [{ vendor: { kind: "text", text: "Acme" } }] }, ["value.missing"]],
  [
    "models",
    { kind: "group", rows: [{ name: { kind: "text", text: "A" }, size: { kind: "number", number: 1 } }] },
    ["value.field"],
  ],
])("%s %o gives %o", (path, value, expected) => {
  expect(codes(path, value)).toEqual(expected);
});

test("dates exist or are refused (2000 was a leap year, 1900 was none)", () => {
  const dates = [
    "2024",
    "2024-09",
    "2024-02-29",
    "2000-02-29",
    "1900-02-29",
    "2024-13",
    "2024-00",
    "24-01",
    "2024-04-31",
  ];
  expect(dates.map(isDate)).toEqual([true, true, true, true, false, false, false, false, false]);
});

test("a study lacks what is required and holds nothing unknown", () => {
  expect(
    checkValues(exampleForm, { colour: { kind: "text", text: "red" } }).map(({ code, field }) => [
      code,
      field,
    ]),
  ).toEqual([
    ["value.missing", "country"],
    ["value.field", "colour"],
  ]);
  for (const study of exampleStudies) expect(checkValues(exampleForm, study.values)).toEqual([]);
});
