import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import "./split.css";

const LEAST = 25;
const MOST = 75;
const STEP = 2;

export interface SplitProps {
  left: ReactNode;
  right: ReactNode;
  /** What the divider is between, for those who hear it. */
  label: string;
  /** Width of the left side in percent, 25 to 75. */
  initial?: number;
  onMoved?: (percent: number) => void;
}

function within(percent: number): number {
  return Math.min(MOST, Math.max(LEAST, Math.round(percent)));
}

/** Two sides with a divider that pointer and arrow keys move; one above the other on a narrow screen. */
export function Split({ left, right, label, initial = 55, onMoved }: SplitProps) {
  const [at, setAt] = useState(within(initial));
  const frame = useRef<HTMLDivElement>(null);
  const move = (percent: number) => {
    setAt(within(percent));
    onMoved?.(within(percent));
  };
  const drag = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    move(((event.clientX - box.left) / box.width) * 100);
  };
  const step = (event: KeyboardEvent) => {
    const to = { ArrowLeft: at - STEP, ArrowRight: at + STEP, Home: LEAST, End: MOST }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };
  return (
    <div className="split" ref={frame} style={{ "--split": `${at}%` }}>
      <div className="split-side" tabIndex={0} role="region" aria-label={`${label}: left`}>
        {left}
      </div>
      <div
        className="split-bar"
        role="separator"
        tabIndex={0}
        aria-label={`Divider between ${label}`}
        aria-orientation="vertical"
        aria-valuenow={at}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        onKeyDown={step}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={drag}
      />
      <div className="split-side" tabIndex={0} role="region" aria-label={`${label}: right`}>
        {right}
      </div>
    </div>
  );
}
