import { Go } from "./Go.tsx";
import { Icon, type IconName } from "./Icon.tsx";

/** How a place stands for this person; `open` is neither finished nor the next thing to do. */
export type RailState = "done" | "next" | "blocked" | "open";

export interface RailEntry {
  /** The room's name in core. */
  id: string;
  label: string;
  href: string;
  state: RailState;
  /** What is left for this person, in words: "62 left", "4 pairs". */
  left?: string | undefined;
  /** Why it is blocked: "after the search". */
  waitsFor?: string | undefined;
}

export interface RailProps {
  entries: readonly RailEntry[];
  current: string;
  onGo?: (() => void) | undefined;
}

const ICONS: Readonly<Record<RailState, IconName>> = {
  done: "check",
  next: "next",
  blocked: "blocked",
  open: "open",
};

function wordsFor(entry: RailEntry): string {
  switch (entry.state) {
    case "done":
      return entry.left === undefined ? "done" : `${entry.left} · done`;
    case "next":
      return entry.left === undefined ? "next" : `next · ${entry.left}`;
    case "blocked":
      return entry.waitsFor ?? "waits";
    case "open":
      return entry.left ?? "";
  }
}

/** The life of the review in its order, with what each place asks of this person. */
export function Rail({ entries, current, onGo }: RailProps) {
  return (
    <nav className="rail" aria-label="The review">
      <ol className="plain">
        {entries.map((entry) => (
          <li key={entry.id}>
            <Go
              href={entry.href}
              className={`rail-entry is-${entry.state}`}
              current={entry.id === current}
              onGo={onGo}
            >
              <Icon name={ICONS[entry.state]} />
              <span className="rail-label">{entry.label}</span>
              <span className="rail-left">{wordsFor(entry)}</span>
            </Go>
          </li>
        ))}
      </ol>
    </nav>
  );
}
