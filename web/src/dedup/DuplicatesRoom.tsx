import { useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { clusters, pairs, settlePair, summary } from "@chartroom/core/dedup";
import { faultOf } from "../api/fault.ts";
import type { Output } from "../api/output.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useKeySettings } from "../app/settings.ts";
import { citationHref } from "../records/fromServer.ts";
import { Await, type Loadable, loadable } from "../ui/Loadable.tsx";
import { pairId, waitingPair } from "./fromServer.ts";
import { JoinedRoom } from "./JoinedRoom.tsx";
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
    return <JoinedRoom />;
  if (asked === "pairs" || began.current) return <Waiting />;
  return <Await data={found}>{() => null}</Await>;
}

/** Pairs fetched at once: those that are answered while the next are on their way. */
const PAGE = 20;

type Asked = Output<typeof pairs>["pairs"][number];

function Waiting() {
  const review = useReview();
  const [keys] = useKeySettings();
  const deeds = useDeeds();
  const query = useAsk(pairs, { limit: PAGE }, { keep: true });
  const state = useAsk(summary, {});
  const joined = useAsk(clusters, { limit: 1 });
  // answered here: the next pair is there before the server has said so
  const [answered, setAnswered] = useState<readonly string[]>([]);
  const [seen, setSeen] = useState<readonly Asked[]>([]);
  const [later, setLater] = useState<readonly string[]>([]);
  const [at, setAt] = useState(0);
  // taken back here: shown again before the server has sent it again
  const [back, setBack] = useState<readonly Asked[]>([]);
  const fetched = [
    ...back,
    ...(query.data?.pairs ?? []).filter((pair) => back.every((one) => pairId(one) !== pairId(pair))),
  ];
  const open = fetched.filter((pair) => !answered.includes(pairId(pair)));
  const waiting = [
    ...open.filter((pair) => !later.includes(pairId(pair))),
    ...later.flatMap((id) => open.filter((pair) => pairId(pair) === id)),
  ];
  const current = waiting[Math.min(at, waiting.length - 1)];

  const found = loadable("Fetching the pairs…", query, faultOf);
  const unsent = (query.data?.pairs ?? []).filter((pair) => answered.includes(pairId(pair))).length;
  const queue: Loadable<PairQueue> =
    found.is === "ready"
      ? {
          is: "ready",
          value: {
            left: Math.max(waiting.length, found.value.total - unsent),
            keys: Math.max(waiting.length === 0 ? 0 : 1, found.value.keys - unsent),
            done: deeds.done.length,
            automatic: {
              joined: joined.data?.total ?? state.data?.duplicates ?? 0,
              href: `/r/${review}/duplicates?list=joined`,
            },
            pair: current && waitingPair(current, (record) => citationHref(review, record)),
            canUndo: deeds.done.length > 0,
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
        setAnswered((before) => [...before, id]);
        setSeen((before) => [...before.filter((one) => pairId(one) !== id), pair]);
        setAt(0);
        const [a, b] = turned ? [pair.b.id, pair.a.id] : [pair.a.id, pair.b.id];
        void deeds
          .run(settlePair, { a, b, decision }, ({ facts }) => ({ words: id, facts }))
          .then((answer) => {
            if (answer === undefined) setAnswered((before) => before.filter((one) => one !== id));
          });
      }}
      onUndo={() => {
        void deeds.undo().then((last) => {
          if (last === undefined) return;
          setAnswered((before) => before.filter((one) => one !== last.words));
          setLater((before) => before.filter((one) => one !== last.words));
          const again = seen.filter((one) => pairId(one) === last.words);
          setBack((before) => [...again, ...before.filter((one) => pairId(one) !== last.words)]);
          setAt(0);
        });
      }}
      onMove={(by) => {
        setAt(Math.max(0, Math.min(waiting.length - 1, at + by)));
      }}
      onLater={(id) => {
        setLater((before) => [...before.filter((one) => one !== id), id]);
      }}
    />
  );
}
