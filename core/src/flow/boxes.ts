import { type Counts, type Flow, type Previous, type SourceKind, standingOf } from "./counts.ts";

/** One line of a box: words, and the count that ends them. */
export interface BoxLine {
  text: string;
  /** Where the number comes from, as a path into the flow: `screened`, `other.fullTextExcluded.X1`. */
  count?: string;
  n?: number;
  indent: number;
}

/** A box of the diagram; its first line is its heading. */
export interface Box {
  lines: BoxLine[];
}

/** The boxes of one column, in rows from identification to assessment; each row has a main box and side boxes. */
export interface FlowColumn {
  heading: string;
  identified: Box;
  removed: Box[];
  /** Absent where other methods found reports that needed no screening. */
  screened?: Box;
  excluded: Box[];
  sought: Box;
  notSought: Box[];
  assessed: Box;
  notIncluded: Box[];
}

type Place = "" | "other.";

const KIND_WORDS: Readonly<Record<SourceKind, string>> = {
  database: "Databases",
  register: "Registers",
  website: "Websites",
  organisation: "Organisations",
  citation_searching: "Citation searching",
  hand_search: "Hand searching",
  other: "Other sources",
};

function line(text: string, count: string, n: number, indent = 0): BoxLine {
  return { text, count, n, indent };
}

function box(...lines: (BoxLine | undefined)[]): Box {
  return { lines: lines.filter((item) => item !== undefined) };
}

function positive(text: string, count: string, n: number, indent = 0): BoxLine | undefined {
  return n > 0 ? line(text, count, n, indent) : undefined;
}

/** A box that is drawn only where something is in it. */
function boxIfAny(n: number, ...lines: (BoxLine | undefined)[]): Box[] {
  return n > 0 ? [box(...lines)] : [];
}

function identifiedBox(counts: Counts, flow: Flow, at: Place): Box {
  const path = (name: string) => `${at}identifiedBySource.${name}`;
  const sources = Object.entries(counts.identifiedBySource);
  const kinds = flow.sourceKinds;
  if (kinds === undefined || sources.some(([name]) => kinds[name] === undefined)) {
    const from = at === "" ? "databases and registers" : "other methods";
    return box(
      line(`Records identified from ${from}`, `${at}identified`, counts.identified),
      ...sources.map(([name, n]) => line(name, path(name), n, 1)),
    );
  }
  const lines: BoxLine[] = [line("Records identified", `${at}identified`, counts.identified)];
  for (const [kind, word] of Object.entries(KIND_WORDS)) {
    const own = sources.filter(([name]) => kinds[name] === kind);
    if (own.length === 0) continue;
    const n = own.reduce((total, [, records]) => total + records, 0);
    lines.push(line(word, `${at}identifiedByKind.${kind}`, n, 1));
    lines.push(...own.map(([name, records]) => line(name, path(name), records, 2)));
  }
  return box(...lines);
}

function removedBoxes(c: Counts, at: Place): Box[] {
  const removed = c.removed.automation + c.removed.other;
  const before: Box = box(
    { text: "Records removed before screening:", indent: 0 },
    line(
      at === "" ? "Duplicate records removed" : "Already found, or duplicates",
      `${at}duplicates`,
      c.duplicates,
      1,
    ),
    at === "" || c.removed.automation > 0
      ? line("Marked as ineligible by automation tools", `${at}removed.automation`, c.removed.automation, 1)
      : undefined,
    at === "" || c.removed.other > 0
      ? line("Removed for other reasons", `${at}removed.other`, c.removed.other, 1)
      : undefined,
  );
  return [
    ...(at === "" || c.duplicates + removed > 0 ? [before] : []),
    ...boxIfAny(
      c.left + c.inProgress,
      positive("Records left unscreened when screening was stopped", `${at}left`, c.left),
      positive("Records still being screened", `${at}inProgress`, c.inProgress),
    ),
  ];
}

function excludedBox(c: Counts, at: Place): Box {
  const { human, automation } = c.excluded;
  return box(
    line("Records excluded", `${at}excluded`, human + automation),
    automation > 0 ? line("by human reviewers", `${at}excluded.human`, human, 1) : undefined,
    automation > 0 ? line("by automation tools", `${at}excluded.automation`, automation, 1) : undefined,
  );
}

/** Reason codes in the order of the flow's labels (the protocol's), then those without a label. */
function orderedReasons(counts: Counts, flow: Flow): [code: string, label: string, n: number][] {
  const labels = flow.reasons ?? {};
  const known = Object.keys(labels).filter((code) => code in counts.fullTextExcluded);
  const unknown = Object.keys(counts.fullTextExcluded).filter((code) => !(code in labels));
  return [...known, ...unknown].map((code) => [
    code,
    labels[code] ?? code,
    counts.fullTextExcluded[code] ?? 0,
  ]);
}

