import type { ScreenRecord } from "../screening/record.ts";

// Invented records: no such paper, person or journal exists.
const blank = { flags: [], keywords: [], language: "en" } as const;

export const RECORDS: readonly ScreenRecord[] = [
  {
    ...blank,
    citation: "c1",
    title: "A large language model that drafts structured chest radiograph reports: a two-reader evaluation",
    authors: [
      { family: "Example", given: "A." },
      { family: "Sample", given: "B. C." },
      { family: "Placeholder", given: "D." },
    ],
    journal: "Invented Journal of Imaging",
    year: 2024,
    sources: ["PubMed", "Embase", "Google Scholar"],
    doi: "10.0000/invented.1",
    pmid: "00000001",
    abstract:
      "BACKGROUND: Free-text radiology reports vary in what they say and where they say it. A large language model may turn dictation into a structured report, but errors of omission are hard to see. PURPOSE: To measure how often radiologists accept a drafted report without change. METHODS: Two radiologists with nine and fourteen years of practice read 240 invented chest radiographs with drafts from a general-purpose model and from a model adapted to radiology. They marked omissions, additions and changes of meaning. RESULTS: Of the adapted model's drafts, 171 of 240 (71 %) were accepted unchanged, against 118 of 240 (49 %) of the general model's. Omissions were the commonest fault in both. Neither model outperformed the radiologists' own reports. CONCLUSION: Drafts save typing, not reading. This is not a systematic review of earlier work.",
    keywords: ["Radiology", "Large language models", "Structured reporting", "Radiography, Thoracic"],
  },
  {
    ...blank,
    citation: "c2",
    title: "Chatbots in everything: a narrative review of hopes and fears",
    authors: [{ family: "Nobody", given: "N." }],
    journal: "Annals of Invented Medicine",
    year: 2023,
    sources: ["Embase"],
    abstract:
      "We look back on two years of headlines and ahead to the next two. No data of our own are presented.",
  },
  {
    ...blank,
    citation: "c3",
    title:
      "Plain-language translation of magnetic resonance imaging reports for patients by a multimodal model",
    authors: [{ family: "Example", given: "A." }, { literal: "The Invented Readers Group" }],
    journal: "Invented Radiology Letters",
    year: 2024,
    sources: ["PubMed", "IEEE Xplore"],
  },
  {
    ...blank,
    citation: "c4",
    title: "Reader study of a vision-language model on invented emergency computed tomography scans",
    authors: [{ family: "Specimen", given: "S." }],
    journal: "Journal of Examples",
    year: 2022,
    sources: ["Google Scholar"],
    flags: [{ kind: "retracted", basis: "Title of the record begins with “RETRACTED:” (invented)." }],
    abstract: "Objective: To compare a model with five readers. Results: The readers were better.",
  },
];
