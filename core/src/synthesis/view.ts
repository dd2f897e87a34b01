import { UserError } from "../base/error.ts";
import { fieldsOf, type Form, formSchema } from "../charting/index.ts";
import { formRows, studiesForSynthesis } from "../charting/store.ts";
import type { ViewTx } from "../ledger/index.ts";
import { barChart, tally } from "./bar-chart.ts";
import { comparison } from "./comparison.ts";
import { comparisonChart } from "./comparison-chart.ts";
import type { DimensionOption, SynthesisView } from "./contracts.ts";
import { evaluateFindings } from "./findings.ts";
import { describeComparison, describeCorpus, describeField } from "./narrative.ts";
import { choiceInForce } from "./store/choice.ts";
import { timeline } from "./timeline.ts";
import { timelineChart } from "./timeline-chart.ts";

const DIMENSION_TYPES = new Set(["choice", "many", "yesno", "number"]);

/** The fields by which studies can be grouped. */
export function dimensionsOf(form: Form): DimensionOption[] {
  const options: DimensionOption[] = [
    { path: "year", label: "Year" },
    { path: "journal", label: "Journal" },
  ];
  for (const field of fieldsOf(form)) {
    if (field.type === "group") {
      for (const inner of field.fields) {
        if (DIMENSION_TYPES.has(inner.type) || inner.type === "text")
          options.push({ path: `${field.id}.${inner.id}`, label: `${field.label}: ${inner.label}` });
      }
    } else if (DIMENSION_TYPES.has(field.type) || (field.type === "text" && !field.long))
      options.push({ path: field.id, label: field.label });
  }
  return options;
}

/** The form in force. Throws UserError `chart.no-form`. */
export async function formOf(tx: ViewTx): Promise<Form> {
  const last = (await formRows(tx)).at(-1);
  if (last === undefined) {
    throw new UserError("chart.no-form", "Nothing is charted yet: there is no charting form.", {
      hint: "State a form under Charting; the synthesis is computed from its values.",
    });
  }
  return formSchema.parse(JSON.parse(last.form));
}

/** Everything that the synthesis shows, computed now. */
export async function viewOf(
  tx: ViewTx,
  drawing: { colours: "variables" | "fixed" } = { colours: "variables" },
): Promise<SynthesisView> {
  const form = await formOf(tx);
  const studies = await studiesForSynthesis(tx);
  const { choice } = await choiceInForce(tx);
  const known = new Set(dimensionsOf(form).map((one) => one.path));
  const label = (path: string) => dimensionsOf(form).find((one) => one.path === path)?.label ?? path;
  const fields = choice.fields.filter((path) => known.has(path));
  const counted = studies.filter((study) => study.leftOut === undefined);
  const stacked =
    choice.timeline !== undefined && known.has(choice.timeline) ? { segment: choice.timeline } : {};
  const compared =
    choice.comparison === undefined
      ? undefined
      : comparison(form, studies, {
          ...choice.comparison,
          words: choice.comparison.words,
          ...(choice.comparison.comparator !== undefined && { comparator: choice.comparison.comparator }),
        } as Parameters<typeof comparison>[2]);
  return {
    studies: counted.length,
    choice,
    corpus: describeCorpus(studies),
    sentences: fields.map((path) => describeField(form, studies, path)),
    timeline:
      counted.length === 0
        ? undefined
        : timelineChart(timeline(form, studies, stacked), {
            title: "Studies by year of publication",
            ...drawing,
          }),
    bars: fields.map((path) => ({
      path,
      label: label(path),
      svg: barChart(tally(form, studies, path), { title: label(path), sorted: true, ...drawing }),
    })),
    comparison: compared && {
      data: compared,
      svg: comparisonChart(compared, { title: "Results beside the comparator", ...drawing }),
      sentence: describeComparison(compared),
    },
    findings: choice.findings && {
      review: choice.findings.review,
      source: choice.findings.source,
      rows: evaluateFindings(form, studies, choice.findings),
    },
    dimensions: dimensionsOf(form),
  };
}
