import type { Block, Section } from "../block.ts";
import { paragraph, paragraphs } from "../block.ts";
import type { ReportInput, ReportMachineUse } from "../input.ts";
import {
  chartingSentences,
  dedupSentences,
  ELEMENT_WORDS,
  machineSentences,
  protocolSentences,
  searchSentences,
  stageSentences,
} from "../methods.ts";
import { dateWords, figures, listed, sentence } from "../words.ts";

const KIND_WORDS = {
  database: "Database",
  register: "Register",
  website: "Website",
  organisation: "Organisation",
  citation_searching: "Citation searching",
  hand_search: "Hand searching",
  other: "Other",
} as const;

function joined(sentences: readonly string[]): Block {
  return paragraph(sentences.filter((text) => text !== "").join(" "));
}

function protocolPart(input: ReportInput): Section {
  const blocks: Block[] = [joined(protocolSentences(input))];
  if (input.versions.length > 1) {
    blocks.push({
      kind: "table",
      caption: "Versions",
      head: ["Version", "Date", "Note"],
      rows: input.versions.map((version) => [version.name, dateWords(version.date), version.note ?? ""]),
    });
  }
  if (input.amendments.length > 0) {
    blocks.push({
      kind: "table",
      caption: "Amendments of the protocol",
      head: ["Date", "Change", "Reason", "Outcomes re-opened"],
      numeric: [3],
      rows: input.amendments.map((change) => [
        dateWords(change.date),
        change.reopens === undefined
          ? change.what
          : `${sentence(change.what)} Re-opened: ${listed(change.reopens)}.`,
        change.reason,
        String(change.reopened ?? 0),
      ]),
    });
  }
  return { id: "protocol", title: "Protocol and registration", blocks };
}

function eligibilityPart(input: ReportInput): Section {
  const { criteria, years, languages } = input.protocol;
  const blocks: Block[] = [];
  if (criteria.length > 0) {
    blocks.push({
      kind: "table",
      caption: "Eligibility criteria",
      head: ["Element", "Include", "Exclude", "Rationale"],
      rows: criteria.map((one) => [ELEMENT_WORDS[one.element], one.include, one.exclude, one.rationale]),
    });
  }
  const limits = [
    years.from === undefined && years.to === undefined
      ? ""
      : `Years: ${years.from ?? "any"} to ${years.to ?? "the day of the search"}.`,
    languages.length === 0 ? "" : `Languages: ${listed(languages)}.`,
  ];
  if (limits.some((text) => text !== "")) blocks.push(joined(limits));
  return { id: "eligibility", title: "Eligibility criteria", blocks };
}

function sourcesPart(input: ReportInput): Section {
  const lastOf = (id: string) =>
    input.runs
      .filter((run) => run.source === id && run.withdrawn === undefined)
      .map((run) => run.date)
      .sort()
      .at(-1);
  const rows = input.sources.map((source) => {
    const last = lastOf(source.id);
    return [
      source.name,
      KIND_WORDS[source.kind],
      source.platform ?? "",
      [source.coverage ?? "", source.note ?? ""].filter((text) => text !== "").join(". "),
      last === undefined ? "not searched" : dateWords(last),
    ];
  });
  return {
    id: "sources",
    title: "Information sources",
    blocks:
      rows.length === 0
        ? []
        : [
            {
              kind: "table",
              caption: "Information sources",
              head: ["Source", "Kind", "Platform", "Coverage", "Last searched"],
              rows,
            },
          ],
  };
}

/** What one model did: its name and maker, its task, when, and how much. */
function useWords(use: ReportMachineUse): string {
  const name = [use.model, use.version ?? "", use.provider === undefined ? "" : `(${use.provider})`];
  return [
    `${name.filter((part) => part !== "").join(" ")}: ${use.task}`,
    use.dates ?? "",
    use.suggestions === undefined
      ? ""
      : `${figures(use.suggestions, "suggestion")}, of which people took up ${use.accepted ?? 0}`,
    use.votes === undefined ? "" : figures(use.votes, "vote"),
  ]
    .filter((part) => part !== "")
    .join("; ");
}

/** Uses of machines of which the same is to be said, together and in their order. */
function alike(uses: readonly ReportMachineUse[]): ReportMachineUse[][] {
  const groups = new Map<string, ReportMachineUse[]>();
  for (const use of uses) {
    const key = JSON.stringify([use.oversight, use.measured, use.limits, use.prompt, use.promptHash]);
    groups.set(key, [...(groups.get(key) ?? []), use]);
  }
  return [...groups.values()];
}

function machinePart(input: ReportInput): Section {
  const blocks: Block[] = [joined(machineSentences(input))];
  for (const uses of alike(input.machineUse)) {
    const [use] = uses;
    if (use === undefined) continue;
    const rows: [string, string | undefined][] = [
      [uses.length === 1 ? "Model" : "Models", `${uses.map(useWords).join(". ")}.`],
      ["Human oversight", use.oversight],
      ["Measured", use.measured ?? "Nothing was measured."],
      ["Limits", use.limits],
      ["Hash of the prompt", use.promptHash],
    ];
    blocks.push({
      kind: "definitions",
      rows: rows.flatMap(([term, text]): [string, string][] => (text === undefined ? [] : [[term, text]])),
    });
    if (use.prompt !== undefined)
      blocks.push({ kind: "verbatim", label: `Prompt for ${use.model}`, text: use.prompt });
  }
  return { id: "machines", title: "Use of automation and AI", blocks };
}

/** The methods, in sentences computed from the settings that were really used. */
export function methodSection(input: ReportInput): Section {
  return {
    id: "methods",
    title: "Methods",
    blocks: [],
    parts: [
      protocolPart(input),
      eligibilityPart(input),
      sourcesPart(input),
      { id: "search", title: "Search", blocks: [joined(searchSentences(input))] },
      { id: "deduplication", title: "Deduplication", blocks: [joined(dedupSentences(input))] },
      {
        id: "selection",
        title: "Selection of sources of evidence",
        blocks: [joined(stageSentences(input, "title_abstract")), joined(stageSentences(input, "full_text"))],
      },
      { id: "charting", title: "Data charting", blocks: [joined(chartingSentences(input))] },
      {
        id: "appraisal",
        title: "Critical appraisal",
        blocks: input.protocol.appraisal === "" ? [] : [paragraph(sentence(input.protocol.appraisal))],
      },
      {
        id: "synthesis-methods",
        title: "Synthesis of results",
        blocks: paragraphs(input.narrative.synthesisMethods),
      },
      machinePart(input),
      {
        id: "deviations",
        title: "Deviations from the protocol",
        blocks:
          input.deviations.length === 0
            ? [paragraph("None is recorded.")]
            : [{ kind: "list", items: input.deviations }],
      },
    ],
  };
}
