import type { z } from "zod";
import type { ReadTx } from "../action/index.ts";
import { citationPlaces, citationsOf, citationViews } from "../dedup/store.ts";
import type { ViewTx } from "../ledger/index.ts";
import { authorLine, shownLabels } from "../records/index.ts";
import { carriedLabels, recordRows } from "../records/store.ts";
import { openWhateverCame, ownLabels } from "../screening/store.ts";
import { type CitationList, citationList, type ListedCitation } from "./citation-list.ts";
import type { Classified } from "./classes.ts";
import type { CitationPage, CitationRow, citations } from "./contracts.ts";
import { allClasses } from "./flow-of-review.ts";

type Filter = z.output<(typeof citations)["input"]>;

/** Beyond this many hits a search is too wide to be looked through. */
const MOST_HITS = 3000;

/** What choosing citations reads: the data of one moment and the text index. */
type SearchTx = ViewTx & Pick<ReadTx, "texts" | "blobs">;

/** The citations to choose from, in the order in which they are shown. */
async function candidates(
  tx: SearchTx,
  { search, citation }: Filter,
  list: CitationList,
): Promise<ListedCitation[]> {
  const found = (record: string) => list.byId.get(list.citationOf.get(record) ?? record) ?? [];
  if (citation !== undefined) {
    const id = (await citationsOf(tx, [citation])).get(citation) ?? citation;
    return [found(id)].flat();
  }
  if (search.trim() === "") return list.citations;
  return [...new Set((await tx.texts.search(search, MOST_HITS)).flatMap(found))];
}

/** Labels of the reader's own votes, by citation. */
async function labelsOfReader(tx: ViewTx, citations?: readonly string[]): Promise<Map<string, string[]>> {
  const labels = new Map<string, string[]>();
  if (tx.viewer === "everything") return labels;
  for (const { citation, labels: own } of await ownLabels(tx, tx.viewer.actor, citations))
    labels.set(citation, [...(labels.get(citation) ?? []), ...own]);
  return labels;
}

type ClassOf = (id: string) => Classified;
type LabelsOf = (citation: ListedCitation) => readonly string[];

function facetsOf(
  found: readonly ListedCitation[],
  classOf: ClassOf,
  labelsOf: LabelsOf,
): NonNullable<CitationPage["facets"]> {
  const facets = {
    class: {} as Record<string, number>,
    source: {} as Record<string, number>,
    year: {} as Record<string, number>,
    label: {} as Record<string, number>,
    flagged: 0,
  };
  const add = (group: Record<string, number>, key: string) => {
    group[key] = (group[key] ?? 0) + 1;
  };
  for (const citation of found) {
    add(facets.class, classOf(citation.id).class);
    for (const source of citation.sources) add(facets.source, source);
    if (citation.year !== null) add(facets.year, String(citation.year));
    for (const label of labelsOf(citation)) add(facets.label, label);
    if (citation.flagged) facets.flagged += 1;
  }
  return facets;
}

function isFoundBy({ source, exactly }: Filter, found: readonly string[]): boolean {
  if (!exactly) return source.some((one) => found.includes(one));
  return source.every((one) => found.includes(one)) && found.length === new Set(source).size;
}

function isPlain(filter: Filter): boolean {
  const { search, citation, reason, source, year, label, flowColumn, flagged, duplicates, facets } = filter;
  const asked = [
    search.trim() !== "",
    citation !== undefined,
    reason !== undefined,
    flowColumn !== undefined,
    flagged,
    duplicates,
    facets,
  ];
  return !asked.includes(true) && filter.class.length + source.length + year.length + label.length === 0;
}

