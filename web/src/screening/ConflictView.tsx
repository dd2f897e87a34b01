import { Textarea } from "@mantine/core";
import { type ReactNode, useMemo, useRef, useState } from "react";
import type { Criterion, ExclusionReason, Stage } from "@chartroom/core/protocol";
import { type Decision, DecisionMark } from "../ui/Decision.tsx";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Key } from "../ui/Key.tsx";
import { keyFor, type KeySettings } from "../ui/keys.ts";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { counted } from "../ui/number.ts";
import { SaveBanner, SaveState, type Saving } from "../ui/SaveState.tsx";
import { calendarDate, clockTime } from "../ui/time.ts";
import { Undoable } from "../ui/Undoable.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { CriteriaPanel } from "./CriteriaPanel.tsx";
import { marker } from "./highlight.ts";
import { reasonsAt } from "./reason.ts";
import type { ScreenRecord } from "./record.ts";
import { RecordText } from "./RecordText.tsx";
import "./screen.css";
import "./decision-bar.css";
import "./conflict.css";

/** One of the votes that contradict each other; it stays whatever is settled. */
export interface ConflictVote {
  /** The name, or "Reviewer 1" where it is hidden who voted. */
  reviewer: string;
  decision: Decision;
  /** Label of the reason given. */
  reason?: string | undefined;
  criterion?: string | undefined;
  note?: string | undefined;
  /** Milliseconds since 1970. */
  at: number;
}

export type ConflictKind = "decisions" | "reasons";

/** What settles a conflict; at full text a report can also turn out not to be judged. */
export type Outcome = "include" | "exclude" | "not_retrieved" | "ongoing" | "awaiting_classification";

export interface ConflictQueue {
  stage: Stage;
  kind: ConflictKind;
  /** How many wait, of each kind; those with different reasons need not be settled. */
  left: Readonly<Record<ConflictKind, number>>;
  /** The stages, each with how many conflicts wait there. */
  stages: readonly {
    readonly stage: Stage;
    readonly words: string;
    readonly left: number;
    readonly href: string;
  }[];
  hrefs: Readonly<Record<ConflictKind, string>>;
  conflict?:
    | {
        readonly id: string;
        readonly record: ScreenRecord;
        readonly votes: readonly ConflictVote[];
        /** What others said should settle it, where all who voted must say the same. */
        readonly proposals: readonly string[];
        /** How it is settled: "Your decision settles it; the votes stay." */
        readonly how: string;
      }
    | undefined;
  /** Why this person may not settle it: they voted themselves, say. */
  barred?: string | undefined;
  criteria: readonly Criterion[];
  reasons: readonly ExclusionReason[];
  /** What was settled last here, in the past, and may be taken back. */
  done: string | undefined;
  /** Agreement at this stage, where it may be seen. */
  agreement?: ReactNode;
}

export interface Resolution {
  conflict: string;
  outcome: Outcome;
  /** Code of the exclusion reason. */
  reason?: string | undefined;
  /** Why it was settled so. */
  why: string;
}

export interface ConflictViewProps {
  queue: Loadable<ConflictQueue>;
  saving: Saving;
  keys: KeySettings;
  onSettle: (resolution: Resolution) => void;
  onMove: (by: 1 | -1) => void;
  onUndo: () => void;
}

const OUTCOMES: readonly {
  outcome: Outcome;
  words: string;
  icon: "include" | "exclude" | "maybe";
  stages: readonly Stage[];
}[] = [
  { outcome: "exclude", words: "Exclude", icon: "exclude", stages: ["title_abstract", "full_text"] },
  { outcome: "include", words: "Include", icon: "include", stages: ["title_abstract", "full_text"] },
  { outcome: "not_retrieved", words: "Not retrieved", icon: "maybe", stages: ["full_text"] },
  { outcome: "ongoing", words: "Ongoing study", icon: "maybe", stages: ["full_text"] },
  {
    outcome: "awaiting_classification",
    words: "Awaiting classification",
    icon: "maybe",
    stages: ["full_text"],
  },
];
const KIND_WORDS: Readonly<Record<ConflictKind, string>> = {
  decisions: "Decisions differ",
  reasons: "Only reasons differ",
};

