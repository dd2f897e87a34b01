import type { Reference } from "../../references/index.ts";
import { type Decided, labelWords, type SentVote, STAGE_WORDS } from "./decisions.ts";

export const TOOL_IDS = ["zotero", "endnote", "rayyan", "covidence"] as const;
export type ToolId = (typeof TOOL_IDS)[number];

/** Another program that takes references, and where it shows what a review decided. */
export interface Tool {
  id: ToolId;
  name: string;
  /** Formats that it reads and that carry the decisions to where it shows them; the first is the one to take. */
  formats: readonly [string, ...string[]];
  /** Where the decisions stand there, and what is to be done, in two or three sentences. */
  about: string;
}

export const TOOLS: readonly Tool[] = [
  {
    id: "zotero",
    name: "Zotero",
    formats: ["ris", "bib", "csl-json"],
    about:
      "Outcome, reason and labels become tags; who decided what stands in a note. In BibTeX and CSL-JSON the note stands in the field Extra.",
  },
  {
    id: "endnote",
    name: "EndNote",
    formats: ["endnote-xml"],
    about:
      "The outcome stands in Label, the reason in Custom 3, labels are keywords, and who decided what stands in Research Notes. Import with the option “EndNote generated XML”.",
  },
  {
    id: "rayyan",
    name: "Rayyan",
    formats: ["ris"],
    about:
      "Decisions, reasons, labels and notes stand in the notes as Rayyan's own exports write them. Of two stages, the later one goes out.",
  },
  {
    id: "covidence",
    name: "Covidence",
    formats: ["ris", "endnote-xml"],
    about:
      "Covidence takes no decisions from a file: export one class at a time and choose the stage when you import it there. Reason and decisions stand in the notes. It takes 15,000 references and 50 MB at a time.",
  },
];

type Labels = Record<string, string>;

function withReason({ decision, reason }: SentVote): string {
  return reason === undefined ? decision : `${decision} (${reason})`;
}

/** Everything that was decided, under names that make one readable note. */
function allLabels(decided: Decided): Labels {
  const labels: Labels = { "chartroom.outcome": decided.outcome };
  if (decided.reason !== undefined) labels["chartroom.reason"] = decided.reason;
  const words = labelWords(decided);
  if (words.length > 0) labels["chartroom.labels"] = words.join(", ");
  for (const vote of decided.votes) {
    labels[`chartroom.${STAGE_WORDS[vote.stage]}, ${vote.name}`] = withReason(vote);
    if (vote.note !== "") labels[`chartroom.note on ${STAGE_WORDS[vote.stage]}, ${vote.name}`] = vote.note;
  }
  return labels;
}

function zotero(reference: Reference, decided: Decided): Reference {
  const tags = [
    `Screening: ${decided.outcome}`,
    ...(decided.reason === undefined ? [] : [`Exclusion reason: ${decided.reason}`]),
    ...labelWords(decided),
  ];
  return {
    ...reference,
    keywords: [...new Set([...reference.keywords, ...tags])],
    labels: { ...reference.labels, ...allLabels(decided) },
  };
}

function endnote(reference: Reference, decided: Decided): Reference {
  return {
    ...reference,
    keywords: [...new Set([...reference.keywords, ...labelWords(decided)])],
    labels: {
      ...reference.labels,
      ...allLabels(decided),
      "endnote.label": decided.outcome,
      ...(decided.reason !== undefined && { "endnote.custom3": decided.reason }),
    },
  };
}

const RAYYAN = { include: "Included", exclude: "Excluded", maybe: "Maybe" } as const;

/** Rayyan parts reasons and labels by commas, and what it writes into a note by bars. */
function listed(words: readonly (string | undefined)[]): string {
  const given = words.filter((word) => word !== undefined && word !== "");
  return [...new Set(given.map((word) => word?.replace(/\s*[,|]\s*/g, "; ")))].join(",");
}

function rayyan(reference: Reference, decided: Decided): Reference {
  // one reference has one decision of each reviewer there
  const last = new Map<string, SentVote>();
  for (const vote of decided.votes) if (last.get(vote.name)?.stage !== "full_text") last.set(vote.name, vote);
  const votes = [...last.values()];
  const labels: Labels = { ...reference.labels };
  for (const { name, decision, note } of votes) {
    labels[`rayyan.inclusion.${name}`] = RAYYAN[decision];
    if (note !== "") labels[`rayyan.notes.${name}`] = note.replace(/\s*\|\s*/g, "; ");
  }
  const agreed = votes.length > 0 && votes.every(({ decision }) => decision === decided.settled);
  if (decided.settled !== undefined && !agreed)
    labels["rayyan.inclusion.Chartroom"] = RAYYAN[decided.settled];
  const reasons = listed([
    ...(labels["rayyan.exclusion-reasons"] ?? "").split(","),
    decided.reason,
    ...votes.map(({ reason }) => reason),
  ]);
  const words = listed([...(labels["rayyan.labels"] ?? "").split(","), ...labelWords(decided)]);
  if (reasons !== "") labels["rayyan.exclusion-reasons"] = reasons;
  if (words !== "") labels["rayyan.labels"] = words;
  labels["chartroom.outcome"] = decided.outcome;
  return { ...reference, labels };
}

function covidence(reference: Reference, decided: Decided): Reference {
  const reason = decided.reason === undefined ? {} : { "covidence.exclusion-reason": decided.reason };
  return { ...reference, labels: { ...reference.labels, ...allLabels(decided), ...reason } };
}

const DRESSED = { zotero, endnote, rayyan, covidence } as const;

/**
 * A reference with what the review decided on it, in the fields where a tool shows it; without a tool as labels,
 * which every format carries in its notes or in a column of their own.
 */
export function withDecisions(reference: Reference, decided: Decided, tool?: ToolId): Reference {
  if (tool !== undefined) return DRESSED[tool](reference, decided);
  return { ...reference, labels: { ...reference.labels, ...allLabels(decided) } };
}
