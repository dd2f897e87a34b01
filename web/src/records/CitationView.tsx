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
import "./citation.css";

/** A record of the citation, as its source delivered it. */
export interface SourceRecord {
  id: string;
  source: string;
  /** Title, year, journal and identifiers in words, where this record differs from what is shown. */
  about: readonly string[];
  /** Why it stands with the record before it, in words. */
  why?: string | undefined;
}

export interface CitationRelation {
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
}

export interface CitationState {
  record: ScreenRecord;
  /** Its class of PRISMA in words. */
  class?: string | undefined;
  records: readonly SourceRecord[];
  relations: readonly CitationRelation[];
  history: Loadable<readonly CitationEvent[]>;
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

function Records({ records, onSplit }: Pick<CitationState, "records"> & Pick<CitationViewProps, "onSplit">) {
  return (
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
          {record.why === undefined ? null : (
            <p className="soft small">
              <Icon name="join" /> Joined: {record.why}
            </p>
          )}
        </li>
      ))}
    </ol>
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
            {event.standing ? "" : " (no longer counts)"}
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
          <Records records={state.records} onSplit={props.onSplit} />
        </Part>
        {state.relations.length === 0 ? null : (
          <Part title="Belongs together with">
            <ul className="plain citation-records">
              {state.relations.map((relation) => (
                <li key={`${relation.kind} ${relation.href}`}>
                  <span className="soft small">
                    {RELATION_WORDS[relation.kind][relation.outward ? 0 : 1]}
                  </span>
                  <p>
                    <Go href={relation.href}>{relation.title}</Go>
                  </p>
                  {relation.reason === "" ? null : <p className="soft small">{relation.reason}</p>}
                </li>
              ))}
            </ul>
          </Part>
        )}
        <Part title="What was decided">
          <Await data={state.history}>{(events) => <History events={events} />}</Await>
        </Part>
      </div>
    </div>
  );
}

/** One citation: its text, the records that it stands for and why, what belongs to it, what was decided. */
export function CitationView({ state, ...rest }: CitationViewProps) {
  return <Await data={state}>{(ready) => <Citation {...rest} state={ready} />}</Await>;
}
