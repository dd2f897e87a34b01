import type { citation } from "@chartroom/core/dedup";
import type { ExclusionReason } from "@chartroom/core/protocol";
import type { RecordView } from "@chartroom/core/records";
import type { HistoryEntry } from "@chartroom/core/screening";
import type { Output } from "../api/output.ts";
import type { CitationEvent, CitationRelation, SourceRecord } from "./CitationView.tsx";
import { citationHref, reasonWords } from "./fromServer.ts";

export type CitationAnswer = Output<typeof citation>;

/** The pair that brought each record but the first into its citation, in words, by record. */
export function joinedBy(
  { records, joins }: Pick<CitationAnswer, "records" | "joins">,
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, NonNullable<SourceRecord["joined"]>> {
  const sources = new Map(records.map(({ id, source }) => [id, source]));
  const reached = new Set(records.slice(0, 1).map(({ id }) => id));
  const found = new Map<string, NonNullable<SourceRecord["joined"]>>();
  // from the first record outwards: each pair explains the record that it leads to
  for (let left = [...joins]; left.length > 0; ) {
    const next = left.find(({ a, b }) => reached.has(a) !== reached.has(b));
    if (next === undefined) break;
    left = left.filter((join) => join !== next);
    const { a, b, by, reason } = next;
    const [from, to] = reached.has(a) ? [a, b] : [b, a];
    const who = by === "rules" ? "" : ` (${names.get(by.member) ?? "a person"})`;
    const because = reason === "" ? "" : `: ${reason}`;
    found.set(to, { a, b, words: `with ${sources.get(from) ?? from}${because}${who}` });
    reached.add(to);
  }
  return found;
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

/** The records in their order, each with the pair that brought it in. */
export function sourceRecords(
  answer: CitationAnswer,
  own: ReadonlyMap<string, RecordView>,
  joined: ReadonlyMap<string, NonNullable<SourceRecord["joined"]>>,
): SourceRecord[] {
  return answer.records.map(({ id, source }) => ({
    id,
    source,
    about: recordLines(answer.reference, own.get(id)),
    joined: joined.get(id),
  }));
}

/** Its relations, told from this citation's side. */
export function citationRelations(answer: CitationAnswer, review: string): CitationRelation[] {
  return answer.relations.map(({ a, b, kind, other, title, reason }) => ({
    a,
    b,
    kind,
    outward: a === answer.id,
    href: citationHref(review, other),
    title: title === "" ? "Untitled" : title,
    reason,
  }));
}

const STAGE_WORDS = { title_abstract: "title and abstract", full_text: "full text" } as const;

/** "voted ", "voted in pilot 1 for ", "voted elsewhere (adopted) for ": what stands before the decision. */
function deedWords(what: string): string {
  if (what === "resolution") return "settled it as ";
  if (what === "adopted vote") return "voted elsewhere (adopted) for ";
  return `${what.replace("vote", "voted")} ${what.includes(" ") ? "for " : ""}`;
}

/** What was decided, the latest first. */
export function citationEvents(
  history: readonly HistoryEntry[],
  reasons: readonly ExclusionReason[],
): CitationEvent[] {
  return history
    .map(({ fact, at, name, what, stage, decision, reason, note, standing, reopened }) => ({
      id: fact,
      at: Date.parse(at),
      who: name,
      what:
        what === "removal"
          ? "removed it before screening"
          : `${deedWords(what)}${decision.replaceAll("_", " ")} at ${STAGE_WORDS[stage]}${reason === null ? "" : `, ${reasonWords(reason, reasons)}`}`,
      note,
      standing,
      reopened,
    }))
    .toSorted((a, b) => b.at - a.at);
}
