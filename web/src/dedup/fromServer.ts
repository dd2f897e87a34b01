import type { CitationView, clusters, DedupSummary, JoinView, PairView } from "@chartroom/core/dedup";
import type { Output } from "../api/output.ts";
import { FLAG_WORDS } from "../records/fromServer.ts";
import { authorLine } from "../screening/record.ts";
import type { Cluster, ClusterJoin } from "./ClusterList.tsx";
import type { Pair, PairSide } from "./PairView.tsx";

/** One record of a pair: its fields in words, in the order in which they are compared. */
export function pairSide({ id, reference, records }: CitationView, href: string): PairSide {
  return {
    citation: id,
    href,
    sources: [...new Set(records.map(({ source }) => source))],
    fields: {
      title: reference.title,
      authors: reference.authors.length === 0 ? undefined : authorLine(reference.authors, 12),
      year: reference.year === undefined ? undefined : String(reference.year),
      type: reference.type === "" ? undefined : reference.type.replaceAll("-", " "),
      journal: reference.journal,
      volume: reference.volume,
      issue: reference.issue,
      pages: reference.pages,
      doi: reference.doi,
      pmid: reference.pmid,
      abstract: reference.abstract,
    },
  };
}

/** The name of a pair, whichever of the two comes first. */
export function pairId({ a, b }: { a: { id: string }; b: { id: string } }): string {
  return [a.id, b.id].toSorted().join(" ");
}

/** A pair that waits for a person. */
export function waitingPair(view: PairView, hrefOf: (record: string) => string): Pair {
  return {
    id: pairId(view),
    sides: [pairSide(view.a, hrefOf(view.a.id)), pairSide(view.b, hrefOf(view.b.id))],
    why: view.reason,
    score: view.score,
  };
}

/** How many citations several sources found, and how many each found alone, in rows for a table. */
export interface OverlapRow {
  source: string;
  records: number;
  unique: number;
  /** Share of its records that no other source found, 0 to 1. */
  share: number;
}

export function overlapRows({ sources }: Pick<DedupSummary, "sources">): OverlapRow[] {
  return sources
    .map(({ source, records, unique }) => ({
      source,
      records,
      unique,
      share: records === 0 ? 0 : unique / records,
    }))
    .toSorted((a, b) => b.records - a.records);
}

/** What brought two records of a citation together, in words. */
function joinWords(
  { a, b, by, reason }: JoinView,
  sourceOf: ReadonlyMap<string, string>,
  nameOf: (member: string) => string | undefined,
): ClusterJoin {
  const person = by === "rules" ? undefined : (nameOf(by.member) ?? "a person");
  const said = person === undefined ? reason : `said by ${person}${reason === "" ? "" : `: ${reason}`}`;
  return { a, b, sources: `${sourceOf.get(a) ?? a} and ${sourceOf.get(b) ?? b}`, reason: said };
}

/** A citation with its records and what holds them together. */
export function clusterLine(
  { id, reference, records, flags, joins }: Output<typeof clusters>["clusters"][number],
  href: string,
  nameOf: (member: string) => string | undefined,
): Cluster {
  const sourceOf = new Map(records.map((record) => [record.id, record.source]));
  return {
    id,
    href,
    title: reference.title ?? "Untitled",
    about: [authorLine(reference.authors, 3), reference.journal, reference.year].filter(Boolean).join(" · "),
    flags: [...new Set(flags.map(({ kind }) => FLAG_WORDS[kind]))],
    records: records.map(({ id: record, source }) => ({ id: record, source })),
    joins: joins.map((join) => joinWords(join, sourceOf, nameOf)),
  };
}
