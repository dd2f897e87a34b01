import { formatCount, type SourceKind } from "../flow/index.ts";
import type { ReportInput, ReportRun } from "./input.ts";
import { dateWords, listed, sentence } from "./words.ts";

/** One of the 16 items of PRISMA-S with what this review has to say. */
export interface SearchItem {
  item: number;
  title: string;
  text: string;
  missing: boolean;
}

/** One search as it was run. */
export interface SearchStrategy {
  name: string;
  date: string;
  /** Hits, records, limits, filters and notes in words. */
  facts: string[];
  text: string;
}

export interface SearchAppendix {
  items: SearchItem[];
  strategies: SearchStrategy[];
}

function sourceName(input: ReportInput, id: string): string {
  const source = input.sources.find((candidate) => candidate.id === id);
  if (source === undefined) return id;
  return source.platform === undefined ? source.name : `${source.name} (${source.platform})`;
}

function namesOf(input: ReportInput, kinds: readonly SourceKind[]): string | undefined {
  const names = input.sources
    .filter((source) => kinds.includes(source.kind))
    .map((s) => sourceName(input, s.id));
  return names.length === 0 ? undefined : sentence(listed(names));
}

function limitsOf(
  runs: readonly ReportRun[],
  pick: (run: ReportRun) => string | undefined,
): string | undefined {
  const said = runs.map(pick).filter((text) => text !== undefined && text.trim() !== "");
  return said.length === 0 ? undefined : [...new Set(said)].map((text) => sentence(text ?? "")).join(" ");
}

function strategy(input: ReportInput, run: ReportRun): SearchStrategy {
  const facts = [
    ...(run.hits === undefined ? [] : [`${formatCount(run.hits)} hits reported`]),
    `${formatCount(run.records)} records fetched`,
    ...(run.limits === undefined ? [] : [`Limits: ${run.limits}`]),
    ...(run.filters === undefined ? [] : [`Filters: ${run.filters}`]),
    ...(run.note === undefined ? [] : [run.note]),
    ...(run.withdrawn === undefined ? [] : [`Withdrawn: ${run.withdrawn}`]),
  ];
  return { name: sourceName(input, run.source), date: run.date, facts, text: run.text };
}

/**
 * The search appendix: the 16 items of PRISMA-S (Rethlefsen ML et al., Syst Rev 2021;10:39) answered from what
 * was recorded, and every strategy copied exactly as it was run. An item without an answer says so.
 */
export function searchAppendix(input: ReportInput): SearchAppendix {
  const notes = input.searchNotes ?? {};
  const runs = input.runs.filter((run) => run.withdrawn === undefined);
  const databases = input.sources.filter((source) => source.kind === "database");
  const platforms = new Set(databases.map((source) => source.platform).filter((name) => name !== undefined));
  const together = [...platforms].filter(
    (platform) => databases.filter((source) => source.platform === platform).length > 1,
  );
  const perSource = Object.entries({
    ...input.flow.databases.identifiedBySource,
    ...input.flow.other?.identifiedBySource,
  }).map(([name, n]) => `${name}: ${formatCount(n)}`);
  const none = "None was used.";
  const answers: [title: string, text: string | undefined][] = [
    ["Database name", namesOf(input, ["database"])],
    [
      "Multi-database searching",
      together.length === 0
        ? "Each database was searched by itself."
        : `Databases on one platform: ${listed(together)}.`,
    ],
    ["Study registries", namesOf(input, ["register"]) ?? none],
    ["Online resources and browsing", namesOf(input, ["website", "organisation", "hand_search"]) ?? none],
    ["Citation searching", namesOf(input, ["citation_searching"]) ?? none],
    ["Contacts", notes.contacts],
    ["Other methods", notes.otherMethods ?? namesOf(input, ["other"]) ?? none],
    [
      "Full search strategies",
      runs.some((run) => run.text.trim() !== "") ? "Printed below, exactly as run." : undefined,
    ],
    ["Limits and restrictions", limitsOf(runs, (run) => run.limits) ?? "None are recorded."],
    ["Search filters", limitsOf(runs, (run) => run.filters) ?? "None are recorded."],
    ["Prior work", notes.priorWork],
    ["Updates", notes.updates],
    [
      "Dates of searches",
      runs.length === 0
        ? undefined
        : sentence(runs.map((run) => `${sourceName(input, run.source)}: ${dateWords(run.date)}`).join("; ")),
    ],
    ["Peer review", notes.peerReview],
    ["Total records", perSource.length === 0 ? undefined : sentence(perSource.join("; "))],
    ["Deduplication", input.dedup.method.trim() === "" ? undefined : sentence(input.dedup.method)],
  ];
  return {
    items: answers.map(([title, text], at) => ({
      item: at + 1,
      title,
      text: text === undefined ? "Not reported." : sentence(text),
      missing: text === undefined,
    })),
    strategies: input.runs.map((run) => strategy(input, run)),
  };
}
