import type { ReportInput } from "./input.ts";

/** One line of the PRISMA-ScR checklist for this report. */
export interface ChecklistItem {
  item: number;
  part: string;
  title: string;
  /** What the item asks, in short. */
  asks: string;
  /** Ids of the report's sections that answer it. */
  answeredIn: string[];
  /** What is still to be written or recorded. */
  missing?: string;
}

type Rule = [
  part: string,
  title: string,
  asks: string,
  sections: string[],
  missing: (input: ReportInput) => string | undefined,
];

function needs(there: boolean, otherwise: string): string | undefined {
  return there ? undefined : otherwise;
}

function written(texts: readonly string[] | undefined): boolean {
  return (texts ?? []).some((text) => text.trim() !== "");
}

const RULES: readonly Rule[] = [
  [
    "Title",
    "Title",
    "Says in the title that this is a scoping review.",
    ["top"],
    (input) => needs(/scoping/i.test(input.protocol.title), "The title does not call this a scoping review."),
  ],
  [
    "Abstract",
    "Structured summary",
    "Sums up why, what, where, how, the results and what follows.",
    ["summary"],
    (input) => needs(written(input.narrative.summary), "The conclusions in the summary are not written."),
  ],
  [
    "Introduction",
    "Rationale",
    "Says what is known and why a scoping review is the way to go.",
    ["rationale"],
    (input) =>
      needs(
        input.protocol.rationale.trim() !== "" || written(input.narrative.rationale),
        "The protocol gives no rationale.",
      ),
  ],
  [
    "Introduction",
    "Objectives",
    "States the questions with population, concept and context.",
    ["objectives"],
    (input) =>
      needs(
        input.protocol.question.trim() !== "" || input.protocol.objectives.length > 0,
        "No question and no objective is stated.",
      ),
  ],
  [
    "Methods",
    "Protocol and registration",
    "Says whether and where a protocol can be read, with its registration.",
    ["protocol"],
    (input) =>
      needs(input.protocol.registration !== undefined, "No registration of the protocol is recorded."),
  ],
  [
    "Methods",
    "Eligibility criteria",
    "Gives the criteria, limits of years, languages and status, and why.",
    ["eligibility"],
    (input) =>
      needs(
        input.protocol.criteria.length > 0 &&
          input.protocol.criteria.every((criterion) => criterion.rationale.trim() !== ""),
        input.protocol.criteria.length === 0 ? "No criterion is recorded." : "A criterion has no rationale.",
      ),
  ],
  [
    "Methods",
    "Information sources",
    "Lists every source with its coverage, and when it was last searched.",
    ["sources"],
    (input) => needs(input.sources.length > 0 && input.runs.length > 0, "No search run is recorded."),
  ],
  [
    "Methods",
    "Search",
    "Prints the whole search of at least one database, limits included.",
    ["search", "strategies"],
    (input) =>
      needs(
        input.runs.some((run) => run.text.trim() !== ""),
        "No search text is recorded.",
      ),
  ],
  [
    "Methods",
    "Selection of sources",
    "Tells how sources were screened, and by whom.",
    ["selection"],
    () => undefined,
  ],
  [
    "Methods",
    "Data charting",
    "Tells how data were charted, piloted, doubled, and asked of authors.",
    ["charting"],
    (input) =>
      needs(input.charting.authorsContacted !== undefined, "Whether authors were asked is not recorded."),
  ],
  [
    "Methods",
    "Data items",
    "Lists and defines everything that was charted.",
    ["data-items"],
    (input) => needs(input.form.sections.length > 0, "The charting form is empty."),
  ],
  [
    "Methods",
    "Critical appraisal",
    "If it was done: why, how, and what use was made of it.",
    ["appraisal"],
    (input) => needs(input.protocol.appraisal.trim() !== "", "Whether sources were appraised is not said."),
  ],
  [
    "Methods",
    "Synthesis",
    "Tells how the charted data were handled and summed up.",
    ["synthesis-methods"],
    (input) =>
      needs(
        written(input.narrative.synthesisMethods) || input.figures.length > 0,
        "No figure and no account of the synthesis.",
      ),
  ],
  [
    "Results",
    "Selection of sources",
    "Counts sources at each stage with reasons, best in a flow diagram.",
    ["flow", "excluded"],
    () => undefined,
  ],
  [
    "Results",
    "Characteristics of sources",
    "Describes each source, with its citation.",
    ["characteristics"],
    (input) => needs(input.studies.length > 0, "No study is included."),
  ],
  ["Results", "Appraisal within sources", "If it was done: its results.", ["appraisal"], () => undefined],
  [
    "Results",
    "Results of individual sources",
    "Gives what was charted for each source.",
    ["individual"],
    (input) =>
      needs(
        input.studies.some((study) => Object.keys(study.values).length > 0),
        "Nothing is charted.",
      ),
  ],
  [
    "Results",
    "Synthesis",
    "Sums up the results as they bear on the questions.",
    ["map"],
    (input) =>
      needs(
        written(input.narrative.results) || input.figures.length > 0 || (input.tables ?? []).length > 0,
        "No synthesis of the results.",
      ),
  ],
  [
    "Discussion",
    "Summary of evidence",
    "Sums up the main results and what they mean to whom.",
    ["evidence"],
    (input) => needs(written(input.narrative.evidence), "The summary of the evidence is not written."),
  ],
  [
    "Discussion",
    "Limitations",
    "Says what limits the review process.",
    ["limitations"],
    (input) => needs(written(input.narrative.limitations), "Only what the record itself shows is listed."),
  ],
  [
    "Discussion",
    "Conclusions",
    "Reads the results in the light of the questions, with next steps.",
    ["conclusions"],
    (input) => needs(written(input.narrative.conclusions), "The conclusions are not written."),
  ],
  [
    "Funding",
    "Funding",
    "Names who paid for the sources and for the review.",
    ["funding"],
    (input) =>
      needs(
        input.protocol.funding.trim() !== "" && (input.sourcesFunding ?? "").trim() !== "",
        input.protocol.funding.trim() === ""
          ? "The review's funding is not stated."
          : "The funding of the sources is not stated.",
      ),
  ],
];

/**
 * The 22 items of PRISMA-ScR (Tricco AC et al., Ann Intern Med 2018;169:467-473) in this program's own words,
 * each with the sections that answer it and what is missing in this report.
 */
export function prismaScrChecklist(input: ReportInput): ChecklistItem[] {
  return RULES.map(([part, title, asks, answeredIn, missing], at) => {
    const lacking = missing(input);
    return {
      item: at + 1,
      part,
      title,
      asks,
      answeredIn,
      ...(lacking === undefined ? {} : { missing: lacking }),
    };
  });
}
