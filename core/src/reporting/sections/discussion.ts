import { checkFlow, formatCount } from "../../flow/index.ts";
import { type Block, paragraph, paragraphs, type Section } from "../block.ts";
import type { ReportInput } from "../input.ts";
import { sentence } from "../words.ts";

/** What the record itself shows to limit the review; computed, so that nothing is left out by choice. */
export function recordedLimitations(input: ReportInput): string[] {
  const columns = [input.flow.databases, ...(input.flow.other === undefined ? [] : [input.flow.other])];
  const sum = (pick: (counts: (typeof columns)[number]) => number) =>
    columns.reduce((total, counts) => total + pick(counts), 0);
  const limits: [n: number, text: (n: string) => string][] = [
    [sum((c) => c.left), (n) => `Records left unscreened when screening was stopped: ${n}.`],
    [sum((c) => c.inProgress), (n) => `Records whose screening is not finished: ${n}.`],
    [sum((c) => c.notRetrieved), (n) => `Reports that could not be retrieved: ${n}.`],
    [sum((c) => c.fullTextInProgress), (n) => `Reports whose assessment is not finished: ${n}.`],
    [sum((c) => c.awaitingClassification), (n) => `Reports awaiting classification: ${n}.`],
    [sum((c) => c.excluded.automation), (n) => `Records excluded without a human vote: ${n}.`],
    [
      input.stages.title_abstract.conflicts - input.stages.title_abstract.settled,
      (n) => `Open disagreements at title and abstract: ${n}.`,
    ],
    [
      input.stages.full_text.conflicts - input.stages.full_text.settled,
      (n) => `Open disagreements at full text: ${n}.`,
    ],
    [
      input.charting.charters === 2 ? input.charting.studies - input.charting.doubleCharted : 0,
      (n) => `Studies charted by one person where the protocol asks for two: ${n}.`,
    ],
  ];
  return [
    ...limits.filter(([n]) => n > 0).map(([n, text]) => text(formatCount(n))),
    ...(input.stages.title_abstract.rules.votesNeeded === 1
      ? [
          "Titles and abstracts were screened by one person each; a single reviewer misses eligible records that a second would find.",
        ]
      : []),
    ...(input.searchNotes?.peerReview === undefined ? ["No peer review of the search is recorded."] : []),
    ...checkFlow(input.flow).map((problem) => `The counts do not add up. ${sentence(problem)}`),
  ];
}

export function discussionSection(input: ReportInput): Section {
  const recorded = recordedLimitations(input);
  const limitations: Block[] = paragraphs(input.narrative.limitations);
  if (recorded.length > 0) {
    limitations.push(paragraph("What the record of this review itself shows:"), {
      kind: "list",
      items: recorded,
    });
  }
  return {
    id: "discussion",
    title: "Discussion",
    blocks: [],
    parts: [
      { id: "evidence", title: "Summary of evidence", blocks: paragraphs(input.narrative.evidence) },
      { id: "limitations", title: "Limitations", blocks: limitations },
      { id: "conclusions", title: "Conclusions", blocks: paragraphs(input.narrative.conclusions) },
    ],
  };
}

export function fundingSection(input: ReportInput): Section {
  const review = input.protocol.funding === "" ? "Not stated." : sentence(input.protocol.funding);
  const sources = input.sourcesFunding === undefined ? "Not stated." : sentence(input.sourcesFunding);
  return {
    id: "other",
    title: "Funding and team",
    blocks: [],
    parts: [
      {
        id: "funding",
        title: "Funding",
        blocks: [
          {
            kind: "definitions",
            rows: [
              ["This review", review],
              ["Sources included", sources],
            ],
          },
        ],
      },
      {
        id: "team",
        title: "Team",
        blocks:
          input.members.length === 0
            ? []
            : [
                {
                  kind: "table",
                  caption: "Members of the review",
                  head: ["Name", "Role"],
                  rows: input.members.map((member) => [
                    member.name,
                    member.machine === true ? `${member.role} (machine)` : member.role,
                  ]),
                },
              ],
      },
    ],
  };
}
