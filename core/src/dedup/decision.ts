import { AUTHORS } from "./author-comparison.ts";
import type { Corpus } from "./corpus.ts";
import type { TitleForm } from "./entry.ts";
import { type Evidence, isAboutTheOther } from "./evidence.ts";
import type { Pages } from "./page.ts";
import { isEditorial, isSerialTitle } from "./recurring-title.ts";
import { type Distinction, distinctionBetween } from "./relation.ts";
import { spelled } from "./spelling.ts";
import { TITLE, WORDS_WITHIN } from "./title-comparison.ts";
import { ABSTRACT, JOURNAL, type Sums, weigh } from "./weights.ts";

export type Decision = "same" | "maybe" | "different";

export interface Judgement {
  readonly decision: Decision;
  readonly sums: Sums;
  readonly distinction: Distinction | undefined;
  /** Two or more fields contradict: the pair keeps the groups of both apart. */
  readonly contradicts: boolean;
  /** Both titles are of those that every issue may carry. */
  readonly recurring: boolean;
  /** Rules that overruled the sums, in words. */
  readonly notes: readonly string[];
}

const SURE = 5;
const POSSIBLE = -3;
const SAME_SURE = 2;
const SAME_POSSIBLE = -1.5;
const TRUSTED_ISSUE = 0.6;
const TELLING_TITLE = 25;
const TELLING_TITLE_IN_ISSUE = 15;
const TELLING_TITLE_IN_JOURNAL = 22;
const TELLING_BARE_TITLE = 35;
const TELLING_YEARLESS_TITLE = 45;
const TELLING_NAMES = 12;
const ABSTRACT_IDENTICAL = 0.9;

const MONTHS = new Set(
  "january february march april may june july august september october november december spring summer autumn fall winter"
    .split(" ")
    .map(spelled),
);

function length(pages: Pages | undefined): number {
  return pages === undefined ? 0 : pages.last - pages.first;
}

/** The facts about a pair that several rules ask for. */
class Case {
  readonly evidence: Evidence;
  readonly corpus: Corpus;
  readonly notes: string[] = [];
  decision: Decision;
  /** The same pages, PMID, or DOI: both stand in one spot. */
  readonly place: boolean;
  /** Volume, issue, pages, DOI or year contradict. */
  readonly conflict: boolean;
  readonly contradicts: boolean;
  readonly recurring: boolean;

  constructor(corpus: Corpus, evidence: Evidence, decision: Decision, recurringTitles: ReadonlySet<number>) {
    const { volume, issue, pages, doi, pmid, yearGap, journal, issueTrust, a, b } = evidence;
    this.corpus = corpus;
    this.evidence = evidence;
    this.decision = decision;
    const page = pages.level;
    this.place = page === "same" || page === "first" || pmid === true || (doi === true && page === undefined);
    this.conflict =
      volume === false || issue === false || page === "different" || doi === false || (yearGap ?? 0) > 1;
    const against = [
      volume === false,
      issue === false && issueTrust.weight > TRUSTED_ISSUE,
      page === "different",
      doi === false && !evidence.doiOfPreprint,
      (yearGap ?? 0) > 1,
      pmid === false,
      journal !== undefined && journal < JOURNAL.other,
    ].filter(Boolean).length;
    this.contradicts = against >= 2 && doi !== true && pmid !== true;
    const [x, y] = [a.titles[0], b.titles[0]];
    this.recurring =
      x !== undefined &&
      y !== undefined &&
      ((isSerialTitle(corpus, x) && isSerialTitle(corpus, y)) ||
        (recurringTitles.has(x.compact) && recurringTitles.has(y.compact)));
  }

  rule(decision: Decision, note?: string): void {
    this.decision = decision;
    if (note !== undefined) this.notes.push(note);
  }

  /** Makes a merge a question; leaves all else. */
  doubt(note?: string): void {
    if (this.decision === "same") this.rule("maybe", note);
  }

  get abstractSame(): boolean {
    return (this.evidence.abstract ?? 0) >= ABSTRACT.same;
  }

  get abstractOther(): boolean {
    const { abstract, a, b } = this.evidence;
    return abstract !== undefined && abstract <= ABSTRACT.other && a.language === b.language;
  }

  get journalOther(): boolean {
    return (this.evidence.journal ?? 1) < JOURNAL.other;
  }

  get journalSame(): boolean {
    return (this.evidence.journal ?? 0) >= JOURNAL.same;
  }
}

