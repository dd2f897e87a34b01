import { Go } from "../ui/Go.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Await, type Loadable } from "../ui/Loadable.tsx";
import { count } from "../ui/number.ts";
import { Picture } from "../ui/Picture.tsx";
import { type Fact, FactList } from "./FactList.tsx";
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

/** How fast this person goes, and when they would be done at that pace. */
export interface Pace {
  perHour: number;
  /** A range in words, or undefined where too little is known. */
  forecast?: string | undefined;
}

export interface SourceLine {
  name: string;
  records: number;
  /** Records that no other source delivered. */
  alone: number;
}

export interface Overview {
  /** The flow diagram as core draws it; groups with numbers carry `data-count`. */
  flow: string;
  /** What blinding keeps from this person here, in words. */
  blinded?: string | undefined;
  stages: readonly StageLine[];
  /** The one thing that this person should do next. */
  next?: { readonly words: string; readonly why: string; readonly href: string } | undefined;
  pace?: Pace | undefined;
  sources: readonly SourceLine[];
  latest: readonly Fact[];
  logHref: string;
}

export interface OverviewViewProps {
  overview: Loadable<Overview>;
  now: number;
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

function OverviewRoom({
  overview,
  now,
  onCount,
}: { overview: Overview } & Omit<OverviewViewProps, "overview">) {
  const { next, pace } = overview;
  return (
    <div className="room">
      <h1 className="heard">Overview</h1>
      {next === undefined ? null : (
        <Go href={next.href} className="next-thing">
          <span>
            <b>{next.words}</b>
            <span>{next.why}</span>
          </span>
          <Icon name="next" size={24} />
        </Go>
      )}
      {overview.blinded === undefined ? null : (
        <p className="soft overview-blinded">
          <Icon name="blinded" /> {overview.blinded}
        </p>
      )}
      <div className="overview-parts">
        <section className="sheet">
          <h2>Flow</h2>
          <Picture svg={overview.flow} label="Flow diagram, PRISMA 2020" pick="data-count" onPick={onCount} />
        </section>
        <section className="sheet">
          <h2>Stages</h2>
          <Stages stages={overview.stages} />
        </section>
      </div>
      <div className="overview-three">
        <section className="sheet">
          <h2>Pace</h2>
          {pace === undefined ? (
            <p className="soft">Known after your first batch.</p>
          ) : (
            <>
              <p className="overview-figure">
                {count(pace.perHour)} <span className="soft small">records an hour, yours</span>
              </p>
              <p>{pace.forecast ?? "Too little is known for a forecast."}</p>
            </>
          )}
        </section>
        <section className="sheet">
          <h2>Sources</h2>
          <Sources sources={overview.sources} />
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
