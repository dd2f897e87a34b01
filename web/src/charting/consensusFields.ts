import { compareValues, fieldsOf, type Form, type StudyChart } from "@chartroom/core/charting";
import type { Charted, ConsensusField } from "./ConsensusView.tsx";

type Chart = StudyChart["charts"][number];

function charted(chart: Chart, field: string): Charted {
  const found = chart.values.find((value) => value.field === field);
  return { value: found?.value, evidence: found?.evidence };
}

/** The two charts that a consensus is about: those that are finished, people before machines. */
export function pairOf(charts: readonly Chart[]): readonly [Chart, Chart] | undefined {
  const [a, b] = charts
    .filter(({ finished }) => finished)
    .toSorted((x, y) => Number(x.machine) - Number(y.machine) || (x.name < y.name ? -1 : 1));
  return a === undefined || b === undefined ? undefined : [a, b];
}

/** Every field of the form with both charts' values, whether they say the same, and what was agreed. */
export function consensusFields(
  form: Form,
  [a, b]: readonly [Chart, Chart],
  consensus: StudyChart["consensus"],
): ConsensusField[] {
  return fieldsOf(form).map((field) => {
    const [one, other] = [charted(a, field.id), charted(b, field.id)];
    const { likeness } = compareValues(field, one.value, other.value);
    const agreed = consensus.find((value) => value.field === field.id);
    const from = agreed?.from === a.chartist ? "a" : agreed?.from === b.chartist ? "b" : "new";
    return {
      field,
      a: one,
      b: other,
      same: likeness === "same" || likeness === "neither",
      final: agreed && { value: agreed.value, from },
    };
  });
}