/** DOI, people and issue agree: one side may carry the heading of its section for a title. */
function isUnderHeading({ evidence, conflict, journalSame }: Case): boolean {
  const { authors, volume, issue, doi } = evidence;
  const people = authors.level === AUTHORS.agree && !authors.initialDiffers;
  return people && !conflict && doi === true && volume === true && issue === true && journalSame;
}

/** Titles that differ merge only where two items cannot both stand: the same range of pages in one volume. */
function judgeUnlikeTitles(pair: Case): void {
  const { pages, volume, doi, authors, a, b } = pair.evidence;
  if (doi === true && pair.abstractSame && authors.level >= AUTHORS.first && pages.level !== "different")
    return;
  const range =
    pages.level === "same" && length(a.pages) >= 2 && !pair.conflict && !pair.journalOther && volume === true;
  const translated = a.translated || b.translated || a.language !== b.language;
  if (range && authors.level >= AUTHORS.first) {
    if (pair.abstractOther) pair.rule("maybe");
    return;
  }
  const possible = range || (pair.place && translated) || isUnderHeading(pair);
  if (possible && authors.level !== AUTHORS.none && !pair.abstractOther)
    pair.rule("maybe", "titles too different to merge unseen");
  else pair.rule("different");
}

/** One title's words in the other, from the same people in one issue: a heading or a slip came between them. */
function isBrokenBySlip({ corpus, evidence, conflict, journalSame }: Case): boolean {
  const { a, b, title, authors, volume, issue, pages } = evidence;
  const [x, y] = [a.titles[0], b.titles[0]];
  if (x === undefined || y === undefined || isAboutTheOther(corpus, x, y)) return false;
  const telling = title.detail === WORDS_WITHIN && title.bits >= TELLING_YEARLESS_TITLE;
  const inIssue = volume === true && issue === true && !a.supplement && journalSame;
  return telling && inIssue && authors.level === AUTHORS.agree && pages.level === undefined && !conflict;
}

/** Titles much alike need the same place, and more than one page of it: abstracts share pages. */
function judgeAlikeTitles(pair: Case): void {
  const { pages, volume, issue, authors, doi, pmid, a, b } = pair.evidence;
  const apart = pages.level === "different" || volume === false || issue === false;
  const inIssue = volume === true && issue === true && !a.supplement;
  if (apart || authors.level === AUTHORS.none) pair.rule("different");
  else if (isBrokenBySlip(pair)) return;
  else if (!pair.place) pair.rule("maybe", "titles differ in words and no place is the same");
  else if (pmid === true || pair.abstractSame) return;
  else if (doi === true && pages.level === undefined && !inIssue)
    // A meeting's abstracts may all carry the DOI of the supplement.
    pair.doubt("two abstracts of one supplement?");
  else if (doi !== true && Math.max(length(a.pages), length(b.pages)) < 2)
    pair.rule("maybe", "two abstracts of one page?");
}

/** What one title has beyond the other is a date: a column of one month, or of any. */
function isDatedOnOneSide(corpus: Corpus, x: TitleForm, y: TitleForm): boolean {
  const [short, long] = x.words.length < y.words.length ? [x, y] : [y, x];
  const extra = long.words
    .filter((word) => !short.words.includes(word))
    .map((word) => corpus.words.text(word));
  return (
    extra.some((word) => MONTHS.has(word)) && extra.every((word) => MONTHS.has(word) || /^\d+$/.test(word))
  );
}

/** One title inside the other: a subtitle dropped, or a text about the other, or another part of it. */
function judgeContainedTitles(pair: Case): void {
  const { a, b, title, authors, volume, issue, yearGap } = pair.evidence;
  if (pair.place) return;
  const [x, y] = [a.titles[0], b.titles[0]];
  if (x !== undefined && y !== undefined && isAboutTheOther(pair.corpus, x, y)) {
    pair.doubt("one may be about the other");
    return;
  }
  const inIssue = volume === true && issue === true;
  if (!inIssue && x !== undefined && y !== undefined && isDatedOnOneSide(pair.corpus, x, y)) {
    pair.rule("maybe", "one is dated, as columns are");
    return;
  }
  if (title.inside) {
    const fewest = yearGap === undefined ? TELLING_YEARLESS_TITLE : TELLING_BARE_TITLE;
    const telling = title.bits >= fewest && authors.level === AUTHORS.agree && (yearGap ?? 0) === 0;
    if (!inIssue && !(telling && pair.journalSame && !pair.conflict)) {
      pair.rule("maybe");
      return;
    }
  }
  const home = volume === true || pair.journalSame;
  const heading = inIssue && pair.journalSame && title.bits >= TELLING_BARE_TITLE;
  const people = authors.level === AUTHORS.agree || (heading && authors.level === AUTHORS.missing);
  if (!people || !home || pair.conflict) pair.rule("maybe");
}

