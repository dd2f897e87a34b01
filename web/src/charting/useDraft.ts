import { useEffect, useEffectEvent, useState } from "react";

const PAUSE = 1500; // milliseconds

/**
 * What is being written in a field: told when the field is left, and after a pause, so that a page that is
 * closed or loaded anew loses little. Follows what is kept where that changes and nothing else was written.
 */
export function useDraft<T extends string | number>(kept: T, tell: (draft: T) => void) {
  const [draft, setDraft] = useState<T>(kept);
  const [seen, setSeen] = useState<T>(kept);
  if (seen !== kept) {
    setSeen(kept);
    if (draft === seen) setDraft(kept);
  }
  const keep = () => {
    if (draft !== kept) tell(draft);
  };
  const paused = useEffectEvent(keep);
  useEffect(() => {
    const timer = setTimeout(() => {
      paused();
    }, PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }, [draft]);
  return { draft, setDraft, keep };
}
