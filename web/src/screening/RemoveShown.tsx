import type { z } from "zod";
import { citations } from "@chartroom/core/flow";
import { ask } from "../api/client.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { counted } from "../ui/number.ts";
import { MOST_REMOVED, RemoveCitations } from "./RemoveCitations.tsx";

type Filter = Omit<z.input<typeof citations.input>, "offset" | "limit" | "facets">;

const PAGE = 1000;

/** Beside a table that was narrowed: removes before screening all of it that is still in progress. */
export function RemoveShown({ filter }: { filter: Filter }) {
  const review = useReview();
  const chosen = filter.class ?? [];
  const possible = chosen.length === 0 || chosen.includes("in_progress");
  const wanted = { ...filter, class: ["in_progress" as const] };
  const total = useAsk(citations, { ...wanted, limit: 1 }, { enabled: possible, keep: true }).data?.total;
  const find = async () => {
    const ids: string[] = [];
    for (let offset = 0; offset < Math.min(total ?? 0, MOST_REMOVED); offset += PAGE) {
      const { rows } = await ask(review, citations, { ...wanted, offset, limit: PAGE });
      ids.push(...rows.map(({ id }) => id));
    }
    return ids;
  };
  const many = possible ? (total ?? 0) : 0;
  return (
    <RemoveCitations
      many={many}
      find={find}
      what={many === 1 ? "the record shown" : `the ${counted(many, "record")} shown that wait`}
    />
  );
}
