import { DECISION_WORDS, type Decision, DECISIONS } from "../ui/Decision.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Key } from "../ui/Key.tsx";
import { keyFor, type KeySettings } from "../ui/keys.ts";
import { SaveState, type Saving } from "../ui/SaveState.tsx";
import "./decision-bar.css";

export interface DecisionBarProps {
  /** What this person has said about the record that is shown. */
  decision?: Decision | undefined;
  keys: KeySettings;
  saving: Saving;
  /** Said to those who listen once a decision is saved: "213 left". */
  spoken?: string | undefined;
  canUndo: boolean;
  onDecide: (decision: Decision) => void;
  onUndo: () => void;
  onMove: (by: 1 | -1) => void;
  /** Whether the record can be judged now; moving and undoing stay. */
  disabled?: boolean | undefined;
}

/** The three answers, in one place at every stage and under the thumb on a phone; then undo and moving. */
export function DecisionBar(props: DecisionBarProps) {
  const { decision, keys } = props;
  return (
    <div className="decision-bar no-print" role="group" aria-label="Decision">
      {DECISIONS.map((one) => (
        <button
          key={one}
          type="button"
          className={`decide decide-${one}`}
          aria-pressed={decision === one}
          aria-keyshortcuts={keyFor(one, keys)}
          disabled={props.disabled}
          onClick={() => {
            props.onDecide(one);
          }}
        >
          <Icon name={one} size={20} />
          <span>{DECISION_WORDS[one]}</span>
          <Key name={keyFor(one, keys)} />
        </button>
      ))}
      <div className="decision-more">
        <button type="button" className="quiet" disabled={!props.canUndo} onClick={props.onUndo}>
          <Icon name="undo" />
          <span>Undo</span>
          <Key name={keyFor("undo", keys)} />
        </button>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            props.onMove(-1);
          }}
        >
          <Icon name="left" />
          <span>Back</span>
          <Key name={keyFor("previous", keys)} />
        </button>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            props.onMove(1);
          }}
        >
          <span>Skip</span>
          <Icon name="right" />
          <Key name={keyFor("next", keys)} />
        </button>
        <SaveState saving={props.saving} spoken={props.spoken} />
      </div>
    </div>
  );
}
