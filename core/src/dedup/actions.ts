import { act, type ActTx, look, type ReadTx } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { recordRow, recordRows, type RecordRow, runsOf, toReference } from "../records/store.ts";
import { COLLECTORS } from "../review/index.ts";
import { comparePair } from "./compare-pair.ts";
import {
  citation,
  clusters,
  deduplicate,
  findCitations,
  pairs,
  type PairView,
  type RelationView,
  relations,
  separateCitation,
  settlePair,
  splitRecord,
  summary,
  unrelate,
  whyPair,
} from "./contracts.ts";
import { pairSubject, searched, settled } from "./facts.ts";
import { searchDuplicates } from "./search.ts";
import { itemOf } from "./search-items.ts";
import {
  choiceBetween,
  choicesAround,
  citationsOf,
  citationView,
  citationViews,
  clusterIds,
  foundBetween,
  type FoundRow,
  joinsWithin,
  lookUp,
  openPairCount,
  openPairs,
  recordsOf,
  recordsRelated,
  relationsOf,
} from "./store.ts";
import { summarise } from "./summary.ts";

/** Shows pairs of records as their databases delivered them, with what each field says. */
async function pairViews(
  tx: ReadTx,
  asked: readonly Pick<FoundRow, "a" | "b" | "score" | "reason">[],
): Promise<PairView[]> {
  const ids = [...new Set(asked.flatMap(({ a, b }) => [a, b]))];
  const rows = new Map((await recordRows(tx, ids)).map((row) => [row.id, row]));
  const sources = new Map((await runsOf(tx)).map((run) => [run.id, run.source.name]));
  const rowOf = (id: string): RecordRow => {
    const row = rows.get(id);
    if (row === undefined) throw new UserError("record.unknown", `There is no record ${id} in this review.`);
    return row;
  };
  const sourceOf = (row: RecordRow) => sources.get(row.run) ?? row.run;
  // in the clothes of a citation, so that a page shows one like the other
  const side = (row: RecordRow): PairView["a"] => {
    const { sourceId: _sourceId, ...reference } = toReference(row);
    return {
      id: row.id,
      records: [{ id: row.id, source: sourceOf(row), run: row.run }],
      reference,
      shown: [row.id],
      flags: reference.flags ?? [],
    };
  };
  return asked.map(({ a, b, score, reason }) => {
    const [one, other] = [rowOf(a), rowOf(b)];
    const { fields } = comparePair(itemOf(one, sourceOf(one)), itemOf(other, sourceOf(other)));
    return {
      a: side(one),
      b: side(other),
      score,
      reason,
      fields: fields.map(({ field, verdict, detail }) => ({ field, verdict, detail })),
    };
  });
}

type SaidPair = readonly [a: string, b: string];

/** Records the same word on each of these pairs, each changing what was said of it before. */
async function tell(
  tx: ActTx,
  told: readonly SaidPair[],
  decision: "same" | "different" | RelationView["kind"],
  reason: string,
): Promise<string[]> {
  const before = new Map(
    (await choicesAround(tx, [...new Set(told.flat())])).map((choice) => [
      pairSubject(choice.a, choice.b),
      choice.fact,
    ]),
  );
  const facts = await tx.recordAll(
    told.map(([a, b]) => {
      const subject = pairSubject(a, b);
      const changed = before.get(subject);
      return {
        type: settled,
        subject,
        body: { a, b, decision, reason },
        ...(changed !== undefined && { supersedes: [changed] }),
      };
    }),
  );
  return facts.map((fact) => fact.hash);
}

/** Further pairs across the citations of two records that somebody told apart: they would keep these from being one. */
async function toldApartAcross(tx: ReadTx, a: string, b: string): Promise<SaidPair[]> {
  const [one, other] = [new Set((await membersOf(tx, a)).records), new Set((await membersOf(tx, b)).records)];
  const across = (x: string, y: string) => (one.has(x) && other.has(y)) || (other.has(x) && one.has(y));
  return (await choicesAround(tx, [...one]))
    .filter((choice) => choice.decision !== "same" && across(choice.a, choice.b))
    .filter((choice) => pairSubject(choice.a, choice.b) !== pairSubject(a, b))
    .map((choice) => [choice.a, choice.b] as const);
}

async function membersOf(tx: ReadTx, id: string): Promise<{ citation: string; records: string[] }> {
  const found = (await citationsOf(tx, [id])).get(id) ?? id;
  return { citation: found, records: (await recordsOf(tx, [found])).get(found) ?? [] };
}

