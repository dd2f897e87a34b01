import type { ViewTx } from "../../ledger/index.ts";
import { STAGES, type Stage } from "../../protocol/index.ts";
import { carriedLabels, recordRows } from "../../records/store.ts";
import { carriedDecisions } from "../../references/index.ts";
import { adoptedVotes } from "./adoptions.ts";
import { closedCitations, seesClosed } from "./blinding.ts";
import { outcomesOf } from "./outcomes.ts";

/** What came with a record from another tool, under the names that `carriedLabels` gives. */
export interface Carried {
  record: string;
  labels: Readonly<Record<string, string>>;
}

/** Which of these citations are open to the viewer at a stage: voted on by all, and theirs to see. */
async function openAt(tx: ViewTx, stage: Stage, citations: readonly string[]): Promise<Set<string>> {
  const { viewer } = tx;
  if (citations.length === 0) return new Set();
  if (viewer === "everything" || viewer.roles.includes("unblinded")) return new Set(citations);
  const closed = await closedCitations(tx, stage, citations);
  return new Set(
    [...closed].flatMap(([citation, voters]) =>
      seesClosed(viewer.roles, voters, viewer.actor) ? [citation] : [],
    ),
  );
}

/**
 * The citations of these of which the viewer may read whatever came with their records, without a look at what that
 * is: open at title and abstract, and at full text too unless nobody votes there any more.
 */
export async function openWhateverCame(tx: ViewTx, citations: readonly string[]): Promise<Set<string>> {
  const first = await openAt(tx, STAGES[0], citations);
  if (first.size === 0) return first;
  const second = await openAt(tx, STAGES[1], [...first]);
  const rest = [...first].filter((citation) => !second.has(citation));
  const outcomes = await outcomesOf(tx, STAGES[0], rest);
  return new Set([...second, ...rest.filter((citation) => outcomes.get(citation)?.state === "exclude")]);
}

/**
 * What came with the records of these citations from another tool, by citation, and which of them the viewer may
 * read: votes may be in it. Those of title and abstract are open once that is voted on; those of full texts once
 * that is, or once nobody votes on the full text any more.
 */
export async function carriedOf(
  tx: ViewTx,
  recordsOf: ReadonlyMap<string, readonly string[]>,
): Promise<{ carried: Map<string, Carried[]>; open: Set<string> }> {
  const citationOf = new Map(
    [...recordsOf].flatMap(([citation, records]) => records.map((record) => [record, citation] as const)),
  );
  const carried = new Map<string, Carried[]>();
  for (const row of await recordRows(tx, [...citationOf.keys()])) {
    const labels = carriedLabels(row);
    const citation = citationOf.get(row.id);
    if (citation === undefined || Object.keys(labels).length === 0) continue;
    carried.set(citation, [...(carried.get(citation) ?? []), { record: row.id, labels }]);
  }
  const citations = [...carried.keys()];
  if (citations.length === 0) return { carried, open: new Set() };
  const [first, second] = [await openAt(tx, STAGES[0], citations), await openAt(tx, STAGES[1], citations)];
  const ofFullText = new Set(
    (await adoptedVotes(tx, citations)).flatMap((vote) => (vote.stage === STAGES[1] ? [vote.citation] : [])),
  );
  for (const [citation, all] of carried) {
    const decisions = all.flatMap(({ labels }) => carriedDecisions(labels));
    if (decisions.some(({ stage }) => stage === STAGES[1])) ofFullText.add(citation);
  }
  const outcomes = await outcomesOf(tx, STAGES[0], [...ofFullText]);
  const open = citations.filter(
    (citation) =>
      first.has(citation) &&
      (!ofFullText.has(citation) || second.has(citation) || outcomes.get(citation)?.state === "exclude"),
  );
  return { carried, open: new Set(open) };
}