/** A column's name on one side, its name and topic on the other; one issue has it once from the same people. */
function isColumnWithTopic({ corpus, evidence, conflict, journalSame }: Case): boolean {
  const { a, b, authors, volume, issue } = evidence;
  if (authors.level !== AUTHORS.agree || volume !== true || issue !== true || !journalSame || conflict)
    return false;
  const [x, y] = [a.titles[0], b.titles[0]];
  if (x === undefined || y === undefined) return false;
  const [short, long] = x.words.length < y.words.length ? [x, y] : [y, x];
  if (short.words.length === long.words.length) return false;
  return (
    isSerialTitle(corpus, short) &&
    !isSerialTitle(corpus, long) &&
    short.words.every((word, at) => long.words[at] === word)
  );
}

/** Editorials, contents and columns carry the same title issue after issue. */
function judgeRecurringTitles(pair: Case): void {
  const { volume, issue } = pair.evidence;
  if (pair.conflict) pair.rule("different", "title recurs and the places differ");
  else if (!pair.place && !(issue === true && volume === true))
    pair.rule(volume === true && issue !== false ? "maybe" : "different", "title recurs");
}

/** The same title by other people is another work, unless the place says otherwise. */
function judgeOtherAuthors(pair: Case): void {
  const { title, authors, volume, issue } = pair.evidence;
  if (!pair.conflict && pair.place) return;
  const issueSame = volume === true && issue === true;
  const likely = issueSame || pair.abstractSame;
  const fewest = issueSame && authors.level === AUTHORS.few ? TELLING_TITLE_IN_ISSUE : TELLING_TITLE;
  const telling = title.level >= TITLE.near && title.bits >= fewest;
  pair.rule(telling && !pair.conflict && likely ? "maybe" : "different", "other authors");
}

function judgeMissingTitle(pair: Case): void {
  const { doi, pmid, pages, volume, issue, authors, a, b } = pair.evidence;
  if (doi === true || pmid === true) return;
  const paged = pages.level === "same" || pages.level === "first";
  if (paged && volume === true && authors.level >= AUTHORS.first) return;
  const [bare, titled] = a.titles.length === 0 ? [a, b] : [b, a];
  const title = titled.titles[0];
  // Of the records that stand without title, author and DOI, most are an issue's editorial.
  const nameless = bare.authors.length === 0 && bare.doi === 0 && pair.journalSame;
  const editorial = nameless && title !== undefined && isEditorial(pair.corpus, title);
  const people =
    authors.level > AUTHORS.none
      ? issue === true || (issue === undefined && authors.bits >= TELLING_NAMES)
      : authors.level === AUTHORS.missing && issue === true && editorial;
  pair.rule(volume === true && people && !pair.conflict ? "maybe" : "different", "no title to compare");
}

/** Two databases have one record each of a telling title, one or both without authors, and nothing speaks against it. */
function areTwoBareCopies({ evidence, journalOther, conflict, recurring }: Case): boolean {
  const { a, b, title, yearGap, journal } = evidence;
  const elsewhere = a.source !== 0 && b.source !== 0 && a.source !== b.source;
  const bare = a.authors.length === 0 || b.authors.length === 0;
  const home = journal === undefined ? a.journal === b.journal : !journalOther && journal >= JOURNAL.alike;
  const fewest = journal === undefined ? TELLING_BARE_TITLE : TELLING_TITLE_IN_JOURNAL;
  const telling = title.level === TITLE.same && title.bits >= fewest && yearGap === 0;
  return elsewhere && bare && home && telling && !conflict && !recurring;
}

/** What is left to doubt where no place is shared. */
function judgeWithoutPlace(pair: Case): void {
  const { title, authors, journal, volume, issue, yearGap, issueTrust, abstract, a, b } = pair.evidence;
  if (pair.place) return;
  const alike = (journal ?? 0) >= JOURNAL.alike;
  if (issue === false && issueTrust.weight > TRUSTED_ISSUE) pair.doubt("issues differ");
  if (volume === false && !(pair.abstractSame && title.level >= TITLE.near)) pair.doubt("volumes differ");
  if (pair.journalOther && !(volume === true && issue === true && !pair.conflict))
    pair.doubt("another journal");
  if (authors.level === AUTHORS.missing) {
    const home = volume === true && (issue === true || alike);
    const text = title.level === TITLE.same && (abstract ?? 0) >= 0.85;
    if (!home && !text && !areTwoBareCopies(pair)) pair.doubt("authors missing");
  }
  const telling = title.bits >= TELLING_BARE_TITLE && authors.level === AUTHORS.agree;
  if (title.level < TITLE.same && yearGap === undefined && volume !== true && !alike && !telling)
    pair.doubt();
  if (yearGap === 1 && volume !== true && issue !== true && !pair.abstractSame) {
    // A full paper of a conference held in one year and printed in the next, or an abstract given twice?
    const paper =
      pair.journalSame &&
      authors.level === AUTHORS.agree &&
      a.authors.length === b.authors.length &&
      (pair.corpus.isConference(a) || pair.corpus.isConference(b)) &&
      (length(a.pages) >= 4 || length(b.pages) >= 4);
    if (!paper) pair.doubt("a year apart and no place to go by");
  }
}

