import type { CitationClass, Flow } from "@chartroom/core/flow";

const INCLUDED: readonly CitationClass[] = ["included"];
const ASSESSED: readonly CitationClass[] = [
  "full_text_excluded",
  "ongoing",
  "awaiting_classification",
  ...INCLUDED,
];
const SOUGHT: readonly CitationClass[] = ["not_retrieved", ...ASSESSED, "full_text_in_progress"];
const EXCLUDED: readonly CitationClass[] = ["excluded", "excluded_automation"];

/** The classes that make up a number of the flow diagram, by its path; a path that is not here is all records. */
const CLASSES: Readonly<Record<string, readonly CitationClass[]>> = {
  "removed.automation": ["removed_automation"],
  "removed.other": ["removed_other"],
  screened: [...EXCLUDED, ...SOUGHT],
  excluded: EXCLUDED,
  "excluded.human": ["excluded"],
  "excluded.automation": ["excluded_automation"],
  left: ["left"],
  inProgress: ["in_progress"],
  sought: SOUGHT,
  notRetrieved: ["not_retrieved"],
  assessed: ASSESSED,
  fullTextExcluded: ["full_text_excluded"],
  ongoing: ["ongoing"],
  awaitingClassification: ["awaiting_classification"],
  fullTextInProgress: ["full_text_in_progress"],
  studiesIncluded: INCLUDED,
  reportsIncluded: INCLUDED,
  "previous.studies": INCLUDED,
  "previous.reports": INCLUDED,
  "total.studies": INCLUDED,
  "total.reports": INCLUDED,
};

function parted(path: string): [name: string, rest: string] {
  const dot = path.indexOf(".");
  return dot < 0 ? [path, ""] : [path.slice(0, dot), path.slice(dot + 1)];
}

/**
 * The address of the records behind a number of the flow diagram, by the path that `data-count` carries. Where the
 * diagram has two columns, that of the number is chosen with it.
 */
export function countHref(review: string, flow: Flow, count: string): string {
  if (count.replace(/^other\./, "") === "leftOutOfSynthesis") return `/r/${review}/charting?part=left-out`;
  const other = count.startsWith("other.");
  const path = other ? count.slice("other.".length) : count;
  const [name, rest] = parted(path);
  const query = new URLSearchParams();
  for (const one of CLASSES[path] ?? CLASSES[name] ?? []) query.append("class", one);
  if (name === "fullTextExcluded" || name === "fullTextExcludedByAutomation") {
    if (!query.has("class")) query.append("class", "full_text_excluded");
    if (rest !== "") query.append("reason", rest);
  }
  if (name === "duplicates") query.append("duplicates", "true");
  const column = other ? flow.other : flow.databases;
  const foot = /^(studies|reports|leftOut|previous|total)/.test(name);
  if (name === "identifiedBySource") query.append("source", rest);
  else if (name === "identifiedByKind") {
    for (const [source, kind] of Object.entries(flow.sourceKinds ?? {})) {
      if (kind === rest && column !== undefined && source in column.identifiedBySource)
        query.append("source", source);
    }
  }
  if (flow.other !== undefined && !foot) query.append("column", other ? "other" : "databases");
  const text = query.toString();
  return `/r/${review}/records${text === "" ? "" : `?${text}`}`;
}
