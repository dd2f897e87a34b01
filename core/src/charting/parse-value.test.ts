import fc from "fast-check";
import { expect, test } from "vitest";
import { cellText } from "./cell-text.ts";
import { fieldAt } from "./field.ts";
import type { SimpleValue, Value } from "./form.ts";
import { parseValue } from "./parse-value.ts";
import { exampleForm } from "./testing.ts";
import { numberText, valueText } from "./value-text.ts";

const field = (path: string) => {
  const found = fieldAt(exampleForm, path)?.field;
  if (found === undefined) throw new Error(path);
  return found;
};

test.each<[string, string, Value | undefined, string]>([
  ["country", " Norway ", { kind: "text", text: "Norway" }, "Norway"],
  ["country", "NR", { kind: "not_reported" }, "not reported"],
  ["country", "", undefined, "not charted"],
  ["setting", "Primary CARE", { kind: "choice", choice: "primary" }, "Primary care"],
  ["setting", "a ship", { kind: "choice", choice: "other", other: "a ship" }, "a ship"],
  ["modality", "mri; CT; CT", { kind: "many", choices: ["MRI", "CT"] }, "MRI; CT"],
  [
    "modality",
    "CT; heat \\; light",
    { kind: "many", choices: ["CT"], other: "heat ; light" },
    "CT; heat ; light",
  ],
  ["readers", "120", { kind: "number", number: 120 }, "120 readers"],
  ["blinded", "TRUE", { kind: "yesno", answer: "yes" }, "yes"],
  ["published", "2024-09", { kind: "date", date: "2024-09" }, "2024-09"],
  ["models", "not reported", { kind: "not_reported" }, "not reported"],
  [
    "models",
    "Model=Alpha; access=API,chat; vendor=NR | name=a\\|b",
    {
      kind: "group",
      rows: [
        {
          name: { kind: "text", text: "Alpha" },
          access: { kind: "many", choices: ["API", "chat"] },
          vendor: { kind: "not_reported" },
        },
        { name: { kind: "text", text: "a|b" } },
      ],
    },
    "Alpha, API; chat | a|b",
  ],
])("%s: %s", (path, cell, value, words) => {
  expect(parseValue(field(path), cell)).toEqual(value);
  expect(valueText(field(path), value)).toBe(words);
});

test.each([
  ["readers", "four", "value.number"],
  ["readers", "0", "value.min"],
  ["result", "splendid", "value.option"],
  ["blinded", "perhaps", "value.yesno"],
  ["published", "May 2024", "value.date"],
  ["models", "size=3", "value.field"],
  ["models", "Alpha", "value.field"],
  ["models", "name=A; name=B", "value.twice"],
  ["models", "access=fax", "value.option"],
])("%s: %s is refused with %s at its place", (path, cell, code) => {
  const place = { file: "chart.csv", line: 7 };
  expect(() => parseValue(field(path), cell, place)).toThrow(expect.objectContaining({ code, place }));
});

const words = fc
  .string({ minLength: 1, maxLength: 12 })
  .map((text) => text.trim())
  .filter((text) => text !== "" && !/^(nr|n\.r\.|not[ _-](reported|stated))$/i.test(text));
const reported = <T extends SimpleValue>(value: fc.Arbitrary<T>) =>
  fc.oneof(value, fc.constant({ kind: "not_reported" } as const));
const access = fc
  .uniqueArray(fc.constantFrom("chat", "API"), { minLength: 1 })
  .map((choices) => ({ kind: "many", choices }) as const);
const row = fc.record(
  {
    name: words.map((text) => ({ kind: "text", text }) as const),
    access: reported(access),
    vendor: reported(words.map((text) => ({ kind: "text", text }) as const)),
  },
  { requiredKeys: ["name"] },
);

test("what cellText writes parseValue reads back, whatever marks it holds", () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
      const value: Value = { kind: "group", rows };
      expect(parseValue(field("models"), cellText(field("models"), value))).toEqual(value);
    }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom("CT", "MRI", "ultrasound"), { minLength: 1 }), (choices) => {
      const value: Value = { kind: "many", choices };
      expect(parseValue(field("modality"), cellText(field("modality"), value))).toEqual(value);
    }),
  );
});

test("large numbers are grouped, small ones and years are not", () => {
  expect([2024, 9999, 10000, -1234567.5, 0.25].map(numberText)).toEqual([
    "2024",
    "9999",
    "10,000",
    "-1,234,567.5",
    "0.25",
  ]);
});
