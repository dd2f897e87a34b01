import type { ReadTx } from "../action/index.ts";
import { includedStudies, type Study } from "../charting/store.ts";
import { citationsOf } from "../dedup/store.ts";
import { factsAbout, isWithin, reachOf } from "../ledger/index.ts";
import { imported } from "../records/facts.ts";
import { runsOf } from "../records/store.ts";
import type { VersionInfo } from "../review/index.ts";
import { versionsOf } from "../review/store.ts";
import type { Classified } from "./classes.ts";
import type { Previous } from "./counts.ts";

/** The version that an update of the review goes beyond. */
export interface Earlier {
  version: VersionInfo;
  /** The live runs that it knew. */
  runs: ReadonlySet<string>;
}

/**
 * The version published last (a version of the kind `report`) after which a source was searched again; undefined while
 * there is none, so that a review is an update from its first new search on. A run belongs to the version whose facts
 * hold its first import.
 * @throws UserError version.incomplete
 */
export async function earlierVersion(tx: ReadTx): Promise<Earlier | undefined> {
  const published = (await versionsOf(tx)).filter((version) => version.kind === "report").reverse();
  if (published.length === 0) return undefined;
  const live = (await runsOf(tx)).filter((run) => run.state === "live").map((run) => run.id);
  const first = new Map(
    (await factsAbout(tx, [imported.type])).reverse().map((fact) => [fact.subject, fact]),
  );
  for (const version of published) {
    const reach = await reachOf(tx, version.heads);
    const known = live.filter((run) => {
      const fact = first.get(run);
      return fact !== undefined && isWithin(reach, fact);
    });
    if (known.length < live.length) return { version, runs: new Set(known) };
  }
  return undefined;
}

/** The included studies of a state, each as the citations of its reports. */
function studiesAt(tx: ReadTx, version: VersionInfo): Promise<string[][]> {
  return tx.asOf(
    version.heads,
    async (then) => (await includedStudies(then)).map((study) => study.reports.map((report) => report.id)),
    "included studies",
  );
}

const some = (result: { studies: number; reports: number }) => result.studies + result.reports > 0;

/**
 * What the earlier version had included, and what became of the citations of its searches since.
 * @param known the included studies with a report of its searches
 * @param ofEarlier the classes of all citations of its searches
 */
export async function previousOf(
  tx: ReadTx,
  { version }: Earlier,
  known: readonly Study[],
  ofEarlier: ReadonlyMap<string, Classified>,
): Promise<Previous> {
  const published = await studiesAt(tx, version);
  const now = await citationsOf(tx, published.flat());
  const included = new Set([...ofEarlier].flatMap(([id, one]) => (one.class === "included" ? [id] : [])));
  const printed = new Set([...now.values()].filter((id) => included.has(id)));
  const reports = published.flat().length;
  // each study of today goes on with one of the published, so that a link drawn or cut later shows as one more or less
  const waiting = published.map((study) => new Set(study.map((report) => now.get(report) ?? report)));
  for (const study of known) {
    const at = waiting.findIndex((reports) => study.reports.some((report) => reports.has(report.id)));
    if (at >= 0) waiting.splice(at, 1);
  }
  const going = published.length - waiting.length;
  const added = { studies: known.length - going, reports: included.size - printed.size };
  const dropped = { studies: waiting.length, reports: reports - printed.size };
  const open = [...ofEarlier.values()].filter(
    (one) => one.class === "in_progress" || one.class === "full_text_in_progress",
  ).length;
  return {
    studies: published.length,
    reports,
    ...(some(added) && { added }),
    ...(some(dropped) && { dropped }),
    ...(open > 0 && { open }),
  };
}
