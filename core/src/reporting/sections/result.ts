import { describeFlow, flowDiagram, formatCount } from "../../flow/index.ts";
import {
  type Block,
  doiLink,
  type Inline,
  paragraph,
  paragraphs,
  type Section,
  type Table,
} from "../block.ts";
import type { ReportInput } from "../input.ts";
import { characteristicFields, valueText } from "../value.ts";
import { estimateWords, figures } from "../words.ts";
import { includedTotals } from "./background.ts";

const STAGE_WORDS = {
  title_abstract: "Title and abstract",
  full_text: "Full text",
  charting: "Charting",
} as const;

function flowPart(input: ReportInput): Section {
  const included = includedTotals(input);
  return {
    id: "flow",
    title: "Selection of sources of evidence",
    blocks: [
      paragraph(
        `${figures(included.studies, "study", "studies")} in ${figures(included.reports, "report")} ` +
          `${included.studies === 1 ? "is" : "are"} included. The diagram shows what became of every record.`,
      ),
      {
        kind: "figure",
        id: "figure-flow",
        title: "PRISMA 2020 flow diagram",
        alt: describeFlow(input.flow),
        svg: flowDiagram(input.flow, { theme: "auto" }),
        own: true,
      },
    ],
  };
}

function agreementPart(input: ReportInput): Section {
  const blocks: Block[] =
    input.agreement.length === 0
      ? []
      : [
          {
            kind: "table",
            caption: "Agreement of independent decisions, with 95 % intervals",
            head: ["Stage", "Measured on", "n", "Agreement", "Cohen’s kappa", "Gwet’s AC1", "Note"],
            numeric: [2, 3, 4, 5],
            rows: input.agreement.map((row) => [
              STAGE_WORDS[row.stage],
              row.label,
              formatCount(row.n),
              estimateWords(row.percent, 1, " %"),
              estimateWords(row.kappa, 2),
              estimateWords(row.ac1, 2),
              row.note ?? "",
            ]),
          },
          paragraph(
            "Kappa falls when includes are rare, however well people agree; agreement in percent and AC1 stand beside it for that reason.",
          ),
        ];
  return { id: "agreement", title: "Agreement", blocks };
}

function characteristicsPart(input: ReportInput): Section {
  if (input.studies.length === 0) return { id: "characteristics", title: "Characteristics", blocks: [] };
  const fields = characteristicFields(input.form, input.characteristics);
  const rows = input.studies.map((study) => [
    [{ text: study.label, href: `#study-${study.id}` }] as Inline[],
    study.year === undefined ? "" : String(study.year),
    [
      study.title,
      ...(study.journal === undefined ? [] : [`. `, { text: study.journal, style: "emphasis" as const }]),
      ...(study.doi === undefined ? [] : [". ", doiLink(study.doi)]),
    ],
    ...fields.map((field) => valueText(field, study.values[field.id])),
  ]);
  return {
    id: "characteristics",
    title: "Characteristics of sources of evidence",
    blocks: [
      {
        kind: "table",
        caption: `Characteristics of the ${figures(input.studies.length, "study", "studies")}`,
        head: ["Study", "Year", "Title", ...fields.map((field) => field.label)],
        numeric: [1],
        rows,
        dense: true,
      },
    ],
  };
}

/** The included studies that no figure counts, each with its reason. */
function leftOutTable(input: ReportInput): Block[] {
  const rows = input.studies.flatMap((study): Inline[][][] =>
    study.leftOut === undefined
      ? []
      : [[[{ text: study.label, href: `#study-${study.id}` }], [study.title], [study.leftOut]]],
  );
  if (rows.length === 0) return [];
  const caption = `${figures(rows.length, "study", "studies")} included, but left out of the synthesis`;
  return [{ kind: "table", caption, head: ["Study", "Title", "Reason"], rows }];
}

function mapPart(input: ReportInput): Section {
  const tables = (input.tables ?? []).map((table): Table => {
    const numeric = table.head
      .map((_, at) => at)
      .filter((at) => table.rows.every((row) => typeof row[at] === "number"));
    return {
      kind: "table",
      caption: table.title,
      head: table.head,
      rows: table.rows.map((row) => row.map(String)),
      numeric,
    };
  });
  return {
    id: "map",
    title: "Synthesis of results",
    blocks: [
      ...paragraphs(input.narrative.results),
      ...leftOutTable(input),
      ...input.figures.map((figure): Block => ({ kind: "figure", ...figure, id: `figure-${figure.id}` })),
      ...tables,
    ],
  };
}

function comparisonPart(input: ReportInput): Section {
  const rows = input.comparison ?? [];
  const apart = rows.flatMap((row): Block[] =>
    row.exceptions === undefined || row.exceptions.length === 0
      ? []
      : [
          { kind: "heading", text: `Studies to look at: ${row.published}` },
          { kind: "list", items: row.exceptions },
        ],
  );
  return {
    id: "comparison",
    title: "Beside the published review",
    blocks:
      rows.length === 0
        ? []
        : [
            {
              kind: "table",
              caption: "Findings of this review beside those of a published one",
              head: ["Published", "This review", "In full", "Note", "Source"],
              rows: rows.map((row) => [row.published, row.question, row.here, row.note ?? "", row.source]),
            },
            ...apart,
          ],
  };
}

export function resultSection(input: ReportInput): Section {
  return {
    id: "results",
    title: "Results",
    blocks: [],
    parts: [
      flowPart(input),
      agreementPart(input),
      characteristicsPart(input),
      mapPart(input),
      comparisonPart(input),
    ],
  };
}
