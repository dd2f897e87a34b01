import type { CitationView } from "@chartroom/core/dedup";
import type { ScreenRecord } from "./record.ts";

/** A citation as the screens show it. */
export function screenRecord({ id, reference, records, flags }: CitationView): ScreenRecord {
  return {
    citation: id,
    title: reference.title ?? "Untitled",
    authors: reference.authors,
    journal: reference.journal,
    year: reference.year,
    sources: [...new Set(records.map((record) => record.source))],
    doi: reference.doi,
    pmid: reference.pmid,
    url: reference.url[0],
    abstract: reference.abstract,
    keywords: reference.keywords,
    language: reference.language,
    flags,
  };
}
