import { useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { Progress } from "@chartroom/core/base/progress";
import { clusters, deduplicate, pairs, settlePair, splitRecord, summary } from "@chartroom/core/dedup";
import { ApiError, tell } from "../api/client.ts";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useKeySettings } from "../app/settings.ts";
import { citationHref } from "../records/fromServer.ts";
import { authorLine } from "../screening/record.ts";
import { keyFor } from "../ui/keys.ts";
import { type Loadable, loadable } from "../ui/Loadable.tsx";
import type { Saving } from "../ui/SaveState.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { type ClustersState, ClustersView } from "./ClustersView.tsx";
import { overlapRows, pairId, waitingPair } from "./fromServer.ts";
import { type PairQueue, PairView } from "./PairView.tsx";

/** Pairs that wait first; where none does, or the address asks for them, what was joined. */
export function DuplicatesRoom() {
  const query: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const asked = query["list"];
  const state = useAsk(summary, {});
  const found = loadable("Counting the duplicates…", state, faultOf);
  // a person who answers the last pair stays to see it said, and can still take it back
  const began = useRef(false);
  if (found.is === "ready" && found.value.maybes > 0 && asked === undefined) began.current = true;
  if (asked === "joined" || (found.is === "ready" && found.value.maybes === 0 && !began.current))
    return <Joined />;
  if (asked === "pairs" || began.current) return <Waiting />;
  return (
    <ClustersView
      {...IDLE}
      state={found.is === "ready" ? { is: "loading", words: "Counting the duplicates…" } : found}
    />
  );
}

const nothing = () => undefined;
const IDLE = {
  saving: { is: "nothing" },
  done: undefined,
  undoKey: undefined,
  searching: undefined,
  onSearch: nothing,
  onSplit: nothing,
  onUndo: nothing,
} as const;

function Waiting() {
  const review = useReview();
  const [keys] = useKeySettings();
  const deeds = useDeeds();
  const query = useAsk(pairs, { limit: 50 }, { keep: true });
  const state = useAsk(summary, {});
  const joined = useAsk(clusters, { limit: 1 });
  // answered here: the next pair is there before the server has said so
  const [answered, setAnswered] = useState<readonly string[]>([]);
  const [at, setAt] = useState(0);
  const waiting = query.data?.pairs.filter((pair) => !answered.includes(pairId(pair))) ?? [];
  const current = waiting[Math.min(at, waiting.length - 1)];

  const found = loadable("Fetching the pairs…", query, faultOf);
  const queue: Loadable<PairQueue> =
    found.is === "ready"
      ? {
          is: "ready",
          value: {
            left: Math.max(
              waiting.length,
              found.value.total -
                answered.filter((id) => found.value.pairs.some((pair) => pairId(pair) === id)).length,
            ),
            done: deeds.done.length,
            automatic: {
              joined: joined.data?.total ?? state.data?.duplicates ?? 0,
              href: `/r/${review}/duplicates?list=joined`,
            },
            pair: current && waitingPair(current, (record) => citationHref(review, record)),
            canUndo: deeds.done.length > 0 && deeds.saving.is !== "saving",
          },
        }
      : found;
  return (
    <PairView
      queue={queue}
      saving={deeds.saving}
      keys={keys}
      onAnswer={(id, decision, turned) => {
        const pair = waiting.find((one) => pairId(one) === id);
        if (pair === undefined) return;
        setAnswered([...answered, id]);
        const [a, b] = turned ? [pair.b.id, pair.a.id] : [pair.a.id, pair.b.id];
        void deeds
          .run(settlePair, { a, b, decision }, ({ fact }) => ({ words: id, facts: [fact] }))
          .then((answer) => {
            if (answer === undefined) setAnswered((before) => before.filter((one) => one !== id));
          });
      }}
      onUndo={() => {
        const last = deeds.done.at(-1);
        void deeds.undo().then((undone) => {
          if (!undone || last === undefined) return;
          setAnswered((before) => before.filter((one) => one !== last.words));
          setAt(0);
        });
      }}
      onMove={(by) => {
        setAt(Math.max(0, Math.min(waiting.length - 1, at + by)));
      }}
    />
  );
}

const PAGE = 50;

function Joined() {
  const review = useReview();
  const client = useQueryClient();
  const [keys] = useKeySettings();
  const deeds = useDeeds();
  const [shown, setShown] = useState(PAGE);
  const state = useAsk(summary, {});
  const list = useAsk(clusters, { limit: Math.min(200, shown) }, { keep: true });
  const [progress, setProgress] = useState<Progress>();
  const [refused, setRefused] = useState<Saving>();
  const [search, setSearch] = useState<AbortController>();
  useEffect(() => () => search?.abort(), [search]);

  const find = async () => {
    const cancel = new AbortController();
    setSearch(cancel);
    setProgress(undefined);
    setRefused(undefined);
    try {
      await tell(review, deduplicate, {}, { signal: cancel.signal, onProgress: setProgress });
    } catch (error) {
      if (!cancel.signal.aborted || error instanceof ApiError)
        setRefused({ is: "refused", fault: faultOf(error), retry: () => void find() });
    }
    setSearch(undefined);
    await client.invalidateQueries({ queryKey: ["review", review] });
  };
  const undoLast = () => void deeds.undo();
  useKeys(keys, (press) => {
    if (press.is !== "command" || press.command !== "undo") return false;
    undoLast();
    return true;
  });

  const counts = loadable("Counting the duplicates…", state, faultOf);
  const value: Loadable<ClustersState> =
    counts.is === "ready"
      ? {
          is: "ready",
          value: {
            ...counts.value,
            waiting: counts.value.maybes,
            pairsHref: `/r/${review}/duplicates?list=pairs`,
            importHref: `/r/${review}/records/import`,
            overlap: overlapRows(counts.value),
            total: list.data?.total ?? 0,
            clusters: (list.data?.clusters ?? []).map(({ id, reference, records }) => ({
              id,
              href: citationHref(review, id),
              title: reference.title ?? "Untitled",
              about: [authorLine(reference.authors, 3), reference.journal, reference.year]
                .filter(Boolean)
                .join(" · "),
              records: records.map(({ id: record, source }) => ({ id: record, source })),
            })),
            ...(list.data !== undefined &&
              list.data.total > list.data.clusters.length &&
              shown < 200 && {
                onMore: () => {
                  setShown(shown + PAGE);
                },
              }),
          },
        }
      : counts;
  return (
    <ClustersView
      state={value}
      saving={refused ?? deeds.saving}
      done={deeds.done.at(-1)?.words}
      undoKey={keyFor("undo", keys)}
      searching={
        search && {
          progress,
          cancel: () => {
            search.abort();
          },
        }
      }
      onSearch={() => void find()}
      onSplit={(record, source) =>
        void deeds.run(
          splitRecord,
          { record, reason: "Not the same work, seen in the list of joined records" },
          ({ facts }) => ({
            words: `The record from ${source} now stands for itself.`,
            facts,
          }),
        )
      }
      onUndo={undoLast}
    />
  );
}
