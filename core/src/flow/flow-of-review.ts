import type { ReadTx } from "../action/index.ts";
import { includedStudies, leftOutRows, type Study } from "../charting/store.ts";
import { citationRuns } from "../dedup/store.ts";
import { rulesInForce } from "../protocol/store.ts";
import { runsOf } from "../records/store.ts";
import { outcomesAt, removedCitations, stageClosed } from "../screening/store.ts";
import type { Tx } from "../storage/index.ts";
import { type Classified, classify } from "./classes.ts";
import { type Counted, countCitations, type FoundAgain } from "./count.ts";
import { type Counts, type Flow, SOURCE_KINDS, type SourceKind } from "./counts.ts";
import { type Earlier, earlierVersion, previousOf } from "./previous.ts";

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
  /** Of the whole review, all its versions together. */
  counts: Counts;
  /** As the diagram draws it: of the searches since the version published last, where there is one. */
  flow: Flow;
}

/** A citation with the live runs that hold its records. */
interface Traced extends Counted {
  runs: string[];
}

async function tracedCitations(tx: Tx): Promise<Traced[]> {
  const { classes, rest } = await allClasses(tx);
  const traced = new Map<string, Traced>();
  for (const { citation, run, source, side, records } of await citationRuns(tx)) {
    const entry = traced.get(citation) ?? {
      citation,
      ...(classes.get(citation) ?? rest),
      records: [],
      runs: [],
    };
    entry.records.push({ source, side: side === "other" ? "other" : "databases", records });
    entry.runs.push(run);
    traced.set(citation, entry);
  }
  return [...traced.values()];
}

const fromDatabases = ({ records }: FoundAgain) => records.some((record) => record.side === "databases");

/** Of a citation that an earlier version knew, the records that later runs delivered. */
function foundAgain(citation: Traced, earlier: Earlier): FoundAgain[] {
  const records = citation.records.filter((_, at) => !earlier.runs.has(citation.runs[at] ?? ""));
  return records.length === 0 ? [] : [{ records }];
}

/** All counts of the review as it stands, in total and by column of the flow diagram. */
export async function flowOf(tx: ReadTx): Promise<ReviewFlow> {
  const all = await tracedCitations(tx);
  const earlier = await earlierVersion(tx);
  const isEarlier = ({ runs }: Traced) => earlier !== undefined && runs.some((run) => earlier.runs.has(run));
  const known = all.filter(isEarlier);
  const fresh = all.filter((one) => !isEarlier(one));
  const again = earlier === undefined ? [] : known.flatMap((one) => foundAgain(one, earlier));
  // a citation belongs to the databases if any of its records came from there
  const databases = { own: fresh.filter(fromDatabases), again: again.filter(fromDatabases) };
  const others = {
    own: fresh.filter((one) => !fromDatabases(one)),
    again: again.filter((one) => !fromDatabases(one)),
  };
  const leftOut = new Set((await leftOutRows(tx)).map((row) => row.record));
  const studies = await includedStudies(tx);
  const knownIds = new Set(known.map((one) => one.citation));
  const isKnown = (study: Study) => study.reports.some((report) => knownIds.has(report.id));
  const within = (citations: readonly Counted[], pool: readonly Study[]) => {
    const ids = new Set(citations.map((one) => one.citation));
    // a study belongs to each column that found one of its reports
    const own = pool.filter((study) => study.reports.some((report) => ids.has(report.id)));
    return {
      included: own.length,
      leftOut: own.filter((study) => study.records.some((record) => leftOut.has(record))).length,
    };
  };
  const found = studies.filter((study) => !isKnown(study));
  const hasOthers = others.own.length + others.again.length > 0;
  const protocol = await rulesInForce(tx);
  const flow: Flow = {
    databases: countCitations(databases.own, within(databases.own, found), databases.again),
    ...(hasOthers && { other: countCitations(others.own, within(others.own, found), others.again) }),
    ...(earlier !== undefined && {
      previous: await previousOf(
        tx,
        earlier,
        studies.filter(isKnown),
        new Map(known.map((one) => [one.citation, one])),
      ),
    }),
    ...(hasOthers &&
      earlier !== undefined && {
        found: { studies: found.length, reports: fresh.filter((one) => one.class === "included").length },
      }),
    ...((hasOthers || earlier !== undefined) && {
      total: { studies: studies.length, reports: all.filter((one) => one.class === "included").length },
    }),
    sourceKinds: Object.fromEntries(
      (await runsOf(tx)).map((run) => [run.source.name, sourceKind(run.source.kind)]),
    ),
    reasons: Object.fromEntries(protocol.reasons.map((reason) => [reason.code, reason.label])),
  };
  return { counts: countCitations(all, within(all, studies)), flow };
}
