import type { ReportText } from "@chartroom/core/reporting";

/** What a text of the report is for, as written on the page. */
export interface ReportPart {
  id: ReportText;
  label: string;
  /** What belongs into it. */
  asks: string;
}

/** The texts that people write, in the order of the report. */
export const PARTS: readonly ReportPart[] = [
  {
    id: "summary",
    label: "Summary: what follows",
    asks: "The conclusions for the abstract; all figures in it come from the record.",
  },
  {
    id: "rationale",
    label: "Rationale",
    asks: "What is known, and why a scoping review; added to what the protocol says.",
  },
  { id: "priorWork", label: "Earlier work", asks: "Reviews on the same question, and how this one differs." },
  {
    id: "otherMethods",
    label: "Other search methods",
    asks: "Citation searching, hand searching, people who were asked (PRISMA-S).",
  },
  {
    id: "contacts",
    label: "Contact with authors",
    asks: "Whether authors were asked for reports or data, and what they answered.",
  },
  {
    id: "peerReview",
    label: "Peer review of the search",
    asks: "Who reviewed the search strategies, by which guideline (PRESS).",
  },
  { id: "updates", label: "Updates of the search", asks: "How and when the searches were run again." },
  { id: "labels", label: "Labels", asks: "What the labels used while screening mean." },
  {
    id: "synthesisMethods",
    label: "Methods of the synthesis",
    asks: "How the charted data were handled and summed up.",
  },
  {
    id: "deviations",
    label: "Deviations from the protocol",
    asks: "What was done otherwise, and why; amendments are listed by themselves.",
  },
  { id: "results", label: "Results of the synthesis", asks: "What the charted data say to the questions." },
  { id: "evidence", label: "Summary of evidence", asks: "The main results and what they mean to whom." },
  {
    id: "limitations",
    label: "Limitations",
    asks: "What limits the review; what the record itself shows is listed by itself.",
  },
  {
    id: "conclusions",
    label: "Conclusions",
    asks: "The results in the light of the questions, with next steps.",
  },
  {
    id: "sourcesFunding",
    label: "Funding of the included sources",
    asks: "Who paid for the studies that are included.",
  },
];
