import { useState } from "react";
import { AgreementView } from "../screening/AgreementView.tsx";
import { ConflictView } from "../screening/ConflictView.tsx";
import { PilotView } from "../screening/PilotView.tsx";
import type { BatchEnd } from "../screening/ScreenEnd.tsx";
import { ScreenView, type ScreenQueue, type VoteGiven } from "../screening/ScreenView.tsx";
import { DEFAULT_KEYS } from "../ui/keys.ts";
import type { Loadable } from "../ui/Loadable.tsx";
import type { Saving } from "../ui/SaveState.tsx";
import { PROTOCOL } from "./protocol.ts";
import { RECORDS } from "./records.ts";

const nothing = () => undefined;
const AT = Date.UTC(2026, 2, 3, 14, 2);

export interface ScreenSampleProps {
  end?: BatchEnd["kind"] | undefined;
  fullText?: boolean;
  saving?: Saving;
  wrap?: (queue: ScreenQueue) => Loadable<ScreenQueue>;
}

/** The screening room over four invented records; votes are kept in memory only. */
export function ScreenSample({ end, fullText = false, saving, wrap }: ScreenSampleProps) {
  const [at, setAt] = useState(0);
  const [votes, setVotes] = useState<readonly VoteGiven[]>([]);
  const [own, setOwn] = useState<readonly string[]>(["omission*"]);
  const [labels, setLabels] = useState([
    { name: "methods paper", on: false },
    { name: "for background", on: true },
  ]);
  const move = (by: number) => {
    setAt((now) => Math.min(RECORDS.length - 1, Math.max(0, now + by)));
  };
  const record = end === undefined ? RECORDS[at] : undefined;
  const said = (citation: string) => votes.findLast((vote) => vote.citation === citation);
  const queue: ScreenQueue = {
    stage: fullText ? "full_text" : "title_abstract",
    left: 214 - votes.length,
    done: 61 + votes.length,
    blinded: true,
    place: { rank: at + 1, of: 214, by: "ranked" },
    record,
    vote: record === undefined ? undefined : said(record.citation),
    end:
      end === undefined
        ? undefined
        : {
            kind: end,
            decided: { include: 9, maybe: 4, exclude: 37 },
            agreement: "Agreement is shown when both readers have finished this batch.",
            remarks: ["12 records wait for a second reader.", "3 conflicts wait for an adjudicator."],
            next: [{ words: "Look at the conflicts", href: "#conflicts" }],
            onContinue: end === "batch" ? nothing : undefined,
          },
    list: RECORDS.map((one) => ({ record: one, decision: said(one.citation)?.decision })),
    criteria: PROTOCOL.criteria,
    reasons: PROTOCOL.reasons,
    rules: fullText ? PROTOCOL.stages.full_text : PROTOCOL.stages.title_abstract,
    labels,
    note: "",
    ownTerms: own,
    canUndo: votes.length > 0,
  };
  return (
    <ScreenView
      queue={wrap === undefined ? { is: "ready", value: queue } : wrap(queue)}
      saving={saving ?? (votes.length > 0 ? { is: "saved", at: AT } : { is: "nothing" })}
      keys={DEFAULT_KEYS}
      onVote={(vote) => {
        setVotes([...votes, vote]);
        move(1);
      }}
      onUndo={() => {
        const last = votes.at(-1);
        if (last === undefined) return;
        setVotes(votes.slice(0, -1));
        setAt(RECORDS.findIndex(({ citation }) => citation === last.citation));
      }}
      onMove={move}
      onOpen={(citation) => {
        setAt(RECORDS.findIndex((one) => one.citation === citation));
      }}
      onNote={nothing}
      onLabel={(_, name, on) => {
        setLabels([...labels.filter((label) => label.name !== name), { name, on }]);
      }}
      onOwnTerms={setOwn}
    />
  );
}

/** A conflict of two invented readers. */
export function ConflictSample({
  kind = "decisions",
  empty = false,
}: {
  kind?: "decisions" | "reasons";
  empty?: boolean;
}) {
  const [record] = RECORDS;
  return (
    <ConflictView
      queue={{
        is: "ready",
        value: {
          stage: "title_abstract",
          kind,
          left: { decisions: empty ? 0 : 3, reasons: 5 },
          hrefs: { decisions: "#conflicts", reasons: "#reasons" },
          stages: [
            { stage: "title_abstract", words: "Title and abstract", left: 3, href: "#conflicts" },
            { stage: "full_text", words: "Full text", left: 1, href: "#conflicts" },
          ],
          done: undefined,
          conflict:
            empty || record === undefined
              ? undefined
              : {
                  id: "k1",
                  record,
                  proposals: [],
                  how: "Your decision settles it; the votes stay.",
                  votes: [
                    kind === "decisions"
                      ? { reviewer: "Reader A.", decision: "include", note: "Two readers, own data.", at: AT }
                      : { reviewer: "Reader A.", decision: "exclude", reason: "Not radiology", at: AT },
                    {
                      reviewer: "Reader B.",
                      decision: "exclude",
                      reason: "No own data",
                      criterion: "Types of sources",
                      at: AT + 9e6,
                    },
                  ],
                },
          criteria: PROTOCOL.criteria,
          reasons: PROTOCOL.reasons,
        },
      }}
      saving={{ is: "nothing" }}
      keys={DEFAULT_KEYS}
      onSettle={nothing}
      onUndo={nothing}
      onMove={nothing}
    />
  );
}

/** Invented agreement of two readers. */
export function AgreementSample() {
  return (
    <AgreementView
      agreement={{
        is: "ready",
        value: {
          stage: "title_abstract",
          overall: [],
          pairs: [
            {
              readers: ["Reader A.", "Reader B."],
              things: 200,
              observed: 0.915,
              direction: "Reader A. includes more.",
              coefficients: [
                { name: "Cohen's kappa", value: 0.7, interval: [0.57, 0.83], source: "Cohen 1960" },
                { name: "Gwet's AC1", value: 0.88, interval: [0.83, 0.94], source: "Gwet 2008" },
              ],
              table: {
                exclude: { exclude: 158, maybe: 3, include: 4 },
                maybe: { exclude: 2, maybe: 6, include: 3 },
                include: { exclude: 8, maybe: 2, include: 14 },
              },
            },
          ],
        },
      }}
    />
  );
}

/** A pilot whose first round missed the gate. */
export function PilotSample() {
  return (
    <PilotView
      pilot={{
        is: "ready",
        value: {
          rounds: [
            {
              number: 1,
              size: 25,
              readers: [
                { name: "Reader A.", done: 25 },
                { name: "Reader B.", done: 25 },
              ],
              gate: 0.75,
              open: false,
              finished: true,
              share: 0.64,
              passed: false,
            },
          ],
          gate: 0.75,
          size: 25,
          votesCount: false,
          mayLead: true,
          protocolHref: "#protocol",
          screenHref: "#screening",
        },
      }}
      onDraw={nothing}
      onClose={nothing}
    />
  );
}
