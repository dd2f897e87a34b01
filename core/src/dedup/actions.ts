import { act, look, type PrepareContext, type ReadTx } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { recordRow, recordRows, liveRecords, type RecordRow, runsOf, toReference } from "../records/store.ts";
import { COLLECTORS } from "../review/index.ts";
import { comparePair } from "./compare-pair.ts";
import {
  citation,
  clusters,
  deduplicate,
  findCitations,
  pairs,
  type PairView,
  relations,
  settlePair,
  splitRecord,
  summary,
  whyPair,
} from "./contracts.ts";
import { foundFileSchema, pairSubject, searched, settled } from "./facts.ts";
import { findDuplicates } from "./find-duplicates.ts";
import { type Item, itemFromReference } from "./item.ts";
import {
  choicesOf,
  type ChoiceRow,
  citationsOf,
  citationView,
  citationViews,
  clusterIds,
  type FoundRow,
  foundPairs,
  lookUp,
  recordsOf,
  relationsOf,
  stageFound,
} from "./store.ts";
import { summarise } from "./summary.ts";

const METHOD = "chartroom-dedup 1";

function itemOf(row: RecordRow, source: string): Item {
  const { sourceId, ...reference } = toReference(row);
  return itemFromReference({ ...reference, id: sourceId, raw: {} }, row.id, source);
}

async function allItems(tx: ReadTx, onProgress: PrepareContext["onProgress"]): Promise<Item[]> {
  const sources = new Map((await runsOf(tx)).map((run) => [run.id, run.source.name]));
  const items: Item[] = [];
  for await (const rows of liveRecords(tx)) {
    for (const row of rows) items.push(itemOf(row, sources.get(row.run) ?? row.run));
    onProgress({ phase: "reading records", done: items.length });
  }
  return items;
}

function humanChoices(choices: readonly ChoiceRow[], known: ReadonlySet<string>) {
  const about = choices.filter(({ a, b }) => known.has(a) && known.has(b));
  const list = (rows: readonly ChoiceRow[]): [string, string][] => rows.map(({ a, b }) => [a, b]);
  return {
    joins: list(about.filter((row) => row.decision === "same")),
    splits: list(about.filter((row) => row.decision !== "same")),
  };
}

async function search({ storage, read, onProgress, signal }: PrepareContext) {
  const { items, choices } = await read(async (tx) => ({
    items: await allItems(tx, onProgress),
    choices: await choicesOf(tx),
  }));
  if (items.length === 0) {
    throw new UserError("dedup.no-records", "There are no records to compare.", {
      hint: "Import a file first.",
    });
  }
  const fixed = humanChoices(choices, new Set(items.map((item) => item.id)));
  const result = findDuplicates(items, { onProgress, signal, fixed });
  const row =
    (decision: FoundRow["decision"], kind: string) =>
    (pair: { a: string; b: string; score?: number; reason: string }, rank: number): FoundRow => ({
      a: pair.a,
      b: pair.b,
      decision,
      kind,
      score: Math.round((pair.score ?? 0) * 100) / 100,
      reason: pair.reason,
      rank,
    });
  const rows = [
    ...result.joins.map(row("same", "")),
    ...result.maybes.map(row("maybe", "")),
    ...result.relations.map((relation, rank) => row("relation", relation.kind)(relation, rank)),
  ];
  const unique = [...new Map(rows.map((one) => [`${one.a} ${one.b}`, one])).values()];
  const found = await storage.blobs.put(
    new TextEncoder().encode(JSON.stringify(foundFileSchema.parse(unique))),
  );
  for (let at = 0; at < unique.length; at += 500) {
    signal.throwIfAborted();
    await storage.write((tx) => stageFound(tx, found, unique.slice(at, at + 500)));
    onProgress({ phase: "keeping pairs", done: at, total: unique.length });
  }
  const { joins, maybes, relations: related } = result;
  return {
    found,
    records: items.length,
    joins: joins.length,
    maybes: maybes.length,
    relations: related.length,
  };
}

/** Pairs that still wait for a person: neither settled nor brought together otherwise. */
async function openPairs(tx: ReadTx): Promise<FoundRow[]> {
  const maybes = await foundPairs(tx, "maybe");
  const settledPairs = new Set((await choicesOf(tx)).map(({ a, b }) => pairSubject(a, b)));
  const waiting = maybes.filter(({ a, b }) => !settledPairs.has(pairSubject(a, b)));
  const ids = await citationsOf(
    tx,
    waiting.flatMap(({ a, b }) => [a, b]),
  );
  return waiting.filter(({ a, b }) => ids.get(a) !== ids.get(b));
}