function VoteCard({ vote }: { vote: ConflictVote }) {
  return (
    <section className={`vote-card vote-${vote.decision}`} aria-label={`Vote of ${vote.reviewer}`}>
      <div className="row apart">
        <h3>{vote.reviewer}</h3>
        <span className="soft small">{`${calendarDate(vote.at)}, ${clockTime(vote.at)}`}</span>
      </div>
      <DecisionMark decision={vote.decision} reason={vote.reason} />
      {vote.criterion === undefined ? null : <p className="soft">Failed criterion: {vote.criterion}</p>}
      {vote.note === undefined ? null : (
        <p>
          <Icon name="note" /> {vote.note}
        </p>
      )}
    </section>
  );
}

function Conflicts({
  queue,
  keys,
  saving,
  onSettle,
  onMove,
  onUndo,
}: Omit<ConflictViewProps, "queue"> & { queue: ConflictQueue }) {
  const { conflict, stage, kind, barred } = queue;
  const [draft, setDraft] = useState<{ on: string; outcome?: Outcome; reason?: string; why: string }>();
  const whyField = useRef<HTMLTextAreaElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const elsewhere = queue.stages.filter((one) => one.stage !== stage && one.left > 0);
  const mark = useMemo(() => marker([]), []);
  const reasons = reasonsAt(queue.reasons, stage);
  const now = draft !== undefined && draft.on === conflict?.id ? draft : { on: conflict?.id ?? "", why: "" };
  const outcome = kind === "reasons" ? "exclude" : now.outcome;
  const needsReason = outcome === "exclude" && reasons.length > 0;
  const missing =
    outcome === undefined
      ? "Choose how it is settled."
      : needsReason && now.reason === undefined
        ? "Choose the reason of record."
        : now.why.trim() === ""
          ? "Say why in a sentence."
          : undefined;
  const settle = () => {
    if (conflict === undefined || outcome === undefined || missing !== undefined) return;
    onSettle({
      conflict: conflict.id,
      outcome,
      reason: needsReason ? now.reason : undefined,
      why: now.why.trim(),
    });
    // out of the text field, so that the keys act on the next one
    place.current?.focus({ preventScroll: true });
  };
  const choose = (next: { outcome?: Outcome; reason?: string }) => {
    if (conflict === undefined || barred !== undefined) return;
    setDraft({ ...now, ...next });
    const complete = next.reason !== undefined || (next.outcome !== undefined && next.outcome !== "exclude");
    if (complete) requestAnimationFrame(() => whyField.current?.focus());
  };
  useKeys(keys, (press) => {
    if (press.is === "digit") {
      const code = reasons[press.digit - 1]?.code;
      if (code === undefined) return false;
      choose({ outcome: "exclude", reason: code });
      return true;
    }
    if (press.command === "include" && kind === "decisions") choose({ outcome: "include" });
    else if (press.command === "exclude") choose({ outcome: "exclude" });
    else if (press.command === "next") onMove(1);
    else if (press.command === "previous") onMove(-1);
    else if (press.command === "undo") onUndo();
    else return false;
    return true;
  });
  return (
    <div className="conflict-room" ref={place} tabIndex={-1}>
      <div className="screen-top">
        {queue.stages.length > 1 ? (
          <nav className="row" aria-label="Stages">
            {queue.stages.map((one) => (
              <Go key={one.stage} href={one.href} className="quiet" current={one.stage === stage}>
                {one.words} <b>{one.left}</b>
              </Go>
            ))}
          </nav>
        ) : null}
        <nav className="row" aria-label="Kinds of conflict">
          {(["decisions", "reasons"] as const).map((one) => (
            <Go key={one} href={queue.hrefs[one]} className="quiet" current={one === kind}>
              {KIND_WORDS[one]} <b>{queue.left[one]}</b>
            </Go>
          ))}
        </nav>
        <SaveState saving={saving} />
      </div>
      <SaveBanner saving={saving} />
      <Undoable words={queue.done} keyName={keyFor("undo", keys)} onUndo={onUndo} />
      {conflict === undefined ? (
        <Empty whole title={kind === "decisions" ? "No conflict waits" : "No reasons differ"}>
          <p>
            {queue.left[kind === "decisions" ? "reasons" : "decisions"] > 0
              ? kind === "decisions"
                ? `${counted(queue.left.reasons, "record")} ${queue.left.reasons === 1 ? "is" : "are"} excluded for different reasons: these need not be settled.`
                : `${counted(queue.left.decisions, "conflict")} ${queue.left.decisions === 1 ? "waits" : "wait"} in the list beside this one.`
              : "Where two readers disagree, both votes appear here once both have voted."}
          </p>
          {elsewhere.map((one) => (
            <Go key={one.stage} href={one.href} className="quiet">
              <Icon name="next" />
              {`${counted(one.left, "conflict")} at ${one.words.toLowerCase()}`}
            </Go>
          ))}
        </Empty>
      ) : (
        <div className="conflict">
          <RecordText record={conflict.record} mark={mark} />
          <div className="conflict-side">
            <h2>The votes</h2>
            <div className="conflict-votes">
              {conflict.votes.map((vote) => (
                <VoteCard key={`${vote.reviewer} ${vote.at}`} vote={vote} />
              ))}
            </div>
            {barred === undefined ? (
              <section className="sheet stack" aria-label="Settle it">
                <div className="row apart">
                  <h2>{kind === "decisions" ? "Settle it" : "Reason of record"}</h2>
                  <span className="soft small">{conflict.how}</span>
                </div>
                {conflict.proposals.map((proposal) => (
                  <p key={proposal} className="notice tone-soft">
                    <Icon name="person" />
                    {proposal}
                  </p>
                ))}
                {kind === "reasons" ? null : (
                  <div className="row">
                    {OUTCOMES.filter(({ stages }) => stages.includes(stage)).map((one) => (
                      <button
                        key={one.outcome}
                        type="button"
                        className={`decide decide-${one.icon}`}
                        aria-pressed={now.outcome === one.outcome}
                        onClick={() => {
                          choose({ outcome: one.outcome });
                        }}
                      >
                        <Icon name={one.icon} size={20} />
                        {one.words}
                        <Key
                          name={
                            one.outcome === "include" || one.outcome === "exclude"
                              ? keyFor(one.outcome, keys)
                              : undefined
                          }
                        />
                      </button>
                    ))}
                  </div>
                )}
                {needsReason ? (
                  <ol className="plain conflict-reasons">
                    {reasons.map(({ code, label }, at) => (
                      <li key={code}>
                        <button
                          type="button"
                          className="reason"
                          aria-pressed={now.reason === code}
                          onClick={() => {
                            choose({ outcome: "exclude", reason: code });
                          }}
                        >
                          <span className="reason-digit">{at + 1}</span>
                          <span>{label}</span>
                          {now.reason === code ? <Icon name="check" /> : null}
                        </button>
                      </li>
                    ))}
                  </ol>
                ) : null}
                <Textarea
                  ref={whyField}
                  label="Why"
                  autosize
                  minRows={2}
                  value={now.why}
                  onChange={(event) => {
                    setDraft({ ...now, why: event.currentTarget.value });
                  }}
                  onKeyDown={(event) => {
                    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) settle();
                    if (event.key === "Escape") event.currentTarget.blur();
                  }}
                />
                <div className="row">
                  <button
                    type="button"
                    className="decide decide-settle"
                    disabled={missing !== undefined}
                    onClick={settle}
                  >
                    <Icon name="check" />
                    Settle
                    <Key name="Ctrl Enter" />
                  </button>
                  <span className="soft">{missing}</span>
                </div>
              </section>
            ) : (
              <p className="notice">
                <Icon name="blocked" />
                {barred}
              </p>
            )}
            <CriteriaPanel criteria={queue.criteria} judgements={{}} />
          </div>
        </div>
      )}
    </div>
  );
}

/** Where readers disagree: the record, their votes side by side, the criteria; one settles it and says why. */
export function ConflictView({ queue, ...rest }: ConflictViewProps) {
  return <Await data={queue}>{(ready) => <Conflicts {...rest} queue={ready} />}</Await>;
}
