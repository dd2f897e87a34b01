import type { Counts } from "@chartroom/core/flow";
import { StageStop } from "./StageStop.tsx";

/** Both stages, as far as one is stopped or may be. */
export function StageStops({ counts }: { counts: Counts }) {
  return (
    <div className="stack tight">
      <StageStop stage="title_abstract" open={counts.inProgress} left={counts.left} />
      <StageStop stage="full_text" open={counts.fullTextInProgress} left={0} />
    </div>
  );
}
