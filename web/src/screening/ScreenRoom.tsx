import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { protocol as protocolContract, type Stage, type StageRules } from "@chartroom/core/protocol";
import { status } from "@chartroom/core/flow";
import { hasRole, members, undo } from "@chartroom/core/review";
import { type Progress, stages } from "@chartroom/core/screening";
import { tell } from "../api/client.ts";
import { faultOf } from "../api/fault.ts";
import { outboxOf, useOutbox } from "../api/outbox.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useMe } from "../app/me.ts";
import { useKeySettings } from "../app/settings.ts";
import type { Decision } from "../ui/Decision.tsx";
import type { Loadable } from "../ui/Loadable.tsx";
import type { Saving } from "../ui/SaveState.tsx";
import { awaitedWords, namesOf } from "./awaited.ts";
import { screenRecord } from "./fromServer.ts";
import { type ScreenQueue, ScreenView, type VoteGiven } from "./ScreenView.tsx";
import { StageStop } from "./StageStop.tsx";
import { useQueue } from "./useQueue.ts";

const DEFAULT_RULES: StageRules = {
  votesNeeded: 2,
  resolvedBy: "adjudicator",
  reasonRequired: false,
  maybeAgainstExclude: "conflict",
};

interface Given {
  decision: Decision;
  reason?: string | undefined;
  criterion?: string | undefined;
}

/** One person's screening at one stage, from the server's queue to the record. */
export function ScreenRoom({ stage }: { stage: Stage }) {
  const review = useReview();
  const client = useQueryClient();
  const me = useMe();
  const box = outboxOf(review, me.id);
  const out = useOutbox(box);
  const queue = useQueue(stage);
  const [keys] = useKeySettings();
  const state = useAsk(protocolContract, {});
  const atEnd = queue.latest !== undefined && queue.current === undefined;
  const standing = useAsk(stages, {}, { enabled: atEnd }).data?.find((one) => one.stage === stage);
  const counts = useAsk(status, {}, { enabled: atEnd }).data?.counts;
  const team = useAsk(members, {}, { enabled: atEnd }).data ?? [];
  const open = (stage === "title_abstract" ? counts?.inProgress : counts?.fullTextInProgress) ?? 0;
  const awaited =
    standing === undefined
      ? []
      : awaitedWords(
          {
            stage,
            open,
            seen: standing.conflictsSeen,
            mine: standing.conflicts,
            assigned: standing.assigned,
          },
          me.id,
          team,
        );
  // what this person said since the page was opened; undefined where it was taken back
  const [given, setGiven] = useState<ReadonlyMap<string, Given | undefined>>(new Map());
  const [order, setOrder] = useState<readonly string[]>([]);
  const [notes, setNotes] = useState<ReadonlyMap<string, string>>(new Map());
  const [labels, setLabels] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  const [own, setOwn] = useState<readonly string[]>(() => ownTermsOf(review));

  const voteOf = (citation: string): Given | undefined => {
    if (given.has(citation)) return given.get(citation);
    const mine = queue.items.find((item) => item.citation.id === citation)?.mine;
    return (
      mine && {
        decision: mine.decision,
        reason: mine.reason ?? undefined,
        criterion: mine.criterion ?? undefined,
      }
    );
  };
  const noteOf = (citation: string) =>
    notes.get(citation) ?? queue.items.find((item) => item.citation.id === citation)?.mine?.note ?? "";
  const labelsOf = (citation: string) =>
    labels.get(citation) ?? queue.items.find((item) => item.citation.id === citation)?.mine?.labels ?? [];

  const send = (
    citation: string,
    vote: Given,
    changed: { note?: string; labels?: readonly string[] } = {},
  ) => {
    const item = queue.items.find((one) => one.citation.id === citation);
    box.add({
      citation,
      stage,
      decision: vote.decision,
      reason: vote.reason ?? null,
      criterion: vote.criterion ?? null,
      note: changed.note ?? noteOf(citation),
      labels: [...(changed.labels ?? labelsOf(citation))],
      ...(item !== undefined && { shown: item.citation.shown }),
      ...(item?.rank !== undefined && { rank: item.rank }),
    });
  };

  const onVote = ({ citation, decision, reason, criterion }: VoteGiven) => {
    const vote = { decision, reason, criterion };
    const next = new Map(given).set(citation, vote);
    setGiven(next);
    setOrder([...order.filter((one) => one !== citation), citation]);
    send(citation, vote);
    queue.forward(new Set([...next].flatMap(([id, one]) => (one === undefined ? [] : [id]))));
  };

  const onUndo = async () => {
    const last = order.at(-1);
    if (last === undefined) return;
    const fact = out.saved.get(last);
    if (fact === undefined) return;
    setGiven(new Map(given).set(last, undefined));
    setOrder(order.slice(0, -1));
    queue.open(last);
    await tell(review, undo, { fact });
    await client.invalidateQueries({ queryKey: ["review", review] });
  };

  const saving: Saving = savingOf(out, () => {
    box.dismiss();
  });
  const base = queue.start;
  const fresh = queue.items.filter(
    ({ citation, mine }) => mine === undefined && given.get(citation.id) !== undefined,
  ).length;
  const current = queue.current;
  const data: Loadable<ScreenQueue> =
    queue.latest === undefined || base === undefined
      ? queue.error === null
        ? { is: "loading", words: "Fetching what is next for you…" }
        : { is: "failed", fault: faultOf(queue.error), retry: queue.retry }
      : {
          is: "ready",
          value: {
            stage,
            ...progress(base, fresh),
            blinded: me.unblinded === null,
            ...(current?.rank !== undefined && {
              place: {
                rank: base.done + queue.at + 1,
                of: base.done + base.left,
                by: "in order of import" as const,
              },
            }),
            record: current && screenRecord(current.citation),
            vote: current && voteOf(current.citation.id),
            ...(current === undefined && {
              end: {
                ...endOf({
                  review,
                  stage,
                  now: standing ?? queue.latest.progress,
                  me: me.id,
                  given,
                  awaited,
                  lead: hasRole(me, "lead"),
                }),
                stop: <StageStop stage={stage} open={open} left={counts?.left ?? 0} />,
              },
            }),
            list: queue.items.map((item) => ({
              record: screenRecord(item.citation),
              decision: voteOf(item.citation.id)?.decision,
            })),
            criteria: queue.latest.criteria,
            reasons: queue.latest.reasons,
            rules: state.data?.current?.protocol.stages[stage] ?? DEFAULT_RULES,
            labels:
              current === undefined ? [] : labelsOf(current.citation.id).map((name) => ({ name, on: true })),
            note: current === undefined ? "" : noteOf(current.citation.id),
            ownTerms: own,
            canUndo: order.length > 0 && out.unsent.length === 0,
          },
        };

  return (
    <ScreenView
      queue={data}
      saving={saving}
      keys={keys}
      onVote={onVote}
      onUndo={() => void onUndo()}
      onMove={queue.move}
      onOpen={queue.open}
      onNote={(citation, note) => {
        setNotes(new Map(notes).set(citation, note));
        const vote = voteOf(citation);
        if (vote !== undefined) send(citation, vote, { note });
      }}
      onLabel={(citation, label, on) => {
        const next = on ? [...labelsOf(citation), label] : labelsOf(citation).filter((one) => one !== label);
        setLabels(new Map(labels).set(citation, next));
        const vote = voteOf(citation);
        if (vote !== undefined) send(citation, vote, { labels: next });
      }}
      onOwnTerms={(terms) => {
        setOwn(terms);
        localStorage.setItem(`chartroom.terms.${review}`, JSON.stringify(terms));
      }}
    />
  );
}

