import type { Criterion, ExclusionReason, Stage } from "@chartroom/core/protocol";
import { TOOL_NAMES } from "@chartroom/core/references";
import type { ConflictView as Conflict, VoteView } from "@chartroom/core/screening";
import { ELEMENT_WORDS } from "../protocol/words.ts";
import type { ConflictKind, ConflictQueue, ConflictVote, Outcome } from "./ConflictView.tsx";
import { screenRecord } from "./fromServer.ts";

/** Include against exclude and maybes that wait are one list; reasons that differ are the lighter one. */
export function conflictKind({ kind }: Pick<Conflict, "kind">): ConflictKind {
  return kind === "reasons" ? "reasons" : "decisions";
}

/** What the address asks for; what it does not say is the first stage and the heavier list. */
export function askedConflicts(query: Readonly<Record<string, unknown>>): {
  stage: Stage | undefined;
  kind: ConflictKind;
} {
  const { stage, kind } = query;
  return {
    stage: stage === "title_abstract" || stage === "full_text" ? stage : undefined,
    kind: kind === "reasons" ? "reasons" : "decisions",
  };
}

function criterionWords(id: string, criteria: readonly Criterion[]): string {
  const criterion = criteria.find((one) => one.id === id);
  return criterion === undefined ? id : ELEMENT_WORDS[criterion.element];
}

function conflictVote(
  vote: VoteView,
  criteria: readonly Criterion[],
  reasons: readonly ExclusionReason[],
): ConflictVote {
  return {
    reviewer: vote.machine
      ? `${vote.name} (machine)`
      : vote.adopted === undefined
        ? vote.name
        : `${vote.name} (adopted from ${TOOL_NAMES[vote.adopted]})`,
    decision: vote.decision,
    reason:
      vote.reason === null
        ? undefined
        : (reasons.find(({ code }) => code === vote.reason)?.label ?? vote.reason),
    criterion: vote.criterion === null ? undefined : criterionWords(vote.criterion, criteria),
    note: vote.note === "" ? undefined : vote.note,
    at: Date.parse(vote.at),
  };
}

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  include: "included",
  exclude: "excluded",
  not_retrieved: "not retrieved",
  ongoing: "an ongoing study",
  awaiting_classification: "awaiting classification",
};

/** A conflict as it is settled. */
export function conflictOnScreen(
  conflict: Conflict,
  criteria: readonly Criterion[],
  reasons: readonly ExclusionReason[],
): NonNullable<ConflictQueue["conflict"]> {
  const record = screenRecord(conflict.citation);
  return {
    id: conflict.citation.id,
    record,
    votes: conflict.votes.map((vote) => conflictVote(vote, criteria, reasons)),
    proposals: conflict.resolutions.map(
      ({ name, decision, note }) =>
        `${name} says: ${OUTCOME_WORDS[decision]}${note === "" ? "." : `. ${note}`}`,
    ),
    how: conflict.how,
  };
}
