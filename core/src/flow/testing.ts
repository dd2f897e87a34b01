import * as fc from "fast-check";
import type { Counts } from "./counts.ts";

/** An invented review: 312 records from two databases, 18 studies included. */
export function workedExample(): Counts {
  return {
    identified: 312,
    identifiedBySource: { PubMed: 180, Scopus: 132 },
    duplicates: 70,
    removed: { automation: 0, other: 0 },
    screened: 242,
    excluded: { human: 200, automation: 0 },
    left: 0,
    inProgress: 0,
    sought: 42,
    notRetrieved: 2,
    assessed: 40,
    fullTextExcluded: { X1: 8, X2: 12 },
    ongoing: 0,
    awaitingClassification: 0,
    fullTextInProgress: 0,
    studiesIncluded: 18,
    reportsIncluded: 20,
    leftOutOfSynthesis: 0,
  };
}

/** An invented review in which every box has something in it. */
export function fullExample(): Counts {
  return {
    identified: 4218,
    identifiedBySource: { PubMed: 1204, "Embase (Ovid)": 1711, Scopus: 1093, "ClinicalTrials.gov": 210 },
    duplicates: 1630,
    removed: { automation: 24, other: 3 },
    screened: 2500,
    excluded: { human: 2100, automation: 188 },
    left: 41,
    inProgress: 20,
    sought: 212,
    notRetrieved: 9,
    assessed: 199,
    fullTextExcluded: { X1: 40, X2: 61, X3: 5, X9: 2 },
    fullTextExcludedByAutomation: { X2: 3 },
    ongoing: 4,
    awaitingClassification: 2,
    fullTextInProgress: 4,
    studiesIncluded: 78,
    reportsIncluded: 85,
    leftOutOfSynthesis: 2,
  };
}

/** Invented other methods, whose reports were sought without screening. */
export function otherExample(): Counts {
  return {
    identified: 64,
    identifiedBySource: { "Society websites": 12, "Backward citation searching": 30, "Experts' lists": 22 },
    duplicates: 20,
    removed: { automation: 0, other: 0 },
    screened: 44,
    excluded: { human: 0, automation: 0 },
    left: 0,
    inProgress: 0,
    sought: 44,
    notRetrieved: 3,
    assessed: 41,
    fullTextExcluded: { X1: 20, X2: 11 },
    ongoing: 0,
    awaitingClassification: 0,
    fullTextInProgress: 0,
    studiesIncluded: 9,
    reportsIncluded: 10,
    leftOutOfSynthesis: 0,
  };
}

const FATES = [
  "automation",
  "other",
  "left",
  "in progress",
  "excluded by humans",
  "excluded by automation",
  "not retrieved",
  "X1",
  "X2",
  "ongoing",
  "awaiting classification",
  "full text in progress",
  "included",
] as const;

/** What became of each citation, and how many records it has in each source. */
export type Fates = { fate: (typeof FATES)[number]; pubmed: number; scopus: number }[];

export const fates: fc.Arbitrary<Fates> = fc.array(
  fc.record({
    fate: fc.constantFrom(...FATES),
    pubmed: fc.integer({ min: 1, max: 3 }),
    scopus: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 60 },
);

/** Counts by looking at each citation in turn, without any of the identities. */
export function countsOf(history: Fates): Counts {
  const of = (...wanted: (typeof FATES)[number][]) =>
    history.filter((citation) => wanted.includes(citation.fate)).length;
  const pubmed = history.reduce((sum, citation) => sum + citation.pubmed, 0);
  const scopus = history.reduce((sum, citation) => sum + citation.scopus, 0);
  const atFullText = ["X1", "X2", "ongoing", "awaiting classification", "included"] as const;
  return {
    identified: pubmed + scopus,
    identifiedBySource: { PubMed: pubmed, Scopus: scopus },
    duplicates: history.reduce((sum, citation) => sum + citation.pubmed + citation.scopus - 1, 0),
    removed: { automation: of("automation"), other: of("other") },
    screened: of(
      "excluded by humans",
      "excluded by automation",
      "not retrieved",
      "full text in progress",
      ...atFullText,
    ),
    excluded: { human: of("excluded by humans"), automation: of("excluded by automation") },
    left: of("left"),
    inProgress: of("in progress"),
    sought: of("not retrieved", "full text in progress", ...atFullText),
    notRetrieved: of("not retrieved"),
    assessed: of(...atFullText),
    fullTextExcluded: { X1: of("X1"), X2: of("X2") },
    ongoing: of("ongoing"),
    awaitingClassification: of("awaiting classification"),
    fullTextInProgress: of("full text in progress"),
    studiesIncluded: of("included"),
    reportsIncluded: of("included"),
    leftOutOfSynthesis: 0,
  };
}
