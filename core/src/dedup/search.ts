import type { PrepareContext, ReadTx } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import type { Run } from "../records/index.ts";
import { runsOf } from "../records/store.ts";
import type { Duplicates } from "./duplicates.ts";
import { foundFileSchema } from "./facts.ts";
import { findDuplicates } from "./find-duplicates.ts";
import type { Item } from "./item.ts";
import { searchLater } from "./later-search.ts";
import { readItems } from "./search-items.ts";
import {
  type Basis,
  basisInForce,
  type ChoiceRow,
  choicesOf,
  dropNeighbours,
  ensureNeighbours,
  type FoundRow,
  stageFound,
} from "./store.ts";

/** Name and version of the method, as the ledger keeps it. */
const METHOD = "chartroom-dedup 1";
/** More later records than this share of the earlier ones tell so much of the words in use that all is compared anew. */
const MOST_LATER = 0.25;
/** So many searches of later records are put together; then all is compared anew. */
const MOST_SEARCHES = 20;

/** What a search found, staged, and the rest of the fact that will name it. */
export interface Search {
  method: string;
  found: string;
  since: string[];
  imports: string[];
  records: number;
  joins: number;
  maybes: number;
  relations: number;
}

const recordsIn = (runs: readonly Run[]) => runs.reduce((sum, run) => sum + run.records, 0);

async function searchAll(
  tx: ReadTx,
  runs: readonly Run[],
  choices: readonly ChoiceRow[],
  context: PrepareContext,
): Promise<Duplicates> {
  const items: Item[] = [];
  for (const run of runs)
    for (const item of await readItems(tx, run, context, items.length)) items.push(item);
  const known = new Set(items.map((item) => item.id));
  const about = choices.filter(({ a, b }) => known.has(a) && known.has(b));
  const list = (rows: readonly ChoiceRow[]): [string, string][] => rows.map(({ a, b }) => [a, b]);
  const fixed = {
    joins: list(about.filter((row) => row.decision === "same")),
    splits: list(about.filter((row) => row.decision !== "same")),
  };
  const { onProgress, signal } = context;
  return findDuplicates(items, { onProgress, signal, fixed });
}

/** Which runs a search of later records alone would leave out; undefined where all has to be compared. */
function earlierRuns(runs: readonly Run[], basis: Basis | undefined): Run[] | undefined {
  if (basis?.compared === undefined || basis.method !== METHOD || basis.bases.length > MOST_SEARCHES)
    return undefined;
  const compared = new Set(basis.compared);
  const earlier = runs.filter((run) => compared.has(run.fact));
  const later = recordsIn(runs) - recordsIn(earlier);
  return later > 0 && later <= MOST_LATER * recordsIn(earlier) ? earlier : undefined;
}

function foundRows({ joins, maybes, relations }: Duplicates): FoundRow[] {
  const row =
    (decision: FoundRow["decision"]) =>
    (
      pair: { a: string; b: string; score?: number; kind?: string; reason: string },
      rank: number,
    ): FoundRow => ({
      a: pair.a,
      b: pair.b,
      decision,
      kind: pair.kind ?? "",
      score: Math.round((pair.score ?? 0) * 100) / 100,
      reason: pair.reason,
      rank,
    });
  const rows = [...joins.map(row("same")), ...maybes.map(row("maybe")), ...relations.map(row("relation"))];
  return [...new Map(rows.map((one) => [`${one.a} ${one.b}`, one])).values()];
}

/**
 * Looks for duplicates and stages what it finds: among the records that came in since the last search where these are
 * few, else among all. Choices of people are kept to.
 * @throws UserError `dedup.no-records`
 */
export async function searchDuplicates(context: PrepareContext, all: boolean): Promise<Search> {
  const { storage, read, onProgress, signal } = context;
  await storage.write(ensureNeighbours);
  const searched = await read(async (tx) => {
    const known = await runsOf(tx);
    const runs = known.filter((run) => run.state === "live");
    if (recordsIn(runs) === 0) {
      throw new UserError("dedup.no-records", "There are no records to compare.", {
        hint: "Import a file first.",
      });
    }
    const [basis, choices] = [await basisInForce(tx), await choicesOf(tx)];
    const earlier = all ? undefined : earlierRuns(runs, basis);
    const found =
      earlier === undefined
        ? await searchAll(tx, runs, choices, context)
        : await searchLater(
            tx,
            { earlier, later: runs.filter((run) => !earlier.includes(run)) },
            choices,
            context,
          );
    return { found, runs, known, since: earlier === undefined ? [] : [...(basis?.bases ?? [])] };
  });
  await storage.write((tx) =>
    dropNeighbours(
      tx,
      searched.known.map((run) => run.fact),
    ),
  );
  const rows = foundRows(searched.found);
  const found = await storage.blobs.put(
    new TextEncoder().encode(JSON.stringify(foundFileSchema.parse(rows))),
  );
  for (let at = 0; at < rows.length; at += 500) {
    signal.throwIfAborted();
    await storage.write((tx) => stageFound(tx, found, rows.slice(at, at + 500)));
    onProgress({ phase: "keeping pairs", done: at, total: rows.length });
  }
  const { joins, maybes, relations } = searched.found;
  return {
    method: METHOD,
    found,
    since: searched.since,
    imports: searched.runs.map((run) => run.fact),
    records: recordsIn(searched.runs),
    joins: joins.length,
    maybes: maybes.length,
    relations: relations.length,
  };
}
