import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { protocol } from "@chartroom/core/protocol";
import { members } from "@chartroom/core/review";
import { adopt, adoptable, type AdoptionMapping, adoptions } from "@chartroom/core/screening";
import { tell, upload } from "../api/client.ts";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { loadable } from "../ui/Loadable.tsx";
import type { Fault } from "../ui/Loadable.tsx";
import { counted } from "../ui/number.ts";
import { firstMapping } from "./adoptMapping.ts";
import { AdoptView } from "./AdoptView.tsx";

type From = { run: string } | { file: string; fileName: string };

/** Decisions of another tool from choosing where they are to adopting them. */
export function AdoptRoom() {
  const review = useReview();
  const deeds = useDeeds();
  const { run: asked }: { run?: string } = useSearch({ strict: false });
  const known = useAsk(adoptions, {});
  const team = useAsk(members, {});
  const stated = useAsk(protocol, {});
  const [from, setFrom] = useState<From | undefined>(asked === undefined ? undefined : { run: asked });
  const [said, setSaid] = useState<AdoptionMapping>();
  const [fault, setFault] = useState<Fault>();
  const reasons = stated.data?.current?.protocol.reasons ?? [];

  const bare = useAsk(adoptable, from ?? {}, { enabled: from !== undefined });
  const suggested =
    bare.data && team.data && stated.data && firstMapping(bare.data.found, team.data, reasons);
  const mapping = said ?? suggested;
  const preview = useQuery({
    queryKey: ["review", review, adoptable.name, from, mapping],
    // a mapping can be longer than an address may be
    queryFn: ({ signal }) => tell(review, adoptable, { ...from, ...mapping }, { signal }),
    enabled: from !== undefined && mapping !== undefined,
    // while the next is counted, the last counts stay
    placeholderData: (before, query) => (query?.queryKey[3] === from ? before : undefined),
  });

  const choose = (next: From) => {
    setFrom(next);
    setSaid(undefined);
    setFault(undefined);
  };
  const chooseFile = async (file: File) => {
    try {
      const { file: hash } = await upload(review, file);
      choose({ file: hash, fileName: file.name });
    } catch (error) {
      setFault(faultOf(error));
    }
  };
  const state = loadable(
    "Fetching what was adopted…",
    {
      data: known.data && team.data && stated.data && { known: known.data, team: team.data },
      error: known.error ?? team.error ?? stated.error,
      refetch: () => Promise.all([known.refetch(), team.refetch(), stated.refetch()]),
    },
    faultOf,
  );
  const words =
    from === undefined
      ? ""
      : "fileName" in from
        ? from.fileName
        : (known.data?.runs.find(({ run }) => run === from.run)?.fileName ?? bare.data?.found.fileName ?? "");
  return (
    <AdoptView
      state={
        state.is === "ready"
          ? {
              is: "ready",
              value: {
                ...state.value.known,
                members: state.value.team,
                reasons,
                importHref: `/r/${review}/records/import`,
                conflictsHref: `/r/${review}/conflicts`,
              },
            }
          : state
      }
      chosen={
        from && {
          words,
          preview: loadable(
            "Looking what the file says…",
            { data: preview.data, error: bare.error ?? preview.error, refetch: preview.refetch },
            faultOf,
          ),
          mapping,
        }
      }
      fault={fault}
      saving={deeds.saving}
      done={deeds.done.at(-1)?.words}
      onChooseRun={(run) => {
        choose({ run });
      }}
      onChooseFile={(file) => void chooseFile(file)}
      onMap={setSaid}
      onAdopt={(reason) => {
        if (from === undefined || mapping === undefined) return;
        void deeds
          .run(adopt, { ...from, ...mapping, reason }, ({ votes, fact }) => ({
            words: `${counted(votes, "vote")} adopted from ${words}.`,
            facts: fact === undefined ? [] : [fact],
          }))
          .then((done) => {
            if (done !== undefined) setFrom(undefined);
          });
      }}
      onTakeBack={({ fact }) => void deeds.takeBack([fact])}
      onUndo={() => void deeds.undo()}
    />
  );
}
