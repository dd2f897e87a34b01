import { useState } from "react";
import { hasRole } from "@chartroom/core/review";
import { history } from "@chartroom/core/screening";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useMe } from "../app/me.ts";
import { Because } from "../ui/Because.tsx";
import { Icon } from "../ui/Icon.tsx";
import { SaveBanner } from "../ui/SaveState.tsx";
import { calendarDate } from "../ui/time.ts";
import { Undoable } from "../ui/Undoable.tsx";
import { RemoveCitations } from "./RemoveCitations.tsx";

interface CitationRemovalProps {
  citation: string;
  /** Whether it waits at title and abstract, so that it could be removed before anybody votes. */
  waiting: boolean;
}

/** On a citation's page: takes it out of the pool before screening, says who did and why, and puts it back. */
export function CitationRemoval({ citation, waiting }: CitationRemovalProps) {
  const me = useMe();
  const deeds = useDeeds();
  const [asked, setAsked] = useState(false);
  const removals = useAsk(history, { citation }).data?.filter(({ what }) => what === "removal") ?? [];
  const last = removals.at(-1);
  const close = () => {
    setAsked(false);
  };
  const mayPutBack = hasRole(me, "lead") || removals.every(({ name }) => name === me.name);
  return (
    <>
      <SaveBanner saving={deeds.saving} />
      <Undoable words={deeds.done.at(-1)?.words} onUndo={() => void deeds.undo()} />
      {last === undefined ? null : (
        <div className="notice">
          <Icon name="cross" />
          <span>
            <b>Removed before screening</b>
            {` by ${last.name} on ${calendarDate(Date.parse(last.at))}: ${last.note}`}
          </span>
          {mayPutBack ? (
            <button
              type="button"
              className="quiet small"
              aria-expanded={asked}
              onClick={() => setAsked(!asked)}
            >
              Put back
            </button>
          ) : null}
        </div>
      )}
      {last !== undefined && asked ? (
        <Because
          title="Put this citation back into screening"
          action="Put it back"
          onSay={(reason) => {
            close();
            const facts = removals.map(({ fact }) => fact);
            void deeds.reverse(facts, reason, "It is offered for screening again.");
          }}
          onClose={close}
        />
      ) : null}
      {last === undefined ? (
        <RemoveCitations
          key={citation}
          many={waiting ? 1 : 0}
          find={() => Promise.resolve([citation])}
          what="this citation"
        />
      ) : null}
    </>
  );
}
