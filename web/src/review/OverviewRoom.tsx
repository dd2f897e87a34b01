import { useNavigate } from "@tanstack/react-router";
import { form as formContract, tasks } from "@chartroom/core/charting";
import { summary } from "@chartroom/core/dedup";
import { status } from "@chartroom/core/flow";
import { protocol } from "@chartroom/core/protocol";
import { hasRole, log, members, VOTERS } from "@chartroom/core/review";
import { mine, pilots, stages } from "@chartroom/core/screening";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useMe } from "../app/me.ts";
import { StageStops } from "../screening/StageStops.tsx";
import type { Loadable } from "../ui/Loadable.tsx";
import { useNow } from "../ui/useNow.ts";
import { countHref } from "./countHref.ts";
import type { OverviewFacts } from "./overviewFacts.ts";
import { overviewOf } from "./overviewFromServer.ts";
import { type Overview, OverviewView } from "./OverviewView.tsx";
import { paceOf } from "./pace.ts";
import { useFacts } from "./useFacts.ts";
import { useVersions } from "./useVersions.ts";

const LATEST = 8;

/** The review at a glance, for whoever looks: live counts, who is awaited, and what is theirs to do next. */
export function OverviewRoom() {
  const review = useReview();
  const me = useMe();
  const navigate = useNavigate();
  const now = useNow();
  const choice = useVersions();
  const standing = useAsk(status, {});
  const stated = useAsk(protocol, {});
  const duplicates = useAsk(summary, {});
  const progress = useAsk(stages, {});
  const rounds = useAsk(pilots, {});
  const team = useAsk(members, {});
  const included = (standing.data?.counts.reportsIncluded ?? 0) > 0;
  const form = useAsk(formContract, {}, { enabled: included });
  // before the form is stated there are no charts to ask for
  const charted = form.data?.current !== undefined;
  const charts = useAsk(tasks, {}, { enabled: charted });
  const newest = useAsk(log, { limit: LATEST });
  const latest = useFacts(newest.data ?? []);
  // the stage at which this person has something left gives the pace
  const reading = progress.data?.find(({ left, done }) => left > 0 && done > 0);
  const own = useAsk(
    mine,
    { stage: reading?.stage ?? "title_abstract", limit: 50 },
    { enabled: reading !== undefined },
  );
  const times =
    own.data?.items.flatMap(({ mine: vote }) => (vote === undefined ? [] : [Date.parse(vote.at)])) ?? [];

  const queries = [
    standing,
    stated,
    duplicates,
    progress,
    rounds,
    team,
    newest,
    ...(included ? [form] : []),
    ...(charted ? [charts] : []),
  ];
  const failed = queries.find((query) => query.error !== null && query.data === undefined);
  const facts: OverviewFacts | undefined =
    standing.data === undefined ||
    stated.data === undefined ||
    duplicates.data === undefined ||
    progress.data === undefined ||
    rounds.data === undefined ||
    team.data === undefined ||
    newest.data === undefined ||
    (included && form.data === undefined) ||
    (charted && charts.data === undefined)
      ? undefined
      : {
          review,
          me,
          members: team.data,
          status: standing.data,
          protocol: stated.data,
          duplicates: duplicates.data,
          stages: progress.data,
          pilots: rounds.data,
          charting: charts.data,
          mayChart: hasRole(me, ...VOTERS),
        };
  const overview: Loadable<Overview> =
    failed !== undefined
      ? { is: "failed", fault: faultOf(failed.error), retry: () => void failed.refetch() }
      : facts === undefined
        ? { is: "loading", words: "Counting the review…" }
        : {
            is: "ready",
            value: {
              ...overviewOf(facts, latest, reading && paceOf(times, reading.left)),
              stops: <StageStops counts={facts.status.counts} />,
            },
          };
  return (
    <OverviewView
      overview={overview}
      now={now}
      choice={choice}
      onCount={(count) => {
        if (standing.data !== undefined)
          void navigate({ href: countHref(review, standing.data.flow, count) });
      }}
    />
  );
}
