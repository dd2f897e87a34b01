import { type Random, seededRandom, shuffled } from "../core/src/base/random.ts";
import type { Item } from "../core/src/dedup/index.ts";
import type { LabelledSet } from "./dedup-set.ts";
import { OpenStock } from "./open-stock.ts";

type Writable = { -readonly [K in keyof Item]: Item[K] };

const REPLACED = 0.25;
const WORD = /[\p{L}\p{N}]+/gu;
const COPIES = [1, 1, 1, 1, 2, 2, 2, 3, 4];
const SOURCES = ["pubmed", "embase", "scopus", "wos", "cinahl", "psycinfo"];
const ABSTRACT_LENGTH = 900;
const FIRST_PMID = 10_000_000;
/** Works that resemble an earlier one without being it. */
const TWINS = 0.05;
const KEPT_WORKS = 5000;

function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** One of each labelled group, to draw titles, people and places from. */
interface Stock {
  readonly titles: readonly (readonly string[])[];
  readonly works: readonly Item[];
  readonly journals: readonly string[];
  readonly abstracts: readonly string[];
  readonly givens: readonly string[];
  readonly words: OpenStock;
  readonly families: OpenStock;
}

function stockOf(sets: readonly LabelledSet[], random: Random): Stock {
  const works: Item[] = [];
  for (const { items, truth } of sets) {
    const seen = new Set<string>();
    for (const item of items) {
      const group = truth.get(item.id) ?? item.id;
      if (!seen.has(group)) works.push(item);
      seen.add(group);
    }
  }
  const mixed = shuffled(works, random);
  const titles = mixed.map(({ title }) => title.split(/\s+/)).filter((words) => words.length >= 5);
  const names = mixed
    .flatMap(({ authors }) => authors)
    .filter((name) => name.includes(","))
    .map((name) => name.split(","));
  return {
    titles,
    works: mixed,
    journals: mixed.flatMap(({ journal }) => journal ?? []),
    abstracts: mixed.flatMap(({ abstract }) =>
      abstract !== undefined && abstract.length > 400 ? [abstract] : [],
    ),
    givens: names.map(([, given = ""]) => given.trim()).filter((given) => given !== ""),
    words: new OpenStock(titles.flatMap((words) => words.join(" ").toLowerCase().match(WORD) ?? [])),
    families: new OpenStock(names.map(([family = ""]) => family.trim())),
  };
}

/** A title of its own: parts of two real ones, some words exchanged for others, of which a share is not in the stock. */
function newTitle({ titles, words }: Stock, random: Random): string {
  const [head, tail] = [pick(titles, random), pick(titles, random)];
  const at = 0.3 + 0.4 * random();
  return [...head.slice(0, Math.ceil(head.length * at)), ...tail.slice(Math.floor(tail.length * at))]
    .map((word) => {
      if (random() < words.share) {
        words.pass();
        return words.coin(random);
      }
      if (random() < REPLACED) return words.draw(random);
      words.pass();
      return word;
    })
    .join(" ");
}

function newWork(stock: Stock, number: number, random: Random): Writable {
  const [cover, place] = [pick(stock.works, random), pick(stock.works, random)];
  const first = 1 + Math.floor(1800 * random() ** 2);
  const abstract =
    random() < 0.4
      ? pick(stock.abstracts, random).slice(0, ABSTRACT_LENGTH / 2) +
        pick(stock.abstracts, random).slice(0, ABSTRACT_LENGTH / 2)
      : undefined;
  return {
    id: String(number),
    title: newTitle(stock, random),
    authors: Array.from(
      { length: 1 + Math.floor(random() * 7) },
      () => `${stock.families.draw(random)}, ${pick(stock.givens, random)}`,
    ),
    year: cover.year ?? 1985 + Math.floor(random() * 40),
    journal: pick(stock.journals, random),
    volume: place.volume ?? String(1 + Math.floor(random() * 120)),
    issue: String(1 + Math.floor(random() * 12)),
    pages: `${first}-${first + 4 + Math.floor(random() * 12)}`,
    doi: `10.5555/w${number}`,
    pmid: String(FIRST_PMID + number),
    ...(abstract === undefined ? {} : { abstract }),
  };
}

/** Another work that resembles an earlier one: its correction, its people's next paper, a part of a series, a namesake. */
function twinOf(earlier: Item, own: Writable, random: Random): Writable {
  const kind = Math.floor(random() * 4);
  if (kind === 0) return { ...own, title: `Erratum: ${earlier.title}`, authors: earlier.authors };
  if (kind === 1) {
    const { authors, journal = "", year = 0 } = earlier;
    return { ...own, authors, journal, year };
  }
  if (kind === 2) {
    const { title, authors, journal = "" } = earlier;
    return { ...own, title: `${title}: part ${2 + Math.floor(random() * 3)}`, authors, journal };
  }
  return { ...own, title: earlier.title };
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
  const source = pick(SOURCES, random);
  const copy: Writable = { ...work, id, source };
  if (random() < 0.15) copy.title = slipped(work.title, random);
  else if (random() < 0.3) copy.title = `${work.title.toUpperCase()}.`;
  if (random() < 0.5) copy.authors = work.authors.map(initialsOnly);
  if (random() < 0.1) copy.authors = work.authors.slice(0, 3);
  if (random() < 0.4) copy.journal = abbreviated(work.journal ?? "");
  if (random() < 0.6) delete copy.doi;
  if (source !== "pubmed" && random() < 0.7) delete copy.pmid;
  if (random() < 0.1) delete copy.issue;
  if (random() < 0.1) delete copy.pages;
  if (random() < 0.1) delete copy.volume;
  if (random() < 0.05) copy.year = (work.year ?? 0) + 1;
  if (random() < 0.3) delete copy.abstract;
  return copy;
}

/** An item and the number of the work that it truly is. */
export interface Delivered {
  readonly item: Item;
  readonly work: number;
}

/**
 * A seeded corpus of any size, one item at a time. Works are put together anew from real titles, names and places;
 * words and family names go on growing as in the sets (`OpenStock`); one work in twenty resembles an earlier one
 * without being it. Each is delivered once to four times with the faults of databases, so that the true duplicates are
 * known.
 */
export function* syntheticItems(
  sets: readonly LabelledSet[],
  size: number,
  seed = 1,
): Generator<Delivered, void> {
  const random = seededRandom(seed);
  const stock = stockOf(sets, random);
  const kept: Item[] = [];
  let delivered = 0;
  for (let work = 0; delivered < size; work++) {
    let original = newWork(stock, work, random);
    if (kept.length > 0 && random() < TWINS) original = twinOf(pick(kept, random), original, random);
    kept[work % KEPT_WORKS] = original;
    for (let copies = pick(COPIES, random); copies > 0 && delivered < size; copies--)
      yield { item: perturbed(original, `r${delivered++}`, random), work };
  }
}

/** The same, whole. */
export function syntheticSet(sets: readonly LabelledSet[], size: number, seed = 1): LabelledSet {
  const items: Item[] = [];
  const truth = new Map<string, string>();
  for (const { item, work } of syntheticItems(sets, size, seed)) {
    items.push(item);
    truth.set(item.id, `w${work}`);
  }
  return { name: `synthetic ${size}`, items, truth };
}
