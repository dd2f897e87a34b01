import type { z } from "zod";
import type { ReadTx } from "../action/index.ts";
import {
  allCitations,
  citationPlaces,
  citationsOf,
  citationViews,
  liveAmong,
  sourcePairs,
} from "../dedup/store.ts";
import { authorLine } from "../records/index.ts";
import { flaggedRecords, recordYears } from "../records/store.ts";
import type { Classified } from "./classes.ts";
import type { CitationPage, CitationRow, citations } from "./contracts.ts";
import { allClasses } from "./store.ts";

type Filter = z.output<(typeof citations)["input"]>;

/** Beyond this many hits a search is too wide to be looked through. */
const MOST_HITS = 3000;

async function candidates(tx: ReadTx, { search, citation }: Filter): Promise<string[]> {
  if (citation !== undefined) {
    const id = (await citationsOf(tx, [citation])).get(citation) ?? citation;
    return [...(await liveAmong(tx, [id]))];
  }
  if (search.trim() === "") return allCitations(tx);
  const records = await tx.texts.search(search, MOST_HITS);
  const ids = await citationsOf(tx, records);
  const found = [...new Set(records.map((record) => ids.get(record) ?? record))];
  const live = await liveAmong(tx, found);
  return found.filter((id) => live.has(id));
}

interface Facts {
  classOf: (id: string) => Classified;
  sources: Map<string, string[]>;
  years: Map<string, number | null>;
}

/** What filters and facets need of every citation; read only where one of them is asked for. */
async function factsFor(tx: ReadTx, filter: Filter): Promise<Facts> {
  const { classes, rest } = await allClasses(tx);
  const sources = new Map<string, string[]>();
  if (filter.facets || filter.source.length > 0 || filter.duplicates) {
    for (const { citation, source, records } of await sourcePairs(tx)) {
      sources.set(citation, [
        ...(sources.get(citation) ?? []),
        ...Array.from({ length: records }, () => source),
      ]);
    }
  }
  const years =
    filter.facets || filter.year.length > 0 || filter.flagged
      ? await recordYears(tx)
      : new Map<string, number | null>();
  return { classOf: (id) => classes.get(id) ?? rest, sources, years };
}

function facetsOf(
  ids: readonly string[],
  { classOf, sources, years }: Facts,
  flagged: ReadonlySet<string>,
): NonNullable<CitationPage["facets"]> {
  const facets = {
    class: {} as Record<string, number>,
    source: {} as Record<string, number>,
    year: {} as Record<string, number>,
    flagged: 0,
  };
  const add = (group: Record<string, number>, key: string) => {
    group[key] = (group[key] ?? 0) + 1;
  };
  for (const id of ids) {
    add(facets.class, classOf(id).class);
    for (const source of new Set(sources.get(id))) add(facets.source, source);
    const year = years.get(id);
    if (year !== undefined && year !== null) add(facets.year, String(year));
    if (flagged.has(id)) facets.flagged += 1;
  }
  return facets;
}

function isFoundBy({ source, exactly }: Filter, found: ReadonlySet<string>): boolean {
  if (!exactly) return source.some((one) => found.has(one));
  return source.every((one) => found.has(one)) && found.size === new Set(source).size;
}

function isPlain(filter: Filter): boolean {
  const { search, citation, reason, source, year, flagged, duplicates, facets } = filter;
  const asked = [
    search.trim() !== "",
    citation !== undefined,
    reason !== undefined,
    flagged,
    duplicates,
    facets,
  ];
  return !asked.includes(true) && filter.class.length + source.length + year.length === 0;
}

/** One page of citations. Without a filter only what is shown is read, so that it stays quick at any size. */
export async function citationPage(tx: ReadTx, filter: Filter): Promise<CitationPage> {
  const facts = await factsFor(tx, filter);
  if (isPlain(filter)) {
    const { total, ids } = await citationPlaces(tx, filter.offset, filter.limit);
    return { total, rows: await citationRowsFor(tx, ids, facts), facets: undefined };
  }
  const flagged = filter.facets || filter.flagged ? await flaggedCitations(tx) : new Set<string>();
  const pool = await candidates(tx, filter);
  const wanted = pool.filter((id) => {
    const { class: name, reason } = facts.classOf(id);
    if (filter.class.length > 0 && !filter.class.includes(name)) return false;
    if (filter.reason !== undefined && reason !== filter.reason) return false;
    if (filter.source.length > 0 && !isFoundBy(filter, new Set(facts.sources.get(id)))) return false;
    if (filter.year.length > 0 && !filter.year.includes(facts.years.get(id) ?? Number.NaN)) return false;
    if (filter.duplicates && (facts.sources.get(id)?.length ?? 0) < 2) return false;
    return !filter.flagged || flagged.has(id);
  });
  const shown = wanted.slice(filter.offset, filter.offset + filter.limit);
  const rows = await citationRowsFor(tx, shown, facts);
  return { total: wanted.length, rows, facets: filter.facets ? facetsOf(wanted, facts, flagged) : undefined };
}

async function citationRowsFor(tx: ReadTx, shown: readonly string[], facts: Facts): Promise<CitationRow[]> {
  const views = await citationViews(tx, shown);
  return shown.flatMap((id): CitationRow[] => {
    const view = views.get(id);
    if (view === undefined) return [];
    const { reference } = view;
    const { class: name, reason } = facts.classOf(id);
    return [
      {
        id,
        title: reference.title ?? "",
        authors: authorLine(reference),
        year: reference.year ?? null,
        journal: reference.journal ?? null,
        doi: reference.doi ?? null,
        pmid: reference.pmid ?? null,
        sources: [...new Set(view.records.map((record) => record.source))],
        class: name,
        reason,
        flags: view.flags,
        language: reference.language ?? null,
        records: view.records.length,
      },
    ];
  });
}

async function flaggedCitations(tx: ReadTx): Promise<Set<string>> {
  const records = await flaggedRecords(tx);
  return new Set((await citationsOf(tx, records)).values());
}
