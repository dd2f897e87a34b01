import type { Reference } from "../references/index.ts";
import type { SearchGuess } from "./contracts.ts";
import { sourceNamed } from "./usual-sources.ts";

/** What is gathered of a file while it is read. */
export interface FileClues {
  fileName: string;
  format: string;
  /** How many records name each database. */
  databases: ReadonlyMap<string, number>;
  /** How many name each platform or provider. */
  platforms: ReadonlyMap<string, number>;
  /** Days on which the records say they were found. */
  found: ReadonlyMap<string, number>;
  /** Rows before a table's header. */
  preamble: readonly (readonly string[])[];
  records: number;
}

const NAMES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/embase/i, "Embase"],
  [/psyc-?info/i, "PsycINFO"],
  [/cinahl/i, "CINAHL"],
  [/cochrane|\bcentral\b/i, "Cochrane Library"],
  [/scopus/i, "Scopus"],
  [/web.?of.?science|\bwos\b|isi.?web|savedrecs/i, "Web of Science"],
  [/ieee|xplore/i, "IEEE Xplore"],
  [/\bacm\b/i, "ACM Digital Library"],
  [/scholar.?google|google.?scholar|publish.?or.?perish|\bpop ?cites/i, "Google Scholar"],
  [/semantic.?scholar/i, "Semantic Scholar"],
  [/europe.?pmc/i, "Europe PMC"],
  [/open.?alex/i, "OpenAlex"],
  [/dimensions/i, "Dimensions"],
  [/clinical.?trials/i, "ClinicalTrials.gov"],
  [/ictrp/i, "WHO ICTRP"],
  [/medrxiv/i, "medRxiv"],
  [/arxiv/i, "arXiv"],
  [/\beric\b/i, "ERIC"],
  [/econ-?lit/i, "EconLit"],
  [/academic search premier/i, "Academic Search Premier"],
  [/proquest/i, "ProQuest"],
  [/jstor/i, "JSTOR"],
  [/springer/i, "SpringerLink"],
  [/medline|ovid/i, "MEDLINE"],
  [/pubmed|\bnlm\b/i, "PubMed"],
  [/\blens\b/i, "Lens"],
];

const BY_FORMAT: Readonly<Record<string, string>> = {
  nbib: "PubMed",
  "pubmed-xml": "PubMed",
  wos: "Web of Science",
  "pop-json": "Google Scholar",
  clinicaltrials: "ClinicalTrials.gov",
};

const PLATFORMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/ebsco/i, "EBSCOhost"],
  [/ovid/i, "Ovid"],
  [/proquest/i, "ProQuest"],
  [/embase\.com/i, "Embase.com"],
  [/dialog/i, "Dialog"],
];

/** A part of the records must agree before they speak for the file. */
const ENOUGH = 0.5;

function named(text: string, list: typeof NAMES): string | undefined {
  return list.find(([pattern]) => pattern.test(text))?.[1];
}

/** The name that most say, and how many. */
function mostSaid(
  said: ReadonlyMap<string, number>,
  list: typeof NAMES,
): { name: string; records: number } | undefined {
  const counts = new Map<string, number>();
  for (const [text, records] of said) {
    const name = named(text, list);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + records);
  }
  const [best] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return best && { name: best[0], records: best[1] };
}

function guessSource(clues: FileClues): SearchGuess["source"] {
  const { fileName, format, records } = clues;
  const words = fileName.replaceAll(/[_.]+/g, " ");
  const platform =
    mostSaid(clues.platforms, PLATFORMS)?.name ??
    named(fileName, PLATFORMS) ??
    (format === "ovid" ? "Ovid" : undefined);
  const source = (name: string, basis: string) => {
    const usual = sourceNamed(name);
    return { ...usual, platform: platform ?? usual.platform, basis };
  };
  const said = mostSaid(clues.databases, NAMES);
  if (said !== undefined && said.records >= records * ENOUGH) {
    const all = said.records >= records ? "every record" : `${said.records} of ${records} records`;
    return source(said.name, `${all} ${all === "every record" ? "names" : "name"} it`);
  }
  const byName = named(words, NAMES);
  if (byName !== undefined) return source(byName, "the file's name");
  const byFormat = BY_FORMAT[format];
  return byFormat === undefined ? undefined : source(byFormat, "the file's format");
}

function isDay(year: string, month: string, day: string): boolean {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return Number(year) >= 1990 && !Number.isNaN(date.getTime()) && date.toISOString().slice(8, 10) === day;
}

function dayIn(text: string): string | undefined {
  for (const [, year = "", month = "", day = ""] of text.matchAll(
    /(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)/g,
  ))
    if (isDay(year, month, day)) return `${year}-${month}-${day}`;
  return undefined;
}

function guessDate({ fileName, found }: FileClues): SearchGuess["date"] {
  const latest = [...found.keys()]
    .flatMap((text) => dayIn(text) ?? [])
    .toSorted()
    .at(-1);
  if (latest !== undefined) return { day: latest, basis: "the records say when they were found" };
  const day = dayIn(fileName);
  return day === undefined ? undefined : { day, basis: "the file's name" };
}

function guessQuery({ preamble }: FileClues): SearchGuess["query"] {
  for (const [head = "", ...rest] of preamble) {
    if (!/^\W*(search )?(query|strategy|history)\W*$/i.test(head)) continue;
    const text = rest.find((cell) => cell.trim() !== "")?.trim();
    if (text !== undefined) return { text, basis: "the lines before the table" };
  }
  return undefined;
}

const PLATFORM_FIELDS = ["DP", "Database Provider", "Provider", "PlatformName"] as const;
const FOUND_FIELDS = ["QueryDate", "Query Date"] as const;

/** Gathers from each record what it says of its database, platform and day of search. */
export class ClueGatherer {
  readonly #databases = new Map<string, number>();
  readonly #platforms = new Map<string, number>();
  readonly #found = new Map<string, number>();
  preamble: readonly (readonly string[])[] = [];

  add({ database, raw }: Pick<Reference, "database" | "raw">): void {
    const count = (map: Map<string, number>, value: string | readonly string[] | undefined) => {
      const text = typeof value === "string" ? value : value?.[0];
      // what varies from record to record names no database
      if (text !== undefined && text !== "" && (map.size < 200 || map.has(text)))
        map.set(text, (map.get(text) ?? 0) + 1);
    };
    count(this.#databases, database);
    count(this.#platforms, database);
    for (const field of PLATFORM_FIELDS) count(this.#platforms, raw[field]);
    for (const field of FOUND_FIELDS) count(this.#found, raw[field]);
  }

  clues(file: { fileName: string; format: string; records: number }): FileClues {
    const [databases, platforms, found] = [this.#databases, this.#platforms, this.#found];
    return { ...file, databases, platforms, found, preamble: this.preamble };
  }
}

/**
 * Where a file seems to come from: what its records say, then its name, then its format; when it was searched, and
 * with what words, where it says so. Nothing is guessed where nothing says.
 */
export function guessSearch(clues: FileClues): SearchGuess {
  const [source, date, query] = [guessSource(clues), guessDate(clues), guessQuery(clues)];
  return { ...(source && { source }), ...(date && { date }), ...(query && { query }) };
}
