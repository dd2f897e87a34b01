import { useQueries } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import {
  citation,
  type CitationView as Cited,
  separateCitation,
  settlePair,
  splitRecord,
  unrelate,
} from "@chartroom/core/dedup";
import { CLASS_NAMES, citations } from "@chartroom/core/flow";
import { protocol } from "@chartroom/core/protocol";
import { record } from "@chartroom/core/records";
import { members } from "@chartroom/core/review";
import { carried, history } from "@chartroom/core/screening";
import { ask } from "../api/client.ts";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useKeySettings } from "../app/settings.ts";
import { AskedWhy } from "../dedup/AskedWhy.tsx";
import { CitationRemoval } from "../screening/CitationRemoval.tsx";
import { screenRecord } from "../screening/fromServer.ts";
import { keyFor } from "../ui/keys.ts";
import { type Loadable, loadable } from "../ui/Loadable.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { citationEvents, citationRelations, joinedBy, sourceRecords } from "./citation.ts";
import { type CitationState, CitationView } from "./CitationView.tsx";
import { reasonWords } from "./fromServer.ts";

function useRecords(records: Cited["records"]) {
  const review = useReview();
  const answers = useQueries({
    queries: records.map(({ id }) => ({
      queryKey: ["review", review, record.name, id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        ask(review, record, { record: id, raw: false }, signal),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  return new Map(answers.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data] as const])));
}

/** Other citations by their words, searched as they are typed. */
function useOthers(id: string) {
  const [words, setWords] = useState("");
  const asked = words.trim();
  const query = useAsk(citations, { search: asked, limit: 8 }, { enabled: asked.length > 2 });
  const found = query.data?.rows
    .filter((row) => row.id !== id)
    .map((row) => ({
      id: row.id,
      title: row.title === "" ? "Untitled" : row.title,
      about: [row.authors.slice(0, 60), row.journal, row.year, row.sources.join(", ")]
        .filter(Boolean)
        .join(" · "),
    }));
  return { words, found: asked.length > 2 ? found : undefined, onWords: setWords };
}

/** One citation with all that is known of it. */
export function CitationRoom() {
  const { citation: id = "" }: { citation?: string } = useParams({ strict: false });
  return <OneCitation key={id} id={id} />;
}

function OneCitation({ id }: { id: string }) {
  const review = useReview();
  const [keys] = useKeySettings();
  const deeds = useDeeds();
  const query = useAsk(citation, { citation: id });
  const decided = useAsk(history, { citation: id });
  const came = useAsk(carried, { citation: id });
  const stated = useAsk(protocol, {});
  const team = useAsk(members, {});
  const names = new Map(team.data?.map((member) => [member.id, member.name]));
  const records = query.data?.records ?? [];
  const own = useRecords(records);
  const search = useOthers(id);
  const reasons = stated.data?.current?.protocol.reasons ?? [];
  const standing = useAsk(citations, { citation: id, limit: 1 }).data?.rows[0];
  const undoLast = () => void deeds.undo();
  useKeys(keys, (press) => {
    if (press.is !== "command" || press.command !== "undo") return false;
    undoLast();
    return true;
  });

  const answer = loadable("Fetching the citation…", query, faultOf);
  const state: Loadable<CitationState> =
    answer.is === "ready"
      ? {
          is: "ready",
          value: {
            record: screenRecord(answer.value),
            class:
              standing &&
              (standing.reason === null
                ? CLASS_NAMES[standing.class]
                : `${CLASS_NAMES[standing.class]}: ${reasonWords(standing.reason, reasons)}`),
            records: sourceRecords(answer.value, own, joinedBy(answer.value, names)),
            relations: citationRelations(answer.value, review),
            history: loadableHistory(decided, reasons),
            carried: came.data,
            backHref: `/r/${review}/records`,
          },
        }
      : answer;
  return (
    <CitationView
      state={state}
      saving={deeds.saving}
      done={deeds.done.at(-1)?.words}
      undoKey={keyFor("undo", keys)}
      more={<CitationRemoval citation={id} waiting={standing?.class === "in_progress"} />}
      onSplit={(one) => {
        const source = records.find(({ id: own }) => own === one)?.source ?? "the source";
        void deeds.run(
          splitRecord,
          { record: one, reason: "Not the same work, seen on the citation's page" },
          ({ facts }) => ({
            words: `The record from ${source} now stands for itself.`,
            facts,
          }),
        );
      }}
      onSeparate={() =>
        void deeds.run(
          separateCitation,
          { citation: id, reason: "Not one work, seen on the citation's page" },
          ({ facts }) => ({ words: `${records.length} records now stand for themselves.`, facts }),
        )
      }
      onUnrelate={({ a, b, kind, title }) =>
        void deeds.run(
          unrelate,
          { a, b, kind, reason: "Taken away on the citation's page" },
          ({ facts }) => ({ words: `No longer related: ${title}.`, facts }),
        )
      }
      relate={{
        ...search,
        onRelate: (other, { decision, turned, words }) => {
          const [a, b] = turned ? [other.id, id] : [id, other.id];
          search.onWords("");
          void deeds.run(settlePair, { a, b, decision }, ({ facts }) => ({
            words: `This citation is ${words} “${other.title}”.`,
            facts,
          }));
        },
      }}
      why={({ a, b }) => <AskedWhy a={a} b={b} words="Why?" />}
      onUndo={undoLast}
    />
  );
}

function loadableHistory(
  query: ReturnType<typeof useAsk<typeof history.input, NonNullable<typeof history.output>>>,
  reasons: Parameters<typeof citationEvents>[1],
): CitationState["history"] {
  const answer = loadable("Fetching what was decided…", query, faultOf);
  return answer.is === "ready" ? { is: "ready", value: citationEvents(answer.value, reasons) } : answer;
}
