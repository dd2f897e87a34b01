import { useEffect, useEffectEvent, useState } from "react";

const PAUSE = 1500; // milliseconds

/** What the field shows once something else is kept: that, unless somebody is writing in it. */
export function followed<T>(draft: T, kept: { readonly before: T; readonly now: T }): T {
  return draft === kept.before ? kept.now : draft;
}

/**
 * What is being written in a field: told when the field is left, and after a pause, so that a page that is
 * closed or loaded anew loses little. Follows what is kept where that changes and nothing else was written.
 */
export function useDraft<T extends string | number>(kept: T, tell: (draft: T) => void) {
  const [draft, setDraft] = useState<T>(kept);
  const [seen, setSeen] = useState<T>(kept);
  if (seen !== kept) {
    setSeen(kept);
    setDraft(followed(draft, { before: seen, now: kept }));
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
