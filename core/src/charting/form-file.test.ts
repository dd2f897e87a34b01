import { expect, test } from "vitest";
import { UserError } from "../base/error.ts";
import { checkFormFile, parseForm, printForm } from "./form-file.ts";
import { EXAMPLE_FORM_TEXT, exampleForm } from "./testing.ts";

const small = (field: string): string =>
  `title: T\nsections:\n  - id: a\n    label: A\n    fields:\n${field}`;

test("a form reads, prints as it was written, and reads again", () => {
  expect(exampleForm.sections.map(({ fields }) => fields.length)).toEqual([4, 5]);
  expect(printForm(exampleForm)).toBe(EXAMPLE_FORM_TEXT);
  expect(parseForm(printForm(exampleForm))).toEqual(exampleForm);
});

test("short options stand for themselves", () => {
  const form = parseForm(small("      - { id: x, label: X, type: choice, options: [2024, plain] }"));
  expect(form.sections[0]?.fields[0]).toMatchObject({
    options: [
      { value: "2024", label: "2024", definition: "" },
      { value: "plain", label: "plain", definition: "" },
    ],
  });
});

test.each([
  ["form.yaml", 1, "title: [unclosed"],
  ["form.shape", 1, "title: no sections"],
  ["form.shape", 6, small("      - { id: Bad Id, label: X, type: text }")],
  ["form.shape", 6, small("      - { id: x, label: X, type: essay }")],
  ["form.shape", 6, small("      - { id: x, label: X, type: choice, options: [] }")],
  ["form.key", 9, small("      - id: x\n        label: X\n        type: text\n        requried: true")],
  [
    "form.twice",
    7,
    small("      - { id: x, label: X, type: text }\n      - { id: x, label: Y, type: text }"),
  ],
  ["form.twice", 6, small("      - { id: x, label: X, type: choice, options: [a, b, a] }")],
  ["form.bounds", 6, small("      - { id: x, label: X, type: number, min: 5, max: 2 }")],
  ["form.other", 6, small("      - { id: x, label: X, type: many, options: [a, other], other: true }")],
])("a fault %s is found on line %i", (code, line, text) => {
  const { form, faults } = checkFormFile(text, "my.yaml");
  expect(form).toBeUndefined();
  const fault = faults.find((each) => each.code === code);
  expect(fault?.place).toEqual({ file: "my.yaml", line });
  expect(fault?.message).toContain(`my.yaml, line ${line}`);
  expect(fault?.hint).toBeTruthy();
  expect(() => parseForm(text, "my.yaml")).toThrow(UserError);
});

test("all faults are told together", () => {
  const text = small("      - { id: x, label: X, type: text, colour: red }\n      - { id: y, type: text }");
  expect(checkFormFile(text).faults.map(({ code }) => code)).toEqual(["form.key", "form.shape"]);
  expect(() => parseForm(text)).toThrow(/and 1 more/);
});
