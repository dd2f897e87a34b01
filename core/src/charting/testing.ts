import type { ChartedStudy } from "./form.ts";
import { parseForm } from "./form-file.ts";
import { fieldAt } from "./field.ts";
import { parseValue } from "./parse-value.ts";

/** A small form with a field of every type, for tests. */
export const EXAMPLE_FORM_TEXT = `title: Example form
unit: study
charters: 2
sections:
  - id: about
    label: About the study
    fields:
      - id: country
        label: Country
        type: text
        required: true
      - id: setting
        label: Setting
        type: choice
        options:
          - hospital
          - value: primary
            label: Primary care
            definition: General practice and the like
        other: true
      - id: modality
        label: Modality
        type: many
        options:
          - CT
          - MRI
          - ultrasound
        other: true
      - id: published
        label: Published
        type: date
  - id: results
    label: Results
    fields:
      - id: readers
        label: Readers
        type: number
        unit: readers
        min: 1
        max: 500
        integer: true
      - id: blinded
        label: Readers blinded
        type: yesno
      - id: models
        label: Models
        type: group
        fields:
          - id: name
            label: Model
            type: text
            required: true
          - id: access
            label: Access
            type: many
            options:
              - chat
              - API
          - id: vendor
            label: Vendor
            type: text
      - id: result
        label: Result against readers
        type: choice
        options:
          - better
          - equal
          - worse
          - mixed
          - not tested
      - id: metrics
        label: Metrics
        type: text
        long: true
`;

export const exampleForm = parseForm(EXAMPLE_FORM_TEXT, "example.yaml");

/** A study from the cells of a table, by field id. */
export function exampleStudy(
  id: string,
  year: number | undefined,
  cells: Readonly<Record<string, string>>,
  leftOut?: string,
): ChartedStudy {
  const values = Object.entries(cells).flatMap(([path, cell]) => {
    const field = fieldAt(exampleForm, path)?.field;
    const value = field === undefined ? undefined : parseValue(field, cell);
    return value === undefined ? [] : [[path, value] as const];
  });
  return {
    id,
    label: `Example ${id}`,
    title: `Invented study ${id}`,
    ...(year === undefined ? {} : { year }),
    reports: [`report-${id}`],
    values: Object.fromEntries(values),
    evidence: {},
    ...(leftOut === undefined ? {} : { leftOut }),
  };
}

/** Six invented studies: one says almost nothing, one is left out. */
export const exampleStudies: readonly ChartedStudy[] = [
  exampleStudy("s1", 2022, {
    country: "Norway",
    setting: "hospital",
    modality: "CT; MRI",
    published: "2022-11",
    readers: "4",
    blinded: "yes",
    models: "name=Alpha; vendor=Acme | name=Beta; vendor=Acme",
    result: "worse",
    metrics: "sensitivity 81.0% (CI 74.2-86.5)",
  }),
  exampleStudy("s2", 2023, {
    country: "Norway",
    setting: "primary",
    modality: "CT",
    published: "2023-01",
    models: "name=Alpha; vendor=Acme | name=Gamma; vendor=NR",
    result: "better",
    metrics: "accuracy 60% (3/5)",
  }),
  exampleStudy("s3", 2023, {
    country: "Chile",
    setting: "ward at home",
    modality: "ultrasound; thermography",
    published: "2023",
    blinded: "no",
    models: "NR",
    result: "equal",
    metrics: "NR",
  }),
  exampleStudy("s4", 2023, {
    country: "NR",
    setting: "hospital",
    modality: "NR",
    blinded: "yes",
    result: "mixed",
  }),
  exampleStudy("s5", undefined, { country: "Chile", result: "not tested" }),
  exampleStudy("s6", 2021, { country: "Chile", setting: "hospital", modality: "CT" }, "retracted"),
];
