import { AUTHORS } from "./author-comparison.ts";
import type { Evidence } from "./evidence.ts";
import { TITLE } from "./title-comparison.ts";

/**
 * Two sums in bits. `related` asks whether the pair has to do with each other at all; `same` whether it is one record
 * twice or another report of the same work. A missing field adds nothing to either.
 */
export interface Sums {
  readonly related: number;
  readonly same: number;
}

class Sum {
  related = 0;
  same = 0;

  add(related: number, same: number): void {
    this.related += related;
    this.same += same;
  }
}

/** From here up two journals count as the same, as alike, or below `other` as different ones. */
export const JOURNAL = { same: 0.8, alike: 0.55, other: 0.35 } as const;
/** From `same` up two abstracts are one text, down to `other` they are two. */
export const ABSTRACT = { same: 0.7, other: 0.35 } as const;

function addTitle(sum: Sum, { level, bits }: Evidence["title"]): void {
  switch (level) {
    case TITLE.same:
    case TITLE.near:
      sum.add(Math.min(30, 0.6 * bits), 1.5);
      break;
    case TITLE.contained:
      sum.add(Math.min(24, 0.5 * bits), 0);
      break;
    case TITLE.alike:
      sum.add(Math.min(15, 0.35 * bits), -3);
      break;
    case TITLE.partly:
      sum.add(0, -4);
      break;
    case TITLE.different:
      sum.add(-6, -4);
      break;
    case TITLE.missing:
      break;
  }
}

function addAuthors(sum: Sum, { level, bits, initialDiffers }: Evidence["authors"]): void {
  const initial = initialDiffers ? 1 : 0;
  switch (level) {
    case AUTHORS.agree:
      sum.add(bits - 3 * initial, 0.5 - 1.5 * initial);
      break;
    case AUTHORS.first:
      sum.add(bits - 3 * initial, -1 - initial);
      break;
    case AUTHORS.few:
      sum.add(0, -2);
      break;
    case AUTHORS.none:
      sum.add(-7, -3);
      break;
    case AUTHORS.missing:
      break;
  }
}

function addYears(sum: Sum, gap: number | undefined): void {
  if (gap === undefined) return;
  if (gap === 0) sum.add(3, 1.2);
  else if (gap === 1) sum.add(-0.5, -1.5);
  else if (gap === 2) sum.add(-3, -3);
  else sum.add(-5, -5);
}

function addJournal(sum: Sum, journal: number | undefined): void {
  if (journal === undefined) return;
  if (journal >= JOURNAL.same) sum.add(3, 1.5);
  else if (journal >= JOURNAL.alike) sum.add(2, 1);
  else if (journal < JOURNAL.other) sum.add(-2, -2.5);
}

function addPlace(sum: Sum, evidence: Evidence): void {
  if (evidence.shifted) {
    sum.add(6, 5);
    return;
  }
  if (evidence.volume === true) sum.add(4.5, 3.5);
  else if (evidence.volume === false) sum.add(-3, -4);
  const { weight, penalty } = evidence.issueTrust;
  if (evidence.issue === true) sum.add(2 * weight, 1.5 * weight);
  else if (evidence.issue === false) sum.add(-weight, penalty);
  else if (evidence.supplementDiffers && weight > 0.6) sum.add(0, -1.5);
  const { level, bits } = evidence.pages;
  if (level === "same") sum.add(bits, bits * 0.8);
  else if (level === "first") sum.add(bits, bits * 0.75);
  else if (level === "near") sum.add(bits, -0.5);
  else if (level === "different") sum.add(-3, -4);
}

function addIdentifiers(sum: Sum, evidence: Evidence): void {
  if (evidence.doi === true) sum.add(18, 6);
  else if (evidence.doi === false && !evidence.doiOfPreprint) sum.add(-3, -5);
  if (evidence.pmid === true) sum.add(20, 10);
  else if (evidence.pmid === false) sum.add(-8, -12);
}

function addAbstract(sum: Sum, overlap: number | undefined): void {
  if (overlap === undefined) return;
  if (overlap >= ABSTRACT.same) sum.add(10, 3);
  else if (overlap <= ABSTRACT.other) sum.add(-3, -3);
}

/** Adds up what the fields say. The bits are set by hand from what a field's agreement is worth, and measured. */
export function weigh(evidence: Evidence): Sums {
  const sum = new Sum();
  addTitle(sum, evidence.title);
  addAuthors(sum, evidence.authors);
  addYears(sum, evidence.yearGap);
  addJournal(sum, evidence.journal);
  addPlace(sum, evidence);
  addIdentifiers(sum, evidence);
  addAbstract(sum, evidence.abstract);
  return { related: sum.related, same: sum.same };
}
