import { Icon, type IconName } from "../ui/Icon.tsx";
import { Go } from "../ui/Go.tsx";
import { ago, calendarDate, clockTime } from "../ui/time.ts";
import "./log.css";

/** A fact of the record in words. */
export interface Fact {
  hash: string;
  /** The fact's type, `room.what`. */
  type: string;
  icon: IconName;
  actor: string;
  /** What was done: "excluded", "amended the protocol". */
  words: string;
  /** What it was done to, as a link where there is a place. */
  subject?: { readonly words: string; readonly href: string } | undefined;
  reason?: string | undefined;
  /** Milliseconds since 1970, as the device's clock said; only shown, never used for order. */
  at: number;
  /** Whether its body is sealed for this person by blinding. */
  sealed: boolean;
  /** Whether its body was taken out for good. */
  redacted?: boolean | undefined;
  /** Hash of the undo that took it back. */
  takenBack?: string | undefined;
  /** Whether this person may take it back. */
  canUndo?: boolean | undefined;
  /** Whether this person may bring back what was taken back. */
  canRedo?: boolean | undefined;
}

export interface FactListProps {
  facts: readonly Fact[];
  now: number;
  /** Takes a fact back; without it, nothing offers to. */
  onUndo?: ((hash: string) => void) | undefined;
  /** Brings back what this undo took away. */
  onRedo?: ((undo: string) => void) | undefined;
}

function What({ fact }: { fact: Fact }) {
  const { sealed, redacted = false, words, subject, reason } = fact;
  if (sealed) return <> recorded something that you may not see yet</>;
  if (redacted) return <> recorded something whose content was redacted</>;
  return (
    <>
      {" "}
      {words} {subject === undefined ? null : <Go href={subject.href}>{subject.words}</Go>}
      {reason === undefined ? null : <span className="soft"> because: {reason}</span>}
    </>
  );
}

function Back({ fact, onUndo, onRedo }: { fact: Fact } & Pick<FactListProps, "onUndo" | "onRedo">) {
  const { hash, takenBack } = fact;
  const about = `${fact.words} ${fact.subject?.words ?? ""}`.trim();
  if (onUndo !== undefined && fact.canUndo === true) {
    return (
      <button
        type="button"
        className="quiet small"
        aria-label={`Take back: ${about}`}
        onClick={() => {
          onUndo(hash);
        }}
      >
        <Icon name="undo" />
        Take back
      </button>
    );
  }
  if (onRedo !== undefined && takenBack !== undefined && fact.canRedo === true) {
    return (
      <button
        type="button"
        className="quiet small"
        aria-label={`Bring back: ${about}`}
        onClick={() => {
          onRedo(takenBack);
        }}
      >
        <Icon name="history" />
        Bring back
      </button>
    );
  }
  return null;
}

/** Facts one a line, newest as given: who did what to what, why, when. */
export function FactList({ facts, now, onUndo, onRedo }: FactListProps) {
  if (facts.length === 0) return <p className="soft">Nothing was recorded yet.</p>;
  return (
    <ol className="plain fact-list">
      {facts.map((fact) => (
        <li key={fact.hash} className={fact.takenBack === undefined ? undefined : "is-undone"}>
          <Icon name={fact.sealed ? "blinded" : fact.icon} />
          <span>
            <b>{fact.actor}</b>
            <What fact={fact} />
            {fact.takenBack === undefined ? null : <span className="fact-undone"> taken back</span>}
          </span>
          <span className="fact-end">
            <Back fact={fact} onUndo={onUndo} onRedo={onRedo} />
            <time
              className="soft small"
              dateTime={new Date(fact.at).toISOString()}
              title={`${calendarDate(fact.at)}, ${clockTime(fact.at)}`}
            >
              {ago(fact.at, now)}
            </time>
          </span>
        </li>
      ))}
    </ol>
  );
}
