import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { citations } from "@chartroom/core/flow";
import { protocol } from "@chartroom/core/protocol";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { loadable } from "../ui/Loadable.tsx";
import { type Narrowing, type Query, readNarrowing, writeNarrowing } from "./address.ts";
import { type ExportState, ExportView } from "./ExportView.tsx";
import { type ExportChoice, exportHref, exportSets, narrowedWords } from "./exportChoice.ts";
import { reasonWords } from "./fromServer.ts";
import { recordsHref } from "./recordsHref.ts";

/** Saves the references that the address names, for another program. */
export function ExportRoom() {
  const review = useReview();
  const navigate = useNavigate();
  const query: Query = useSearch({ strict: false });
  const narrowing = readNarrowing(query);
  const [choice, setChoice] = useState<ExportChoice>({ tool: "zotero", format: "ris", plain: false });
  const { class: classes, source, year, reason, search, flagged, duplicates } = narrowing;
  const found = useAsk(
    citations,
    {
      search,
      flagged,
      duplicates,
      source: [...source],
      year: [...year],
      ...(reason !== undefined && { reason }),
      facets: true,
      limit: 1,
    },
    { keep: true },
  );
  const stated = useAsk(protocol, {});
  const reasons = stated.data?.current?.protocol.reasons ?? [];
  const go = (next: Narrowing) => {
    void navigate({ to: `/r/${review}/records/export`, search: writeNarrowing(next), replace: true });
  };
  const counts = found.data?.facets?.class;
  const state: ExportState | undefined = counts && {
    ...exportSets(counts, classes),
    narrowed: narrowedWords(narrowing, (code) => reasonWords(code, reasons)),
    recordsHref: recordsHref(review, narrowing),
    importHref: `/r/${review}/records/import`,
  };
  const { error, refetch } = found;
  return (
    <ExportView
      state={loadable("Counting the records…", { data: state, error, refetch }, faultOf)}
      choice={choice}
      fileHref={exportHref(review, narrowing, choice)}
      onChoose={setChoice}
      onSet={(set) => {
        go({ ...narrowing, class: set.classes });
      }}
      onWiden={() => {
        go({ ...readNarrowing({}), class: classes });
      }}
    />
  );
}
