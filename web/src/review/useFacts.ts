import { useQueries } from "@tanstack/react-query";
import { citation } from "@chartroom/core/dedup";
import { protocol } from "@chartroom/core/protocol";
import { type LogEntry, members } from "@chartroom/core/review";
import { ask } from "../api/client.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useMe } from "../app/me.ts";
import type { Fact } from "./FactList.tsx";
import { citationsOf, factsOf } from "./fromServer.ts";

/** Log entries in words, with names, titles and reasons as far as they have arrived. */
export function useFacts(entries: readonly LogEntry[]): Fact[] {
  const review = useReview();
  const me = useMe();
  const people = useAsk(members, {});
  const stated = useAsk(protocol, {});
  const ids = citationsOf(entries);
  const titles = useQueries({
    queries: ids.map((id) => ({
      // a title hardly ever changes: outside of what is read again with every change
      queryKey: ["title", review, id],
      queryFn: async () => (await ask(review, citation, { citation: id })).reference.title ?? "Untitled",
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }, at) => (data === undefined ? [] : [[ids[at] ?? "", data] as const])),
      ),
  });
  const reasons = stated.data?.current?.protocol.reasons ?? [];
  return factsOf(entries, {
    review,
    me: me.id,
    members: people.data ?? [],
    titles,
    reasons: new Map(reasons.map(({ code, label }) => [code, label])),
  });
}
