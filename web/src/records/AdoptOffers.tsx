import { useQueries } from "@tanstack/react-query";
import { adoptable, adoptions } from "@chartroom/core/screening";
import { ask } from "../api/client.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useMe } from "../app/me.ts";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { counted } from "../ui/number.ts";

export interface Offer {
  run: string;
  fileName: string;
  reviewers: number;
  decisions: number;
}

/** Files with decisions that nobody adopted yet, and the way to any other. */
function OfferList({ offers, hrefOf }: { offers: readonly Offer[]; hrefOf: (run?: string) => string }) {
  return (
    <>
      {offers.map(({ run, fileName, reviewers, decisions }) => (
        <p key={run} className="notice">
          <Icon name="attention" />
          <span>
            {fileName} holds {counted(decisions, "decision")}
            {reviewers === 0
              ? " of reviewers whom it does not name"
              : ` of ${counted(reviewers, "reviewer")}`}
            .
          </span>
          <Go href={hrefOf(run)} className="quiet">
            <Icon name="next" />
            Adopt them as votes
          </Go>
        </p>
      ))}
      <p>
        <Go href={hrefOf()} className="quiet">
          <Icon name="upload" />
          Adopt decisions of another screening tool
        </Go>
      </p>
    </>
  );
}

/** Offers the lead to adopt the decisions that imported files carry. */
export function AdoptOffers() {
  const review = useReview();
  const isLead = useMe().roles.includes("lead");
  const known = useAsk(adoptions, {}, { enabled: isLead });
  const adopted = new Set(known.data?.standing.map(({ run }) => run));
  const open = (known.data?.runs ?? []).filter(({ run }) => !adopted.has(run));
  const answers = useQueries({
    queries: open.map(({ run }) => ({
      queryKey: ["review", review, adoptable.name, { run }],
      queryFn: ({ signal }: { signal: AbortSignal }) => ask(review, adoptable, { run }, signal),
    })),
  });
  if (!isLead) return null;
  const offers = answers.flatMap(({ data }): Offer[] => {
    const decisions = data?.found.words.reduce((sum, word) => sum + word.decisions, 0) ?? 0;
    if (data?.found.run === undefined || decisions === 0) return [];
    const { run, fileName, reviewers } = data.found;
    return [{ run, fileName, decisions, reviewers: reviewers.filter(({ name }) => name !== "").length }];
  });
  return (
    <OfferList
      offers={offers}
      hrefOf={(run) => `/r/${review}/records/import/adopt${run === undefined ? "" : `?run=${run}`}`}
    />
  );
}
