import type { ReactNode } from "react";
import { Go } from "../ui/Go.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Await, type Loadable } from "../ui/Loadable.tsx";
import { count, counted } from "../ui/number.ts";
import { Scrolls } from "../ui/Scrolls.tsx";
import { type Agreement, AgreementTables } from "../screening/AgreementView.tsx";
import { type Fact, FactList } from "./FactList.tsx";
import { FlowSheet, type VersionChoice } from "./FlowSheet.tsx";
import type { Pace } from "./pace.ts";
import "./overview.css";

/** A stage of the review's life and how it stands. */
export interface StageLine {
  id: string;
  label: string;
  href: string;
  state: "done" | "next" | "waiting" | "later";
  /** "1,204 records from 4 sources", "waits for A. B." */
  words: string;
  /** Share done, 0 to 1, where there is one. */
  progress?: number | undefined;
}

export interface SourceLine {
  name: string;
  records: number;
  /** Records that no other source delivered. */
  alone: number;
}

/** Citations that just these sources found. */
export interface OverlapLine {
  sources: readonly string[];
  citations: number;
}

/** How well those who vote at a stage agree, as far as it may be seen. */
export interface AgreementLine {
  id: string;
  label: string;
  /** The figures in one line. */
  words: string;
  agreement: Agreement;
}

export interface Overview {
  /** The flow diagram as core draws it; groups with numbers carry `data-count`. */
  flow: string;
  /** What blinding keeps from this person here, in words. */
  blinded?: string | undefined;
  stages: readonly StageLine[];
  /** Stages that are stopped, and the way to stop one. */
  stops?: ReactNode;
  /** The one thing that this person should do next. */
  next?: { readonly words: string; readonly why: string; readonly href: string } | undefined;
  pace?: Pace | undefined;
  /** What is awaited while nothing waits for this person. */
  nothing?: string | undefined;
  sources: readonly SourceLine[];
  overlap: readonly OverlapLine[];
  agreement: readonly AgreementLine[];
  /** Set where the counts do not add up: says which. */
  sums?: string | undefined;
  latest: readonly Fact[];
  logHref: string;
}

export interface OverviewViewProps {
  overview: Loadable<Overview>;
  now: number;
  /** The named versions, and the flow of the chosen one. */
  choice: VersionChoice;
  /** Told the `data-count` of a clicked box. */
  onCount: (count: string) => void;
}

const STATES: Readonly<
  Record<StageLine["state"], { readonly icon: IconName; readonly words: string; readonly tone: string }>
> = {
  done: { icon: "check", words: "done", tone: "tone-include" },
  next: { icon: "next", words: "next", tone: "is-next" },
  waiting: { icon: "history", words: "waiting", tone: "tone-maybe" },
  later: { icon: "open", words: "later", tone: "tone-soft" },
};

