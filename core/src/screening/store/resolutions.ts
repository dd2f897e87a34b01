import type { Fact, ViewTx } from "../../ledger/index.ts";
import { STAGES, type Stage } from "../../protocol/index.ts";
import { chunked, on, type Tx } from "../../storage/index.ts";
import { isDecided } from "../outcome.ts";
import { closedCitations, seesClosed } from "./blinding.ts";
import { outcomesOf } from "./outcomes.ts";
import { pastVotes } from "./rounds.ts";
import { reopeningTable, type ResolutionRow, resolutionTable } from "./tables.ts";

/** A resolution, with the clock of the amendment that re-opened it where one did. */
export interface RoundResolution extends ResolutionRow {
  round: number | null;
}

async function resolutionsWhere(
  tx: Tx,
  column: "citation" | "fact",
  values: readonly string[],
): Promise<RoundResolution[]> {
  const rows: RoundResolution[] = [];
  for (const part of chunked(values)) {
    const found = await on(tx, resolutionTable, reopeningTable)
      .selectFrom("resolutions as r")
      .selectAll("r")
      .select((e) =>
        e
          .selectFrom("reopenings as n")
          .select((n) => n.fn.min("n.clock").as("round"))
          .whereRef("n.review", "=", "r.review")
          .whereRef("n.record", "=", "r.record")
          .whereRef("n.stage", "=", "r.stage")
          .whereRef("n.clock", ">", "r.clock")
          .as("round"),
      )
      .where("r.review", "=", tx.review)
      .where(`r.${column}`, "in", part)
      .orderBy("r.clock")
      .orderBy("r.fact")
      .execute();
    rows.push(
      ...found.map(({ review: _review, round, ...row }) => ({
        ...row,
        round: round === null ? null : Number(round),
      })),
    );
  }
  return rows;
}

/** Every resolution on these citations, re-opened ones too. Sees everything: the caller keeps the blinding. */
export function resolutionRows(tx: Tx, citations: readonly string[]): Promise<RoundResolution[]> {
  return resolutionsWhere(tx, "citation", citations);
}

const FATES: readonly string[] = ["not_retrieved", "ongoing", "awaiting_classification"];
const COLLECTS: readonly string[] = ["lead", "reviewer", "adjudicator", "librarian"];

/** Who voted where the votes are open, by citation and round; the round that goes on is null. */
async function openRounds(
  tx: Tx,
  stage: Stage,
  citations: readonly string[],
): Promise<(row: RoundResolution) => ReadonlySet<string> | undefined> {
  const now = await closedCitations(tx, stage, citations);
  const past = [...(await pastVotes(tx, stage, citations)).values()];
  const then = new Map(past.map((vote) => [`${vote.citation} ${vote.round}`, vote.voters]));
  return ({ citation, round }) => (round === null ? now.get(citation) : then.get(`${citation} ${round}`));
}

/**
 * Of these resolutions, which the viewer may read. One that settles votes tells what they were: it is for those who may
 * see these. What became of a report is for all who collect. An observer reads what stands.
 */
export async function readableResolutions(tx: ViewTx, rows: readonly RoundResolution[]): Promise<boolean[]> {
  const { viewer } = tx;
  if (viewer === "everything" || viewer.roles.includes("unblinded")) return rows.map(() => true);
  const { actor, roles } = viewer;
  const readable = new Map<string, boolean>();
  for (const stage of STAGES) {
    const own = rows.filter((row) => row.stage === stage);
    if (own.length === 0) continue;
    const citations = [...new Set(own.map((row) => row.citation))];
    const votersOf = await openRounds(tx, stage, citations);
    const outcomes = await outcomesOf(tx, stage, citations);
    const works = roles.some((role) => COLLECTS.includes(role));
    for (const row of own) {
      const outcome = outcomes.get(row.citation);
      const stands = row.round === null && outcome !== undefined && isDecided(outcome);
      const voters = votersOf(row) ?? new Set();
      const mayFate = FATES.includes(row.decision) && (works || (stands && roles.includes("observer")));
      const observes = roles.includes("observer") && !works;
      const maySettled = voters.size > 0 && seesClosed(roles, voters, actor) && (stands || !observes);
      readable.set(row.fact, row.by === actor || mayFate || maySettled);
    }
  }
  return rows.map((row) => readable.get(row.fact) === true);
}

/** The same for facts of the ledger; a resolution that was taken back is read by whoever made it alone. */
export async function readableResolutionFacts(tx: ViewTx, facts: readonly Fact[]): Promise<boolean[]> {
  if (tx.viewer === "everything") return facts.map(() => true);
  const { actor } = tx.viewer;
  const rows = await resolutionsWhere(
    tx,
    "fact",
    facts.map((fact) => fact.hash),
  );
  const readable = await readableResolutions(tx, rows);
  const open = new Set(rows.filter((_, at) => readable[at] === true).map((row) => row.fact));
  return facts.map((fact) => fact.actor === actor || open.has(fact.hash));
}
