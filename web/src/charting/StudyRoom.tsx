import { useParams } from "@tanstack/react-router";
import { type ReactNode, useRef, useState } from "react";
import {
  agree,
  chart,
  type Evidence,
  fieldsOf,
  finishChart,
  form as formContract,
  study as studyContract,
  tasks,
  type Value,
} from "@chartroom/core/charting";
import { hasRole, VOTERS } from "@chartroom/core/review";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useMe } from "../app/me.ts";
import { useKeySettings } from "../app/settings.ts";
import { citationHref } from "../records/fromServer.ts";
import { screenRecord } from "../screening/fromServer.ts";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Empty, type Loadable, loadable } from "../ui/Loadable.tsx";
import { type ChartState, ChartView } from "./ChartView.tsx";
import { consensusFields, pairOf } from "./consensusFields.ts";
import { type ConsensusState, ConsensusView } from "./ConsensusView.tsx";
import { type Draft, draftFaults, type Drafts, keptOf, mayRecord, shownOf } from "./draft.ts";
import { showQuote } from "./showQuote.ts";
import { StudySynthesis } from "./StudySynthesis.tsx";
import { chartWaits } from "./waiting.ts";
import "./charting.css";

/** One study: this person's own chart, and once both are open, the consensus. */
export function StudyRoom() {
  const { study = "" }: { study?: string } = useParams({ strict: false });
  return <OneStudy key={study} id={study} />;
}

function OneStudy({ id }: { id: string }) {
  const review = useReview();
  const me = useMe();
  const answer = useAsk(studyContract, { study: id });
  const stated = useAsk(formContract, {});
  const [own, setOwn] = useState<boolean>();
  const pair = answer.data && pairOf(answer.data.charts);
  const mayChart = hasRole(me, ...VOTERS);
  const mine = answer.data?.charts.find(({ chartist }) => chartist === me.id);
  // what is open to both is settled; a person's own chart is one press away
  const consensus = pair !== undefined && own !== true;
  const place = answer.data && (
    <StudySynthesis
      key="synthesis"
      study={{ id: answer.data.study, label: answer.data.label, leftOut: answer.data.leftOut }}
    />
  );
  const tabs =
    pair === undefined ? null : (
      <div className="row study-tabs" role="group" aria-label="What is shown">
        <button
          type="button"
          className="quiet"
          aria-pressed={consensus}
          onClick={() => {
            setOwn(false);
          }}
        >
          Consensus
        </button>
        {mayChart ? (
          <button
            type="button"
            className="quiet"
            aria-pressed={!consensus}
            onClick={() => {
              setOwn(true);
            }}
          >
            {mine === undefined ? "Chart it myself" : "My chart"}
          </button>
        ) : null}
        <Go href={citationHref(review, answer.data?.citation.id ?? id)} className="quiet">
          The citation
        </Go>
      </div>
    );
  const about = (
    <>
      {tabs}
      {place}
    </>
  );
  if (!consensus && !mayChart && answer.data !== undefined) {
    return (
      <Empty whole title={answer.data.label}>
        {place}
        <p>Its charts are shown to you once all who chart it are done. Your role charts no studies.</p>
        <Go href={citationHref(review, answer.data.citation.id)} className="quiet">
          <Icon name="next" />
          The citation
        </Go>
      </Empty>
    );
  }
  return consensus ? (
    <Settling id={id} about={about} />
  ) : (
    <OwnChart id={id} about={about} hasForm={stated.data?.current !== undefined} />
  );
}

function Settling({ id, about }: { id: string; about: ReactNode }) {
  const me = useMe();
  const [keys] = useKeySettings();
  const deeds = useDeeds();
  const answer = useAsk(studyContract, { study: id });
  const stated = useAsk(formContract, {});
  const found = loadable("Fetching both charts…", answer, faultOf);
  const form = stated.data?.current?.form;
  const pair = answer.data && pairOf(answer.data.charts);
  const state: Loadable<ConsensusState> =
    found.is === "ready"
      ? form === undefined || pair === undefined
        ? { is: "loading", words: "Fetching the form…" }
        : {
            is: "ready",
            value: {
              study: id,
              label: found.value.label,
              form,
              people: [pair[0].name, pair[1].name],
              maySettle:
                hasRole(me, "lead", "adjudicator") ||
                (hasRole(me, "reviewer") && pair.some(({ chartist }) => chartist === me.id)),
              fields: consensusFields(form, pair, found.value.consensus),
              about,
            },
          }
      : found;
  return (
    <ConsensusView
      state={state}
      saving={deeds.saving}
      keys={keys}
      onUndo={deeds.done.length > 0 ? () => void deeds.undo() : undefined}
      onSettle={(study, field, value, from) => {
        const side = from === "new" ? undefined : pair?.[from === "a" ? 0 : 1];
        const evidence = side?.values.find((one) => one.field === field)?.evidence ?? {};
        void deeds.run(
          agree,
          { study, field, value, evidence, from: side?.chartist ?? "new" },
          ({ fact }) => ({ words: field, facts: [fact] }),
        );
      }}
    />
  );
}

