import type { Author, Reference } from "../references/index.ts";

/** The fields of a bibliographic record that deduplication looks at; light, so that a million fit in memory. */
export interface Item {
  readonly id: string;
  readonly title: string;
  /** `Family, Given`, or a name that cannot be split; in the order of the source. */
  readonly authors: readonly string[];
  readonly year?: number;
  readonly journal?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: string;
  readonly doi?: string;
  readonly pmid?: string;
  readonly abstract?: string;
  /** ISSNs and ISBNs. */
  readonly isbn?: readonly string[];
  /** CSL item type, or `preprint`. */
  readonly type?: string;
  /** The database, export or run that delivered the record. */
  readonly source?: string;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
const OPTIONAL = ["year", "journal", "volume", "issue", "pages", "doi", "pmid", "abstract"] as const;

function authorText(author: Author): string {
  if ("literal" in author) return author.literal;
  return author.given === undefined ? author.family : `${author.family}, ${author.given}`;
}

/** The item of a reference under the id that the caller knows it by. */
export function itemFromReference(reference: Reference, id: string, source?: string): Item {
  const item: Writable<Item> = {
    id,
    title: reference.title ?? "",
    authors: reference.authors.map(authorText),
    // In CSL, `article` with an arXiv number and no journal is a preprint.
    type:
      reference.type === "article" && reference.arxiv !== undefined && reference.journal === undefined
        ? "preprint"
        : reference.type,
  };
  for (const field of OPTIONAL) {
    const value = reference[field];
    if (value !== undefined) Object.assign(item, { [field]: value });
  }
  const numbers = [...reference.issn, ...reference.isbn];
  if (numbers.length > 0) item.isbn = numbers;
  const from = source ?? reference.database;
  if (from !== undefined) item.source = from;
  return item;
}
