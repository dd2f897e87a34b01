import { cleanText } from "./entities.ts";

/** A MeSH heading as MEDLINE prints it: `*Depression/*drug therapy/epidemiology`. */
export interface MeshTerm {
  heading: string;
  qualifiers: string[];
  /** The star: a main point of the article, by the heading or one of its qualifiers. */
  major: boolean;
}

/** Takes a MeSH keyword apart; the stars are taken off the names. */
export function parseMesh(keyword: string): MeshTerm {
  const parts = keyword.split("/").map((part) => part.trim());
  const bare = parts.map((part) => part.replace(/^\*/, ""));
  return {
    heading: bare[0] ?? "",
    qualifiers: bare.slice(1).filter((part) => part !== ""),
    major: parts.some((part) => part.startsWith("*")),
  };
}

/** Cleaned keywords in the order given, each once; qualifiers and major marks stay on. */
export function cleanKeywords(keywords: Iterable<string>): string[] {
  const kept = new Set<string>();
  for (const keyword of keywords) {
    const cleaned = cleanText(keyword);
    if (cleaned !== "") kept.add(cleaned);
  }
  return [...kept];
}

/**
 * One field that holds several keywords, separated by semicolons or lines, else by commas. MeSH headings have
 * commas of their own (`Child, Preschool`), so commas part only where `commas` says that the source means it.
 */
export function splitKeywords(text: string, commas = false): string[] {
  const separator = text.includes(";") || text.includes("\n") ? /[;\n]/ : commas ? /,/ : undefined;
  return cleanKeywords(separator === undefined ? [text] : text.split(separator));
}
