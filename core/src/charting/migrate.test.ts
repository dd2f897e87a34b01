import { expect, test } from "vitest";
import { checkValues } from "./check.ts";
import type { Form } from "./form.ts";
import { parseForm } from "./form-file.ts";
import { mapFields, previewMigration } from "./migrate.ts";
import { exampleForm, exampleStudies } from "./testing.ts";

const next: Form = parseForm(`title: Second version
sections:
  - id: all
    label: All
    fields:
      - { id: nation, label: Country, type: text }
      - { id: setting, label: Setting, type: choice, options: [hospital, primary] }
      - { id: modality, label: Modality, type: choice, options: [CT, MRI, ultrasound] }
      - { id: readers, label: Readers, type: text }
      - { id: blinded, label: Readers blinded, type: choice, options: ["yes", "no", unclear] }
      - id: models
        label: Models
        type: group
        fields:
          - { id: name, label: Model, type: text }
      - { id: outcome, label: Outcome, type: choice, options: [better, equal, worse, mixed, not tested] }
      - { id: funding, label: Funding, type: text }
`);

test("an unchanged form moves everything", () => {
  const preview = previewMigration(exampleForm, exampleForm, exampleStudies);
  expect(preview.moves.every(({ change }) => change === "kept")).toBe(true);
  expect(preview.lost).toEqual([]);
  expect(preview.reshaped).toBe(0);
  for (const study of exampleStudies) expect(preview.values[study.id]).toEqual(study.values);
});

test("fields go by rename, by id, then by label and type", () => {
  const moves = mapFields(exampleForm, next, { result: "outcome" });
  expect(moves.map(({ from, to, change }) => [from, to, change])).toEqual([
    ["country", "nation", "renamed"],
    ["setting", "setting", "altered"],
    ["modality", "modality", "altered"],
    ["published", undefined, "lost"],
    ["readers", "readers", "altered"],
    ["blinded", "blinded", "altered"],
    ["models", "models", "altered"],
    ["result", "outcome", "renamed"],
    ["metrics", undefined, "lost"],
    [undefined, "funding", "new"],
  ]);
  expect(moves.find(({ from }) => from === "models")?.notes).toEqual([
    "without models.access",
    "without models.vendor",
  ]);
});

test("what does not fit is told with its reason, and the rest fits the new form", () => {
  const preview = previewMigration(exampleForm, next, exampleStudies, { result: "outcome" });
  const lost = preview.lost.map(({ study, field, why }) => `${study} ${field}: ${why}`);
  expect(lost).toContain("s1 modality: more than one option was chosen");
  expect(lost).toContain("s3 setting: no option for ward at home");
  expect(lost).toContain("s1 models: the new form does not ask models.vendor");
  expect(lost).toContain("s1 published: the new form does not ask it");
  expect(preview.values.s1).toMatchObject({
    nation: { kind: "text", text: "Norway" },
    readers: { kind: "text", text: "4 readers" },
    blinded: { kind: "choice", choice: "yes" },
    outcome: { kind: "choice", choice: "worse" },
  });
  expect(preview.values.s2?.modality).toEqual({ kind: "choice", choice: "CT" });
  const values = exampleStudies.reduce((sum, study) => sum + Object.keys(study.values).length, 0);
  expect(preview.unchanged + preview.reshaped + preview.lost.length).toBe(values);
  for (const study of exampleStudies) expect(checkValues(next, preview.values[study.id] ?? {})).toEqual([]);
});