function ownTermsOf(review: string): readonly string[] {
  try {
    return JSON.parse(localStorage.getItem(`chartroom.terms.${review}`) ?? "[]") as string[];
  } catch {
    return [];
  }
}

function savingOf(out: ReturnType<typeof useOutbox>, retry: () => void): Saving {
  if (out.refused !== undefined) return { is: "refused", fault: faultOf(out.refused.error), retry };
  if (out.away) return { is: "waiting", unsent: out.unsent.length };
  if (out.unsent.length > 0) return { is: "saving" };
  return out.savedAt === undefined ? { is: "nothing" } : { is: "saved", at: out.savedAt };
}

/** The numbers at the beginning of this visit, moved on by what was decided for the first time since. */
function progress(start: { left: number; done: number }, fresh: number): { left: number; done: number } {
  return { left: Math.max(0, start.left - fresh), done: start.done + fresh };
}

interface Ending {
  review: string;
  stage: Stage;
  now: Progress;
  me: string;
  given: ReadonlyMap<string, Given | undefined>;
  /** Whom the stage waits for, in sentences. */
  awaited: readonly string[];
  lead: boolean;
}

function remarksOf({ now, me, awaited, lead }: Ending, none: boolean): string[] {
  const { pilot, closed } = now;
  if (pilot?.state === "open" && !none) {
    // this person's last vote may be on its way still
    const behind = pilot.done.filter(({ reviewer, votes }) => reviewer !== me && votes < pilot.size);
    if (behind.length > 0 && !pilot.finished)
      return [`The pilot round waits for ${namesOf(behind)}. Agreement is shown when it is closed.`];
    return [
      lead
        ? "Everybody has read the pilot round. Close it to see how well you agree."
        : "Everybody has read the pilot round. The other records open when the lead closes it.",
    ];
  }
  // how it was stopped stands in a notice of its own
  if (closed) return [];
  const votes = none
    ? [
        lead
          ? "You have no votes to cast at this stage. Who screens is said under Team."
          : "You have no votes to cast at this stage. The lead says who screens, under Team.",
      ]
    : [];
  return [...votes, ...awaited];
}

function endOf(ending: Ending): NonNullable<ScreenQueue["end"]> {
  const { review, stage, now, given, lead } = ending;
  const { done, pilot } = now;
  const decided = { include: 0, maybe: 0, exclude: 0 };
  for (const one of given.values()) if (one !== undefined) decided[one.decision] += 1;
  const none = done === 0 && Object.values(decided).every((number) => number === 0);
  const inRound = pilot?.state === "open" && !none;
  const onward =
    stage === "title_abstract"
      ? { words: "Go on to full text", href: `/r/${review}/fulltext` }
      : { words: "Go on to charting", href: `/r/${review}/charting` };
  const next = inRound
    ? [
        {
          words: lead && pilot.finished ? "Close the pilot round" : "See the pilot",
          href: `/r/${review}/pilot`,
        },
      ]
    : [
        { words: "See the conflicts", href: `/r/${review}/conflicts?stage=${stage}` },
        ...(none && lead ? [{ words: "Say who screens", href: `/r/${review}/team` }] : [onward]),
      ];
  return {
    kind: inRound ? (pilot.finished ? "round" : "waiting") : "nothing",
    decided,
    remarks: remarksOf(ending, none),
    next: [...next, { words: "Back to the overview", href: `/r/${review}/` }],
  };
}
