import type { AgreementReport, AgreementView } from "@chartroom/core/screening";

interface Estimated {
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** An estimate with its 95 % interval, as a coefficient or in per cent. */
export function estimateText(estimate: Estimated | null, percent = false): string {
  if (estimate === null) return "-";
  const shown = (value: number) => (percent ? (100 * value).toFixed(1) : value.toFixed(2));
  const unit = percent ? " %" : "";
  const { value, interval } = estimate;
  return interval === null
    ? `${shown(value)}${unit}`
    : `${shown(value)}${unit} (${shown(interval.low)} to ${shown(interval.high)})`;
}

/** The figures of an agreement in a few lines. */
export function agreementLines(report: AgreementReport): string[] {
  const { items, includes, informative, forward } = report;
  const coefficient =
    forward.kappa === null
      ? [`Fleiss' kappa ${estimateText(forward.fleiss)}`]
      : [`Cohen's kappa ${estimateText(forward.kappa)}`];
  return [
    `${items.shared} rated by two or more, ${includes} of them with an include`,
    `agreement ${estimateText(forward.percent, true)}, ${coefficient.join(", ")}, AC1 ${estimateText(forward.ac1)}`,
    ...(informative ? [] : ["fewer than three includes: not informative"]),
  ];
}

/** The agreement of a stage by group, in lines. */
export function stageAgreement(views: readonly AgreementView[]): string[] {
  return views.flatMap(({ group, raters, report }) => [
    `${group}: ${raters.map(({ name }) => name).join(", ")}`,
    ...agreementLines(report).map((line) => `  ${line}`),
  ]);
}
