import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { deduplicate, summary } from "@chartroom/core/dedup";
import { runYields } from "@chartroom/core/flow";
import { describeRun, type Run, runs, USUAL_SOURCES, withdrawRun } from "@chartroom/core/records";
import { tell } from "../api/client.ts";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useMe } from "../app/me.ts";
import { type Fault, type Loadable, loadable } from "../ui/Loadable.tsx";
import { counted } from "../ui/number.ts";
import { keepable } from "./ImportPreview.tsx";
import { type ImportState, ImportView } from "./ImportView.tsx";
import { AdoptOffers } from "./AdoptOffers.tsx";
import { readNarrowing, writeNarrowing } from "./address.ts";
import { bringBack } from "./bringBack.ts";
import { deskOf } from "./importDesk.ts";
import { RawDrawer, type RawPlace } from "./RawDrawer.tsx";
import { detailsOf } from "./searchDraft.ts";

/** A search for duplicates that is begun from here. */
function useComparing() {
  const review = useReview();
  const client = useQueryClient();
  const [comparing, setComparing] = useState<ImportState["comparing"]>();
  const [fault, setFault] = useState<Fault>();
  const cancel = useRef<AbortController>(undefined);
  const compare = async () => {
    const stop = new AbortController();
    cancel.current = stop;
    setFault(undefined);
    setComparing({ progress: undefined });
    try {
      await tell(
        review,
        deduplicate,
        {},
        {
          signal: stop.signal,
          onProgress: (progress) => {
            setComparing({ progress });
          },
        },
      );
    } catch (error) {
      if (!stop.signal.aborted) setFault(faultOf(error));
    } finally {
      setComparing(undefined);
      await client.invalidateQueries({ queryKey: ["review", review] });
    }
  };
  return {
    comparing,
    fault,
    compare: () => void compare(),
    cancel: () => {
      cancel.current?.abort();
    },
  };
}

/** Files from choosing to keeping, and every search that was imported before. */
export function ImportRoom() {
  const review = useReview();
  const me = useMe();
  const client = useQueryClient();
  const deeds = useDeeds();
  const desk = deskOf(review);
  const files = useSyncExternalStore(desk.subscribe, desk.get);
  const imported = useAsk(runs, {});
  const yields = useAsk(runYields, {});
  const compared = useAsk(summary, {});
  const { comparing, fault, compare, cancel } = useComparing();
  const [place, setPlace] = useState<RawPlace>();
  // a person's word goes before what the files themselves say
  const [said, setSaid] = useState<boolean>();
  const ready = files.filter((file) => file.is === "read").filter(keepable);
  const named = new Set(ready.map(({ preview }) => preview.guess.source?.name));
  const together = said ?? (named.size === 1 && !named.has(undefined));

  // what came in while this room was left is seen when it is entered again
  const kept = files.filter(({ is }) => is === "kept").length;
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ["review", review] });
  }, [client, review, kept]);

  const known = loadable("Fetching what was imported…", imported, faultOf);
  const state: Loadable<ImportState> =
    known.is === "ready"
      ? {
          is: "ready",
          value: {
            files,
            sources: [
              ...new Set([
                ...known.value.map(({ source }) => source.name),
                ...USUAL_SOURCES.map(({ name }) => name),
              ]),
            ],
            runs: known.value,
            yields: new Map(yields.data?.map((one) => [one.run, one])),
            unchecked: compared.data?.unchecked ?? 0,
            comparing,
            compareFault: fault,
            duplicatesHref: `/r/${review}/duplicates`,
          },
        }
      : known;
  const withdraw = (wanted: readonly Run[], reason: string) => {
    const [first] = wanted;
    if (first === undefined) return;
    void deeds.run(
      withdrawRun,
      { run: first.id, reason, together: wanted.length > 1 },
      ({ withdrawals, fileName }) => ({
        words:
          withdrawals.length > 1
            ? `${counted(withdrawals.length, "file")} of one search were withdrawn; votes on their records are kept.`
            : `${fileName} was withdrawn; votes on its records are kept.`,
        facts: withdrawals,
      }),
    );
  };
  return (
    <>
      <ImportView
        state={state}
        today={new Date().toISOString().slice(0, 10)}
        saving={deeds.saving}
        done={deeds.done.at(-1)?.words}
        offers={<AdoptOffers />}
        faultOf={faultOf}
        together={together}
        recordsHref={({ source }) =>
          `/r/${review}/records?${new URLSearchParams(writeNarrowing({ ...readNarrowing({}), source: [source.name] }) as Record<string, string>).toString()}`
        }
        onTogether={setSaid}
        onUndo={() => void deeds.undo()}
        onFiles={(chosen) => {
          desk.add(chosen);
        }}
        onCancel={(id) => {
          desk.cancel(id);
        }}
        onDrop={(id) => {
          desk.drop(id);
        }}
        onMap={(id, mapping) => void desk.remap(id, mapping)}
        onDraft={(id, draft) => {
          desk.describe(id, draft);
        }}
        onPlace={setPlace}
        onKeep={(id) => {
          const file = ready.find((one) => one.id === id);
          if (file !== undefined) void desk.keep([{ id, details: detailsOf(file.draft) }]);
        }}
        onKeepTogether={() => {
          const [first] = ready;
          if (first === undefined) return;
          const all = ready.map(({ id, draft }) => ({
            id,
            details: detailsOf(together ? first.draft : draft),
          }));
          setSaid(undefined);
          void desk.keep(all, together ? crypto.randomUUID() : undefined);
        }}
        onTakeOut={(run) => {
          withdraw([run], "Taken out again right after it was imported");
        }}
        onCompare={compare}
        onCancelCompare={cancel}
        onDescribe={(run, draft) =>
          void deeds.run(describeRun, { run: run.id, details: detailsOf(draft) }, ({ facts }) => ({
            words: `What is known of the search of ${draft.source.trim()} was corrected.`,
            facts,
          }))
        }
        onWithdraw={withdraw}
        onBringBack={(gone) => void bringBack(gone, { me: me.id, deeds })}
      />
      <RawDrawer
        place={place}
        onClose={() => {
          setPlace(undefined);
        }}
      />
    </>
  );
}
