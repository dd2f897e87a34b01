import { abstractOverlap } from "./abstract.ts";
import { AUTHORS, type AuthorVerdict, compareAuthors } from "./author-comparison.ts";
import type { Corpus } from "./corpus.ts";
import type { Entry, TitleForm } from "./entry.ts";
import type { IssueTrust } from "./issue-trust.ts";
import { comparePages, type PageVerdict } from "./page-comparison.ts";
import { spelled } from "./spelling.ts";
import { compareTitles, TITLE, type TitleVerdict } from "./title-comparison.ts";

/** What the fields of two entries say of each other; undefined where one side is missing. */
export interface Evidence {
  readonly a: Entry;
  readonly b: Entry;
  readonly title: TitleVerdict;
  readonly authors: AuthorVerdict;
  /** Years apart. */
  readonly yearGap: number | undefined;
  /** Likeness, 0 to 1. */
  readonly journal: number | undefined;
  readonly volume: boolean | undefined;
  readonly issue: boolean | undefined;
  /** One is a supplement, the other is not said to be. */
  readonly supplementDiffers: boolean;
  readonly issueTrust: IssueTrust;
  readonly pages: PageVerdict;
  readonly doi: boolean | undefined;
  /** Two DOIs of which one is a preprint's: they may differ for one work. */
  readonly doiOfPreprint: boolean;
  readonly pmid: boolean | undefined;
  /** Overlap of the abstracts, 0 to 1. */
  readonly abstract: number | undefined;
  /** Volume, issue and page stand one field too far on one side. */
  readonly shifted: boolean;
}

const ABOUT = new Set(
  "reply response comment comments commentary editorial introduction erratum correction protocol update discussion debate rejoinder letter part followup addendum supplement preliminary extended"
    .split(" ")
    .map(spelled),
);

/** Whether one title has a word that makes it a text about the other (`reply`, `update`, `editorial`). */
export function isAboutTheOther(corpus: Corpus, a: TitleForm, b: TitleForm): boolean {
  const onlyIn = (x: TitleForm, y: TitleForm): boolean =>
    x.words.some((word) => ABOUT.has(corpus.words.text(word)) && !y.words.includes(word));
  return onlyIn(a, b) || onlyIn(b, a);
}

function isAuthorLineInTitle(corpus: Corpus, a: Entry, b: Entry): TitleForm | undefined {
  for (const [short, long] of [
    [a, b],
    [b, a],
  ] as const) {
    const [x, y] = [short.titles[0], long.titles[0]];
    if (x === undefined || y === undefined || x.words.length < 4 || y.words.length <= x.words.length)
      continue;
    if (!corpus.compacts.text(y.compact).startsWith(corpus.compacts.text(x.compact))) continue;
    const extra = y.words
      .slice(x.words.length)
      .map((word) => corpus.words.text(word))
      .filter((word) => word.length > 1);
    if (extra.length === 0 || extra.some((word) => ABOUT.has(word))) continue;
    const names = new Set<string>();
    for (const author of short.authors)
      for (const word of [...author.family, ...author.given]) names.add(spelled(corpus.names.text(word)));
    if (extra.filter((word) => names.has(word)).length >= 0.6 * extra.length) return x;
  }
  return undefined;
}

/** The title and author verdicts; an author line that ran into a title (text taken from PDFs) counts for both. */
function titleAndAuthors(
  corpus: Corpus,
  a: Entry,
  b: Entry,
  title: TitleVerdict,
): [TitleVerdict, AuthorVerdict] {
  const authors = compareAuthors(corpus, a, b);
  if ((title.level === TITLE.alike || title.level === TITLE.contained) && authors.level !== AUTHORS.agree) {
    const form = isAuthorLineInTitle(corpus, a, b);
    if (form !== undefined) {
      return [
        {
          level: TITLE.near,
          bits: corpus.titleBits(form),
          detail: "title with author line",
          numbers: false,
          inside: false,
        },
        { level: AUTHORS.agree, bits: 12, detail: "authors stand in the title", initialDiffers: false },
      ];
    }
  }
  return [title, authors];
}

function equal(x: number, y: number): boolean | undefined {
  return x === 0 || y === 0 ? undefined : x === y;
}

function isShifted(corpus: Corpus, x: Entry, y: Entry): boolean {
  return (
    x.volume === 0 &&
    x.issue !== 0 &&
    x.issue === y.volume &&
    x.pages !== undefined &&
    y.issue !== 0 &&
    corpus.labels.text(y.issue) === String(x.pages.first)
  );
}

function mutualTrust(trusts: ReadonlyMap<number, IssueTrust>, a: Entry, b: Entry): IssueTrust {
  const none: IssueTrust = { weight: 0.7, penalty: -3 };
  const [x, y] = [trusts.get(a.source) ?? none, trusts.get(b.source) ?? none];
  return x.weight < y.weight || (x.weight === y.weight && x.penalty < y.penalty) ? x : y;
}

/** The pair in an order that does not depend on the order in which the two came. */
function ordered(corpus: Corpus, a: Entry, b: Entry): [Entry, Entry] {
  if (a.authors.length !== b.authors.length) return a.authors.length < b.authors.length ? [a, b] : [b, a];
  const [x, y] = [a.titles[0]?.compact ?? 0, b.titles[0]?.compact ?? 0];
  if (x !== y) return corpus.compacts.text(x) < corpus.compacts.text(y) ? [a, b] : [b, a];
  return corpus.id(a.index) <= corpus.id(b.index) ? [a, b] : [b, a];
}

/**
 * Compares two entries field by field.
 * @param thorough false lets go, with undefined, what can only be different: titles at most partly alike and no
 * DOI, PMID, first page or issue in common
 */
export function gatherEvidence(
  corpus: Corpus,
  trusts: ReadonlyMap<number, IssueTrust>,
  one: Entry,
  other: Entry,
  thorough: boolean,
): Evidence | undefined {
  const [a, b] = ordered(corpus, one, other);
  const titles = compareTitles(corpus, a, b);
  const unlike = titles.level === TITLE.different || titles.level === TITLE.partly;
  const apart = !corpus.sharesPlace(a.index, b.index) && !corpus.sharesIssue(a.index, b.index);
  if (!thorough && unlike && apart) return undefined;
  const [title, authors] = titleAndAuthors(corpus, a, b, titles);
  const shifted = isShifted(corpus, a, b) || isShifted(corpus, b, a);
  const trust = mutualTrust(trusts, a, b);
  let issue = trust.weight > 0.2 ? equal(a.issue, b.issue) : undefined;
  // A supplement's number is written in many ways.
  const supplement = issue === false && (a.supplement || b.supplement);
  if (supplement) issue = undefined;
  return {
    a,
    b,
    title,
    authors,
    yearGap: a.year === 0 || b.year === 0 ? undefined : Math.abs(a.year - b.year),
    journal: corpus.journalLikeness(a, b),
    volume: shifted ? true : equal(a.volume, b.volume),
    issue: shifted ? true : issue,
    supplementDiffers: !shifted && supplement && a.supplement !== b.supplement,
    issueTrust: trust,
    pages: shifted ? { level: undefined, bits: 0 } : comparePages(corpus, a.pages, b.pages),
    doi: equal(a.doi, b.doi),
    doiOfPreprint: a.preprintDoi !== b.preprintDoi,
    pmid: equal(a.pmid, b.pmid),
    abstract: abstractOverlap(a.abstract, b.abstract),
    shifted,
  };
}
