import { DECISION_WORDS, type Decision, DecisionMark, DECISIONS } from "../ui/Decision.tsx";
import { Icon } from "../ui/Icon.tsx";
import type { Segment } from "./highlight.ts";
import { Marked } from "./Marked.tsx";
import { firstAuthor, type ScreenRecord } from "./record.ts";

/** One line of the queue: the record and this person's own decision on it. */
export interface QueueItem {
  record: ScreenRecord;
  decision?: Decision | undefined;
}

export interface ScreenListProps {
  items: readonly QueueItem[];
  /** How many are in the queue in all; the list may hold a part of them. */
  total: number;
  current?: string | undefined;
  mark: (text: string) => readonly Segment[];
  onOpen: (citation: string) => void;
  onDecide: (citation: string, decision: Decision) => void;
}

/** The same queue as titles, for quick sweeps. */
export function ScreenList({ items, total, current, mark, onOpen, onDecide }: ScreenListProps) {
  return (
    <div className="screen-list">
      <h1 className="heard">Records to screen</h1>
      <p className="soft small">{`${items.length} of ${total} shown`}</p>
      <ol className="plain">
        {items.map(({ record, decision }) => (
          <li
            key={record.citation}
            className={record.citation === current ? "screen-line is-current" : "screen-line"}
          >
            <button
              type="button"
              className="screen-line-title"
              onClick={() => {
                onOpen(record.citation);
              }}
            >
              <span>
                <Marked text={record.title} mark={mark} />
              </span>
              <span className="soft small">
                {[firstAuthor(record.authors), record.year, record.journal].filter(Boolean).join(" · ")}
              </span>
            </button>
            <span className="screen-line-said">
              {decision === undefined ? null : <DecisionMark decision={decision} />}
            </span>
            <span className="screen-line-decide">
              {DECISIONS.map((one) => (
                <button
                  key={one}
                  type="button"
                  className={`judge judge-${one}`}
                  aria-pressed={decision === one}
                  aria-label={`${DECISION_WORDS[one]}: ${record.title}`}
                  title={DECISION_WORDS[one]}
                  onClick={() => {
                    onDecide(record.citation, one);
                  }}
                >
                  <Icon name={one} />
                </button>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
