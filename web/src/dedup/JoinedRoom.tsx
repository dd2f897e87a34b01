import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Progress } from "@chartroom/core/base/progress";
import {
  clusters,
  deduplicate,
  type OverlapBar,
  separateCitation,
  splitRecord,
  summary,
} from "@chartroom/core/dedup";
import { members } from "@chartroom/core/review";
import { ApiError, tell } from "../api/client.ts";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useKeySettings } from "../app/settings.ts";
import { citationHref } from "../records/fromServer.ts";
import { saveFile } from "../synthesis/save.ts";
import { keyFor } from "../ui/keys.ts";
import { type Loadable, loadable } from "../ui/Loadable.tsx";
import type { Saving } from "../ui/SaveState.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { AskedWhy } from "./AskedWhy.tsx";
import { type ClustersState, ClustersView } from "./ClustersView.tsx";
import { clusterLine, overlapRows } from "./fromServer.ts";

const PAGE = 50;
/** Milliseconds after the last key before the words are searched. */
const PAUSE = 200;

/** What is typed, and what is searched after a pause. */
function useWords(): { typed: string; searched: string; type: (words: string) => void } {
  const [typed, setTyped] = useState("");
  const [searched, setSearched] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => {
      setSearched(typed.trim());
    }, PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }, [typed]);
  return { typed, searched, type: setTyped };
}

function useDuplicateSearch() {
  const review = useReview();
  const client = useQueryClient();
  const [progress, setProgress] = useState<Progress>();
  const [refused, setRefused] = useState<Saving>();
  const [search, setSearch] = useState<AbortController>();
  useEffect(() => () => search?.abort(), [search]);
  const find = async (all: boolean): Promise<void> => {
    const cancel = new AbortController();
    setSearch(cancel);
    setProgress(undefined);
    setRefused(undefined);
    try {
      await tell(review, deduplicate, { all }, { signal: cancel.signal, onProgress: setProgress });
    } catch (error) {
      if (!cancel.signal.aborted || error instanceof ApiError)
        setRefused({ is: "refused", fault: faultOf(error), retry: () => void find(all) });
    }
    setSearch(undefined);
    await client.invalidateQueries({ queryKey: ["review", review] });
  };
  const searching = search && {
    progress,
    cancel: () => {
      search.abort();
    },
  };
  return { find, refused, searching };
}

/** The address of the records that a bar of the overlap stands for. */
function recordsSearch({ sources, exactly }: Pick<OverlapBar, "sources" | "exactly">) {
  const source = sources.length === 1 ? sources[0] : [...sources];
  return { source, ...(exactly && { exactly: true }) };
}

function recordsHref(review: string, bar: Pick<OverlapBar, "sources" | "exactly">): string {
  const query = Object.entries(recordsSearch(bar)).map(
    ([name, value]) =>
      `${name}=${encodeURIComponent(typeof value === "string" ? value : JSON.stringify(value))}`,
  );
  return `/r/${review}/records?${query.join("&")}`;
}

/** The search for duplicates, the overlap of the sources, and every citation that was joined. */
export function JoinedRoom() {
  const review = useReview();
  const navigate = useNavigate();
  const [keys] = useKeySettings();
  const deeds = useDeeds();
  const { find, refused, searching } = useDuplicateSearch();
  const { typed, searched, type } = useWords();
  const [from, setFrom] = useState(0);
  const state = useAsk(summary, {});
  const list = useAsk(clusters, { offset: from, limit: PAGE, search: searched }, { keep: true });
  const team = useAsk(members, {});
  const nameOf = (id: string) => team.data?.find((member) => member.id === id)?.name;
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
          },
        }
      : counts;
  return (
    <ClustersView
      state={value}
      saving={refused ?? deeds.saving}
      done={deeds.done.at(-1)?.words}
      undoKey={keyFor("undo", keys)}
      searching={searching}
      onSearch={(all) => void find(all)}
      onUndo={undoLast}
      figure={{
        hrefOf: (bar) => recordsHref(review, bar),
        onOpen: (bar) => void navigate({ to: `/r/${review}/records`, search: recordsSearch(bar) }),
        onSave: (svg) => {
          saveFile("overlap-of-sources.svg", svg, "image/svg+xml");
        },
      }}
      list={{
        words: typed,
        from,
        total: list.data?.total ?? 0,
        clusters: (list.data?.clusters ?? []).map((one) =>
          clusterLine(one, citationHref(review, one.id), nameOf),
        ),
        onWords: (words) => {
          setFrom(0);
          type(words);
        },
        onPage: (by) => {
          setFrom(Math.max(0, from + by * PAGE));
        },
        onSplit: (record, source) =>
          void deeds.run(
            splitRecord,
            { record, reason: "Not the same work, seen in the list of joined records" },
            ({ facts }) => ({ words: `The record from ${source} now stands for itself.`, facts }),
          ),
        onSeparate: ({ id, records }) =>
          void deeds.run(
            separateCitation,
            { citation: id, reason: "Not one work, seen in the list of joined records" },
            ({ facts }) => ({ words: `${records.length} records now stand for themselves.`, facts }),
          ),
        why: ({ a, b, sources, reason }) => <AskedWhy a={a} b={b} words={`Why ${sources}? ${reason}`} />,
      }}
    />
  );
}
