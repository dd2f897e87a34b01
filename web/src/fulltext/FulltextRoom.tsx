import { logRetrieval, soughtReports } from "@chartroom/core/fulltext";
import { protocol } from "@chartroom/core/protocol";
import { resolve, stages } from "@chartroom/core/screening";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useKeySettings } from "../app/settings.ts";
import { keyFor } from "../ui/keys.ts";
import { type Loadable, loadable } from "../ui/Loadable.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { type FulltextState, FulltextView } from "./FulltextView.tsx";
import { soughtReport } from "./sought.ts";

/** The reports that are sought, and the way to reading them. */
export function FulltextRoom() {
  const review = useReview();
  const [keys] = useKeySettings();
  const deeds = useDeeds();
  const query = useAsk(soughtReports, {});
  const stated = useAsk(protocol, {});
  const progress = useAsk(stages, {});
  const reasons = stated.data?.current?.protocol.reasons ?? [];
  const undoLast = () => void deeds.undo();
  useKeys(keys, (press) => {
    if (press.is !== "command" || press.command !== "undo") return false;
    undoLast();
    return true;
  });
  const found = loadable("Fetching the sought reports…", query, faultOf);
  const state: Loadable<FulltextState> =
    found.is === "ready"
      ? {
          is: "ready",
          value: {
            reports: found.value.map((report) => soughtReport(report, review, reasons)),
            reasons,
            screenHref: `/r/${review}/fulltext/screen`,
            conflictsHref: `/r/${review}/conflicts?stage=full_text`,
            left: progress.data?.find(({ stage }) => stage === "full_text")?.left ?? 0,
          },
        }
      : found;
  const titleOf = (citation: string) =>
    query.data?.find((report) => report.citation === citation)?.title ?? "The report";
  return (
    <FulltextView
      state={state}
      saving={deeds.saving}
      done={deeds.done.at(-1)?.words}
      undoKey={keyFor("undo", keys)}
      today={new Date().toISOString().slice(0, 10)}
      onStep={(step) =>
        void deeds.run(logRetrieval, step, ({ fact }) => ({
          words: `Written down: ${titleOf(step.citation)}.`,
          facts: [fact],
        }))
      }
      onNotRetrieved={(citation, note) =>
        void deeds.run(
          resolve,
          { citation, stage: "full_text", decision: "not_retrieved", note },
          ({ fact }) => ({ words: `Not retrieved: ${titleOf(citation)}.`, facts: [fact] }),
        )
      }
      onUndo={undoLast}
    />
  );
}