function OwnChart({ id, about, hasForm }: { id: string; about: ReactNode; hasForm: boolean }) {
  const review = useReview();
  const me = useMe();
  const deeds = useDeeds();
  const answer = useAsk(studyContract, { study: id });
  const stated = useAsk(formContract, {});
  const list = useAsk(tasks, {}, { enabled: hasForm });
  const [drafts, setDrafts] = useState<Drafts>({});
  const [revision, setRevision] = useState(0);
  // one after another, so that the later of two values of a field is the one that stands
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const latest = useRef<Drafts>(drafts);

  const form = stated.data?.current?.form;
  const own = answer.data?.charts.find(({ chartist }) => chartist === me.id);
  const kept = keptOf(own?.values ?? []);
  const shown = shownOf(kept, drafts);
  const change = (next: Drafts) => {
    latest.current = next;
    setDrafts(next);
  };
  const put = (name: string, draft: Draft) => {
    change({ ...latest.current, [name]: draft });
    const field = form && fieldsOf(form).find((one) => one.id === name);
    if (field === undefined) return;
    const before = own?.values.find((value) => value.field === name);
    line.current = line.current.then(async () => {
      if (draft.value === undefined && before !== undefined) {
        // not taken back: what it replaced would stand again
        await deeds.run(chart, { study: id, values: [{ field: name, value: null }] }, ({ facts }) => ({
          words: name,
          facts,
        }));
      } else if (mayRecord(field, draft)) {
        await deeds.run(
          chart,
          { study: id, values: [{ field: name, value: draft.value, evidence: draft.evidence ?? {} }] },
          ({ facts }) => ({ words: name, facts }),
        );
      } else return;
      // the record has it now, unless it was changed again meanwhile
      if (latest.current[name] === draft) change({ ...latest.current, [name]: undefined });
    });
  };
  const current = (name: string): Draft => ({
    value: shownOf(kept, latest.current).values[name],
    evidence: shownOf(kept, latest.current).evidence[name],
  });

  const found = loadable("Fetching the study…", answer, faultOf);
  const order = (list.data ?? []).filter(({ leftOut }) => leftOut === undefined);
  const at = order.findIndex(({ study }) => study === answer.data?.study);
  const hrefAt = (place: number) => {
    const task = at < 0 ? undefined : order[place];
    return task && `/r/${review}/charting/${encodeURIComponent(task.study)}`;
  };
  const state: Loadable<ChartState> =
    found.is === "ready" && stated.data !== undefined
      ? {
          is: "ready",
          value: {
            left: order.filter(chartWaits).length,
            blinded: me.unblinded === null && pairOf(found.value.charts) === undefined,
            form,
            formHref: `/r/${review}/charting`,
            previousHref: hrefAt(at - 1),
            nextHref: hrefAt(at + 1),
            study: {
              id,
              label: found.value.label,
              record: screenRecord(found.value.citation),
              ...shown,
              done: own?.finished === true,
              mayReopen: own?.finish !== undefined,
              revision,
              faults: form === undefined ? {} : draftFaults(form, drafts),
              about: (
                <>
                  {about}
                  {found.value.reports.length < 2 ? null : (
                    <p className="soft small">
                      Reports of this study:{" "}
                      {found.value.reports.map((report, place) => (
                        <span key={report.id}>
                          {place === 0 ? "" : "; "}
                          <Go href={citationHref(review, report.id)}>{report.title}</Go>
                        </span>
                      ))}
                    </p>
                  )}
                </>
              ),
            },
          },
        }
      : found.is === "ready"
        ? { is: "loading", words: "Fetching the form…" }
        : found;
  return (
    <ChartView
      state={state}
      saving={deeds.saving}
      onValue={(_, field, value: Value | undefined) => {
        put(field, { ...current(field), value });
      }}
      onEvidence={(_, field, evidence: Evidence | undefined) => {
        put(field, { ...current(field), evidence });
      }}
      onShowEvidence={({ quote }) => {
        if (quote !== undefined) showQuote(document.querySelector(".chart-source"), quote);
      }}
      onDone={(study, done) => {
        if (done) {
          line.current = line.current.then(() => deeds.run(finishChart, { study }));
        } else if (own?.finish !== undefined) void deeds.takeBack([own.finish]);
      }}
      onUndo={
        deeds.done.length === 0
          ? undefined
          : () => {
              void deeds.undo().then((undone) => {
                if (!undone) return;
                change({});
                setRevision((before) => before + 1);
              });
            }
      }
    />
  );
}
