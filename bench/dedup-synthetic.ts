import { type Random, seededRandom } from "../core/src/base/random.ts";
import type { Item } from "../core/src/dedup/index.ts";
import type { LabelledSet } from "./dedup-set.ts";

type Writable = { -readonly [K in keyof Item]: Item[K] };

const REPLACED = 0.25;
const COPIES = [1, 1, 1, 1, 2, 2, 2, 3, 4];
const SOURCES = ["pubmed", "embase", "scopus", "wos", "cinahl", "psycinfo"];
const FIRST_YEAR = 1985;
const YEARS = 40;
const ABSTRACT_LENGTH = 900;

function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** One of a kind of each labelled group, to draw words, names, journals and abstracts from. */
interface Stock {
  readonly titles: string[];
  readonly names: string[];
  readonly journals: string[];
  readonly abstracts: string[];
}

function stockOf(sets: readonly LabelledSet[]): Stock {
  const stock: Stock = { titles: [], names: [], journals: [], abstracts: [] };
  const journals = new Set<string>();
  const names = new Set<string>();
  for (const { items, truth } of sets) {
    const seen = new Set<string>();
    for (const item of items) {
      const group = truth.get(item.id) ?? item.id;
      if (seen.has(group)) continue;
      seen.add(group);
      if (item.title.split(" ").length >= 5) stock.titles.push(item.title);
      for (const name of item.authors) if (name.includes(",")) names.add(name.trim());
      if (item.journal !== undefined) journals.add(item.journal);
      if ((item.abstract ?? "").length > 400) stock.abstracts.push(item.abstract as string);
    }
  }
  stock.names.push(...names);
  stock.journals.push(...journals);
  return stock;
}

/** A title of its own: halves of two real ones, some words exchanged for those that stand in others. */
function newTitle(stock: Stock, random: Random): string {
  const [head, tail] = [pick(stock.titles, random).split(" "), pick(stock.titles, random).split(" ")];
  return [...head.slice(0, Math.ceil(head.length / 2)), ...tail.slice(Math.floor(tail.length / 2))]
    .map((word) => (random() < REPLACED ? pick(pick(stock.titles, random).split(" "), random) : word))
    .join(" ");
}

function newWork(stock: Stock, id: string, random: Random): Writable {
  const first = 1 + Math.floor(random() * 1800);
  const abstract =
    random() < 0.4
      ? pick(stock.abstracts, random).slice(0, ABSTRACT_LENGTH / 2) +
        pick(stock.abstracts, random).slice(0, ABSTRACT_LENGTH / 2)
      : undefined;
  return {
    id,
    title: newTitle(stock, random),
    authors: Array.from({ length: 1 + Math.floor(random() * 7) }, () => pick(stock.names, random)),
    year: FIRST_YEAR + Math.floor(random() * YEARS),
    journal: pick(stock.journals, random),
    volume: String(1 + Math.floor(random() * 120)),
    issue: String(1 + Math.floor(random() * 12)),
    pages: `${first}-${first + 4 + Math.floor(random() * 12)}`,
    doi: `10.5555/${id}`,
    ...(abstract === undefined ? {} : { abstract }),
  };
}

function slipped(title: string, random: Random): string {
  const at = 1 + Math.floor(random() * Math.max(1, title.length - 2));
  return title.slice(0, at) + title.slice(at + 1);
}

function initialsOnly(name: string): string {
  const [family = "", given = ""] = name.split(",");
  const initials = given
    .trim()
    .split(/[\s.-]+/)
    .filter((part) => part !== "")
    .map((part) => `${part.charAt(0)}.`);
  return `${family.trim()}, ${initials.join(" ")}`;
}

function abbreviated(journal: string): string {
  const words = journal.split(" ");
  return words.length < 2
    ? journal
    : words.map((word) => (word.length > 6 ? word.slice(0, 5) : word)).join(" ");
}

/** The same work as another database might deliver it. */
function perturbed(work: Item, id: string, random: Random): Item {
  const copy: Writable = { ...work, id, source: pick(SOURCES, random) };
  if (random() < 0.15) copy.title = slipped(work.title, random);
  else if (random() < 0.3) copy.title = `${work.title.toUpperCase()}.`;
  if (random() < 0.5) copy.authors = work.authors.map(initialsOnly);
  if (random() < 0.1) copy.authors = work.authors.slice(0, 3);
  if (random() < 0.4) copy.journal = abbreviated(work.journal ?? "");
  if (random() < 0.6) delete copy.doi;
  if (random() < 0.1) delete copy.issue;
  if (random() < 0.1) delete copy.pages;
  if (random() < 0.1) delete copy.volume;
  if (random() < 0.05) copy.year = (work.year ?? 0) + 1;
  if (random() < 0.3) delete copy.abstract;
  return copy;
}

/**
 * A seeded corpus of any size: works made of real titles, names and journals put together anew, each delivered once
 * to four times with the faults of databases, so that the true duplicates are known.
 */
export function syntheticSet(sets: readonly LabelledSet[], size: number, seed = 1): LabelledSet {
  const random = seededRandom(seed);
  const stock = stockOf(sets);
  const items: Item[] = [];
  const truth = new Map<string, string>();
  for (let work = 0; items.length < size; work++) {
    const original = newWork(stock, `w${work}`, random);
    for (let copies = pick(COPIES, random); copies > 0 && items.length < size; copies--) {
      const id = `r${items.length}`;
      items.push(perturbed(original, id, random));
      truth.set(id, original.id);
    }
  }
  return { name: `synthetic ${size}`, items, truth };
}
