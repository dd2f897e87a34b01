import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { DECISION_WORDS, type Decision, DECISIONS } from "../ui/Decision.tsx";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { count } from "../ui/number.ts";

/** What is said when a batch is done, when nothing is left for this person, or when others are waited for. */
export interface BatchEnd {
  kind: "batch" | "nothing" | "waiting" | "round";
  /** This person's decisions in the batch, or in the stage where nothing is left. */
  decided: Readonly<Record<Decision, number>>;
  /** Agreement in words, only where it may be seen. */
  agreement?: string | undefined;
  /** What else stands: "12 records wait for a second reader". */
  remarks: readonly string[];
  next: readonly { readonly words: string; readonly href: string }[];
  /** That the stage is stopped, or the way to stop it. */
  stop?: ReactNode;
  /** Goes on with the next batch; absent where there is none. */
  onContinue?: (() => void) | undefined;
}

const TITLES: Readonly<Record<BatchEnd["kind"], string>> = {
  batch: "This batch is done",
  nothing: "Nothing is left for you here",
  waiting: "You are done; others are not yet",
  round: "The pilot round is read",
};

/** The pause at the end of a batch. */
export function ScreenEnd({ end }: { end: BatchEnd }) {
  return (
    <div className="state">
      <div role="status">
        <h1 className="row">
          <Icon name="check" size={24} />
          {TITLES[end.kind]}
        </h1>
      </div>
      {DECISIONS.every((decision) => end.decided[decision] === 0) ? null : (
        <dl className="screen-end">
          {DECISIONS.map((decision) => (
            <div key={decision}>
              <dt className={`mark tone-${decision}`}>
                <Icon name={decision} />
                {DECISION_WORDS[decision]}
              </dt>
              <dd>{count(end.decided[decision])}</dd>
            </div>
          ))}
        </dl>
      )}
      {end.agreement === undefined ? null : <p>{end.agreement}</p>}
      {end.remarks.map((remark) => (
        <p key={remark} className="soft">
          {remark}
        </p>
      ))}
      {end.stop}
      <div className="row">
        {end.onContinue === undefined ? null : <Button onClick={end.onContinue}>Next batch</Button>}
        {end.next.map(({ words, href }) => (
          <Go key={href} href={href} className="quiet">
            <Icon name="next" />
            {words}
          </Go>
        ))}
      </div>
    </div>
  );
}
