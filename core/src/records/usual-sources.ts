import type { Source } from "./contracts.ts";

const database = (name: string, platform = ""): Source => ({
  name,
  platform,
  column: "databases",
  kind: "database",
});
const register = (name: string): Source => ({ name, platform: "", column: "databases", kind: "register" });
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
  database("ERIC"),
  database("EconLit"),
  database("Academic Search Premier", "EBSCOhost"),
  database("ProQuest"),
  database("JSTOR"),
  database("TRID"),
  database("IEEE Xplore"),
  database("ACM Digital Library"),
  database("Google Scholar"),
  database("Europe PMC"),
  database("OpenAlex"),
  database("Semantic Scholar"),
  database("Dimensions"),
  database("Lens"),
  database("SpringerLink"),
  database("arXiv"),
  database("medRxiv"),
  register("ClinicalTrials.gov"),
  register("WHO ICTRP"),
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
