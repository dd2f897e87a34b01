import type { LeftOut } from "@chartroom/core/charting";
import { Because } from "../ui/Because.tsx";

export interface LeaveOutProps {
  study: { readonly id: string; readonly label: string; readonly leftOut: LeftOut | undefined };
  onLeaveOut: (study: string, reason: string) => void;
  onPutBack: (study: string, fact: string, reason: string) => void;
  onClose: () => void;
}

/** Asks why an included study is left out of the synthesis, or why it is put back. */
export function LeaveOut({ study, onLeaveOut, onPutBack, onClose }: LeaveOutProps) {
  const { id, label, leftOut } = study;
  return leftOut === undefined ? (
    <Because
      title={`Leave ${label} out of the synthesis`}
      action="Leave it out"
      onSay={(reason) => {
        onLeaveOut(id, reason);
        onClose();
      }}
      onClose={onClose}
    >
      <p className="small">
        It stays included and is counted so, and its charts stay. Map, figures and tables are drawn without
        it, and the report lists it with your reason: retracted since, say, or set aside by appraisal.
      </p>
    </Because>
  ) : (
    <Because
      title={`Put ${label} back into the synthesis`}
      action="Put it back"
      onSay={(reason) => {
        onPutBack(id, leftOut.fact, reason);
        onClose();
      }}
      onClose={onClose}
    >
      <p className="small">It was left out because: {leftOut.reason}</p>
    </Because>
  );
}
