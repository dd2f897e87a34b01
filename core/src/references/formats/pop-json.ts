import type { Reference } from "../reference.ts";
import { isObject, type JsonObject, jsonReader, rawOf, textOf, textsOf } from "./csl-json.ts";
import { readAuthors } from "./csv-authors.ts";
import type { Format } from "./format.ts";
import { referenceFrom } from "./loose.ts";

const TYPES: Readonly<Record<string, string>> = {
  BOOK: "book",
  CITATION: "document",
  PDF: "article-journal",
  HTML: "article-journal",
};

/** Publish or Perish's own names; `uid`, `cites` and ranks stay in `raw`. */
function popReference(source: JsonObject, position: number): Reference | undefined {
  const one = (name: string) => textOf(source[name]);
  const title = one("title");
  if (title === undefined) return undefined;
  const authors = textsOf(source["authors"]);
  const start = one("startpage");
  const end = one("endpage");
  const urls = ["article_url", "fulltext_url"].map(one);
  return referenceFrom({
    id: one("uid") ?? String(position),
    type: TYPES[(one("type") ?? "").replace(/\W/g, "").toUpperCase()] ?? "article-journal",
    title,
    authors: authors.flatMap((author) =>
      readAuthors(author, authors.length === 1 && !/,\s\p{L}{3,}/u.test(author)),
    ),
    year: one("year") === "0" ? undefined : one("year"),
    journal: one("source"),
    volume: one("volume") === "0" ? undefined : one("volume"),
    issue: one("issue") === "0" ? undefined : one("issue"),
    pages:
      start !== undefined && start !== "0"
        ? end !== undefined && end !== "0"
          ? `${start}-${end}`
          : start
        : undefined,
    doi: [one("doi")],
    doiWithin: urls,
    arxiv: urls.filter((url) => url?.includes("arxiv.org/")),
    issn: textsOf(source["issn"]),
    abstract: one("abstract"),
    publisher: one("publisher"),
    url: urls,
    database: isObject(source["query"]) ? textOf(source["query"]["source"]) : undefined,
    raw: rawOf(source),
  });
}

/** The JSON that Harzing's Publish or Perish exports from Google Scholar and other sources. */
export const popJson: Format = {
  id: "pop-json",
  name: "Publish or Perish JSON",
  extensions: ["json"],
  detect: ({ text }) =>
    /^[\ufeff\s]*[[{]/.test(text) &&
    /"(?:cites_url|article_url|gsrank|rank)"\s*:/.test(text) &&
    /"authors"\s*:/.test(text)
      ? 0.95
      : 0,
  read: (sink) => jsonReader(sink, popReference),
};
