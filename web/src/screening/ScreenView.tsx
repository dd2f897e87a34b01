import { Drawer } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useMemo, useRef, useState } from "react";
import type { Criterion, ExclusionReason, Stage, StageRules } from "@chartroom/core/protocol";
import type { Decision } from "../ui/Decision.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Key } from "../ui/Key.tsx";
import { keyFor, type KeySettings } from "../ui/keys.ts";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { count } from "../ui/number.ts";
import { SaveBanner, type Saving } from "../ui/SaveState.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { without } from "../ui/without.ts";
import { CriteriaPanel } from "./CriteriaPanel.tsx";
import { DecisionBar } from "./DecisionBar.tsx";
import { marker, type Term } from "./highlight.ts";
import { type Label, LabelsNote } from "./LabelsNote.tsx";
import { type Judgements, proposedReason, reasonsAt } from "./reason.ts";
import { ReasonList } from "./ReasonList.tsx";
import type { ScreenRecord } from "./record.ts";
import { RecordText } from "./RecordText.tsx";
import { type BatchEnd, ScreenEnd } from "./ScreenEnd.tsx";
import { type QueueItem, ScreenList } from "./ScreenList.tsx";
import { TermLegend } from "./TermLegend.tsx";
import { useSwipe } from "./useSwipe.ts";
import "./screen.css";

/** One person's queue at one stage, at the record that is to be judged. */
export interface ScreenQueue {
  stage: Stage;
  left: number;
  done: number;
  blinded: boolean;
  /** Where the record stands in the order, and what made the order. */
  place?:
    | { readonly rank: number; readonly of: number; readonly by: "ranked" | "in order of import" }
    | undefined;
  /** The record in hand; absent when the batch is at its end. */
  record?: ScreenRecord | undefined;
  /** What this person said about it before. */
  vote?: { readonly decision: Decision; readonly reason?: string | undefined } | undefined;
  end?: BatchEnd | undefined;
  list: readonly QueueItem[];
  criteria: readonly Criterion[];
  reasons: readonly ExclusionReason[];
  rules: StageRules;
  labels: readonly Label[];
  note: string;
  ownTerms: readonly string[];
  canUndo: boolean;
}

/** A decision as the reviewer gave it. */
export interface VoteGiven {
  citation: string;
  decision: Decision;
  /** Code of the exclusion reason. */
  reason?: string | undefined;
  /** Id of the first criterion found failed. */
  criterion?: string | undefined;
}

export interface ScreenViewProps {
  queue: Loadable<ScreenQueue>;
  saving: Saving;
  keys: KeySettings;
  onVote: (vote: VoteGiven) => void;
  onUndo: () => void;
  onMove: (by: 1 | -1) => void;
  onOpen: (citation: string) => void;
  onNote: (citation: string, note: string) => void;
  onLabel: (citation: string, label: string, on: boolean) => void;
  onOwnTerms: (terms: readonly string[]) => void;
  /** Where the abstract is not what is judged: the full text, shown in its place. */
  document?: ReactNode;
}

type Shape = "one" | "list";

function termsOf(criteria: readonly Criterion[], own: readonly string[]): readonly Term[] {
  return [
    ...own.map((text) => ({ text, side: "found" as const })),
    ...criteria.flatMap(({ terms, againstTerms }) => [
      ...terms.map((text) => ({ text, side: "for" as const })),
      ...againstTerms.map((text) => ({ text, side: "against" as const })),
    ]),
  ];
}

function Status({ queue }: { queue: ScreenQueue }) {
  const { left, done, blinded } = queue;
  const place = queue.record === undefined ? undefined : queue.place;
  return (
    <p className="screen-status">
      <b>{count(left)} left</b>
      <span>you have done {count(done)}</span>
      {blinded ? (
        <span
          className="mark tone-soft"
          title="You see only your own votes until all who are assigned have voted."
        >
          <Icon name="blinded" />
          Blinded
        </span>
      ) : (
        <span className="mark tone-attention">
          <Icon name="attention" />
          Not blinded
        </span>
      )}
      {place === undefined ? null : (
        <span className="screen-place">
          {place.by === "ranked" ? "ranked" : "in order,"} {count(place.rank)} of {count(place.of)}
        </span>
      )}
    </p>
  );
}

