import { type TouchEvent, useRef } from "react";

const FAR = 96;
const FLAT = 48;
const EDGE = 24;

/** Touch handlers that tell a wide, flat swipe of one finger; swipes from the edge are the browser's own. */
export function useSwipe(onSwipe: (to: "left" | "right") => void) {
  const from = useRef<{ x: number; y: number } | undefined>(undefined);
  return {
    onTouchStart: (event: TouchEvent) => {
      const touch = event.touches.length === 1 ? event.touches[0] : undefined;
      const inside = touch !== undefined && touch.clientX > EDGE && touch.clientX < window.innerWidth - EDGE;
      from.current = inside ? { x: touch.clientX, y: touch.clientY } : undefined;
    },
    onTouchEnd: (event: TouchEvent) => {
      const touch = event.changedTouches[0];
      const start = from.current;
      from.current = undefined;
      if (touch === undefined || start === undefined || window.getSelection()?.isCollapsed === false) return;
      const across = touch.clientX - start.x;
      if (Math.abs(across) < FAR || Math.abs(touch.clientY - start.y) > FLAT) return;
      onSwipe(across > 0 ? "right" : "left");
    },
  };
}
