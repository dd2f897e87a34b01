import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { status } from "@chartroom/core/flow";
import { log, members, nameVersion, redo, undo, versions } from "@chartroom/core/review";
import { ask } from "../api/client.ts";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk, useTell } from "../api/useAsk.ts";
import { useMe } from "../app/me.ts";
import { loadable } from "../ui/Loadable.tsx";
import { useNow } from "../ui/useNow.ts";
import { kindWords } from "./factWords.ts";
import { type LogChoice, LogView } from "./LogView.tsx";
import { useFacts } from "./useFacts.ts";

const PAGE = 100;

/** The log, from the newest fact back as far as somebody asks for. */
export function LogRoom() {
  const review = useReview();
  const me = useMe();
  const [choice, setChoice] = useState<LogChoice>({ words: "", person: null, kind: null });
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
  const facts = useFacts(entries ?? []);
  const standing = useAsk(status, {});
  const people = useAsk(members, {});
  const named = useAsk(versions, {});
  const takeBack = useTell(undo);
  const bringBack = useTell(redo);
  const name = useTell(nameVersion);
  const failed = takeBack.error ?? bringBack.error ?? name.error;
  const authors = new Set(entries?.map((entry) => entry.actor));
  const kinds = [...new Set(entries?.map((entry) => entry.type))].sort((a, b) =>
    kindWords(a).localeCompare(kindWords(b)),
  );
  const byPerson = new Map(entries?.map((entry) => [entry.hash, entry.actor]));
  const fits = facts.filter(
    (fact) =>
      (choice.person === null || byPerson.get(fact.hash) === choice.person) &&
      (choice.kind === null || fact.type === choice.kind) &&
      (words === "" ||
        `${fact.actor} ${fact.words} ${fact.subject?.words ?? ""} ${fact.reason ?? ""}`
          .toLowerCase()
          .includes(words)),
  );
  const query = {
    data: entries && {
      total: Math.max(standing.data?.version ?? 0, entries.length),
      facts: fits,
      people: (people.data ?? []).filter(({ id }) => authors.has(id)),
      kinds: kinds.map((id) => ({ id, words: kindWords(id) })),
      fetched: entries.length,
      more: pages.hasNextPage,
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
      onChoose={setChoice}
      onMore={() => void pages.fetchNextPage()}
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
