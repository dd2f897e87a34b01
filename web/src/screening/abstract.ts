/** One part of an abstract; `heading` as the journal wrote it, absent where the text just begins. */
export interface AbstractSection {
  readonly heading?: string;
  readonly text: string;
}

/** Headings of structured abstracts in MEDLINE and common journal styles, without their colon. */
const KNOWN = [
  "abstract",
  "aim",
  "aims",
  "background",
  "conclusion",
  "conclusions",
  "context",
  "design",
  "discussion",
  "evidence acquisition",
  "evidence synthesis",
  "findings",
  "importance",
  "interpretation",
  "intervention",
  "interventions",
  "introduction",
  "key points",
  "limitations",
  "main outcome measures",
  "main outcomes and measures",
  "main results",
  "material and methods",
  "materials and methods",
  "method",
  "methods",
  "objective",
  "objectives",
  "outcome measures",
  "participants",
  "patients",
  "patients and methods",
  "purpose",
  "rationale",
  "relevance",
  "result",
  "results",
  "setting",
  "significance",
  "study design",
  "unlabelled",
];
/** At the start or after a sentence: words in capitals, or a known heading, then a colon. */
const HEADING = new RegExp(
  String.raw`(?<=^\s*|[.!?)\]]\s+|\n\s*)(?:([A-Z][A-Z /&,-]{2,60}[A-Z])|(${KNOWN.map((name) => name.charAt(0).toUpperCase() + name.slice(1)).join("|")})):\s*`,
  "g",
);

/**
 * Splits a structured abstract at its headings (`BACKGROUND: …`, `Methods: …`); one section without heading
 * where it has none. No word is lost: only the colons and the spaces between sections go.
 */
export function sectionsOf(abstract: string): readonly AbstractSection[] {
  const hits = [...abstract.matchAll(HEADING)];
  const sections: AbstractSection[] = [];
  const opening = abstract.slice(0, hits[0]?.index ?? abstract.length).trim();
  if (opening !== "") sections.push({ text: opening });
  hits.forEach((hit, at) => {
    const text = abstract.slice(hit.index + hit[0].length, hits[at + 1]?.index ?? abstract.length).trim();
    sections.push({ heading: (hit[1] ?? hit[2] ?? "").trim(), text });
  });
  return sections;
}
