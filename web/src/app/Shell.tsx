import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { form as formContract, tasks } from "@chartroom/core/charting";
import { summary } from "@chartroom/core/dedup";
import { status } from "@chartroom/core/flow";
import { protocol } from "@chartroom/core/protocol";
import { info, verifyRecord } from "@chartroom/core/review";
import { pilots, stages } from "@chartroom/core/screening";
import { ask } from "../api/client.ts";
import { faultOf } from "../api/fault.ts";
import { outboxOf, useOutbox } from "../api/outbox.ts";
import { ReviewProvider } from "../api/review.ts";
import { chartWaits } from "../charting/waiting.ts";
import { DropIntoReview } from "../records/DropIntoReview.tsx";
import { useAsk } from "../api/useAsk.ts";
import { useLive } from "../api/useLive.ts";
import { Frame } from "../ui/Frame.tsx";
import { ago } from "../ui/time.ts";
import { Await, Failed, loadable, Loading } from "../ui/Loadable.tsx";
import { MeProvider, useMe } from "./me.ts";
import { railEntries } from "./rail.ts";
import { useKeySettings } from "./settings.ts";

export interface ShellProps {
  review: string;
  /** Id of the room that is shown. */
  room: string;
  navigate: (href: string) => void;
  children: ReactNode;
}

const VERIFY_EVERY = 30 * 60_000; // milliseconds

/** Everything around a room: who is signed in, the rail with what is left, the trust strip. */
export function Shell(props: ShellProps) {
  return (
    <ReviewProvider value={props.review}>
      <SignedIn {...props} />
    </ReviewProvider>
  );
}

function SignedIn(props: ShellProps) {
  const query = useAsk(info, {});
  return (
    <Await data={loadable("Opening the review…", query, faultOf)}>
      {(value) => (
        <MeProvider value={value.you}>
          <Surrounded {...props} title={value.title} />
        </MeProvider>
      )}
    </Await>
  );
}

function Surrounded({ review, room, navigate, children, title }: ShellProps & { title: string }) {
  const me = useMe();
  const { away } = useLive(review);
  const out = useOutbox(outboxOf(review, me.id));
  const [keys, setKeys] = useKeySettings();
  // once a visit and then now and then: it reads the whole record
  const verified = useQuery({
    queryKey: ["verified", review],
    queryFn: ({ signal }) => ask(review, verifyRecord, {}, signal),
    staleTime: VERIFY_EVERY,
    refetchInterval: VERIFY_EVERY,
  });
  const standing = useAsk(status, {});
  const stated = useAsk(protocol, {});
  const duplicates = useAsk(summary, {});
  const progress = useAsk(stages, {});
  const rounds = useAsk(pilots, {});
  const included = (standing.data?.counts.reportsIncluded ?? 0) > 0;
  const form = useAsk(formContract, {}, { enabled: included });
  const charts = useAsk(tasks, {}, { enabled: form.data?.current !== undefined });
  if (
    standing.data === undefined ||
    progress.data === undefined ||
    rounds.data === undefined ||
    duplicates.data === undefined ||
    stated.data === undefined
  ) {
    const failed = [standing, stated, duplicates, progress, rounds].find((query) => query.error !== null);
    if (failed === undefined) return <Loading words="Opening the review…" />;
    const retry = () => {
      void failed.refetch();
    };
    return <Failed fault={faultOf(failed.error)} retry={retry} />;
  }
  const rail = railEntries({
    review,
    status: standing.data,
    protocol: stated.data.current !== undefined,
    maybes: duplicates.data.maybes,
    stages: progress.data,
    pilots: rounds.data,
    chartsLeft: charts.data?.filter(chartWaits).length,
  });
  const palette = rail.map((entry) => ({
    id: entry.id,
    words: entry.label,
    kind: "Place",
    icon: "next" as const,
    run: () => {
      navigate(entry.href);
    },
  }));
  return (
    <Frame
      title={title}
      homeHref="/"
      rail={rail}
      current={room}
      member={{ name: me.name, role: me.roles.join(", ") }}
      trust={{
        place: "On this computer",
        saved: standing.data.version,
        unsent: out.unsent.length,
        offline: away || out.away,
        backup: undefined,
        verified: verified.data && {
          ok: verified.data.faults.length === 0,
          when: ago(verified.dataUpdatedAt, Date.now()),
        },
        models: stated.data.current?.protocol.machineRules.map((rule) => rule.model) ?? [],
        logHref: `/r/${review}/log`,
      }}
      keys={keys}
      onKeys={setKeys}
      palette={palette}
      onSearch={(words) => {
        navigate(`/r/${review}/records?search=${encodeURIComponent(words)}`);
      }}
    >
      {children}
      <DropIntoReview review={review} navigate={navigate} />
    </Frame>
  );
}
