import { describe, expect, it } from "vitest";
import { issnsOf, type Journal, journalLikeness, journalOf } from "./journal.ts";
import { JOURNAL } from "./weights.ts";

function likeness(a: string, b: string): number {
  return journalLikeness(journalOf(a) as Journal, journalOf(b) as Journal);
}

describe("journalLikeness", () => {
  it.each([
    ["The Lancet", "Lancet"],
    ["N Engl J Med", "New England Journal of Medicine"],
    ["Dtsch Med Wochenschr", "Deutsche Medizinische Wochenschrift"],
    ["JAMA", "Journal of the American Medical Association"],
    ["Annals of Internal Medicine", "Ann Intern Med"],
    ["Ai zheng = Aizheng = Chinese journal of cancer", "Chinese Journal of Cancer"],
    ["JPEN. Journal of parenteral and enteral nutrition", "Journal of Parenteral & Enteral Nutrition"],
  ])("takes %s for %s", (a, b) => {
    expect(likeness(a, b)).toBeGreaterThanOrEqual(JOURNAL.same);
  });

  it.each([
    ["Journal of Immunology", "Annals of Surgery"],
    ["Radiology", "Nature Medicine"],
    ["Blood", "Chest"],
  ])("tells %s from %s", (a, b) => {
    expect(likeness(a, b)).toBeLessThan(JOURNAL.other);
  });

  it("does not take a journal for another with a word before it", () => {
    expect(likeness("Journal of Immunology", "European Journal of Immunology")).toBeLessThan(JOURNAL.same);
  });

  it("keeps a journal and a conference of one name apart", () => {
    expect(likeness("Journal of Information Systems", "Conference on Information Systems")).toBeLessThan(
      JOURNAL.other,
    );
  });
});

describe("issnsOf", () => {
  it("finds ISSNs and passes over ISBNs", () => {
    expect(issnsOf("0957-9672 (Print) 1473-653X; 9780306406157")).toEqual(["09579672", "1473653x"]);
  });
});
