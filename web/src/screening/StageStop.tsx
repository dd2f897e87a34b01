import { useState } from "react";
import type { Stage } from "@chartroom/core/protocol";
import { hasRole } from "@chartroom/core/review";
import { closeStage, stages } from "@chartroom/core/screening";
import type { Output } from "../api/output.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useMe } from "../app/me.ts";
import { Because } from "../ui/Because.tsx";
import { Icon } from "../ui/Icon.tsx";
import { counted } from "../ui/number.ts";
import { SaveBanner } from "../ui/SaveState.tsx";
import { calendarDate } from "../ui/time.ts";
import { Undoable } from "../ui/Undoable.tsx";
import { STAGE_NAMES, stopWords } from "./stageStopWords.ts";

export type StageStanding = Output<typeof stages>[number];

interface StageStopProps {
  stage: Stage;
  /** Citations or reports of the stage that are still open: without one there is nothing to stop. */
  open: number;
  /** Citations counted as left unscreened, once the stage is stopped. */
  left: number;
}

/** Says that a stage is stopped, by whom and why; the lead stops it here and opens it again. */
export function StageStop({ stage, open, left }: StageStopProps) {
  const me = useMe();
  const deeds = useDeeds();
  const [asked, setAsked] = useState(false);
  const standing = useAsk(stages, {}).data?.find((one) => one.stage === stage);
  const lead = hasRole(me, "lead");
  const close = () => {
    setAsked(false);
  };
  if (standing === undefined) return null;
  const { stopped } = standing;
  const done = deeds.done.at(-1)?.words;
  if (stopped === undefined && done === undefined && (!lead || open === 0)) return null;
  const name = STAGE_NAMES[stage];
  return (
    <div className="stack tight stage-stop">
      <SaveBanner saving={deeds.saving} />
      <Undoable words={done} onUndo={() => void deeds.undo()} />
      {stopped === undefined ? null : (
        <div className="notice">
          <Icon name="blocked" />
          <span>
            <b>{`${name} was stopped`}</b>
            {` by ${stopped.name} on ${calendarDate(Date.parse(stopped.at))}: ${stopped.reason}`}
            {stage === "title_abstract" ? ` (${counted(left, "record")} left unscreened)` : ""}
          </span>
        </div>
      )}
      {!lead || (stopped === undefined && open === 0) ? null : asked ? (
        stopped === undefined ? (
          <Because
            title={`Stop ${name.toLowerCase()}`}
            action="Stop it"
            onSay={(reason) => {
              close();
              void deeds.run(closeStage, { stage, reason }, ({ fact }) => ({
                words: `${name} is stopped.`,
                facts: [fact],
              }));
            }}
            onClose={close}
          >
            {stopWords(stage, { untouched: standing.untouched ?? 0, open }).map((sentence) => (
              <p key={sentence} className="small">
                {sentence}
              </p>
            ))}
          </Because>
        ) : (
          <Because
            title={`Open ${name.toLowerCase()} again`}
            action="Open it again"
            onSay={(reason) => {
              close();
              void deeds.reverse(stopped.facts, reason, `${name} is open again.`);
            }}
            onClose={close}
          >
            <p className="small">What was left is offered to its readers again; every vote so far stands.</p>
          </Because>
        )
      ) : (
        <div>
          <button
            type="button"
            className="quiet small"
            onClick={() => {
              setAsked(true);
            }}
          >
            <Icon name={stopped === undefined ? "blocked" : "undo"} />
            {stopped === undefined ? `Stop ${name.toLowerCase()}` : "Open it again"}
          </button>
        </div>
      )}
    </div>
  );
}
