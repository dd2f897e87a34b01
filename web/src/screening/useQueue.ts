import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Stage } from "@chartroom/core/protocol";
import { type NextItems, next, type Progress, type ScreenItem } from "@chartroom/core/screening";
import { ask } from "../api/client.ts";
import { useReview } from "../api/review.ts";

const AHEAD = 6;
const REFILL_BELOW = 4;

/** This person's queue since the page was opened: what was shown, what is shown, and what is already here for after it. */
export interface Queue {
  items: readonly ScreenItem[];
  at: number;
  /** Shown where it stands now; undefined at the end. */
  current: ScreenItem | undefined;
  latest: NextItems | undefined;
  /** How far this person was when this visit began. */
  start: Progress | undefined;
  error: unknown;
  retry: () => void;
  move: (by: number) => void;
  open: (citation: string) => void;
  /** Goes to the next one that this person has not decided. */
  forward: (decided: ReadonlySet<string>) => void;
}

/**
 * Keeps the next records at hand before they are needed, so that a decision shows the next one at once. What
 * was shown stays in the list: J and K walk through it.
 */
export function useQueue(stage: Stage): Queue {
  const review = useReview();
  const [items, setItems] = useState<readonly ScreenItem[]>([]);
  const [at, setAt] = useState(0);
  const [dry, setDry] = useState(false);
  const wanted = !dry && items.length - at < REFILL_BELOW;
  const known = useRef<ReadonlySet<string>>(new Set());
  const query = useQuery({
    // not under "review": what others do must not move what this person looks at
    queryKey: ["queue", review, stage, items.length],
    queryFn: ({ signal }) =>
      ask(
        review,
        next,
        { stage, count: AHEAD, skip: items.slice(-150).map((item) => item.citation.id) },
        signal,
      ),
    enabled: wanted || items.length === 0,
    gcTime: 0,
    staleTime: 0,
  });
  const { data } = query;
  useEffect(() => {
    if (data === undefined) return;
    const fresh = data.items.filter((item) => !known.current.has(item.citation.id));
    known.current = new Set([...known.current, ...fresh.map((item) => item.citation.id)]);
    if (fresh.length === 0) setDry(true);
    else setItems((before) => [...before, ...fresh]);
  }, [data]);
  const [latest, setLatest] = useState<NextItems | undefined>();
  const [start, setStart] = useState<Progress | undefined>();
  useEffect(() => {
    if (data === undefined) return;
    setLatest(data);
    setStart((before) => before ?? data.progress);
  }, [data]);
  return {
    items,
    at,
    current: items[at],
    latest,
    start,
    error: query.error,
    retry: () => void query.refetch(),
    move: (by) => {
      setAt((before) => Math.max(0, Math.min(items.length, before + by)));
    },
    open: (citation) => {
      const found = items.findIndex((item) => item.citation.id === citation);
      if (found >= 0) setAt(found);
    },
    forward: (decided) => {
      const found = items.findIndex((item, index) => index > at && !decided.has(item.citation.id));
      setAt(found < 0 ? items.length : found);
    },
  };
}
