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
}

/** Facts one a line, newest as given: who did what to what, why, when. */
export function FactList({ facts, now }: { facts: readonly Fact[]; now: number }) {
  if (facts.length === 0) return <p className="soft">Nothing was recorded yet.</p>;
  return (
    <ol className="plain fact-list">
      {facts.map((fact) => (
        <li key={fact.hash}>
          <Icon name={fact.sealed ? "blinded" : fact.icon} />
          <span>
            <b>{fact.actor}</b> {fact.sealed ? "recorded something you may not see yet" : fact.words}
            {fact.subject === undefined || fact.sealed ? null : (
              <>
                {" "}
                <Go href={fact.subject.href}>{fact.subject.words}</Go>
              </>
            )}
            {fact.reason === undefined ? null : <span className="soft"> because: {fact.reason}</span>}
          </span>
          <time
            className="soft small"
            dateTime={new Date(fact.at).toISOString()}
            title={`${calendarDate(fact.at)}, ${clockTime(fact.at)}`}
          >
            {ago(fact.at, now)}
          </time>
        </li>
      ))}
    </ol>
  );
}
