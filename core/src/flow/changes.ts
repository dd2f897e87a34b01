import type { Counts } from "./counts.ts";

/** A count by its path into Counts, in words. */
export interface NamedCount {
  /** `screened`, `identifiedBySource.PubMed`, `fullTextExcluded.X1` */
  count: string;
  words: string;
  n: number;
}

/** A count that differs between two states of the review. */
export interface CountChange {
  count: string;
  words: string;
  before: number;
  after: number;
}

const sum = (parts: Readonly<Record<string, number>>) => Object.values(parts).reduce((all, n) => all + n, 0);

/** Every count of the review with its name, in the order of the flow diagram. */
export function namedCounts(counts: Counts, labels: Readonly<Record<string, string>> = {}): NamedCount[] {
  const c = counts;
  const parts = (count: string, of: Readonly<Record<string, number>>, words: (name: string) => string) =>
    Object.entries(of).map(([name, n]) => ({ count: `${count}.${name}`, words: words(name), n }));
  return [
    { count: "identified", words: "Records identified", n: c.identified },
    ...parts("identifiedBySource", c.identifiedBySource, (name) => `Records from ${name}`),
    { count: "duplicates", words: "Duplicate records", n: c.duplicates },
    { count: "removed.automation", words: "Removed by automation", n: c.removed.automation },
    { count: "removed.other", words: "Removed for other reasons", n: c.removed.other },
    { count: "screened", words: "Records screened", n: c.screened },
    { count: "excluded.human", words: "Records excluded by people", n: c.excluded.human },
    { count: "excluded.automation", words: "Records excluded by automation", n: c.excluded.automation },
    { count: "left", words: "Records left unscreened", n: c.left },
    { count: "inProgress", words: "Records still being screened", n: c.inProgress },
    { count: "sought", words: "Reports sought", n: c.sought },
    { count: "notRetrieved", words: "Reports not retrieved", n: c.notRetrieved },
    { count: "assessed", words: "Reports assessed", n: c.assessed },
    { count: "fullTextExcluded", words: "Reports excluded", n: sum(c.fullTextExcluded) },
    ...parts("fullTextExcluded", c.fullTextExcluded, (code) => `Reports excluded: ${labels[code] ?? code}`),
    { count: "ongoing", words: "Reports of ongoing studies", n: c.ongoing },
    {
      count: "awaitingClassification",
      words: "Reports awaiting classification",
      n: c.awaitingClassification,
    },
    { count: "fullTextInProgress", words: "Reports still being assessed", n: c.fullTextInProgress },
    { count: "studiesIncluded", words: "Studies included", n: c.studiesIncluded },
    { count: "reportsIncluded", words: "Reports of included studies", n: c.reportsIncluded },
    { count: "leftOutOfSynthesis", words: "Studies left out of the synthesis", n: c.leftOutOfSynthesis },
  ];
}

/** The counts that differ between two states, in the order of the flow diagram; what one lacks is 0 there. */
export function countChanges(
  before: Counts,
  after: Counts,
  labels: Readonly<Record<string, string>> = {},
): CountChange[] {
  const [then, now] = [namedCounts(before, labels), namedCounts(after, labels)];
  const were = new Map(then.map((one) => [one.count, one.n]));
  const are = new Map(now.map((one) => [one.count, one.n]));
  // what only the earlier state knows, such as a source whose runs were withdrawn, stands at the end
  const gone = then.filter((one) => !are.has(one.count));
  return [...now, ...gone]
    .map(({ count, words }) => ({ count, words, before: were.get(count) ?? 0, after: are.get(count) ?? 0 }))
    .filter((one) => one.before !== one.after);
}
