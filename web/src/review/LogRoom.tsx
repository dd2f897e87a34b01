import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { status } from "@chartroom/core/flow";
import { log, members, nameVersion, redo, undo, versions } from "@chartroom/core/review";
import { ask } from "../api/client.ts";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk, useTell } from "../api/useAsk.ts";
import { useMe } from "../app/me.ts";
import { loadable } from "../ui/Loadable.tsx";
import { useNow } from "../ui/useNow.ts";
import { kindWords, WORDED_TYPES } from "./factWords.ts";
import { type LogChoice, LogView } from "./LogView.tsx";
import { useFacts } from "./useFacts.ts";

const PAGE = 100;
/** A search goes back on its own until so many facts fit, or so many were looked through. */
const ENOUGH = 25;
const SEARCHED_AT_ONCE = 2000;

/** The log, from the newest fact back as far as somebody asks for. */
export function LogRoom() {
  const review = useReview();
  const me = useMe();
  const [choice, setChoice] = useState<LogChoice>({ words: "", person: null, kind: null });
  const [reach, setReach] = useState(SEARCHED_AT_ONCE);
  const words = useDeferredValue(choice.words.trim().toLowerCase());
  const now = useNow();
  const pages = useInfiniteQuery({
    queryKey: ["review", review, log.name, "all"],
    queryFn: ({ pageParam, signal }) =>
      ask(review, log, { limit: PAGE, ...(pageParam !== undefined && { before: pageParam }) }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.clock),
  });
  const entries = pages.data?.pages.flat();
  // titles are fetched for what may fit alone
  const facts = useFacts(
    (entries ?? []).filter(
      (entry) =>
        (choice.person === null || entry.actor === choice.person) &&
        (choice.kind === null || entry.type === choice.kind),
    ),
  );
  const standing = useAsk(status, {});
  const people = useAsk(members, {});
  const named = useAsk(versions, {});
  const takeBack = useTell(undo);
  const bringBack = useTell(redo);
  const name = useTell(nameVersion);
  const failed = takeBack.error ?? bringBack.error ?? name.error;
  const kinds = WORDED_TYPES.toSorted((a, b) => kindWords(a).localeCompare(kindWords(b)));
  const fits = facts.filter(
    (fact) =>
      words === "" ||
      `${fact.actor} ${fact.words} ${fact.subject?.words ?? ""} ${fact.reason ?? ""}`
        .toLowerCase()
        .includes(words),
  );
  const narrowed = words !== "" || choice.person !== null || choice.kind !== null;
  const { hasNextPage, isFetching, fetchNextPage } = pages;
  const goOn =
    narrowed && fits.length < ENOUGH && (entries?.length ?? 0) < reach && hasNextPage && !isFetching;
  useEffect(() => {
    if (goOn) void fetchNextPage();
  }, [goOn, fetchNextPage]);
  const query = {
    data: entries && {
      total: Math.max(standing.data?.version ?? 0, entries.length),
      facts: fits,
      people: people.data ?? [],
      kinds: kinds.map((id) => ({ id, words: kindWords(id) })),
      fetched: entries.length,
      more: hasNextPage,
      searching: narrowed && (goOn || (isFetching && fits.length < ENOUGH)),
      versions: (named.data ?? []).map((one) => ({
        name: one.name,
        at: Date.parse(one.at),
        clock: one.clock,
      })),
    },
    error: pages.error,
    refetch: pages.refetch,
  };
  return (
    <LogView
      log={loadable("Reading the log…", query, faultOf)}
      choice={choice}
      now={now}
      onChoose={(next) => {
        setReach(SEARCHED_AT_ONCE);
        setChoice(next);
      }}
      onMore={() => {
        setReach((entries?.length ?? 0) + SEARCHED_AT_ONCE);
        void fetchNextPage();
      }}
      onUndo={(fact) => {
        takeBack.mutate({ fact });
      }}
      onRedo={(mark) => {
        bringBack.mutate({ undo: mark });
      }}
      onName={
        me.roles.includes("lead")
          ? (wanted) => {
              name.mutate({ name: wanted });
            }
          : undefined
      }
      fault={failed === null ? undefined : faultOf(failed)}
    />
  );
}