function notIncludedBoxes(c: Counts, flow: Flow, at: Place): Box[] {
  const reasons = orderedReasons(c, flow);
  const excluded = reasons.reduce((total, [, , n]) => total + n, 0);
  const lines: BoxLine[] = [line("Reports excluded", `${at}fullTextExcluded`, excluded)];
  for (const [code, label, n] of reasons) {
    if (n === 0) continue;
    lines.push(line(label, `${at}fullTextExcluded.${code}`, n, 1));
    const automation = c.fullTextExcludedByAutomation?.[code] ?? 0;
    if (automation > 0) {
      lines.push(
        line("of these by automation tools", `${at}fullTextExcludedByAutomation.${code}`, automation, 2),
      );
    }
  }
  return [
    { lines },
    ...boxIfAny(
      c.ongoing + c.awaitingClassification,
      positive("Reports of ongoing studies", `${at}ongoing`, c.ongoing),
      positive("Reports awaiting classification", `${at}awaitingClassification`, c.awaitingClassification),
    ),
  ];
}

/** The boxes of one column in the words of PRISMA 2020; `at` says which column, for the paths of its counts. */
export function flowColumn(counts: Counts, flow: Flow, at: Place): FlowColumn {
  const c = counts;
  const studies = flow.previous === undefined ? "studies" : "new studies";
  return {
    heading: `Identification of ${studies} via ${at === "" ? "databases and registers" : "other methods"}`,
    identified: identifiedBox(c, flow, at),
    removed: removedBoxes(c, at),
    ...(at === "" || c.screened !== c.sought
      ? { screened: box(line("Records screened", `${at}screened`, c.screened)) }
      : {}),
    excluded: at === "" || c.screened !== c.sought ? [excludedBox(c, at)] : [],
    sought: box(line("Reports sought for retrieval", `${at}sought`, c.sought)),
    notSought: [
      box(line("Reports not retrieved", `${at}notRetrieved`, c.notRetrieved)),
      ...boxIfAny(
        c.fullTextInProgress,
        line("Reports still being assessed", `${at}fullTextInProgress`, c.fullTextInProgress),
      ),
    ],
    assessed: box(line("Reports assessed for eligibility", `${at}assessed`, c.assessed)),
    notIncluded: notIncludedBoxes(c, flow, at),
  };
}

/** Studies and reports that this search added, over both columns. A study found in both counts once, if a total says so. */
function newlyIncluded(flow: Flow): { studies: number; reports: number; leftOut: number } {
  const columns = flow.other === undefined ? [flow.databases] : [flow.databases, flow.other];
  const sum = (pick: (counts: Counts) => number) =>
    columns.reduce((total, counts) => total + pick(counts), 0);
  const known = flow.found ?? (flow.previous === undefined ? flow.total : undefined);
  return {
    studies: known?.studies ?? sum((counts) => counts.studiesIncluded),
    reports: known?.reports ?? sum((counts) => counts.reportsIncluded),
    leftOut: sum((counts) => counts.leftOutOfSynthesis),
  };
}

function previousBox(previous: Previous): Box {
  const { studies, reports, added, dropped, open = 0 } = previous;
  return box(
    line("Studies included in previous version of review", "previous.studies", studies),
    line("Reports of studies included in previous version of review", "previous.reports", reports),
    positive("Studies of its searches included since", "previous.added.studies", added?.studies ?? 0),
    positive("Reports of its searches included since", "previous.added.reports", added?.reports ?? 0),
    positive("Studies no longer included", "previous.dropped.studies", dropped?.studies ?? 0),
    positive("Reports no longer included", "previous.dropped.reports", dropped?.reports ?? 0),
    positive("Records of its searches still being decided", "previous.open", open),
  );
}

/** The boxes at the foot: what is included, and in an updated review the total with the earlier version. */
export function includedBoxes(flow: Flow): { included: Box; previous?: Box; total?: Box } {
  const found = newlyIncluded(flow);
  const updated = flow.previous !== undefined;
  const included = box(
    line(
      updated ? "New studies included in review" : "Studies included in review",
      "studiesIncluded",
      found.studies,
    ),
    line(
      updated ? "Reports of new included studies" : "Reports of included studies",
      "reportsIncluded",
      found.reports,
    ),
    positive("Studies left out of the synthesis", "leftOutOfSynthesis", found.leftOut),
  );
  if (flow.previous === undefined) return { included };
  const { studies, reports } = standingOf(flow.previous);
  const total = flow.total ?? { studies: studies + found.studies, reports: reports + found.reports };
  return {
    included,
    previous: previousBox(flow.previous),
    total: box(
      line("Total studies included in review", "total.studies", total.studies),
      line("Reports of total included studies", "total.reports", total.reports),
    ),
  };
}
