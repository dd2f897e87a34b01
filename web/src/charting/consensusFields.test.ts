import { expect, test } from "vitest";
import { formSchema, type StudyChart, type Value } from "@chartroom/core/charting";
import { consensusFields, pairOf } from "./consensusFields.ts";

const FORM = formSchema.parse({
  title: "F",
  sections: [
    {
      id: "s",
      label: "S",
      fields: [
        { id: "cases", label: "Cases", type: "number" },
        { id: "better", label: "Better", type: "yesno" },
        { id: "note", label: "Note", type: "text" },
      ],
    },
  ],
});

const chart = (
  chartist: string,
  machine: boolean,
  finished: boolean,
  values: Record<string, Value>,
): StudyChart["charts"][number] => ({
  chartist,
  name: chartist,
  machine,
  finished,
  finish: undefined,
  values: Object.entries(values).map(([field, value]) => ({
    fact: field,
    field,
    value,
    evidence: {},
    at: "",
  })),
});
const number = (of: number): Value => ({ kind: "number", number: of });

test("a consensus is about two finished charts, people before machines", () => {
  const charts = [chart("m", true, true, {}), chart("z", false, true, {}), chart("a", false, false, {})];
  expect(pairOf(charts)?.map(({ chartist }) => chartist)).toEqual(["z", "m"]);
  expect(pairOf(charts.slice(1))).toBeUndefined();
});

test("equal values, and fields that both left out, are the same; what was agreed says whose it was", () => {
  const a = chart("a", false, true, { cases: number(3), better: { kind: "yesno", answer: "yes" } });
  const b = chart("b", false, true, { cases: number(4), better: { kind: "yesno", answer: "yes" } });
  const agreed = (from: string): StudyChart["consensus"] => [
    { fact: "f", field: "cases", value: number(4), evidence: {}, at: "", from, reason: "", name: "a" },
  ];
  const fields = consensusFields(FORM, [a, b], agreed("b"));
  expect(fields.map(({ field, same }) => [field.id, same])).toEqual([
    ["cases", false],
    ["better", true],
    ["note", true],
  ]);
  expect(fields[0]?.final).toEqual({ value: number(4), from: "b" });
  expect(consensusFields(FORM, [a, b], agreed("new"))[0]?.final?.from).toBe("new");
  expect(consensusFields(FORM, [a, b], [])[0]?.final).toBeUndefined();
});
