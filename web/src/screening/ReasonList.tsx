import type { ExclusionReason } from "@chartroom/core/protocol";
import { Icon } from "../ui/Icon.tsx";

export interface ReasonListProps {
  reasons: readonly ExclusionReason[];
  /** The code that the criteria propose, or that was given before. */
  proposed?: string | undefined;
  /** Whether a reason is asked for right now. */
  asking: boolean;
  onReason: (code: string) => void;
}

/** The reasons to exclude in the protocol's order; choosing one excludes for it. */
export function ReasonList({ reasons, proposed, asking, onReason }: ReasonListProps) {
  const focusOn = asking ? (proposed ?? reasons[0]?.code) : undefined;
  return (
    <section className={asking ? "reasons is-asking" : "reasons"} aria-label="Reasons to exclude">
      <h2>{asking ? "Exclude for which reason?" : "Reasons to exclude"}</h2>
      <ol className="plain">
        {reasons.map(({ code, label }, at) => (
          <li key={code}>
            <button
              type="button"
              className="reason"
              // remounted when a reason is asked for, so that the proposal takes the focus
              key={String(asking)}
              autoFocus={code === focusOn}
              onClick={() => {
                onReason(code);
              }}
            >
              <span className="reason-digit">{at + 1}</span>
              <span>{label}</span>
              {code === proposed ? (
                <span className="mark tone-exclude small">
                  <Icon name="exclude" />
                  proposed
                </span>
              ) : null}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
