import { type Counts, type Flow, standingOf } from "./counts.ts";

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, n) => total + n, 0);
}

function differs(name: string, value: number, terms: string, expected: number): string[] {
  if (value === expected) return [];
  return [`${name} is ${value}, but ${terms} make ${expected}`];
}

/**
 * Checks the identities that every column's counts obey (docs/counts.md); returns one sentence for each that
 * fails, so an empty array says that everything adds up.
 * @param searched a search made again may find a report of a study that was known before, and no study with it
 */
export function checkCounts(counts: Counts, searched: "first" | "again" = "first"): string[] {
  const c = counts;
  const excluded = c.excluded.human + c.excluded.automation;
  const reasons = sum(c.fullTextExcluded);
  const problems = [
    ...differs("identified", c.identified, "the sources", sum(c.identifiedBySource)),
    ...differs(
      "identified",
      c.identified,
      "duplicates + removed + screened + left + in progress",
      c.duplicates + c.removed.automation + c.removed.other + c.screened + c.left + c.inProgress,
    ),
    ...differs("screened", c.screened, "excluded + sought", excluded + c.sought),
    ...differs(
      "sought",
      c.sought,
      "not retrieved + excluded with reasons + ongoing + awaiting classification + included + in progress",
      c.notRetrieved +
        reasons +
        c.ongoing +
        c.awaitingClassification +
        c.reportsIncluded +
        c.fullTextInProgress,
    ),
    ...differs(
      "assessed",
      c.assessed,
      "sought - not retrieved - in progress",
      c.sought - c.notRetrieved - c.fullTextInProgress,
    ),
  ];
  for (const [code, n] of Object.entries(c.fullTextExcludedByAutomation ?? {})) {
    const all = c.fullTextExcluded[code] ?? 0;
    if (n > all) problems.push(`${code} is excluded ${n} times by automation, but only ${all} times in all`);
  }
  if (c.studiesIncluded > 0 !== c.reportsIncluded > 0 && (searched === "first" || c.studiesIncluded > 0)) {
    problems.push(`${c.studiesIncluded} studies cannot have ${c.reportsIncluded} reports`);
  }
  if (c.leftOutOfSynthesis > c.studiesIncluded) {
    problems.push(
      `${c.leftOutOfSynthesis} studies left out of the synthesis, but ${c.studiesIncluded} included`,
    );
  }
  return problems;
}

/**
 * Checks each column of a flow, and that the total lies between what its parts allow: reports add up, and a
 * study whose reports were found in several columns, or that the earlier review had, counts once.
 */
export function checkFlow(flow: Flow): string[] {
  const searched = flow.previous === undefined ? "first" : "again";
  const problems = checkCounts(flow.databases, searched).map((text) => `Databases and registers: ${text}`);
  if (flow.other !== undefined) {
    problems.push(...checkCounts(flow.other, searched).map((text) => `Other methods: ${text}`));
  }
  if (flow.total === undefined) return problems;
  const parts = [
    { studies: flow.databases.studiesIncluded, reports: flow.databases.reportsIncluded },
    { studies: flow.other?.studiesIncluded ?? 0, reports: flow.other?.reportsIncluded ?? 0 },
    flow.previous === undefined ? { studies: 0, reports: 0 } : standingOf(flow.previous),
  ];
  const reports = parts.reduce((total, part) => total + part.reports, 0);
  const most = parts.reduce((total, part) => total + part.studies, 0);
  const least = Math.max(...parts.map((part) => part.studies));
  problems.push(...differs("Total: reports", flow.total.reports, "the columns", reports));
  if (flow.total.studies > most || flow.total.studies < least) {
    problems.push(`Total: ${flow.total.studies} studies, but the columns allow ${least} to ${most}`);
  }
  return problems;
}
