import { useEffect, useEffectEvent } from "react";
import { type KeyPress, type KeySettings, type Pressed, pressed } from "./keys.ts";

/** Whether something lies over the room that owns the keyboard now. */
function covered(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"], [role="listbox"][data-open]') !== null;
}

/** Hears single keys while the component is shown; `act` says whether it used the key. */
export function useKeys(settings: KeySettings, act: (press: Pressed) => boolean): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    const target: unknown = event.composedPath()[0] ?? event.target;
    const press: KeyPress = {
      key: event.key,
      ctrlKey: event.ctrlKey,
      metaKey: event.metaKey,
      altKey: event.altKey,
      shiftKey: event.shiftKey,
      repeat: event.repeat,
      isComposing: event.isComposing,
      defaultPrevented: event.defaultPrevented,
      target,
    };
    const asked = pressed(press, settings);
    if (asked !== undefined && !covered() && act(asked)) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      hear(event);
    };
    document.addEventListener("keydown", listen);
    return () => {
      document.removeEventListener("keydown", listen);
    };
  }, []);
}
