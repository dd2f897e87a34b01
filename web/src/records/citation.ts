import type { citation, whyPair } from "@chartroom/core/dedup";
import type { ExclusionReason } from "@chartroom/core/protocol";
import type { RecordView } from "@chartroom/core/records";
import type { HistoryEntry } from "@chartroom/core/screening";
import type { Output } from "../api/output.ts";
import type { CitationEvent, CitationRelation, SourceRecord } from "./CitationView.tsx";
import { citationHref, reasonWords } from "./fromServer.ts";

export type CitationAnswer = Output<typeof citation>;
export type WhyAnswer = Output<typeof whyPair>;

/** Which fields of two records decided, in words: "same DOI and title, other year". */
export function whyWords(
  { reason, fields, decidedBy }: Pick<WhyAnswer, "reason" | "fields" | "decidedBy">,
  names: ReadonlyMap<string, string>,
): string {
  const by = decidedBy === "the rules" ? "" : ` (${names.get(decidedBy) ?? "a person"})`;
  if (reason !== "") return `${reason}${by}`;
  const same = fields.filter(({ verdict }) => verdict === "agrees").map(({ field }) => field);
  return `${same.length === 0 ? "put together" : `same ${same.join(", ")}`}${by}`;
}

const NAMED = [
  ["title", "Title"],
  ["year", "Year"],
  ["journal", "Journal"],
  ["doi", "DOI"],
  ["pmid", "PMID"],
  ["type", "Type"],
] as const;

/** What a record says otherwise than the citation shows; its own key in the source first. */
export function recordLines(shown: CitationAnswer["reference"], own: RecordView | undefined): string[] {
  if (own === undefined) return [];
  const { reference } = own;
  const lines = [reference.accession === undefined ? [] : [`Accession ${reference.accession}`]].flat();
  for (const [field, words] of NAMED) {
    const value = reference[field];
    if (value !== undefined && value !== shown[field]) lines.push(`${words} here: ${value}`);
  }
  if (reference.abstract === undefined && shown.abstract !== undefined)
    lines.push("Without an abstract here");
  return lines;
}

/** The records in their order, each with why it stands with the first. */
export function sourceRecords(
  answer: CitationAnswer,
  own: ReadonlyMap<string, RecordView>,
  why: ReadonlyMap<string, string>,
): SourceRecord[] {
  return answer.records.map(({ id, source }) => ({
    id,
    source,
    about: recordLines(answer.reference, own.get(id)),
    why: why.get(id),
  }));
}

/** Its relations, told from this citation's side. */
export function citationRelations(answer: CitationAnswer, review: string): CitationRelation[] {
  return answer.relations.map(({ a, kind, other, title, reason }) => ({
    kind,
    outward: a === answer.id,
    href: citationHref(review, other),
    title: title === "" ? "Untitled" : title,
    reason,
  }));
}

const STAGE_WORDS = { title_abstract: "title and abstract", full_text: "full text" } as const;

/** What was decided, the latest first. */
export function citationEvents(
  history: readonly HistoryEntry[],
  reasons: readonly ExclusionReason[],
): CitationEvent[] {
  return history
    .map(({ fact, at, name, what, stage, decision, reason, note, standing }) => ({
      id: fact,
      at: Date.parse(at),
      who: name,
      what:
        what === "removal"
          ? "removed it before screening"
          : `${what === "resolution" ? "settled it as" : what.replace("vote", "voted")} ${what.includes(" ") ? "for " : ""}${decision.replaceAll("_", " ")} at ${STAGE_WORDS[stage]}${reason === null ? "" : `, ${reasonWords(reason, reasons)}`}`,
      note,
      standing,
    }))
    .toSorted((a, b) => b.at - a.at);
}
