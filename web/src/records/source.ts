import type { RunDetails } from "@chartroom/core/records";

/** A source as it is imported from: its name in the report, its platform, its column of the flow diagram. */
export type Source = RunDetails["source"];

const database = (name: string, platform = ""): Source => ({
  name,
  platform,
  column: "databases",
  kind: "database",
});
const other = (name: string, kind: Source["kind"]): Source => ({ name, platform: "", column: "other", kind });

/** Sources that reviews usually search, by the names that reports use; those of other methods last. */
export const USUAL_SOURCES: readonly Source[] = [
  database("PubMed"),
  database("MEDLINE", "Ovid"),
  database("Embase"),
  database("Cochrane Library"),
  database("Web of Science"),
  database("Scopus"),
  database("CINAHL", "EBSCOhost"),
  database("PsycINFO"),
  database("IEEE Xplore"),
  database("ACM Digital Library"),
  database("Google Scholar"),
  database("Europe PMC"),
  database("OpenAlex"),
  database("Semantic Scholar"),
  database("Lens"),
  database("arXiv"),
  database("medRxiv"),
  { name: "ClinicalTrials.gov", platform: "", column: "databases", kind: "register" },
  { name: "WHO ICTRP", platform: "", column: "databases", kind: "register" },
  other("Citation searching", "citation"),
  other("Hand searching", "hand"),
  other("Websites", "website"),
  other("Organisations", "organisation"),
];

/** A source by its name: as it was imported from before, as is usual, else a database of that name. */
export function sourceNamed(name: string, known: readonly Source[] = []): Source {
  const wanted = name.trim().toLowerCase();
  return (
    [...known, ...USUAL_SOURCES].find((source) => source.name.toLowerCase() === wanted) ??
    database(name.trim())
  );
}

const HINTS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/embase/i, "Embase"],
  [/psyc-?info/i, "PsycINFO"],
  [/cinahl/i, "CINAHL"],
  [/cochrane|central/i, "Cochrane Library"],
  [/scopus/i, "Scopus"],
  [/web.?of.?science|\bwos\b|isi.?web/i, "Web of Science"],
  [/ieee|xplore/i, "IEEE Xplore"],
  [/\bacm\b/i, "ACM Digital Library"],
  [/scholar.?google|google.?scholar|publish.?or.?perish/i, "Google Scholar"],
  [/semantic.?scholar/i, "Semantic Scholar"],
  [/europe.?pmc/i, "Europe PMC"],
  [/open.?alex/i, "OpenAlex"],
  [/clinical.?trials/i, "ClinicalTrials.gov"],
  [/ictrp/i, "WHO ICTRP"],
  [/medrxiv/i, "medRxiv"],
  [/arxiv/i, "arXiv"],
  [/ovid|medline/i, "MEDLINE"],
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

/** Where a file seems to come from: what its records say, then its name, then its format; undefined if nothing says. */
export function guessSource(file: {
  fileName: string;
  format: string;
  databases: readonly (string | undefined)[];
}): string | undefined {
  const said = file.databases.filter((one) => one !== undefined);
  const words = file.fileName.replaceAll(/[_.]/g, " ");
  const named = (text: string) => HINTS.find(([pattern]) => pattern.test(text))?.[1];
  return said.map(named).find((name) => name !== undefined) ?? named(words) ?? BY_FORMAT[file.format];
}
