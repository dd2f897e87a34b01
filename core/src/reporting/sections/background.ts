import { formatCount } from "../../flow/index.ts";
import { type Block, paragraph, paragraphs, type Section } from "../block.ts";
import type { ReportInput } from "../input.ts";
import { dateWords, figures, listed, sentence } from "../words.ts";

/** Studies and reports that the review includes, over both columns and an earlier version. */
export function includedTotals(input: ReportInput): { studies: number; reports: number } {
  const { databases, other, previous, total } = input.flow;
  if (total !== undefined) return total;
  return {
    studies: databases.studiesIncluded + (other?.studiesIncluded ?? 0) + (previous?.studies ?? 0),
    reports: databases.reportsIncluded + (other?.reportsIncluded ?? 0) + (previous?.reports ?? 0),
  };
}

function computedSummary(input: ReportInput): [term: string, text: string][] {
  const { protocol, flow } = input;
  const runs = input.runs.filter((run) => run.withdrawn === undefined);
  const last = runs
    .map((run) => run.date)
    .sort()
    .at(-1);
  const names = [...new Set(runs.map((run) => run.source))].map(
    (id) => input.sources.find((source) => source.id === id)?.name ?? id,
  );
  const identified = flow.databases.identified + (flow.other?.identified ?? 0);
  const screened = flow.databases.screened + (flow.other?.screened ?? 0);
  const assessed = flow.databases.assessed + (flow.other?.assessed ?? 0);
  const included = includedTotals(input);
  const { population, concept, context } = protocol.pcc;
  return [
    ["Objective", sentence(protocol.question !== "" ? protocol.question : (protocol.objectives[0] ?? ""))],
    [
      "Eligibility criteria",
      `Population: ${sentence(population)} Concept: ${sentence(concept)} Context: ${sentence(context)}`,
    ],
    [
      "Sources of evidence",
      last === undefined ? "" : `${listed(names)}; last searched on ${dateWords(last)}.`,
    ],
    [
      "Charting",
      `One chart for each ${input.form.unit}, ${input.charting.charters === 2 ? "by two chartists independently" : "by one chartist"}.`,
    ],
    [
      "Results",
      `Of ${figures(identified, "record")} identified, ${formatCount(screened)} were screened and ${figures(assessed, "report")} assessed in full; ` +
        `${figures(included.studies, "study", "studies")} in ${figures(included.reports, "report")} ${included.studies === 1 ? "is" : "are"} included.`,
    ],
  ];
}

export function summarySection(input: ReportInput): Section {
  const rows = computedSummary(input).filter(([, text]) => text !== "");
  return {
    id: "summary",
    title: "Summary",
    blocks: [{ kind: "definitions", rows }, ...paragraphs(input.narrative.summary)],
  };
}

export function introductionSection(input: ReportInput): Section {
  const { protocol } = input;
  const objectives: Block[] = [
    ...(protocol.question === "" ? [] : [paragraph([{ text: protocol.question, style: "emphasis" }])]),
    ...(protocol.objectives.length === 0 ? [] : [{ kind: "list" as const, items: protocol.objectives }]),
    {
      kind: "definitions",
      rows: [
        ["Population", protocol.pcc.population],
        ["Concept", protocol.pcc.concept],
        ["Context", protocol.pcc.context],
      ],
    },
  ];
  return {
    id: "introduction",
    title: "Introduction",
    blocks: [],
    parts: [
      {
        id: "rationale",
        title: "Rationale",
        blocks: [
          ...(protocol.rationale === "" ? [] : [paragraph(protocol.rationale)]),
          ...paragraphs(input.narrative.rationale),
        ],
      },
      { id: "objectives", title: "Objectives", blocks: objectives },
    ],
  };
}
