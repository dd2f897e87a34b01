import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { protocol as protocolContract, type Stage, STAGES } from "@chartroom/core/protocol";
import { agreementByStage, conflicts, resolve } from "@chartroom/core/screening";
import { STAGE_WORDS } from "../protocol/words.ts";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useKeySettings } from "../app/settings.ts";
import { type Loadable, loadable } from "../ui/Loadable.tsx";
import { agreementGroups } from "./agreementFromServer.ts";
import { AgreementTables } from "./AgreementView.tsx";
import { askedConflicts, conflictKind, conflictOnScreen, OUTCOME_WORDS } from "./conflict.ts";
import { type ConflictKind, type ConflictQueue, ConflictView } from "./ConflictView.tsx";

/** The conflicts of both stages, one at a time. */
export function ConflictsRoom() {
  const review = useReview();
  const [keys] = useKeySettings();
  const deeds = useDeeds();
  const query: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const asked = askedConflicts(query);
  const queries = {
    title_abstract: useAsk(conflicts, { stage: "title_abstract" }),
    full_text: useAsk(conflicts, { stage: "full_text" }),
  };
  const stated = useAsk(protocolContract, {});
  // settled here: the next is there before the server has said so
  const [settled, setSettled] = useState<readonly string[]>([]);
  const [at, setAt] = useState(0);
  const listOf = (one: Stage, kind: ConflictKind) =>
    (queries[one].data ?? []).filter(
      (conflict) => conflictKind(conflict) === kind && !settled.includes(`${one} ${conflict.citation.id}`),
    );
  // without a wish, the stage where something waits
  const stage: Stage =
    asked.stage ?? STAGES.find((one) => listOf(one, asked.kind).length > 0) ?? "title_abstract";
  const { kind } = asked;
  const agreement = useAsk(agreementByStage, { stage });
  const waiting = listOf(stage, kind);
  const current = waiting[Math.min(at, waiting.length - 1)];
  const protocol = stated.data?.current?.protocol;
  const href = (one: Stage, of: ConflictKind) => `/r/${review}/conflicts?stage=${one}&kind=${of}`;

  const found = loadable("Fetching the conflicts…", queries[stage], faultOf);
  const queue: Loadable<ConflictQueue> =
    found.is === "ready"
      ? {
          is: "ready",
          value: {
            stage,
            kind,
            left: { decisions: listOf(stage, "decisions").length, reasons: listOf(stage, "reasons").length },
            hrefs: { decisions: href(stage, "decisions"), reasons: href(stage, "reasons") },
            stages: STAGES.map((one) => ({
              stage: one,
              words: STAGE_WORDS[one],
              left: listOf(one, kind).length,
              href: href(one, kind),
            })),
            conflict: current && conflictOnScreen(current, protocol?.criteria ?? [], protocol?.reasons ?? []),
            barred: current?.mayResolve === false ? current.how : undefined,
            criteria: protocol?.criteria ?? [],
            reasons: protocol?.reasons ?? [],
            done: deeds.done.at(-1)?.words,
            agreement: agreementGroups(agreement.data ?? []).map((one) => (
              <AgreementTables key={one.group} agreement={one.agreement} />
            )),
          },
        }
      : found;
  return (
    <ConflictView
      queue={queue}
      saving={deeds.saving}
      keys={keys}
      onSettle={({ conflict, outcome, reason, why }) => {
        const key = `${stage} ${conflict}`;
        const title = current?.citation.reference.title ?? "It";
        setSettled([...settled, key]);
        void deeds
          .run(
            resolve,
            { citation: conflict, stage, decision: outcome, reason: reason ?? null, note: why },
            ({ fact, outcome: after }) => ({
              words: `${title.length > 70 ? `${title.slice(0, 69)}…` : title}: ${after.state === "conflict" ? "your word is kept; the others must say the same" : OUTCOME_WORDS[outcome]}.`,
              facts: [fact],
            }),
          )
          .then(() => {
            // from here on the server's list says whether it still waits
            setSettled((before) => before.filter((one) => one !== key));
          });
      }}
      onUndo={() => void deeds.undo()}
      onMove={(by) => {
        setAt(Math.max(0, Math.min(waiting.length - 1, at + by)));
      }}
    />
  );
}