function Stages({ stages }: Pick<Overview, "stages">) {
  return (
    <ol className="plain stage-list">
      {stages.map(({ id, label, href, state, words, progress }) => (
        <li key={id}>
          <span className={`mark small stage-state ${STATES[state].tone}`}>
            <Icon name={STATES[state].icon} />
            {STATES[state].words}
          </span>
          <span>
            <Go href={href}>{label}</Go>
            <span className="soft small stage-words">{words}</span>
            {progress === undefined ? null : (
              <span className="meter" role="img" aria-label={`${Math.round(progress * 100)} % done`}>
                <span style={{ width: `${progress * 100}%` }} />
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Sources({ sources }: Pick<Overview, "sources">) {
  if (sources.length === 0) return <p className="soft">No source yet. The first import names one.</p>;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Source</th>
          <th scope="col" className="number">
            Records
          </th>
          <th scope="col" className="number">
            Only there
          </th>
        </tr>
      </thead>
      <tbody>
        {sources.map(({ name, records, alone }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number">{count(records)}</td>
            <td className="number">{count(alone)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const MOST_COMBINATIONS = 12;

/** Which sources found the same: a row per combination, as an UpSet plot lies on its side. */
function Overlap({ sources, overlap }: Pick<Overview, "sources" | "overlap">) {
  if (sources.length < 2 || overlap.length === 0) return null;
  const shown = overlap.slice(0, MOST_COMBINATIONS);
  const rest = overlap.slice(MOST_COMBINATIONS);
  const most = Math.max(1, ...shown.map(({ citations }) => citations));
  return (
    <Scrolls label="Overlap of the sources">
      <table className="table overlap">
        <caption className="heard">Citations by the sources that found them</caption>
        <thead>
          <tr>
            {sources.map(({ name }) => (
              <th key={name} scope="col" className="overlap-source">
                <span>{name}</span>
              </th>
            ))}
            <th scope="col">Citations found by just these</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ sources: own, citations }) => (
            <tr key={own.join("\n")}>
              {sources.map(({ name }) => (
                <td key={name} className={own.includes(name) ? "overlap-dot is-in" : "overlap-dot"}>
                  <span className="heard">{own.includes(name) ? "found" : "not found"}</span>
                </td>
              ))}
              <td>
                <span className="overlap-bar">
                  <span style={{ width: `${(citations / most) * 100}%` }} aria-hidden="true" />
                  <b>{count(citations)}</b>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest.length === 0 ? null : (
        <p className="soft small">
          {`${counted(rest.length, "further combination")} with ${counted(
            rest.reduce((sum, { citations }) => sum + citations, 0),
            "citation",
          )} in all.`}
        </p>
      )}
    </Scrolls>
  );
}

function AgreementSheet({ lines }: { lines: Overview["agreement"] }) {
  return (
    <section className="sheet">
      <h2>Agreement</h2>
      {lines.length === 0 ? (
        <p className="soft">
          Nothing to be seen yet: it is counted on independent votes of two readers, and shown where blinding
          allows.
        </p>
      ) : (
        lines.map(({ id, label, words, agreement }) => (
          <details key={id} className="overview-agreement">
            <summary>
              <b>{label}</b> {words}
            </summary>
            <AgreementTables agreement={agreement} />
          </details>
        ))
      )}
    </section>
  );
}

function Next({ overview }: { overview: Overview }) {
  const { next, nothing } = overview;
  if (next === undefined) {
    return (
      <p className="notice tone-include">
        <Icon name="check" />
        <b>Nothing waits for you.</b>
        {nothing === undefined ? null : <span>{nothing}</span>}
      </p>
    );
  }
  return (
    <Go href={next.href} className="next-thing">
      <span>
        <b>{next.words}</b>
        <span>{next.why}</span>
      </span>
      <Icon name="next" size={24} />
    </Go>
  );
}

function PaceSheet({ pace }: { pace: Pace }) {
  return (
    <section className="sheet">
      <h2>Pace</h2>
      <p className="overview-figure">
        {count(pace.perHour)} <span className="soft small">records an hour of reading, yours</span>
      </p>
      {pace.forecast === undefined ? null : <p>{pace.forecast}</p>}
    </section>
  );
}

function OverviewRoom({
  overview,
  now,
  onCount,
  choice,
}: { overview: Overview } & Omit<OverviewViewProps, "overview">) {
  return (
    <div className="room">
      <h1 className="heard">Overview</h1>
      <Next overview={overview} />
      {overview.blinded === undefined ? null : (
        <p className="soft overview-blinded">
          <Icon name="blinded" /> {overview.blinded}
        </p>
      )}
      {overview.sums === undefined ? null : (
        <p className="notice tone-exclude" role="alert">
          <Icon name="attention" />
          <b>The counts do not add up.</b> {overview.sums}
        </p>
      )}
      <div className="overview-parts">
        <FlowSheet flow={overview.flow} onCount={onCount} {...choice} />
        <div className="stack">
          <section className="sheet">
            <h2>Stages</h2>
            <Stages stages={overview.stages} />
            {overview.stops}
          </section>
          {overview.pace === undefined ? null : <PaceSheet pace={overview.pace} />}
          <AgreementSheet lines={overview.agreement} />
        </div>
      </div>
      <div className="overview-two">
        <section className="sheet stack">
          <h2>Sources</h2>
          <Sources sources={overview.sources} />
          <Overlap sources={overview.sources} overlap={overview.overlap} />
        </section>
        <section className="sheet">
          <h2>Latest</h2>
          <FactList facts={overview.latest} now={now} />
          <Go href={overview.logHref}>The whole log</Go>
        </section>
      </div>
    </div>
  );
}

/** The review at a glance: the live flow diagram, the stages, and the one thing to do next. */
export function OverviewView({ overview, ...rest }: OverviewViewProps) {
  return <Await data={overview}>{(ready) => <OverviewRoom {...rest} overview={ready} />}</Await>;
}
