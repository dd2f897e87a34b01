import { formSchema, type Value } from "@chartroom/core/charting";
import { describe, expect, test } from "vitest";
import { fillBySection, isAnswered, nextOpen } from "./fill.ts";

const form = formSchema.parse({
  title: "Invented form",
  sections: [
    {
      id: "study",
      label: "Study",
      fields: [
        { id: "country", label: "Country", type: "text", required: true },
        { id: "readers", label: "Readers", type: "number" },
      ],
    },
    {
      id: "model",
      label: "Model",
      fields: [
        {
          id: "models",
          label: "Models",
          type: "group",
          fields: [{ id: "name", label: "Name", type: "text" }],
        },
        { id: "open", label: "Open weights", type: "yesno", required: true },
      ],
    },
  ],
});

describe("fillBySection", () => {
  test("counts answers and required fields that are still open", () => {
    expect(fillBySection(form, { readers: { kind: "number", number: 0 } })).toEqual([
      { answered: 1, fields: 2, requiredLeft: 1 },
      { answered: 0, fields: 2, requiredLeft: 1 },
    ]);
  });

  test("not reported is an answer", () => {
    expect(fillBySection(form, { country: { kind: "not_reported" } })[0]).toEqual({
      answered: 1,
      fields: 2,
      requiredLeft: 0,
    });
  });
});

describe("isAnswered", () => {
  test.each<[Value, boolean]>([
    [{ kind: "text", text: " " }, false],
    [{ kind: "number", number: 0 }, true],
    [{ kind: "choice", choice: "", other: "something else" }, true],
    [{ kind: "many", choices: [] }, false],
    [{ kind: "group", rows: [] }, false],
    [{ kind: "group", rows: [{ name: { kind: "text", text: "" } }] }, false],
    [{ kind: "group", rows: [{ name: { kind: "not_reported" } }] }, true],
  ])("%o: %s", (value, expected) => {
    expect(isAnswered(value)).toBe(expected);
  });
});

describe("nextOpen", () => {
  test("goes on from a field, and round to the beginning", () => {
    const values = { readers: { kind: "not_reported" } as const };
    expect(nextOpen(form, values, "country")).toBe("models");
    expect(nextOpen(form, values, "open")).toBe("country");
  });

  test("nothing is open when all is answered", () => {
    const done = { kind: "not_reported" } as const;
    expect(nextOpen(form, { country: done, readers: done, models: done, open: done })).toBeUndefined();
  });
});
