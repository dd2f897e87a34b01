import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { protocol } from "@chartroom/core/protocol";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useKeySettings } from "../app/settings.ts";
import { RemoveShown } from "../screening/RemoveShown.tsx";
import type { Loadable } from "../ui/Loadable.tsx";
import { useKeys } from "../ui/useKeys.ts";
import {
  chosenOf,
  type Narrowing,
  narrowedBy,
  type Query,
  readNarrowing,
  writeNarrowing,
} from "./address.ts";
import { facetsOf, recordRow } from "./fromServer.ts";
import { type RecordsFound, RecordsView } from "./RecordsView.tsx";
import { recordsHref } from "./recordsHref.ts";
import { filterOf, useCitations } from "./useCitations.ts";

/** Milliseconds after the last key before the words are searched. */
const PAUSE = 200;

/** Every citation of the review; what narrows the table stands in the address, so that it can be sent and kept. */
export function RecordsRoom() {
  const review = useReview();
  const navigate = useNavigate();
  const [keys] = useKeySettings();
  const query: Query = useSearch({ strict: false });
  const narrowing = readNarrowing(query);
  const found = useCitations(narrowing);
  const stated = useAsk(protocol, {});
  const reasons = stated.data?.current?.protocol.reasons ?? [];
  // what is typed is seen at once and searched after a pause
  const [typed, setTyped] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );

  const go = (next: Narrowing) => {
    void navigate({ to: `/r/${review}/records`, search: writeNarrowing(next), replace: true });
  };
  const search = (words: string) => {
    setTyped(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      go({ ...narrowing, search: words.trim() });
      setTyped(undefined);
    }, PAUSE);
  };
  useKeys(keys, (press) => {
    if (press.is !== "command" || press.command !== "search") return false;
    document.querySelector<HTMLInputElement>(".records-top input")?.focus();
    return true;
  });
  const { see } = found;
  const seeStable = useRef(see);
  useEffect(() => {
    seeStable.current = see;
  });
  const onSee = useCallback((from: number, to: number) => {
    seeStable.current(from, to);
  }, []);

  const { total, all } = found;
  const table: Loadable<RecordsFound> =
    total === undefined || all === undefined
      ? found.error === null
        ? { is: "loading", words: "Fetching the records…" }
        : { is: "failed", fault: faultOf(found.error), retry: found.retry }
      : {
          is: "ready",
          value: {
            total,
            all,
            facets: facetsOf(found.counts, narrowing, total, reasons),
            rowAt: (index) => {
              const row = found.rowAt(index);
              return row && recordRow(row, review, reasons);
            },
          },
        };
  const narrowed = Object.keys(writeNarrowing(narrowing)).length > 0;
  return (
    <RecordsView
      table={table}
      words={typed ?? narrowing.search}
      chosen={chosenOf(narrowing)}
      importHref={`/r/${review}/records/import`}
      exportHref={recordsHref(review, narrowing, "records/export")}
      onWords={search}
      onChoose={(chosen) => {
        clearTimeout(timer.current);
        go(narrowedBy({ ...narrowing, search: (typed ?? narrowing.search).trim() }, chosen));
        setTyped(undefined);
      }}
      onSee={onSee}
      deeds={narrowed ? <RemoveShown filter={filterOf(narrowing)} /> : undefined}
    />
  );
}