async function explain(tx: ReadTx, a: string, b: string) {
  const rows = new Map((await recordRows(tx, [a, b])).map((row) => [row.id, row]));
  const sources = new Map((await runsOf(tx)).map((run) => [run.id, run.source.name]));
  const item = (id: string) => {
    const row = rows.get(id);
    if (row === undefined) throw new UserError("record.unknown", `There is no record ${id}.`);
    return itemOf(row, sources.get(row.run) ?? row.run);
  };
  return comparePair(item(a), item(b));
}

async function pairView(tx: ReadTx, pair: Pick<FoundRow, "a" | "b" | "score" | "reason">): Promise<PairView> {
  const [a, b] = [await singleRecord(tx, pair.a), await singleRecord(tx, pair.b)];
  const { fields } = await explain(tx, pair.a, pair.b);
  return {
    a,
    b,
    score: pair.score,
    reason: pair.reason,
    fields: fields.map(({ field, verdict, detail }) => ({ field, verdict, detail })),
  };
}

/** A record in the clothes of a citation, so that a pair is shown as its two databases delivered it. */
async function singleRecord(tx: ReadTx, id: string): Promise<PairView["a"]> {
  const row = await recordRow(tx, id);
  const run = (await runsOf(tx)).find((one) => one.id === row.run);
  const { sourceId: _sourceId, ...reference } = toReference(row);
  return {
    id,
    records: [{ id, source: run?.source.name ?? row.run, run: row.run }],
    reference,
    shown: [id],
    flags: reference.flags ?? [],
  };
}

export const dedupActions = [
  act(deduplicate, {
    who: COLLECTORS,
    prepare: (context) => search(context),
    async run(tx, _input, body) {
      await tx.record(searched, "duplicates", { method: METHOD, ...body });
      return summarise(tx, (await openPairs(tx)).length);
    },
  }),
  look(summary, { run: async (tx) => summarise(tx, (await openPairs(tx)).length) }),
  look(pairs, {
    async run(tx, { offset, limit }) {
      const waiting = await openPairs(tx);
      const views: PairView[] = [];
      for (const pair of waiting.slice(offset, offset + limit)) views.push(await pairView(tx, pair));
      return { total: waiting.length, pairs: views };
    },
  }),
  act(settlePair, {
    who: COLLECTORS,
    async run(tx, { a, b, decision, reason }) {
      if (a === b) throw new UserError("dedup.one-record", "A pair is two records.");
      await recordRow(tx, a);
      await recordRow(tx, b);
      const before = (await choicesOf(tx)).find(
        (choice) => pairSubject(choice.a, choice.b) === pairSubject(a, b),
      );
      const fact = await tx.record(
        settled,
        pairSubject(a, b),
        { a, b, decision, reason },
        before && [before.fact],
      );
      return { fact: fact.hash, left: (await openPairs(tx)).length };
    },
  }),
  act(splitRecord, {
    who: COLLECTORS,
    async run(tx, { record, reason }) {
      await recordRow(tx, record);
      const from = (await citationsOf(tx, [record])).get(record) ?? record;
      const others = ((await recordsOf(tx, [from])).get(from) ?? []).filter((other) => other !== record);
      if (others.length === 0)
        throw new UserError("dedup.alone", "This record is a citation of its own already.");
      const facts = await tx.recordAll(
        others.map((other) => ({
          type: settled,
          subject: pairSubject(record, other),
          body: { a: record, b: other, decision: "different", reason },
        })),
      );
      return {
        citation: (await citationsOf(tx, [record])).get(record) ?? record,
        facts: facts.map((fact) => fact.hash),
      };
    },
  }),
  look(findCitations, { run: (tx, { refs }) => lookUp(tx, refs) }),
  look(clusters, {
    async run(tx, { offset, limit }) {
      const { total, ids } = await clusterIds(tx, offset, limit);
      return { total, clusters: [...(await citationViews(tx, ids)).values()] };
    },
  }),
  look(whyPair, {
    async run(tx, { a, b }) {
      const choice = (await choicesOf(tx)).find((one) => pairSubject(one.a, one.b) === pairSubject(a, b));
      const compared = await explain(tx, a, b);
      const view = await pairView(tx, {
        a,
        b,
        score: compared.score,
        reason: choice?.reason || compared.reason,
      });
      return {
        ...view,
        decision: choice?.decision ?? compared.decision,
        decidedBy: choice === undefined ? "the rules" : choice.actor,
      };
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
      return {
        ...view,
        relations: own.map((relation) => {
          const other = relation.a === view.id ? relation.b : relation.a;
          return { ...relation, other, title: others.get(other)?.reference.title ?? "" };
        }),
      };
    },
  }),
];
