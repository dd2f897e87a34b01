import { type Numbered, numbered } from "./block.ts";
import type { ReportInput } from "./input.ts";
import { appendixSections } from "./sections/appendix.ts";
import { introductionSection, summarySection } from "./sections/background.ts";
import { discussionSection, fundingSection } from "./sections/discussion.ts";
import { methodSection } from "./sections/method.ts";
import { resultSection } from "./sections/result.ts";

function titlesOf(sections: readonly Numbered[]): [id: string, title: string][] {
  return sections.flatMap((section): [string, string][] => [
    [section.id, `${section.number} ${section.title}`],
    ...titlesOf(section.parts),
  ]);
}

/** The sections of the report, numbered, without those in which there is nothing to say. */
export function reportSections(input: ReportInput): Numbered[] {
  const body = [
    summarySection(input),
    introductionSection(input),
    methodSection(input),
    resultSection(input),
    discussionSection(input),
    fundingSection(input),
  ];
  const first = numbered([...body, ...appendixSections(input, new Map())]);
  const titles = new Map([["top", "Title"], ...titlesOf(first)]);
  return numbered([...body, ...appendixSections(input, titles)]);
}

/** "A scoping review", as the type of the protocol says. */
export function reviewTypeWords(input: ReportInput): string {
  const words = {
    scoping: "Scoping review",
    systematic: "Systematic review",
    rapid: "Rapid review",
    map: "Evidence map",
  };
  return words[input.protocol.reviewType];
}
