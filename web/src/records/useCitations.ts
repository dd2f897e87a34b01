import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { type CitationPage, type CitationRow, citations } from "@chartroom/core/flow";
import { ask } from "../api/client.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { type Narrowing } from "./address.ts";
import type { FacetCounts } from "./fromServer.ts";

/** Rows that are fetched at once. */
const PAGE = 100;

/** What narrows the table, as the server is asked. */
export function filterOf({ search, reason, column, flagged, duplicates, exactly, ...lists }: Narrowing) {
  return {
    search,
    flagged,
    duplicates,
    exactly,
    class: [...lists.class],
    source: [...lists.source],
    year: [...lists.year],
    label: [...lists.label],
    ...(reason !== undefined && { reason }),
    ...(column !== undefined && { flowColumn: column }),
  };
}

const GROUPS = ["class", "source", "year", "flagged", "label"] as const;
const OPEN = { class: [], source: [], year: [], flagged: false, label: [] } as const;

/** The facets' counts: a group with ticks is counted as if it had none, so that another value can be added. */
function useFacetCounts(narrowing: Narrowing): FacetCounts {
  const review = useReview();
  const inputs = GROUPS.map((group) => ({
    ...filterOf({ ...narrowing, [group]: OPEN[group] }),
    facets: true,
    limit: 1,
  }));
  const unique = [...new Map(inputs.map((input) => [JSON.stringify(input), input])).values()];
  const pages = useQueries({
    queries: unique.map((input) => ({
      queryKey: ["review", review, citations.name, input],
      queryFn: ({ signal }: { signal: AbortSignal }) => ask(review, citations, input, signal),
      placeholderData: (before: CitationPage | undefined) => before,
    })),
  });
  const facetsFor = (at: number) => {
    const place = unique.findIndex((input) => JSON.stringify(input) === JSON.stringify(inputs[at]));
    return pages[place]?.data?.facets;
  };
  return {
    class: facetsFor(0)?.class,
    source: facetsFor(1)?.source,
    year: facetsFor(2)?.year,
    flagged: facetsFor(3)?.flagged,
    label: facetsFor(4)?.label,
  };
}

/** The citations that fit, fetched page by page as they come into view. */
export interface Citations {
  /** Undefined until the first answer. */
  total: number | undefined;
  all: number | undefined;
  counts: FacetCounts;
  rowAt: (index: number) => CitationRow | undefined;
  see: (from: number, to: number) => void;
  error: unknown;
  retry: () => void;
}

/** Asks for what is in view and what narrows it; the numbers stay while a newer answer is on its way. */
export function useCitations(narrowing: Narrowing): Citations {
  const review = useReview();
  const [seen, setSeen] = useState({ from: 0, to: PAGE });
  const filter = filterOf(narrowing);
  const head = useAsk(citations, { ...filter, offset: 0, limit: PAGE }, { keep: true });
  const all = useAsk(citations, { limit: 1 }, { keep: true });
  const counts = useFacetCounts(narrowing);
  const first = Math.floor(seen.from / PAGE);
  const last = Math.floor(Math.max(seen.from, seen.to - 1) / PAGE);
  const wanted = Array.from({ length: last - first + 1 }, (_, at) => first + at).filter((page) => page > 0);
  const pages = useQueries({
    queries: wanted.map((page) => {
      const input = { ...filter, offset: page * PAGE, limit: PAGE };
      return {
        queryKey: ["review", review, citations.name, input],
        queryFn: ({ signal }: { signal: AbortSignal }) => ask(review, citations, input, signal),
      };
    }),
  });
  const pageOf = (page: number) => (page === 0 ? head.data : pages[wanted.indexOf(page)]?.data);
  return {
    total: head.data?.total,
    all: all.data?.total,
    counts,
    rowAt: (index) => pageOf(Math.floor(index / PAGE))?.rows[index % PAGE],
    see: (from, to) => {
      setSeen((before) => (before.from === from && before.to === to ? before : { from, to }));
    },
    error: head.error ?? all.error,
    retry: () => {
      void head.refetch();
      void all.refetch();
    },
  };
}
