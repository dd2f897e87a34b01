import type { Reference } from "../references/index.ts";

type Shown = Omit<Reference, "raw" | "id">;

export interface ShownValues {
  reference: Shown;
  /** Which of the references gave the title and the abstract; undefined where none has one. */
  from: { title: number | undefined; abstract: number | undefined };
}

const CAPITALS = /^[^\p{Ll}]*$/u;

function titleWorth(title: string | undefined): number {
  if (title === undefined || title.trim() === "") return -1;
  // shouted and cut titles come last; MEDLINE's full stop is no part of a title
  return (
    (CAPITALS.test(title) ? 0 : 2) + (/(…|\.\.\.)$/.test(title) ? 0 : 1) + (/[^.]\.$/.test(title) ? 0 : 0.5)
  );
}

function abstractWorth(abstract: string | undefined): number {
  if (abstract === undefined || abstract.trim() === "") return -1;
  return /(…|\.\.\.)$/.test(abstract.trim()) ? abstract.length / 4 : abstract.length;
}

function best(references: readonly Shown[], worth: (reference: Shown) => number): number | undefined {
  let found: number | undefined;
  let most = 0;
  for (const [at, reference] of references.entries()) {
    const value = worth(reference);
    if (value < 0 || (found !== undefined && value <= most)) continue;
    found = at;
    most = value;
  }
  return found;
}

const FILLED = [
  "year",
  "date",
  "journal",
  "volume",
  "issue",
  "pages",
  "doi",
  "pmid",
  "pmcid",
  "arxiv",
  "language",
  "publisher",
  "database",
  "accession",
] as const;

function union<T>(lists: readonly (readonly T[])[]): T[] {
  return [
    ...new Map(
      lists
        .flat()
        .map((item) => [typeof item === "string" ? item.toLowerCase() : JSON.stringify(item), item]),
    ).values(),
  ];
}

/**
 * What is shown of records that are one citation: the longest whole abstract, a title in proper case, the longest
 * list of authors, every other field from the first record that has it. The first record's values win among
 * equals, so the result depends on nothing but the records and their order.
 */
export function shownValues(references: readonly Shown[]): ShownValues {
  const title = best(references, (one) => titleWorth(one.title));
  const abstract = best(references, (one) => abstractWorth(one.abstract));
  const authors = best(references, (one) => one.authors.length) ?? 0;
  const reference: Shown = {
    type: references[0]?.type ?? "article",
    authors: references[authors]?.authors ?? [],
    issn: union(references.map((one) => one.issn)),
    isbn: union(references.map((one) => one.isbn)),
    keywords: union(references.map((one) => one.keywords)),
    url: union(references.map((one) => one.url)),
    notes: union(references.map((one) => one.notes)),
  };
  const titleText = title === undefined ? undefined : references[title]?.title;
  const abstractText = abstract === undefined ? undefined : references[abstract]?.abstract;
  if (titleText !== undefined) reference.title = titleText;
  if (abstractText !== undefined) reference.abstract = abstractText;
  for (const field of FILLED) {
    const value = references.find((one) => one[field] !== undefined)?.[field];
    if (value !== undefined) Object.assign(reference, { [field]: value });
  }
  const flags = union(references.map((one) => one.flags ?? []));
  if (flags.length > 0) reference.flags = flags;
  return { reference, from: { title, abstract } };
}
