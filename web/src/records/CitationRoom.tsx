import { useQueries } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { citation, type CitationView as Cited, splitRecord, whyPair } from "@chartroom/core/dedup";
import { CLASS_NAMES, citations } from "@chartroom/core/flow";
import { protocol } from "@chartroom/core/protocol";
import { record } from "@chartroom/core/records";
import { members } from "@chartroom/core/review";
import { history } from "@chartroom/core/screening";
import { ask } from "../api/client.ts";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useKeySettings } from "../app/settings.ts";
import { CitationRemoval } from "../screening/CitationRemoval.tsx";
import { screenRecord } from "../screening/fromServer.ts";
import { keyFor } from "../ui/keys.ts";
import { type Loadable, loadable } from "../ui/Loadable.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { citationEvents, citationRelations, sourceRecords, whyWords } from "./citation.ts";
import { type CitationState, CitationView } from "./CitationView.tsx";
import { reasonWords } from "./fromServer.ts";

/** Why each record but the first stands in the citation, by record. */
function useWhy(records: Cited["records"], names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const review = useReview();
  const [first, ...others] = records;
  const answers = useQueries({
    queries: others.map(({ id }) => ({
      queryKey: ["review", review, whyPair.name, first?.id, id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        ask(review, whyPair, { a: first?.id ?? id, b: id }, signal),
    })),
  });
  return new Map(
    others.flatMap(({ id }, at) => {
      const answer = answers[at]?.data;
      return answer === undefined ? [] : [[id, whyWords(answer, names)] as const];
    }),
  );
}

function useRecords(records: Cited["records"]) {
  const review = useReview();
  const answers = useQueries({
    queries: records.map(({ id }) => ({
      queryKey: ["review", review, record.name, id],
      queryFn: ({ signal }: { signal: AbortSignal }) => ask(review, record, { record: id }, signal),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  return new Map(answers.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data] as const])));
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
  const stated = useAsk(protocol, {});
  const team = useAsk(members, {});
  const names = new Map(team.data?.map((member) => [member.id, member.name]));
  const records = query.data?.records ?? [];
  const own = useRecords(records);
  const why = useWhy(records, names);
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
            records: sourceRecords(answer.value, own, why),
            relations: citationRelations(answer.value, review),
            history: loadableHistory(decided, reasons),
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
