import type { Tx } from "../storage/index.ts";
import { cleanDoi } from "../references/index.ts";
import { keysOf, liveRecords, type RecordRow } from "../records/store.ts";
import { citationsOf } from "./store/membership.ts";

const titleKey = (title: string) =>
  title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s.]+/g, " ")
    .trim();

/** All names that a record can be called by. */
function namesOf(row: RecordRow): string[] {
  const names = [row.id, `title ${titleKey(row.title)}`];
  if (row.doi !== null) names.push(`doi ${row.doi.toLowerCase()}`);
  if (row.pmid !== null) names.push(`pmid ${row.pmid}`);
  for (const key of keysOf(row)) names.push(`key ${key}`);
  return names;
}

/** What a reference to a citation may mean, the most certain first. */
function meanings(ref: string): string[] {
  const text = ref.trim();
  if (text.startsWith("id:")) return [`key ${text.slice(3).trim()}`];
  const doi = cleanDoi(text.replace(/^doi:\s*/i, ""));
  const pmid = /^(?:pmid:?\s*)?(\d{1,9})$/i.exec(text)?.[1];
  return [
    text,
    ...(doi === undefined ? [] : [`doi ${doi}`]),
    ...(pmid === undefined ? [] : [`pmid ${pmid}`]),
    `title ${titleKey(text)}`,
  ];
}

/** What a reference names; `citation` is null where none or several fit. */
interface Found {
  ref: string;
  citation: string | null;
  candidates: string[];
  /** The records that carry the name themselves. */
  records: string[];
}

/** The citation that each reference names; null where none or several fit. */
export async function lookUp(tx: Tx, refs: readonly string[]): Promise<Found[]> {
  const wanted = new Set(refs.flatMap(meanings));
  const found = new Map<string, Set<string>>();
  for await (const rows of liveRecords(tx)) {
    for (const row of rows) {
      for (const name of namesOf(row))
        if (wanted.has(name)) found.set(name, (found.get(name) ?? new Set()).add(row.id));
    }
  }
  const ids = await citationsOf(tx, [...new Set([...found.values()].flatMap((records) => [...records]))]);
  return refs.map((ref) => {
    for (const meaning of meanings(ref)) {
      const records = [...(found.get(meaning) ?? [])];
      const candidates = [...new Set(records.map((record) => ids.get(record) ?? record))];
      if (candidates.length > 0)
        return {
          ref,
          citation: candidates.length === 1 ? (candidates[0] ?? null) : null,
          candidates,
          records,
        };
    }
    return { ref, citation: null, candidates: [], records: [] };
  });
}