export const dedupActions = [
  act(deduplicate, {
    who: COLLECTORS,
    prepare: (context, { all }) => searchDuplicates(context, all),
    async run(tx, _input, search) {
      await tx.record(searched, "duplicates", { ...search });
      return summarise(tx);
    },
  }),
  look(summary, { run: (tx) => summarise(tx) }),
  look(pairs, {
    async run(tx, { offset, limit }) {
      const open = await openPairs(tx);
      const shown = await pairViews(tx, open.pairs.slice(offset, offset + limit));
      return { total: open.pairs.length, keys: open.keys, pairs: shown };
    },
  }),
  act(settlePair, {
    who: COLLECTORS,
    async run(tx, { a, b, decision, reason }) {
      if (a === b) throw new UserError("dedup.one-record", "A pair is two records.");
      await recordRow(tx, a);
      await recordRow(tx, b);
      const others = decision === "same" ? await toldApartAcross(tx, a, b) : [];
      const facts = await tell(tx, [[a, b], ...others], decision, reason);
      return { fact: facts[0] as string, facts, left: await openPairCount(tx) };
    },
  }),
  act(splitRecord, {
    who: COLLECTORS,
    async run(tx, { record, reason }) {
      await recordRow(tx, record);
      const others = (await membersOf(tx, record)).records.filter((other) => other !== record);
      if (others.length === 0)
        throw new UserError("dedup.alone", "This record is a citation of its own already.");
      const facts = await tell(
        tx,
        others.map((other) => [record, other] as const),
        "different",
        reason,
      );
      return { citation: (await citationsOf(tx, [record])).get(record) ?? record, facts };
    },
  }),
  act(separateCitation, {
    who: COLLECTORS,
    async run(tx, { citation: id, reason }) {
      await citationView(tx, id);
      const { records } = await membersOf(tx, id);
      if (records.length < 2)
        throw new UserError("dedup.alone", "This record is a citation of its own already.");
      const told = records.flatMap((a, at) => records.slice(at + 1).map((b) => [a, b] as const));
      const facts = await tell(tx, told, "different", reason);
      return { citations: [...new Set((await citationsOf(tx, records)).values())], facts };
    },
  }),
  act(unrelate, {
    who: COLLECTORS,
    async run(tx, { a, b, kind, reason }) {
      const ids = await citationsOf(tx, [a, b]);
      const ends = { a: ids.get(a) ?? a, b: ids.get(b) ?? b };
      const told = await recordsRelated(tx, { ...ends, kind });
      if (told.length === 0)
        throw new UserError("dedup.not-related", "These two citations are not related in this way.", {
          hint: "The first of the two is the preprint, the correction, the comment; try them the other way round.",
        });
      return { facts: await tell(tx, told, "different", reason) };
    },
  }),
  look(findCitations, { run: (tx, { refs }) => lookUp(tx, refs) }),
  look(clusters, {
    async run(tx, page) {
      const { total, ids } = await clusterIds(tx, page);
      const views = await citationViews(tx, ids);
      const joins = await joinsWithin(tx, await recordsOf(tx, ids));
      return {
        total,
        clusters: ids.flatMap((id) => {
          const view = views.get(id);
          return view === undefined ? [] : [{ ...view, joins: joins.get(id) ?? [] }];
        }),
      };
    },
  }),
  look(whyPair, {
    async run(tx, { a, b }) {
      const [choice, found] = [await choiceBetween(tx, a, b), await foundBetween(tx, a, b)];
      const [view] = await pairViews(tx, [{ a, b, score: found?.score ?? 0, reason: found?.reason ?? "" }]);
      if (view === undefined) throw new Error("a pair was asked for and none shown");
      if (choice !== undefined)
        return {
          ...view,
          reason: choice.reason || view.reason,
          decision: choice.decision,
          decidedBy: choice.actor,
        };
      if (found !== undefined)
        return {
          ...view,
          decision: found.decision === "relation" ? found.kind : found.decision,
          decidedBy: "the rules",
        };
      // no search named these two together: what they say for themselves
      const rows = new Map((await recordRows(tx, [a, b])).map((row) => [row.id, row]));
      const item = (side: PairView["a"]) =>
        itemOf(rows.get(side.id) as RecordRow, side.records[0]?.source ?? "");
      const { decision, score, reason } = comparePair(item(view.a), item(view.b));
      return { ...view, decision, score, reason, decidedBy: "the rules" };
    },
  }),
  look(relations, { run: (tx) => relationsOf(tx) }),
  look(citation, {
    async run(tx, { citation: id }) {
      const view = await citationView(tx, id);
      const own = (await relationsOf(tx)).filter(({ a, b }) => a === view.id || b === view.id);
      const others = await citationViews(
        tx,
        own.map(({ a, b }) => (a === view.id ? b : a)),
      );
      const joins = await joinsWithin(tx, await recordsOf(tx, [view.id]));
      return {
        ...view,
        joins: joins.get(view.id) ?? [],
        relations: own.flatMap((relation) => {
          const other = relation.a === view.id ? relation.b : relation.a;
          const title = others.get(other)?.reference.title;
          // a relation to records that no longer count shows nothing that could be opened
          return others.has(other) ? [{ ...relation, other, title: title ?? "" }] : [];
        }),
      };
    },
  }),
];
