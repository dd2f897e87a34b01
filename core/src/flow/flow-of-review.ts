import { includedStudies, leftOutRows } from "../charting/store.ts";
import { sourcePairs } from "../dedup/store.ts";
import { rulesInForce } from "../protocol/store.ts";
import { runsOf } from "../records/store.ts";
import { outcomesAt, removedCitations, stageClosed } from "../screening/store.ts";
import type { Tx } from "../storage/index.ts";
import { type Classified, classify } from "./classes.ts";
import { type Counted, countCitations } from "./count.ts";
import { type Counts, type Flow, SOURCE_KINDS, type SourceKind } from "./counts.ts";

/** The class of every citation that has one other than "nothing decided yet"; `rest` is the class of all others. */
export async function allClasses(tx: Tx): Promise<{ classes: Map<string, Classified>; rest: Classified }> {
  const removed = await removedCitations(tx);
  const titleAbstract = await outcomesAt(tx, "title_abstract");
  const fullText = await outcomesAt(tx, "full_text");
  const stopped = (await stageClosed(tx, "title_abstract")) !== undefined;
  const classes = new Map<string, Classified>();
  for (const citation of new Set([...removed.keys(), ...titleAbstract.keys()])) {
    classes.set(
      citation,
      classify({
        removed: removed.get(citation),
        titleAbstract: titleAbstract.get(citation),
        fullText: fullText.get(citation),
        stopped,
      }),
    );
  }
  return {
    classes,
    rest: classify({ removed: undefined, titleAbstract: undefined, fullText: undefined, stopped }),
  };
}

const KINDS: Readonly<Record<string, SourceKind>> = { hand: "hand_search", citation: "citation_searching" };

/** The box of the flow diagram in which a source of this kind is named. */
function sourceKind(kind: string): SourceKind {
  return SOURCE_KINDS.find((known) => known === kind) ?? KINDS[kind] ?? "other";
}

export interface ReviewFlow {
  counts: Counts;
  flow: Flow;
}

/** All counts of the review now, in total and by column of the flow diagram. */
export async function flowOf(tx: Tx): Promise<ReviewFlow> {
  const { classes, rest } = await allClasses(tx);
  const counted = new Map<string, Counted>();
  for (const { citation, source, side, records } of await sourcePairs(tx)) {
    const entry = counted.get(citation) ?? { citation, ...(classes.get(citation) ?? rest), records: [] };
    entry.records.push({ source, side: side === "other" ? "other" : "databases", records });
    counted.set(citation, entry);
  }
  const all = [...counted.values()];
  // a citation belongs to the databases if any of its records came from there
  const databases = all.filter((one) => one.records.some((record) => record.side === "databases"));
  const others = all.filter((one) => one.records.every((record) => record.side === "other"));
  const leftOut = new Set((await leftOutRows(tx)).map((row) => row.record));
  const studies = await includedStudies(tx);
  const within = (citations: readonly Counted[]) => {
    const ids = new Set(citations.map((one) => one.citation));
    // a study belongs to each column that found one of its reports
    const own = studies.filter((study) => study.reports.some((report) => ids.has(report.id)));
    return {
      included: own.length,
      leftOut: own.filter((study) => study.records.some((record) => leftOut.has(record))).length,
    };
  };
  const protocol = await rulesInForce(tx);
  const flow: Flow = {
    databases: countCitations(databases, within(databases)),
    ...(others.length > 0 && { other: countCitations(others, within(others)) }),
    ...(others.length > 0 && {
      total: { studies: studies.length, reports: all.filter((one) => one.class === "included").length },
    }),
    sourceKinds: Object.fromEntries(
      (await runsOf(tx)).map((run) => [run.source.name, sourceKind(run.source.kind)]),
    ),
    reasons: Object.fromEntries(protocol.reasons.map((reason) => [reason.code, reason.label])),
  };
  return { counts: countCitations(all, within(all)), flow };
}
