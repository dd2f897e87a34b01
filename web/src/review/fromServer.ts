import type { LogEntry, Member } from "@chartroom/core/review";
import { factWords } from "./factWords.ts";
import type { Fact } from "./FactList.tsx";

/** What turns log entries into facts that read well. */
export interface LogContext {
  review: string;
  /** Whoever reads, by id. */
  me: string;
  members: readonly Member[];
  /** Title by citation, as far as they are known. */
  titles: ReadonlyMap<string, string>;
  /** Label by reason code, as the protocol has them. */
  reasons: ReadonlyMap<string, string>;
}

/** The citations that these entries are about, once each. */
export function citationsOf(entries: readonly LogEntry[]): string[] {
  const names = new Map<string, string>();
  return [
    ...new Set(
      entries
        .filter(({ state }) => state === "open")
        .flatMap((entry) => factWords(entry, names).citation ?? []),
    ),
  ];
}

/** Log entries as the fact list shows them, in the order in which they come. */
export function factsOf(
  entries: readonly LogEntry[],
  { review, me, members, titles, reasons }: LogContext,
): Fact[] {
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return entries.map((entry) => {
    const { icon, words, citation, place, reason } = factWords(entry, names);
    const subject =
      citation !== undefined
        ? { words: titles.get(citation) ?? "a record", href: `/r/${review}/records/${citation}` }
        : place && { words: place.words, href: `/r/${review}/${place.path}` };
    return {
      hash: entry.hash,
      type: entry.type,
      icon,
      actor: entry.name,
      words,
      subject,
      reason: reason === undefined ? undefined : (reasons.get(reason) ?? reason),
      at: Date.parse(entry.at),
      sealed: entry.state === "sealed",
      redacted: entry.state === "redacted",
      takenBack: entry.undoneBy ?? undefined,
      canUndo: entry.canUndo,
      canRedo: entry.undoneBy !== null && entry.actor === me,
    };
  });
}
