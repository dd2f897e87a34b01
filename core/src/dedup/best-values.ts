import type { Author, Reference } from "../references/index.ts";
import { isPreprintDoi } from "./doi.ts";
import { isPreprintServer, isRegister } from "./kind.ts";

/** The fields that a citation shows from one of its members. */
const CHOSEN = [
  "title",
  "authors",
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
  "abstract",
  "language",
  "publisher",
] as const;
type ChosenField = (typeof CHOSEN)[number];

/** The values that stand for a citation. */
export interface BestValues {
  /** The best of every field; what fits no choice (identifier, type, raw fields) is the leading member's. */
  readonly reference: Reference;
  /** The id of the member that gave a field. */
  readonly from: Readonly<Partial<Record<ChosenField, string>>>;
}

const NO_ABSTRACT =
  /^\W*(?:no abstract|abstract (?:not|un)available|n\/?a\b|none\b|\[?abstract (?:from author|truncated))/i;
const SHORTEST_ABSTRACT = 100;
const MARK_UP = /<[^>]+>|&[a-z]+;/i;

function isShouted(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, "");
  return letters.length > 8 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
}

function isCut(text: string): boolean {
  return /(?:\.\.\.|\u2026)\s*$/.test(text);
}

/** Points for a title: written in mixed case, whole, without brackets of a translation or mark-up. */
function titlePoints(title: string): number {
  const faults = [
    isShouted(title),
    title === title.toLowerCase() && title !== title.toUpperCase(),
    isCut(title),
    title.startsWith("["),
    MARK_UP.test(title),
  ];
  // the full stop that MEDLINE puts behind a title is no part of it
  const stop = /[^.]\.$/.test(title) ? 2 : 0;
  return -faults.filter(Boolean).length * 1000 + Math.min(title.length, 999) - stop;
}

function abstractPoints(abstract: string): number {
  const text = abstract.trim();
  if (NO_ABSTRACT.test(text) || text.length < SHORTEST_ABSTRACT) return -1_000_000 + text.length;
  return text.length - (isCut(text) ? 100_000 : 0);
}

function nameLength(author: Author): number {
  return "literal" in author ? author.literal.length : author.family.length + (author.given?.length ?? 0);
}

/** Points for an author list: the most people, then the fullest names, in mixed case. */
function authorPoints(authors: readonly Author[]): number {
  const text = authors.map((author) => ("literal" in author ? author.literal : author.family)).join("");
  const length = authors.reduce((sum, author) => sum + nameLength(author), 0);
  return authors.length * 10_000 + length - (isShouted(text) ? 5_000 : 0);
}

function journalPoints(journal: string): number {
  return journal.length - (isShouted(journal) ? 500 : 0) - (isPreprintServer(journal) ? 1000 : 0);
}

/** Points for a field's value; equal points go to the leading member. */
function pointsFor(field: ChosenField, value: Reference[ChosenField]): number {
  if (field === "authors") return authorPoints(value as Author[]);
  if (typeof value !== "string") return 0;
  switch (field) {
    case "title":
      return titlePoints(value);
    case "abstract":
      return abstractPoints(value);
    case "journal":
      return journalPoints(value);
    case "pages":
      return /\d\s*[-\u2013]\s*\w*\d/.test(value) ? 1 : 0;
    case "doi":
      return isPreprintDoi(value) ? -1 : 0;
    default:
      return 0;
  }
}

function isPreprint(reference: Reference): boolean {
  if (reference.journal !== undefined) return isPreprintServer(reference.journal);
  return reference.type === "preprint" || isPreprintDoi(reference.doi ?? "");
}

/** How much a member is the article itself: below it preprints and entries of registers. */
function standing(reference: Reference): number {
  if (isRegister(reference.journal ?? "")) return 0;
  return isPreprint(reference) ? 1 : 2;
}

function completeness(reference: Reference): number {
  return CHOSEN.filter((field) => hasValue(reference[field])).length;
}

function hasValue(value: Reference[ChosenField]): boolean {
  if (value === undefined || value === "") return false;
  return !Array.isArray(value) || value.length > 0;
}

/** Articles first, then the more complete, then by id: the same members lead in whatever order they come. */
function inRank(members: readonly Reference[]): Reference[] {
  return [...members].sort(
    (a, b) =>
      standing(b) - standing(a) ||
      completeness(b) - completeness(a) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

/** Where and when: one member gives them together, lest a citation show one's volume and another's page. */
const PLACE = ["year", "volume", "issue", "pages"] as const;

/**
 * The values shown for a citation: the title in proper case, the longest real abstract, the fullest author list, the
 * article's place before the preprint's. The members stay as they are.
 * @param members the references of one citation, at least one
 * @throws RangeError for none
 */
export function bestValues(members: readonly Reference[]): BestValues {
  const ranked = inRank(members);
  const lead = ranked[0];
  if (lead === undefined) throw new RangeError("a citation has at least one member");
  const reference: Reference = { ...lead };
  const from: Partial<Record<ChosenField, string>> = {};
  const put = (field: ChosenField, member: Reference): void => {
    Object.assign(reference, { [field]: member[field] });
    from[field] = member.id;
  };
  for (const field of CHOSEN) {
    let best: Reference | undefined;
    for (const member of ranked) {
      if (!hasValue(member[field])) continue;
      if (best === undefined || pointsFor(field, member[field]) > pointsFor(field, best[field]))
        best = member;
    }
    if (best !== undefined) put(field, best);
  }
  const highest = standing(lead);
  const placed = ranked
    .filter((member) => standing(member) === highest)
    .map((member) => ({ member, known: PLACE.filter((field) => hasValue(member[field])).length }))
    .sort((x, y) => y.known - x.known)[0];
  if (placed !== undefined)
    for (const field of PLACE) if (hasValue(placed.member[field])) put(field, placed.member);
  reference.issn = union(ranked.map(({ issn }) => issn));
  reference.isbn = union(ranked.map(({ isbn }) => isbn));
  reference.keywords = union(ranked.map(({ keywords }) => keywords));
  reference.url = union(ranked.map(({ url }) => url));
  const flags = ranked.flatMap((member) => member.flags ?? []);
  if (flags.length > 0) reference.flags = flags;
  return { reference, from };
}
