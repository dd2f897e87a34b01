import type { ExclusionReason } from "@chartroom/core/protocol";
import type { Member } from "@chartroom/core/review";
import { type AdoptionFound, type AdoptionMapping, suggestedMapping } from "@chartroom/core/screening";

/** Tools whose labels may be a machine's, so that somebody has to say that they are not. */
const MAYBE_MACHINES: readonly string[] = ["asreview", "table"];

/** What a person begins with: what bears the same name here, and nothing that has to be said. */
export function firstMapping(
  found: AdoptionFound,
  members: readonly Member[],
  reasons: readonly ExclusionReason[],
): AdoptionMapping {
  return {
    ...suggestedMapping(found, members, reasons),
    stage: "title_abstract",
    passedBefore: false,
    blinded: false,
    byPeople: false,
  };
}

/** Puts a reviewer's members, or the name of one to be added, into the mapping. */
export function withReviewer(
  mapping: AdoptionMapping,
  name: string,
  who: { members: readonly string[]; add?: string | undefined },
): AdoptionMapping {
  const others = mapping.reviewers.filter((one) => one.name !== name);
  const own = { name, members: [...who.members], ...(who.add !== undefined && { add: who.add }) };
  return { ...mapping, reviewers: [...others, own] };
}

/** Puts one word's meaning into a table of them, or takes it out where there is none. */
export function withWord<V extends string>(
  words: Readonly<Record<string, V>>,
  word: string,
  value: V | undefined,
): Record<string, V> {
  const others = Object.entries(words).filter(([name]) => name !== word);
  return Object.fromEntries(value === undefined ? others : [...others, [word, value] as const]);
}

/** Whether somebody has to say that people gave these labels. */
export function needsPeople(found: AdoptionFound, mapping: AdoptionMapping): boolean {
  return (
    found.tools.some((tool) => MAYBE_MACHINES.includes(tool)) ||
    (mapping.silent !== undefined && MAYBE_MACHINES.includes(mapping.tool ?? found.tools[0] ?? "table"))
  );
}

/** Who gives what an unnamed list says: its own row where the export names nobody. */
export function reviewersToMap(found: AdoptionFound, mapping: AdoptionMapping): AdoptionFound["reviewers"] {
  const unnamed = found.reviewers.some(({ name }) => name === "");
  if (unnamed || mapping.silent === undefined) return found.reviewers;
  return [...found.reviewers, { name: "", decisions: found.silent }];
}
