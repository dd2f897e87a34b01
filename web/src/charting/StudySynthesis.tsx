import { useState } from "react";
import type { LeftOut } from "@chartroom/core/charting";
import { hasRole } from "@chartroom/core/review";
import { useDeeds } from "../api/useDeeds.ts";
import { useMe } from "../app/me.ts";
import { Icon } from "../ui/Icon.tsx";
import { SaveBanner } from "../ui/SaveState.tsx";
import { Undoable } from "../ui/Undoable.tsx";
import { LeaveOut } from "./LeaveOut.tsx";
import { useLeaveOut } from "./useLeaveOut.ts";

/** On a study's page: whether it is in the synthesis, and the way to change that for those who may. */
export function StudySynthesis({
  study,
}: {
  study: { readonly id: string; readonly label: string; readonly leftOut: LeftOut | undefined };
}) {
  const me = useMe();
  const deeds = useDeeds();
  const [asked, setAsked] = useState(false);
  const leaving = useLeaveOut(deeds, () => study.label);
  const { leftOut } = study;
  const button = hasRole(me, "lead", "adjudicator") ? (
    <button
      type="button"
      className="quiet small"
      aria-expanded={asked}
      onClick={() => {
        setAsked(!asked);
      }}
    >
      {leftOut === undefined ? "Leave out of the synthesis" : "Put back into the synthesis"}
    </button>
  ) : null;
  return (
    <div className="stack tight study-synthesis">
      <SaveBanner saving={deeds.saving} />
      <Undoable words={deeds.done.at(-1)?.words} onUndo={() => void deeds.undo()} />
      {leftOut === undefined ? (
        button
      ) : (
        <div className="notice">
          <Icon name="cross" />
          <span>
            <b>Left out of the synthesis.</b> {leftOut.reason}
          </span>
          {button}
        </div>
      )}
      {asked ? (
        <LeaveOut
          study={study}
          {...leaving}
          onClose={() => {
            setAsked(false);
          }}
        />
      ) : null}
    </div>
  );
}
