import { canonicalJson } from "../base/canonical.ts";
import type { Protocol } from "./protocol.ts";

/** What of a protocol is meant by each of its parts, in the order in which it is printed. */
const PARTS: readonly (readonly [words: string, of: (protocol: Protocol) => unknown])[] = [
  ["title", (one) => one.title],
  ["type of review", (one) => one.reviewType],
  ["question", (one) => [one.question, one.pcc]],
  ["objectives", (one) => one.objectives],
  ["rationale", (one) => one.rationale],
  ["registration", (one) => one.registration ?? null],
  ["eligibility criteria", (one) => one.criteria],
  ["reasons to exclude", (one) => one.reasons],
  ["rules of title and abstract screening", (one) => one.stages.title_abstract],
  ["rules of full-text screening", (one) => one.stages.full_text],
  ["pilot", (one) => one.pilot],
  ["use of machines", (one) => one.machineRules],
  ["appraisal", (one) => one.appraisal],
  ["funding", (one) => one.funding],
  ["years", (one) => one.years],
  ["languages", (one) => one.languages],
  ["key papers", (one) => one.keyPapers],
];

/** The parts in which two versions of the protocol differ, in words. */
export function changedParts(before: Protocol, after: Protocol): string[] {
  return PARTS.flatMap(([words, of]) =>
    canonicalJson(of(before)) === canonicalJson(of(after)) ? [] : [words],
  );
}
