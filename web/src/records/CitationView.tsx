import { type ReactNode, useMemo } from "react";
import type { RelationView } from "@chartroom/core/dedup";
import { marker } from "../screening/highlight.ts";
import type { ScreenRecord } from "../screening/record.ts";
import { RecordText } from "../screening/RecordText.tsx";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Await, type Loadable } from "../ui/Loadable.tsx";
import { counted } from "../ui/number.ts";
import { SaveBanner, type Saving } from "../ui/SaveState.tsx";
import { calendarDate, clockTime } from "../ui/time.ts";
import { Undoable } from "../ui/Undoable.tsx";
import { CarriedPart, type CarriedPartProps } from "./CarriedPart.tsx";
import { RelateForm, type RelateFormProps } from "./RelateForm.tsx";
import "./citation.css";

/** A record of the citation, as its source delivered it. */
export interface SourceRecord {
  id: string;
  source: string;
  /** Title, year, journal and identifiers in words, where this record differs from what is shown. */
  about: readonly string[];
  /** The pair that brought it in, and why, in words; undefined for the first. */
  joined?: { readonly a: string; readonly b: string; readonly words: string } | undefined;
}

export interface CitationRelation {
  /** The two ends, as the relation reads. */
  a: string;
  b: string;
  kind: RelationView["kind"];
  /** Whether this citation is what the kind says ("is the preprint of"), or the other is. */
  outward: boolean;
  href: string;
  title: string;
  reason: string;
}

export interface CitationEvent {
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  who: string;
  what: string;
  note: string;
  /** Whether it still counts. */
  standing: boolean;
  /** Whether an amendment of the protocol re-opened it. */
  reopened?: boolean;
}

export interface CitationState {
  record: ScreenRecord;
  /** Its class of PRISMA in words. */
  class?: string | undefined;
  records: readonly SourceRecord[];
  relations: readonly CitationRelation[];
  history: Loadable<readonly CitationEvent[]>;
  /** What came with its records from another screening tool. */
  carried?: CarriedPartProps | undefined;
  backHref: string;
}

export interface CitationViewProps {
  state: Loadable<CitationState>;
  saving: Saving;
  /** What was done last here, and may be taken back. */
  done: string | undefined;
  undoKey: string | undefined;
  /** What else can be done with it, below its class. */
  more?: ReactNode;
  onSplit: (record: string) => void;
  /** Takes all its records apart. */
  onSeparate: () => void;
  onUnrelate: (relation: CitationRelation) => void;
  relate: RelateFormProps;
  /** Shows which fields of a pair agree, and what decided. */
  why: (joined: NonNullable<SourceRecord["joined"]>) => ReactNode;
  onUndo: () => void;
}

export const RELATION_WORDS: Readonly<
  Record<RelationView["kind"], readonly [outward: string, inward: string]>
> = {
  "preprint-of": ["Preprint of", "Its preprint"],
  "version-of": ["Version of", "Another version"],
  "report-of-same-study": ["Report of the same study as", "Report of the same study"],
  "correction-of": ["Correction of", "Its correction"],
  "retraction-of": ["Retraction of", "Its retraction"],
  "comment-on": ["Comment on", "A comment on it"],
  "review-that-includes": ["Review that includes", "Included in the review"],
};

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="sheet stack">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Records({
  records,
  onSplit,
  onSeparate,
  why,
}: Pick<CitationState, "records"> & Pick<CitationViewProps, "onSplit" | "onSeparate" | "why">) {
  return (
    <>
      <ol className="plain citation-records">
        {records.map((record) => (
          <li key={record.id}>
            <div className="row apart">
              <b>{record.source}</b>
              {records.length > 1 ? (
                <button
                  type="button"
                  className="quiet small"
                  aria-label={`Split off the record from ${record.source}`}
                  onClick={() => {
                    onSplit(record.id);
                  }}
                >
                  <Icon name="split" />
                  Split off
                </button>
              ) : null}
            </div>
            {record.about.map((line) => (
              <p key={line} className="small">
                {line}
              </p>
            ))}
            {record.joined === undefined ? null : (
              <>
                <p className="soft small">
                  <Icon name="join" /> Joined: {record.joined.words}
                </p>
                {why(record.joined)}
              </>
            )}
          </li>
        ))}
      </ol>
      {records.length > 2 ? (
        <button type="button" className="quiet small" onClick={onSeparate}>
          <Icon name="cross" />
          Take all apart
        </button>
      ) : null}
    </>
  );
}

