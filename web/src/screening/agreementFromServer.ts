import type {
  AgreementReport,
  AgreementView,
  Estimate,
  PairAgreement,
  SchemeAgreement,
} from "@chartroom/core/screening";
import { DECISIONS, type Decision } from "../ui/Decision.tsx";
import { counted } from "../ui/number.ts";
import type { Agreement, AgreementPair, Coefficient } from "./AgreementView.tsx";

type Names = ReadonlyMap<string, string>;

const COEFFICIENTS = {
  percent: ["Share of the same answer", "Wilson's interval (Wilson 1927)"],
  kappa: ["Cohen's kappa", "Cohen 1960"],
  ac1: ["Gwet's AC1", "Gwet 2008"],
  pabak: ["PABAK", "Byrt, Bishop & Carlin 1993"],
  fleiss: ["Fleiss' kappa", "Fleiss 1971"],
  alpha: ["Krippendorff's alpha", "Krippendorff 2011"],
} as const;

/** Two digits after the point, and no zero with a sign. */
export function decimal(value: number): string {
  const text = value.toFixed(2);
  return text === "-0.00" ? "0.00" : text;
}

function coefficient(name: keyof typeof COEFFICIENTS, estimate: Estimate | null): Coefficient[] {
  if (estimate === null) return [];
  const [words, source] = COEFFICIENTS[name];
  const { interval } = estimate;
  return [
    {
      name: words,
      value: estimate.value,
      source,
      ...(interval !== null && { interval: [interval.low, interval.high] as const }),
    },
  ];
}

function crossTable(
  table: PairAgreement<Decision>["table"],
  categories: readonly Decision[],
): AgreementPair["table"] {
  const cell = (row: Decision, column: Decision) =>
    table[categories.indexOf(row)]?.[categories.indexOf(column)] ?? 0;
  const rows = DECISIONS.map((row) => [
    row,
    Object.fromEntries(DECISIONS.map((column) => [column, cell(row, column)])),
  ]);
  return Object.fromEntries(rows) as AgreementPair["table"];
}

function direction(first: string, second: string, pair: PairAgreement<string>): string | undefined {
  const { firstMoreInclusive: a, secondMoreInclusive: b } = pair;
  if (a + b === 0) return undefined;
  if (a === b)
    return `Where they differ, each let ${counted(a, "record")} go forward that the other excluded.`;
  const [more, less] = a > b ? [first, second] : [second, first];
  return `${more} let ${counted(Math.max(a, b), "record")} go forward that ${less} excluded; ${counted(Math.min(a, b), "record")} the other way round.`;
}

function pairs({ forward, separate, informative, includes }: AgreementReport, names: Names): AgreementPair[] {
  return forward.pairs.map((pair) => {
    const first = names.get(pair.first) ?? pair.first;
    const second = names.get(pair.second) ?? pair.second;
    const whole = separate.pairs.find((one) => one.first === pair.first && one.second === pair.second);
    return {
      readers: [first, second],
      things: pair.items,
      observed: pair.items === 0 ? 0 : pair.agreeing / pair.items,
      coefficients: (["percent", "kappa", "ac1", "pabak"] as const).flatMap((name) =>
        coefficient(name, pair[name]),
      ),
      // without a maybe anywhere the scheme has no column for it
      table: crossTable(whole?.table ?? [], separate.categories),
      direction: direction(first, second, pair),
      ...(!informative && {
        notInformative: `${counted(includes, "include")} among these records; with fewer than three, single records decide every coefficient. Add key papers that both should include.`,
      }),
    };
  });
}

function overall({ percent, ac1, fleiss, alpha }: SchemeAgreement<string>): Coefficient[] {
  return [
    ...coefficient("percent", percent),
    ...coefficient("fleiss", fleiss),
    ...coefficient("ac1", ac1),
    ...coefficient("alpha", alpha),
  ];
}

/** A report on agreement as the tables show it: maybe counts as going forward in all figures, and has its own row in the tables. */
export function agreementOf(stage: Agreement["stage"], report: AgreementReport, names: Names): Agreement {
  return {
    stage,
    pairs: pairs(report, names),
    overall: report.raters.length > 2 ? overall(report.forward) : [],
  };
}

/** Agreement of a stage, by who votes: people, or people and machines apart. */
export function agreementGroups(views: readonly AgreementView[]): { group: string; agreement: Agreement }[] {
  return views
    .filter(({ report }) => report.items.shared > 0)
    .map(({ stage, group, raters, report }) => ({
      group,
      agreement: agreementOf(stage, report, new Map(raters.map(({ id, name }) => [id, name]))),
    }));
}

/** The figures of a report in one line: "87 % the same on 120 records, AC1 0.81 (0.72 to 0.90)". */
export function agreementLine(report: AgreementReport): string {
  const { allAgree, ac1, kappa } = report.forward;
  if (allAgree.share === null) return "No record has two independent votes yet.";
  const share = `${(allAgree.share.value * 100).toFixed(0)} % the same on ${counted(allAgree.items, "record")}`;
  const figure = (name: string, estimate: Estimate | null) => {
    if (estimate === null) return [];
    const { interval, value } = estimate;
    return [
      `${name} ${decimal(value)}${interval === null ? "" : ` (${decimal(interval.low)} to ${decimal(interval.high)})`}`,
    ];
  };
  const figures = report.informative
    ? [...figure("kappa", kappa), ...figure("AC1", ac1)]
    : ["too few includes for a coefficient"];
  return [share, ...figures].join(", ");
}
