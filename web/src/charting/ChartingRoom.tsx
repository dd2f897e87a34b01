import { form as formContract, stateForm, tasks } from "@chartroom/core/charting";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useMe } from "../app/me.ts";
import { type Loadable, loadable } from "../ui/Loadable.tsx";
import { type ChartingState, ChartingView } from "./ChartingView.tsx";

/** The studies to chart and the form that they answer. */
export function ChartingRoom() {
  const review = useReview();
  const me = useMe();
  const deeds = useDeeds();
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
      },
    };
  };
  return (
    <ChartingView
      state={state()}
      saving={deeds.saving}
      onState={(form, reason) => void deeds.run(stateForm, { form, reason })}
    />
  );
}