function Relations({
  relations,
  onUnrelate,
}: Pick<CitationState, "relations"> & Pick<CitationViewProps, "onUnrelate">) {
  return (
    <ul className="plain citation-records">
      {relations.map((relation) => {
        const words = RELATION_WORDS[relation.kind][relation.outward ? 0 : 1];
        const grave = relation.kind === "retraction-of" && !relation.outward;
        return (
          <li key={`${relation.kind} ${relation.href}`}>
            <div className="row apart">
              <span className={grave ? "tone-attention small" : "soft small"}>
                {grave ? <Icon name="flag" /> : null}
                {words}
              </span>
              <button
                type="button"
                className="quiet small"
                aria-label={`Remove: ${words} ${relation.title}`}
                onClick={() => {
                  onUnrelate(relation);
                }}
              >
                <Icon name="cross" />
                Remove
              </button>
            </div>
            <p>
              <Go href={relation.href}>{relation.title}</Go>
            </p>
            {relation.reason === "" ? null : <p className="soft small">{relation.reason}</p>}
          </li>
        );
      })}
    </ul>
  );
}

function History({ events }: { events: readonly CitationEvent[] }) {
  if (events.length === 0)
    return <p className="soft">Nothing was decided yet, or nothing that you may see.</p>;
  return (
    <ol className="plain citation-history">
      {events.map((event) => (
        <li key={event.id} className={event.standing ? undefined : "soft"}>
          <span className="soft small">{`${calendarDate(event.at)}, ${clockTime(event.at)}`}</span>
          <p>
            <b>{event.who}</b> {event.what}
            {event.reopened
              ? " (re-opened by an amendment of the protocol)"
              : event.standing
                ? ""
                : " (no longer counts)"}
          </p>
          {event.note === "" ? null : <p className="soft">{event.note}</p>}
        </li>
      ))}
    </ol>
  );
}

function Citation({ state, ...props }: Omit<CitationViewProps, "state"> & { state: CitationState }) {
  const mark = useMemo(() => marker([]), []);
  return (
    <div className="citation">
      <div className="citation-text">
        <Go href={state.backHref} className="quiet small">
          <Icon name="left" />
          All records
        </Go>
        <RecordText record={state.record} mark={mark} />
      </div>
      <div className="citation-side stack">
        <SaveBanner saving={props.saving} />
        <Undoable words={props.done} keyName={props.undoKey} onUndo={props.onUndo} />
        {state.class === undefined ? null : (
          <p>
            <b>{state.class}</b>
          </p>
        )}
        {props.more}
        <Part title={`${counted(state.records.length, "record")}`}>
          <Records
            records={state.records}
            onSplit={props.onSplit}
            onSeparate={props.onSeparate}
            why={props.why}
          />
        </Part>
        <Part title="Belongs together with">
          {state.relations.length === 0 ? (
            <p className="soft">Nothing yet.</p>
          ) : (
            <Relations relations={state.relations} onUnrelate={props.onUnrelate} />
          )}
          <details>
            <summary>Join or relate by hand</summary>
            <RelateForm {...props.relate} />
          </details>
        </Part>
        <Part title="What was decided">
          <Await data={state.history}>{(events) => <History events={events} />}</Await>
        </Part>
        {state.carried === undefined ? null : <CarriedPart {...state.carried} />}
      </div>
    </div>
  );
}

/** One citation: its text, the records that it stands for and why, what belongs to it, what was decided. */
export function CitationView({ state, ...rest }: CitationViewProps) {
  return <Await data={state}>{(ready) => <Citation {...rest} state={ready} />}</Await>;
}
