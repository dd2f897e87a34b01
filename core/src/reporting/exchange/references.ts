import { citationViews } from "../../dedup/store.ts";
import { CLASS_NAMES, type CitationClass } from "../../flow/index.ts";
import { allClasses, citationsFitting } from "../../flow/store.ts";
import type { ViewTx } from "../../ledger/index.ts";
import { STAGES, type Stage } from "../../protocol/index.ts";
import { rulesInForce } from "../../protocol/store.ts";
import type { Reference } from "../../references/index.ts";
import { membersOf } from "../../review/store.ts";
import { carriedOf, readableVotes, standingVotes, voteRows } from "../../screening/store.ts";
import type { ReadTx } from "../../action/index.ts";
import type { Decided, SentVote } from "./decisions.ts";
import { withDecisions } from "./tools.ts";
import type { ExportWish } from "./wish.ts";

const PAGE = 500;

const SETTLED: Readonly<Partial<Record<CitationClass, Decided["settled"]>>> = {
  included: "include",
  excluded: "exclude",
  excluded_automation: "exclude",
  full_text_excluded: "exclude",
};

/** The votes that count and that the viewer may see, by citation, in the order of the stages. */
async function sentVotes(
  tx: ViewTx,
  ids: readonly string[],
  reasons: ReadonlyMap<string, string>,
): Promise<Map<string, SentVote[]>> {
  const names = new Map((await membersOf(tx)).map(({ id, name }) => [id, name]));
  const sent = new Map<string, SentVote[]>();
  for (const stage of STAGES) {
    const standing = await standingVotes(tx, stage, ids);
    const counting = new Set([...standing.values()].flatMap((votes) => votes.map(({ fact }) => fact)));
    const rows = (await voteRows(tx, ids, stage)).filter(({ fact }) => counting.has(fact));
    const readable = await readableVotes(tx, rows);
    for (const [at, row] of rows.entries()) {
      if (readable[at] !== true) continue;
      const vote: SentVote = {
        stage: row.stage as Stage,
        name: names.get(row.reviewer) ?? row.reviewer,
        decision: row.decision as SentVote["decision"],
        reason: row.reason === null ? undefined : (reasons.get(row.reason) ?? row.reason),
        note: row.note,
        labels: JSON.parse(row.labels) as string[],
      };
      sent.set(row.citation, [...(sent.get(row.citation) ?? []), vote]);
    }
  }
  return sent;
}

/**
 * The review's citations that fit the wish, as references with the citation's id as their key and with what was
 * decided on them as far as the viewer may see it.
 */
export async function* exportedReferences(
  tx: ViewTx & Pick<ReadTx, "texts" | "blobs">,
  wish: ExportWish,
  onDone: (done: number, total: number) => void = () => undefined,
): AsyncGenerator<Reference> {
  const filter = { ...wish, citation: undefined, offset: 0, limit: PAGE, facets: false };
  const ids = await citationsFitting(tx, filter);
  const { classes, rest } = await allClasses(tx);
  const reasons = new Map((await rulesInForce(tx)).reasons.map(({ code, label }) => [code, label]));
  for (let at = 0; at < ids.length; at += PAGE) {
    onDone(at, ids.length);
    const page = ids.slice(at, at + PAGE);
    const views = await citationViews(tx, page);
    const votes = wish.plain ? new Map<string, SentVote[]>() : await sentVotes(tx, page, reasons);
    const { carried, open } = await carriedOf(
      tx,
      new Map([...views].map(([id, view]) => [id, view.records.map((record) => record.id)])),
    );
    for (const id of page) {
      const view = views.get(id);
      if (view === undefined) continue;
      const { labels: _best, ...best } = view.reference;
      const reference: Reference = { ...best, id, raw: {} };
      const labels = open.has(id) ? (carried.get(id) ?? []).map((one) => one.labels) : [];
      if (labels.length > 0) reference.labels = Object.assign({}, ...labels) as Record<string, string>;
      const { class: name, reason } = classes.get(id) ?? rest;
      const decided: Decided = {
        outcome: CLASS_NAMES[name],
        settled: SETTLED[name],
        reason: reason === null ? undefined : (reasons.get(reason) ?? reason),
        votes: votes.get(id) ?? [],
      };
      yield wish.plain ? reference : withDecisions(reference, decided, wish.for);
    }
  }
}
