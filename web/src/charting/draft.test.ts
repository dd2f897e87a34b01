import { expect, test } from "vitest";
import { fieldSchema, formSchema } from "@chartroom/core/charting";
import { draftFault, draftFaults, keptOf, mayRecord, shownOf } from "./draft.ts";

const PURPOSE = fieldSchema.parse({
  id: "purpose",
  label: "Purpose",
  type: "choice",
  other: true,
  options: [{ value: "draft", label: "Drafting" }],
});
const CASES = fieldSchema.parse({ id: "cases", label: "Cases", type: "number", integer: true, min: 1 });
const evidence = undefined;

test("a value is recorded once it is whole and fits its field", () => {
  const other = (words: string) => ({
    value: { kind: "choice", choice: "other", other: words } as const,
    evidence,
  });
  expect(mayRecord(PURPOSE, other(""))).toBe(false);
  expect(mayRecord(PURPOSE, other("teaching"))).toBe(true);
  expect(mayRecord(CASES, { value: { kind: "number", number: 12 }, evidence })).toBe(true);
  expect(mayRecord(CASES, { value: { kind: "number", number: 1.5 }, evidence })).toBe(false);
  expect(mayRecord(CASES, { value: undefined, evidence })).toBe(false);
});

test("a wrong value says why; one that says nothing is not blamed", () => {
  expect(draftFault(CASES, { value: { kind: "number", number: 1.5 }, evidence })).toContain("whole number");
  expect(
    draftFault(PURPOSE, { value: { kind: "choice", choice: "other", other: "" }, evidence }),
  ).toBeUndefined();
  expect(draftFault(CASES, { value: undefined, evidence })).toBeUndefined();
  const form = formSchema.parse({
    title: "F",
    sections: [{ id: "s", label: "S", fields: [CASES, PURPOSE] }],
  });
  expect(draftFaults(form, { cases: { value: { kind: "number", number: 0 }, evidence } })).toEqual({
    cases: "Cases is at least 1, not 0",
    purpose: undefined,
  });
});

test("what is on its way is laid over the record, an emptied field too", () => {
  const kept = keptOf([
    { field: "cases", value: { kind: "number", number: 3 }, evidence: { page: 2 } },
    { field: "purpose", value: { kind: "not_reported" }, evidence: {} },
  ]);
  expect(kept.evidence).toEqual({ cases: { page: 2 }, purpose: undefined });
  const shown = shownOf(kept, { cases: { value: undefined, evidence: undefined } });
  expect(shown.values).toEqual({ cases: undefined, purpose: { kind: "not_reported" } });
  expect(shown.evidence["cases"]).toBeUndefined();
});
