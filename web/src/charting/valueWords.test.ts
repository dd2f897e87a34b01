import { fieldSchema, type Value } from "@chartroom/core/charting";
import { expect, test } from "vitest";
import { valueWords } from "./valueWords.ts";

const options = [
  { value: "a", label: "Apples" },
  { value: "b", label: "Bread" },
];
const field = (more: object) => fieldSchema.parse({ id: "f", label: "F", ...more });
const models = field({
  type: "group",
  fields: [
    { id: "name", label: "Name", type: "text" },
    { id: "size", label: "Size", type: "number", unit: "GB" },
  ],
});

test.each<[string, ReturnType<typeof field>, Value | undefined, string]>([
  ["nothing", field({ type: "text" }), undefined, ""],
  ["not reported", field({ type: "number" }), { kind: "not_reported" }, "Not reported"],
  [
    "a number with its unit",
    field({ type: "number", unit: "cases" }),
    { kind: "number", number: 0 },
    "0 cases",
  ],
  ["an option by its label", field({ type: "choice", options }), { kind: "choice", choice: "b" }, "Bread"],
  [
    "another",
    field({ type: "choice", options, other: true }),
    { kind: "choice", choice: "", other: "Salt" },
    "Salt",
  ],
  [
    "many and another",
    field({ type: "many", options }),
    { kind: "many", choices: ["b", "a"], other: "Salt" },
    "Bread; Apples; Salt",
  ],
  [
    "an option that the form has no more",
    field({ type: "choice", options }),
    { kind: "choice", choice: "z" },
    "z",
  ],
  ["yes or no", field({ type: "yesno" }), { kind: "yesno", answer: "unclear" }, "Unclear"],
  [
    "a group, a row a line",
    models,
    {
      kind: "group",
      rows: [
        { name: { kind: "text", text: "M" }, size: { kind: "number", number: 7 } },
        { name: { kind: "not_reported" } },
      ],
    },
    "Name: M, Size: 7 GB\nName: Not reported",
  ],
])("%s", (_, of, value, words) => {
  expect(valueWords(of, value)).toBe(words);
});