/** A Cochrane review keeps its article number through its versions. */
function mayBeVersionsOfReview({ a, b, pages, doi, yearGap, issue, issueTrust }: Evidence): boolean {
  if (a.pages?.prefix !== "cd" || b.pages?.prefix !== "cd" || a.pages.first !== b.pages.first) return false;
  if (doi !== undefined || pages.level === undefined) return false;
  return (yearGap ?? 0) >= 2 || (issue === false && issueTrust.weight > TRUSTED_ISSUE);
}

function applyRules(pair: Case): void {
  const { title, authors, pages } = pair.evidence;
  if (isColumnWithTopic(pair)) {
    pair.rule("maybe", "a column with and without its topic");
    return;
  }
  if (title.level === TITLE.different || title.level === TITLE.partly) judgeUnlikeTitles(pair);
  else if (title.level === TITLE.alike) judgeAlikeTitles(pair);
  else if (title.level === TITLE.contained) judgeContainedTitles(pair);
  if (pair.recurring) judgeRecurringTitles(pair);
  if (authors.level === AUTHORS.none || authors.level === AUTHORS.few) judgeOtherAuthors(pair);
  if (pages.level === "different" && title.bits < TELLING_TITLE)
    pair.rule("different", "short title on other pages");
  if (title.level === TITLE.missing) judgeMissingTitle(pair);
  judgeWithoutPlace(pair);
  if (mayBeVersionsOfReview(pair.evidence)) {
    const whole = title.level >= TITLE.near && authors.level === AUTHORS.agree;
    if (pair.decision === "same" || (pair.decision === "different" && whole))
      pair.rule("maybe", "perhaps versions of one Cochrane review");
  }
  if (pair.contradicts) pair.doubt("two fields contradict");
  if (pages.level === "different" && (pair.evidence.issue === false || title.level < TITLE.same))
    pair.doubt();
}

/** What the sums call different, and a person should see all the same. */
function reopen(pair: Case): void {
  const { title, authors, abstract, pmid, volume } = pair.evidence;
  if (pair.evidence.title.level === TITLE.missing) judgeMissingTitle(pair);
  else if (isColumnWithTopic(pair)) pair.rule("maybe", "a column with and without its topic");
  else if (isUnderHeading(pair) && title.level <= TITLE.partly)
    pair.rule("maybe", "perhaps a heading in place of the title");
  else if (
    title.level === TITLE.same &&
    authors.level === AUTHORS.agree &&
    pair.journalSame &&
    !pair.recurring
  ) {
    const identical = (abstract ?? 0) >= ABSTRACT_IDENTICAL && pmid !== false && volume === false;
    if (identical) pair.rule("maybe", "printed twice, or one place is wrong");
  }
}

function bySums(sums: Sums, prior: number): Decision {
  if (sums.related < prior + POSSIBLE || sums.same < SAME_POSSIBLE) return "different";
  return sums.related < prior + SURE || sums.same < SAME_SURE ? "maybe" : "same";
}

/** Decides on a pair: the sums first, then what sums cannot see. */
export function judge(corpus: Corpus, recurringTitles: ReadonlySet<number>, evidence: Evidence): Judgement {
  const sums = weigh(evidence);
  const { title, authors, doi, pmid } = evidence;
  if (title.level === TITLE.different && authors.level === AUTHORS.none && doi !== true && pmid !== true)
    return {
      decision: "different",
      sums: { related: -20, same: -9 },
      distinction: undefined,
      contradicts: true,
      recurring: false,
      notes: [],
    };
  const distinction = distinctionBetween(corpus, evidence);
  const decision = distinction === undefined ? bySums(sums, corpus.prior) : "different";
  const pair = new Case(corpus, evidence, decision, recurringTitles);
  if (decision !== "different") applyRules(pair);
  else if (distinction === undefined) reopen(pair);
  const { contradicts, recurring, notes } = pair;
  return { decision: pair.decision, sums, distinction, contradicts, recurring, notes };
}
