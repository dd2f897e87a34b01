import type { Author, Flag } from "@chartroom/core/references";

/** A citation as it is shown to somebody who judges it. */
export interface ScreenRecord {
  citation: string;
  title: string;
  authors: readonly Author[];
  journal?: string | undefined;
  year?: number | undefined;
  /** The databases that delivered it. */
  sources: readonly string[];
  doi?: string | undefined;
  pmid?: string | undefined;
  url?: string | undefined;
  abstract?: string | undefined;
  keywords: readonly string[];
  language?: string | undefined;
  flags: readonly Flag[];
}

/** The first author's family name as people cite it, with "et al." where there are more. */
export function firstAuthor(authors: readonly Author[]): string {
  const [first] = authors;
  if (first === undefined) return "No author";
  const name = "literal" in first ? first.literal : first.family;
  return authors.length > 1 ? `${name} et al.` : name;
}

function fullName(author: Author): string {
  if ("literal" in author) return author.literal;
  return author.given === undefined ? author.family : `${author.family} ${author.given}`;
}

/** Authors in a line; beyond `most` the rest are counted. */
export function authorLine(authors: readonly Author[], most = 6): string {
  const names = authors.slice(0, most).map(fullName);
  const more = authors.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}
