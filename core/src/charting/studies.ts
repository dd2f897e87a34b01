import { SAME_STUDY } from "../dedup/index.ts";
import { citationViews, relationsOf } from "../dedup/store.ts";
import { shortName } from "../records/index.ts";
import { includedCitations } from "../screening/store.ts";
import type { Tx } from "../storage/index.ts";
import type { CitationView } from "../dedup/index.ts";
import { chartedRecords } from "./store/tables.ts";

/** An included study: its reports, the one that is charted first. */
export interface Study {
  /** Citation id of the report that is charted: the article before its preprint, the earlier before the later. */
  id: string;
  label: string;
  citation: CitationView;
  reports: CitationView[];
  /** All records of all its reports. */
  records: string[];
  /** The record under which its values are kept: the first that was charted, so that a join or a relation loses nothing. */
  record: string;
}

function keptUnder(records: readonly string[], charted: ReadonlyMap<string, number>): string {
  const clock = (record: string) => charted.get(record) ?? Number.POSITIVE_INFINITY;
  return records.reduce((a, b) => (clock(b) < clock(a) ? b : a));
}

function isPreprint({ reference }: CitationView): boolean {
  return (
    reference.type === "preprint" ||
    (reference.journal === undefined && reference.arxiv !== undefined) ||
    /xiv/i.test(reference.journal ?? "")
  );
}

/** The included studies: reports that are versions of each other make one. */
export async function includedStudies(tx: Tx): Promise<Study[]> {
  const included = await includedCitations(tx);
  const views = await citationViews(tx, included);
  const charted = await chartedRecords(tx);
  const groups = new Map(included.map((citation) => [citation, [citation]]));
  for (const { a, b, kind } of await relationsOf(tx)) {
    const [one, other] = [groups.get(a), groups.get(b)];
    if (!SAME_STUDY.includes(kind) || one === undefined || other === undefined || one === other) continue;
    one.push(...other);
    for (const member of other) groups.set(member, one);
  }
  return [...new Set(groups.values())]
    .flatMap((members): Study[] => {
      const reports = members.flatMap((member) => views.get(member) ?? []);
      reports.sort((a, b) => Number(isPreprint(a)) - Number(isPreprint(b)) || (a.id < b.id ? -1 : 1));
      const [main] = reports;
      if (main === undefined) return [];
      const records = [main.id, ...reports.flatMap((report) => report.records.map(({ id }) => id))];
      return [
        {
          id: main.id,
          label: shortName(main.reference),
          citation: main,
          reports,
          records,
          record: keptUnder(records, charted),
        },
      ];
    })
    .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : a.id < b.id ? -1 : 1));
}