function fitting(
  pool: readonly ListedCitation[],
  filter: Filter,
  classOf: ClassOf,
  labelsOf: LabelsOf,
): ListedCitation[] {
  const { class: classes, reason, source, year, label, flowColumn, flagged, duplicates } = filter;
  return pool.filter((one) => {
    if (classes.length > 0 || reason !== undefined) {
      const { class: name, reason: own } = classOf(one.id);
      if (classes.length > 0 && !classes.includes(name)) return false;
      if (reason !== undefined && own !== reason) return false;
    }
    if (source.length > 0 && !isFoundBy(filter, one.sources)) return false;
    if (year.length > 0 && !year.includes(one.year ?? Number.NaN)) return false;
    if (label.length > 0) {
      const own = labelsOf(one);
      if (!label.some((name) => own.includes(name))) return false;
    }
    if (flowColumn !== undefined && one.otherOnly !== (flowColumn === "other")) return false;
    if (duplicates && one.records < 2) return false;
    return !flagged || one.flagged;
  });
}

async function wantedOf(tx: SearchTx, filter: Filter, classOf: ClassOf) {
  const list = await citationList(tx);
  const own =
    filter.facets || filter.label.length > 0 ? await labelsOfReader(tx) : new Map<string, string[]>();
  const labelled = filter.facets || filter.label.length > 0 ? list.citations : [];
  // labels that came along tell what others thought: they are shown where their votes are
  const open = await openWhateverCame(
    tx,
    labelled.flatMap(({ id, labels }) => (labels.length > 0 ? [id] : [])),
  );
  const labelsOf: LabelsOf = ({ id, labels: came }) => {
    const labels = open.has(id) ? came : [];
    const mine = own.get(id);
    return mine === undefined ? labels : [...new Set([...labels, ...mine])];
  };
  return { wanted: fitting(await candidates(tx, filter, list), filter, classOf, labelsOf), labelsOf };
}

async function classesOf(tx: SearchTx): Promise<ClassOf> {
  const { classes, rest } = await allClasses(tx);
  return (id) => classes.get(id) ?? rest;
}

/** All citations that fit a filter, in the review's order, or in that of the hits where words are searched. */
export async function citationsFitting(tx: SearchTx, filter: Filter): Promise<string[]> {
  const { wanted } = await wantedOf(tx, filter, await classesOf(tx));
  return wanted.map(({ id }) => id);
}

/** One page of citations. Without a filter only what is shown is read, so that it stays quick at any size. */
export async function citationPage(tx: ReadTx, filter: Filter): Promise<CitationPage> {
  const classOf = await classesOf(tx);
  if (isPlain(filter)) {
    const { total, ids } = await citationPlaces(tx, filter.offset, filter.limit);
    return { total, rows: await citationRowsFor(tx, ids, classOf), facets: undefined };
  }
  const { wanted, labelsOf } = await wantedOf(tx, filter, classOf);
  const shown = wanted.slice(filter.offset, filter.offset + filter.limit).map(({ id }) => id);
  const rows = await citationRowsFor(tx, shown, classOf);
  return {
    total: wanted.length,
    rows,
    facets: filter.facets ? facetsOf(wanted, classOf, labelsOf) : undefined,
  };
}

async function citationRowsFor(
  tx: ReadTx,
  shown: readonly string[],
  classOf: ClassOf,
): Promise<CitationRow[]> {
  const views = await citationViews(tx, shown);
  const own = await labelsOfReader(tx, shown);
  const records = [...views.values()].flatMap((view) => view.records.map((record) => record.id));
  const came = new Map(
    (await recordRows(tx, records)).flatMap((row) => {
      const labels = shownLabels({ labels: carriedLabels(row) });
      return labels.length === 0 ? [] : [[row.id, labels] as const];
    }),
  );
  const labelled = [...views].filter(([, view]) => view.records.some((record) => came.has(record.id)));
  const open = await openWhateverCame(
    tx,
    labelled.map(([id]) => id),
  );
  return shown.flatMap((id): CitationRow[] => {
    const view = views.get(id);
    if (view === undefined) return [];
    const { reference } = view;
    const { class: name, reason } = classOf(id);
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
        labels: [
          ...new Set([
            ...(open.has(id) ? view.records.flatMap((record) => came.get(record.id) ?? []) : []),
            ...(own.get(id) ?? []),
          ]),
        ],
      },
    ];
  });
}
