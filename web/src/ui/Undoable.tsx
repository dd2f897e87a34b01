import { Icon } from "./Icon.tsx";
import { Key } from "./Key.tsx";

export interface UndoableProps {
  /** What was done last, in the past; nothing is shown where nothing was. */
  words: string | undefined;
  /** The key that takes it back too. */
  keyName?: string | undefined;
  onUndo: () => void;
}

/** Says what was just done, with the way back beside it: instead of asking first. */
export function Undoable({ words, keyName, onUndo }: UndoableProps) {
  return (
    <div role="status">
      {words === undefined ? null : (
        <p className="notice tone-soft">
          <Icon name="check" />
          <span>{words}</span>
          <button type="button" className="quiet" onClick={onUndo}>
            <Icon name="undo" />
            Undo
            <Key name={keyName} />
          </button>
        </p>
      )}
    </div>
  );
}
