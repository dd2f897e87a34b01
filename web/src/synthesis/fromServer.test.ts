import { expect, test } from "vitest";
import { type ChartedStudy, formSchema } from "@chartroom/core/charting";
import { crosstab, evidenceMap, synthesisChoiceSchema } from "@chartroom/core/synthesis";
import {
  cellNamed,
  cellStudies,
  comparableFields,
  mapChoice,
  mapCsv,
  mapNumbers,
  mapRemarks,
  namedStudies,
  studiesLeftOut,
  withCellNames,
  withMap,
} from "./fromServer.ts";

const options = (...values: string[]) => values.map((value) => ({ value, label: value.toUpperCase() }));
const FORM = formSchema.parse({
  title: "F",
  sections: [
    {
      id: "s",
      label: "S",
      fields: [
        { id: "purpose", label: "Purpose", type: "choice", options: options("draft", "read") },
        { id: "input", label: "Input", type: "many", options: options("text", "image") },
      ],
    },
  ],
});
const study = (id: string, purpose: string, input: string[], leftOut?: string): ChartedStudy => ({
  id,
  label: id,
  title: id,
  reports: [id],
  values: { purpose: { kind: "choice", choice: purpose }, input: { kind: "many", choices: input } },
  evidence: {},
  ...(leftOut !== undefined && { leftOut }),
});
const TABLE = crosstab(
  FORM,
  [
    study("a", "draft", ["text", "image"]),
    study("b", "draft", ["text"]),
    study("c", "read", ["text"], "retracted"),
  ],
  {
    row: "purpose",
    column: "input",
  },
);
const DIMENSIONS = ["year", "journal", "purpose", "input"].map((path) => ({ path, label: path }));

test("the map begins with what was chosen, else with the form's first two fields", () => {
  const chosen = synthesisChoiceSchema.parse({ map: { row: "year", column: "input", segment: "gone" } });
  expect(mapChoice(chosen, DIMENSIONS)).toEqual({ rows: "year", columns: "input", segment: null });
  expect(mapChoice(synthesisChoiceSchema.parse({}), DIMENSIONS)).toEqual({
    rows: "purpose",
    columns: "input",
    segment: null,
  });
  expect(mapChoice(synthesisChoiceSchema.parse({}), [])).toBeUndefined();
});

test("keeping the map's choice leaves the rest of the synthesis as it is", () => {
  const choice = synthesisChoiceSchema.parse({ fields: ["purpose"] });
  expect(withMap(choice, { rows: "a", columns: "b", segment: null })).toEqual({
    ...choice,
    map: { row: "a", column: "b" },
  });
});

test("numbers and CSV are the map's, with totals that count each study once", () => {
  expect(mapNumbers(TABLE).rows[0]).toEqual({ label: "DRAFT", counts: [2, 1] });
  const [head, draft, , total] = mapCsv(TABLE).trim().split("\r\n");
  expect(head).toBe("Purpose by Input,TEXT,IMAGE,Studies");
  expect(draft).toBe("DRAFT,2,1,2");
  expect(total).toBe("Studies,2,1,2");
});

test("a cell opens with its studies by name; an unknown cell does not", () => {
  const cell = cellStudies(TABLE, { row: "=draft", column: "=text" });
  expect(cell?.words).toBe("DRAFT × TEXT");
  const names = new Map([
    ["a", { label: "Zeta 2024", title: "Z" }],
    ["b", { label: "Alpha 2023", title: "A" }],
  ]);
  expect(namedStudies(cell?.ids ?? [], names, "r").map(({ label, href }) => `${label} ${href}`)).toEqual([
    "Alpha 2023 /r/r/charting/b",
    "Zeta 2024 /r/r/charting/a",
  ]);
  expect(cellStudies(TABLE, { row: "=draft", column: "=sound" })).toBeUndefined();
});

test("the map says that a study can stand twice", () => {
  expect(mapRemarks(TABLE)).toEqual(["A study can stand in more than one cell: 2 studies, 3 marks."]);
});

test("every cell of the drawing is named, and its name leads to its studies", () => {
  const svg = withCellNames(evidenceMap(TABLE, { title: "T" }));
  const names = [...svg.matchAll(/data-cell="([^"]*)"/g)].map(([, name]) => cellNamed(name ?? ""));
  expect(names).toHaveLength(TABLE.cells.flat().length);
  expect(names.map((cell) => cellStudies(TABLE, cell)?.ids.length)).toEqual(
    TABLE.cells.flat().map(({ studies }) => studies.length),
  );
});

test("a comparison can be drawn from a choice of directions only", () => {
  const result = {
    id: "result",
    label: "Result",
    type: "choice",
    options: options("better", "Not tested", "worse"),
  };
  const form = formSchema.parse({
    title: "F",
    sections: [{ id: "s", label: "S", fields: [result, ...(FORM.sections[0]?.fields ?? [])] }],
  });
  expect(comparableFields(form)).toEqual([{ path: "result", label: "Result" }]);
});

test("the studies left out of the synthesis are named with their reasons, in the order of their labels", () => {
  const task = (label: string, reason?: string) => ({
    study: `id ${label}`,
    label,
    title: `Title of ${label}`,
    leftOut: reason === undefined ? undefined : { fact: "f", reason },
  });
  expect(studiesLeftOut([task("C", "Retracted"), task("A"), task("B", "Appraisal")], "R")).toEqual([
    { id: "id B", href: "/r/R/charting/id%20B", label: "B", title: "Title of B", reason: "Appraisal" },
    { id: "id C", href: "/r/R/charting/id%20C", label: "C", title: "Title of C", reason: "Retracted" },
  ]);
});
