import { type CarriedDecision, listedIn, meaningOf } from "./decision.ts";

// the columns of ASReview LAB 1 to 3, and the fields of the notes that it writes into RIS
const LABEL_FIELDS = ["asreview_label", "asreview_included", "asreview.label", "asreview.included"] as const;
const USER_FIELDS = ["asreview_user", "asreview_user_name", "asreview.user"] as const;
const NOTE_FIELDS = ["asreview_note", "asreview.note", "exported_notes_1"] as const;
const TAG_FIELDS = ["asreview_tags", "asreview.tags"] as const;
const UNSEEN = /^(?:not_seen|-1(?:\.0+)?|nan|none|null)?$/i;

function firstOf(labels: Readonly<Record<string, string>>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = labels[name]?.trim();
    if (value !== undefined && value !== "") return value;
  }
  return undefined;
}

/** ASReview's labels: relevant or not, by whoever screened; the export seldom says who. */
export function asreviewDecisions(labels: Readonly<Record<string, string>>): CarriedDecision[] {
  // before version 2 the label stood in `included`, beside columns of ASReview's own
  const old = Object.keys(labels).some((name) => /^(?:asreview_|exported_notes)/.test(name));
  const word = firstOf(labels, LABEL_FIELDS) ?? (old ? firstOf(labels, ["included"]) : undefined);
  if (word === undefined || UNSEEN.test(word)) return [];
  const note = firstOf(labels, NOTE_FIELDS);
  return [
    {
      tool: "asreview",
      reviewer: firstOf(labels, USER_FIELDS) ?? "",
      stage: undefined,
      word,
      suggests: meaningOf(word),
      reasons: [],
      labels: listedIn(firstOf(labels, TAG_FIELDS), /[;,|]/),
      notes: note === undefined ? [] : [note],
    },
  ];
}
