import { useSyncExternalStore } from "react";
import { type KeySettings, readKeySettings } from "../ui/keys.ts";

const KEY = "chartroom.keys";
const listeners = new Set<() => void>();
let kept: KeySettings = readKeySettings(stored());

function stored(): unknown {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null") as unknown;
  } catch {
    return undefined;
  }
}

/** This browser's keys, and a way to change them everywhere at once. */
export function useKeySettings(): [KeySettings, (settings: KeySettings) => void] {
  const settings = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => kept,
  );
  const change = (next: KeySettings) => {
    kept = next;
    localStorage.setItem(KEY, JSON.stringify(next));
    for (const listener of listeners) listener();
  };
  return [settings, change];
}
