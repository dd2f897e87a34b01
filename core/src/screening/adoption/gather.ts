import type { ReadTx } from "../../action/index.ts";
import { UserError } from "../../base/error.ts";
import { citationsOf, lookUp } from "../../dedup/store.ts";
import { carriedLabels, recordRows, recordsOfRun, runsOf } from "../../records/store.ts";
import {
  type CarriedDecision,
  carriedDecisions,
  type CarryingTool,
  readReferences,
} from "../../references/index.ts";
import type { AdoptionFound } from "./contracts.ts";

/** A record of an export, with the decisions that it carries and the record of the review that it is. */
export interface CarriedRow {
  position: number;
  line: number;
  title: string;
  decisions: CarriedDecision[];
  /** Undefined where the review has no such record, or several citations that fit. */
  record: string | undefined;
  citation: string | undefined;
  ambiguous: boolean;
}

export interface Gathered {
  file: string;
  fileName: string;
  run: string | undefined;
  rows: CarriedRow[];
}

async function fromRun(tx: ReadTx, id: string): Promise<Gathered> {
  const run = (await runsOf(tx)).find((one) => one.id === id);
  if (run === undefined)
    throw new UserError("run.unknown", `There is no run ${id}.`, {
      hint: "`chartroom status` lists the sources.",
    });
  if (run.state === "withdrawn") throw new UserError("run.withdrawn", "This run was withdrawn already.");
  const rows: CarriedRow[] = [];
  for await (const page of recordsOfRun(tx, id)) {
    const ids = await citationsOf(
      tx,
      page.map((row) => row.id),
    );
    for (const row of page)
      rows.push({
        position: row.position,
        line: row.line,
        title: row.title,
        decisions: carriedDecisions(carriedLabels(row)),
        record: row.id,
        citation: ids.get(row.id) ?? row.id,
        ambiguous: false,
      });
  }
  return { file: run.file, fileName: run.fileName, run: id, rows };
}

interface Named {
  doi: string | undefined;
  pmid: string | undefined;
  title: string;
  year: number | undefined;
}

const byDoi = ({ doi }: Named) => (doi === undefined ? undefined : `doi:${doi}`);
const byPmid = ({ pmid }: Named) => (pmid === undefined ? undefined : `pmid:${pmid}`);
// a title of one word or none names too much
const byTitle = ({ title }: Named) => (/\S\s+\S/.test(title) && !/^\d+$/.test(title) ? title : undefined);

/** Finds each row among the records of the review: by DOI, else by PubMed number, else by exact title of the same year. */
async function findRows(tx: ReadTx, rows: CarriedRow[], names: readonly Named[]): Promise<void> {
  const refs = names.flatMap((one) => [byDoi(one), byPmid(one), byTitle(one)]);
  const found = new Map(
    (await lookUp(tx, [...new Set(refs.filter((ref) => ref !== undefined))])).map((one) => [one.ref, one]),
  );
  const titled = [...found.values()].flatMap(({ records }) => records);
  const years = new Map((await recordRows(tx, titled)).map((row) => [row.id, row.year]));
  for (const [at, row] of rows.entries()) {
    const name = names[at] as Named;
    const hits = [byDoi(name), byPmid(name)].map((ref) => (ref === undefined ? undefined : found.get(ref)));
    const title = byTitle(name);
    const same = title === undefined ? undefined : found.get(title);
    const fits = same?.records.every((record) => {
      const year = years.get(record);
      return year === null || year === undefined || name.year === undefined || year === name.year;
    });
    const hit = [...hits, ...(fits === true ? [same] : [])].find(
      (one) => one !== undefined && one.candidates.length > 0,
    );
    row.citation = hit?.citation ?? undefined;
    row.record = row.citation === undefined ? undefined : hit?.records[0];
    row.ambiguous = hit !== undefined && hit.citation === null;
  }
}

async function fromFile(tx: ReadTx, file: string, fileName: string): Promise<Gathered> {
  if (!(await tx.blobs.has(file)))
    throw new UserError("import.not-uploaded", "This file is not in the review.", {
      hint: "Upload it first, then import it.",
    });
  const rows: CarriedRow[] = [];
  const names: Named[] = [];
  await readReferences(
    tx.blobs.read(file),
    { name: fileName },
    {
      reference({ title, year, doi, pmid, labels }, { line }) {
        rows.push({
          position: rows.length + 1,
          line,
          title: title ?? "",
          decisions: carriedDecisions(labels),
          record: undefined,
          citation: undefined,
          ambiguous: false,
        });
        names.push({ doi, pmid, title: title ?? "", year });
      },
      diagnostic: () => undefined,
    },
  );
  await findRows(tx, rows, names);
  return { file, fileName, run: undefined, rows };
}

/**
 * The decisions that a run's records or an uploaded file carry.
 * @throws UserError adopt.source, run.unknown, run.withdrawn, import.not-uploaded
 */
export async function gather(
  tx: ReadTx,
  from: { run?: string | undefined; file?: string | undefined; fileName?: string | undefined },
): Promise<Gathered> {
  if (from.run !== undefined && (from.file === undefined || from.file.startsWith(from.run)))
    return fromRun(tx, from.run);
  if (from.file !== undefined && from.run === undefined)
    return fromFile(tx, from.file, from.fileName ?? "the file");
  throw new UserError("adopt.source", "Say where the decisions are: in one run, or in one file.", {
    hint: "Name either an imported run or a file that was uploaded.",
  });
}

function counted<T>(keys: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

const byCount = <T extends { decisions: number }>(a: T, b: T) => b.decisions - a.decisions;

/** What an export carries, in counts: what a person has to map. */
export function foundIn({ fileName, run, rows }: Gathered): AdoptionFound {
  const all = rows.flatMap(({ decisions }) => decisions);
  const words = new Map<string, AdoptionFound["words"][number]>();
  for (const { word, stage, suggests } of all) {
    const known = words.get(word);
    if (known === undefined) words.set(word, { word, stage, decisions: 1, suggests });
    else known.decisions += 1;
  }
  const reasons = counted(all.flatMap((one) => one.reasons));
  return {
    fileName,
    run,
    tools: [...new Set<CarryingTool>(all.map(({ tool }) => tool))],
    records: rows.length,
    silent: rows.filter(({ decisions }) => decisions.length === 0).length,
    reviewers: [...counted(all.map(({ reviewer }) => reviewer))]
      .map(([name, decisions]) => ({ name, decisions }))
      .sort(byCount),
    words: [...words.values()].sort(byCount),
    reasons: [...reasons].map(([reason, decisions]) => ({ reason, decisions })).sort(byCount),
  };
}
