import type { Stage } from "@chartroom/core/protocol";
import { DECISION_WORDS, type Decision, DecisionMark, DECISIONS } from "../ui/Decision.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { count, percent } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";
import "./agreement.css";

/** A figure of agreement with its interval (95 %) and the paper that defines it. */
export interface Coefficient {
  name: string;
  value: number;
  interval?: readonly [number, number] | undefined;
  source: string;
}

/** Independent votes of two readers on the same things. */
export interface AgreementPair {
  readers: readonly [string, string];
  /** On how many things both voted before they could see each other. */
  things: number;
  /** Share of equal votes, 0 to 1, where maybe counts as going forward. */
  observed: number;
  coefficients: readonly Coefficient[];
  /** Counts by the first reader's decision, then the second's. */
  table: Readonly<Record<Decision, Readonly<Record<Decision, number>>>>;
  /** Which way they differ, in words. */
  direction?: string | undefined;
  /** Set where the figures cannot say anything: "fewer than three includes". */
  notInformative?: string | undefined;
}

export interface Agreement {
  stage: Stage;
  /** Set where it may not be seen yet, and says when. */
  hidden?: string | undefined;
  pairs: readonly AgreementPair[];
  /** What holds for all readers together, where there are more than two. */
  overall: readonly Coefficient[];
}

const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  title_abstract: "titles and abstracts",
  full_text: "full texts",
};

function Coefficients({ coefficients }: { coefficients: readonly Coefficient[] }) {
  return (
    <Scrolls label="Coefficients">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Coefficient</th>
            <th scope="col" className="number">
              Value
            </th>
            <th scope="col" className="number">
              95 % interval
            </th>
            <th scope="col">Defined by</th>
          </tr>
        </thead>
        <tbody>
          {coefficients.map(({ name, value, interval, source }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="number">{value.toFixed(2)}</td>
              <td className="number">
                {interval === undefined
                  ? "not known"
                  : `${interval[0].toFixed(2)} to ${interval[1].toFixed(2)}`}
              </td>
              <td className="soft">{source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function Pair({ pair }: { pair: AgreementPair }) {
  const [a, b] = pair.readers;
  return (
    <section className="sheet stack">
      <h2>{`${a} and ${b}`}</h2>
      <p>
        The same answer on <b>{percent(pair.observed)}</b> of {count(pair.things)} records that both read
        independently; maybe counts as going forward. {pair.direction}
      </p>
      {pair.notInformative === undefined ? null : (
        <p className="notice">
          <Icon name="attention" />
          <b>Not informative:</b> {pair.notInformative}
        </p>
      )}
      <div className="agreement-parts">
        <Scrolls label="Votes of both">
          <table className="table agreement-table">
            <caption className="heard">{`Votes of ${a} in rows, of ${b} in columns`}</caption>
            <thead>
              <tr>
                <td className="soft small">{`${a} ↓  ${b} →`}</td>
                {DECISIONS.map((decision) => (
                  <th key={decision} scope="col" className="number">
                    {DECISION_WORDS[decision]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {DECISIONS.map((row) => (
                <tr key={row}>
                  <th scope="row">
                    <DecisionMark decision={row} />
                  </th>
                  {DECISIONS.map((column) => (
                    <td key={column} className={row === column ? "number is-same" : "number"}>
                      {count(pair.table[row][column])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolls>
        <Coefficients coefficients={pair.coefficients} />
      </div>
    </section>
  );
}

/** The tables of agreement, without a heading: to stand in a room of its own or within another. */
export function AgreementTables({ agreement }: { agreement: Agreement }) {
  const { pairs, overall, hidden } = agreement;
  if (hidden !== undefined) {
    return (
      <Empty title="Not to be seen yet">
        <p>{hidden}</p>
      </Empty>
    );
  }
  if (pairs.length === 0) {
    return (
      <Empty title="No record has two independent votes yet">
        <p>Agreement appears here when two readers have voted on the same records.</p>
      </Empty>
    );
  }
  return (
    <div className="stack">
      {overall.length === 0 ? null : (
        <section className="sheet">
          <h2>All readers</h2>
          <Coefficients coefficients={overall} />
        </section>
      )}
      {pairs.map((pair) => (
        <Pair key={pair.readers.join(" ")} pair={pair} />
      ))}
    </div>
  );
}

/** How well the readers agree, per pair: the table, the coefficients with their intervals, the direction. */
export function AgreementView({ agreement }: { agreement: Loadable<Agreement> }) {
  return (
    <Await data={agreement}>
      {(ready) => (
        <Room
          title="Agreement"
          lead={`On ${STAGE_WORDS[ready.stage]}, counted on each reader's last vote before the other's could be seen.`}
        >
          <AgreementTables agreement={ready} />
        </Room>
      )}
    </Await>
  );
}
