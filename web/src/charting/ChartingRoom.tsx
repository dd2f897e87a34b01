import { useSearch } from "@tanstack/react-router";
import { form as formContract, stateForm, tasks } from "@chartroom/core/charting";
import { hasRole } from "@chartroom/core/review";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useMe } from "../app/me.ts";
import { useKeySettings } from "../app/settings.ts";
import { keyFor } from "../ui/keys.ts";
import { type Loadable, loadable } from "../ui/Loadable.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { type ChartingState, ChartingView } from "./ChartingView.tsx";
import { useLeaveOut } from "./useLeaveOut.ts";

/** The studies to chart and the form that they answer. */
export function ChartingRoom() {
  const review = useReview();
  const me = useMe();
  const deeds = useDeeds();
  const [keys] = useKeySettings();
  const { part }: { part?: unknown } = useSearch({ strict: false });
  const stated = useAsk(formContract, {});
  const current = stated.data?.current;
  const list = useAsk(tasks, {}, { enabled: current !== undefined });
  const found = loadable("Fetching the charting form…", stated, faultOf);
  const studies = loadable("Fetching the included studies…", list, faultOf);
  const state = (): Loadable<ChartingState> => {
    if (found.is !== "ready") return found;
    if (current !== undefined && studies.is !== "ready") return studies;
    return {
      is: "ready",
      value: {
        form: current && { form: current.form, number: current.number },
        mayState: me.roles.includes("lead"),
        tasks: studies.is === "ready" ? studies.value : [],
        hrefOf: (study) => `/r/${review}/charting/${encodeURIComponent(study)}`,
        screenHref: `/r/${review}/fulltext/screen`,
        mayLeaveOut: hasRole(me, "lead", "adjudicator"),
      },
    };
  };
  const leaving = useLeaveOut(
    deeds,
    (study) => list.data?.find((task) => task.study === study)?.label ?? "The study",
  );
  const undoLast = () => void deeds.undo();
  useKeys(keys, (press) => {
    if (press.is !== "command" || press.command !== "undo" || deeds.done.length === 0) return false;
    undoLast();
    return true;
  });
  return (
    <ChartingView
      state={state()}
      saving={deeds.saving}
      toLeftOut={part === "left-out"}
      done={deeds.done.at(-1)?.words}
      undoKey={keyFor("undo", keys)}
      onUndo={undoLast}
      {...leaving}
      onState={(form, reason) => void deeds.run(stateForm, { form, reason })}
    />
  );
}