function Screen({ queue, ...props }: Omit<ScreenViewProps, "queue"> & { queue: ScreenQueue }) {
  const { keys } = props;
  const { record, stage, criteria, rules } = queue;
  const [shape, setShape] = useState<Shape>("one");
  const [panel, setPanel] = useState(true);
  const [sheet, setSheet] = useState(false);
  const [marksOn, setMarksOn] = useState(true);
  const [judged, setJudged] = useState<{ citation: string; judgements: Judgements }>();
  const [asking, setAsking] = useState<string>();
  const labelField = useRef<HTMLInputElement>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const phone = useMediaQuery("(max-width: 900px)", false, { getInitialValueInEffect: false });
  const mark = useMemo(
    () => marker(marksOn ? termsOf(criteria, queue.ownTerms) : []),
    [marksOn, criteria, queue.ownTerms],
  );

  // judgements and a half-made exclusion belong to the record they were made on
  const judgements = judged?.citation === record?.citation ? (judged?.judgements ?? {}) : {};
  const isAsking = record !== undefined && asking === record.citation;
  const reasons = reasonsAt(queue.reasons, stage);
  const proposed = proposedReason(criteria, reasons, judgements);

  const vote = (decision: Decision, reason?: string) => {
    if (record === undefined) return;
    const criterion = reasons.find(({ code }) => code === reason)?.criterion;
    props.onVote({ citation: record.citation, decision, reason, criterion });
    setAsking(undefined);
    setSheet(false);
  };
  const decide = (decision: Decision) => {
    if (decision !== "exclude") vote(decision);
    else if (rules.reasonRequired && reasons.length > 0) {
      setAsking(record?.citation);
      if (phone) setSheet(true);
      else setPanel(true);
    } else vote("exclude", proposed?.code);
  };
  const focusOn = (field: { current: HTMLElement | null }) => {
    if (phone) setSheet(true);
    else setPanel(true);
    // at once, so that what is typed next is words; where the panel is only now drawn, as soon as it stands
    if (field.current === null) requestAnimationFrame(() => field.current?.focus());
    else field.current.focus();
  };
  useKeys(keys, (press) => {
    if (press.is === "digit") {
      const reason = reasons[press.digit - 1];
      if (reason === undefined || record === undefined) return false;
      vote("exclude", reason.code);
      return true;
    }
    const act: Partial<Record<typeof press.command, () => void>> = {
      undo: props.onUndo,
      next: () => {
        props.onMove(1);
      },
      previous: () => {
        props.onMove(-1);
      },
      note: () => {
        focusOn(noteField);
      },
      label: () => {
        focusOn(labelField);
      },
      criteria: () => {
        if (phone) setSheet((open) => !open);
        else setPanel((open) => !open);
      },
      list: () => {
        setShape((now) => (now === "one" ? "list" : "one"));
      },
    };
    if (record !== undefined) {
      for (const decision of ["include", "exclude", "maybe"] as const) {
        act[decision] = () => {
          decide(decision);
        };
      }
    }
    act[press.command]?.();
    return act[press.command] !== undefined;
  });
  const swipe = useSwipe((to) => {
    if (record !== undefined) decide(to === "right" ? "include" : "exclude");
  });

  const side =
    record === undefined ? null : (
      <div className="screen-side-in" key={record.citation}>
        {isAsking ? null : (
          <CriteriaPanel
            criteria={criteria}
            judgements={judgements}
            onJudge={(criterion, judgement) => {
              const others = without(judgements, criterion);
              setJudged({
                citation: record.citation,
                judgements: judgement === undefined ? others : { ...others, [criterion]: judgement },
              });
            }}
          />
        )}
        <ReasonList
          reasons={reasons}
          proposed={proposed?.code ?? queue.vote?.reason}
          asking={isAsking}
          onReason={(code) => {
            vote("exclude", code);
          }}
        />
        {isAsking ? (
          <button
            type="button"
            className="quiet"
            onClick={() => {
              setAsking(undefined);
              setSheet(false);
            }}
          >
            <Icon name="undo" />
            Do not exclude
          </button>
        ) : null}
        {isAsking && phone ? null : (
          <>
            <LabelsNote
              labels={queue.labels}
              note={queue.note}
              keys={keys}
              labelField={labelField}
              noteField={noteField}
              onLabel={(name, on) => {
                props.onLabel(record.citation, name, on);
              }}
              onNote={(note) => {
                props.onNote(record.citation, note);
              }}
            />
            <TermLegend
              own={queue.ownTerms}
              marksOn={marksOn}
              onMarks={setMarksOn}
              onOwn={props.onOwnTerms}
            />
          </>
        )}
      </div>
    );
  return (
    <div
      className={panel && !phone && record !== undefined ? "screen has-side" : "screen"}
      onKeyDown={(event) => {
        if (event.key === "Escape" && isAsking) setAsking(undefined);
      }}
    >
      <div className="screen-top">
        <Status queue={queue} />
        <div className="row no-print">
          <button
            type="button"
            className="quiet"
            aria-pressed={shape === "list"}
            onClick={() => {
              setShape(shape === "one" ? "list" : "one");
            }}
          >
            <Icon name="list" />
            List
            <Key name={keyFor("list", keys)} />
          </button>
          <button
            type="button"
            className="quiet"
            aria-expanded={phone ? sheet : panel}
            onClick={() => {
              if (phone) setSheet(true);
              else setPanel(!panel);
            }}
          >
            <Icon name="criteria" />
            Criteria
            <Key name={keyFor("criteria", keys)} />
          </button>
        </div>
      </div>
      <div className="screen-banner">
        <SaveBanner saving={props.saving} />
      </div>
      <div
        className="screen-read"
        key={`${shape} ${record?.citation ?? ""}`}
        tabIndex={0}
        role="region"
        aria-label={shape === "list" ? "Queue" : "Record"}
        {...(shape === "one" ? swipe : {})}
      >
        {shape === "list" && queue.list.length > 0 ? (
          <ScreenList
            items={queue.list}
            total={queue.left}
            current={record?.citation}
            mark={mark}
            onOpen={(citation) => {
              setShape("one");
              props.onOpen(citation);
            }}
            onDecide={(citation, decision) => {
              if (decision === "exclude" && rules.reasonRequired) {
                setShape("one");
                props.onOpen(citation);
                setAsking(citation);
              } else props.onVote({ citation, decision });
            }}
          />
        ) : record !== undefined ? (
          <div className="screen-paper">{props.document ?? <RecordText record={record} mark={mark} />}</div>
        ) : queue.end === undefined ? (
          <Empty whole title="Nothing to screen yet">
            <p>Import what your searches found, remove duplicates, and the records wait for you here.</p>
          </Empty>
        ) : (
          <ScreenEnd end={queue.end} />
        )}
      </div>
      {panel && !phone && record !== undefined ? (
        <aside className="screen-side" tabIndex={0} aria-label="Criteria, reasons, labels and note">
          {side}
        </aside>
      ) : null}
      <DecisionBar
        decision={queue.vote?.decision}
        keys={keys}
        saving={props.saving}
        spoken={`${count(queue.left)} left`}
        canUndo={queue.canUndo}
        disabled={record === undefined}
        onDecide={decide}
        onUndo={props.onUndo}
        onMove={props.onMove}
      />
      <Drawer
        opened={sheet && phone}
        position="bottom"
        size={isAsking ? "auto" : "78%"}
        title={<b>{isAsking ? "Exclude" : "Criteria, labels, note"}</b>}
        closeButtonProps={{ "aria-label": "Close" }}
        onClose={() => {
          setSheet(false);
          setAsking(undefined);
        }}
      >
        {side}
      </Drawer>
    </div>
  );
}

/** Title and abstract, or full text: one record, the criteria in view, three answers. */
export function ScreenView({ queue, ...rest }: ScreenViewProps) {
  return <Await data={queue}>{(ready) => <Screen {...rest} queue={ready} />}</Await>;
}
