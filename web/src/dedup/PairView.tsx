import { Fragment } from "react";
import type { RelationView } from "@chartroom/core/dedup";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Key } from "../ui/Key.tsx";
import type { KeySettings } from "../ui/keys.ts";
import { keyFor } from "../ui/keys.ts";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { count, counted } from "../ui/number.ts";
import { SaveBanner, SaveState, type Saving } from "../ui/SaveState.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { Scrolls } from "../ui/Scrolls.tsx";
import { differences, type Piece } from "./difference.ts";
import "../screening/screen.css";
import "../screening/decision-bar.css";
import "./pair.css";

/** One of two citations that may be the same: its fields in words, in the order in which they are shown. */
export interface PairSide {
  citation: string;
  href: string;
  sources: readonly string[];
  /** title, authors, year, journal, volume, issue, pages, doi, pmid, abstract; absent where the source is silent. */
  fields: Readonly<Record<string, string | undefined>>;
}

export interface Pair {
  id: string;
  sides: readonly [PairSide, PairSide];
  /** Why the two were put together, or joined, in words. */
  why: string;
  /** The weight of the evidence that both are one work, in bits: higher is surer. */
  score?: number | undefined;
}

export interface PairQueue {
  left: number;
  /** About how many answers settle all that are left. */
  keys: number;
  done: number;
  /** How many citations have several records, and where they are listed. */
  automatic: { readonly joined: number; readonly href: string };
  pair?: Pair | undefined;
  canUndo: boolean;
}

/** One work, two works, or how the two belong together: the first is the preprint, version… of the second. */
export type PairAnswer = "same" | "different" | RelationView["kind"];

export interface PairViewProps {
  queue: Loadable<PairQueue>;
  saving: Saving;
  keys: KeySettings;
  /** Told the answer; `turned` where the second is the preprint, version… of the first. */
  onAnswer: (pair: string, answer: PairAnswer, turned: boolean) => void;
  onUndo: () => void;
  onMove: (by: 1 | -1) => void;
  /** Puts the pair behind the others. */
  onLater: (pair: string) => void;
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  title: "Title",
  authors: "Authors",
  year: "Year",
  type: "Type",
  journal: "Journal",
  volume: "Volume",
  issue: "Issue",
  pages: "Pages",
  doi: "DOI",
  pmid: "PMID",
  abstract: "Abstract",
};

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, at) =>
    piece.differs ? (
      <mark key={at} className="found">
        {piece.text}
      </mark>
    ) : (
      <Fragment key={at}>{piece.text}</Fragment>
    ),
  );
}

function Comparison({ pair }: { pair: Pair }) {
  const [a, b] = pair.sides;
  const names = Object.keys(FIELD_WORDS).filter(
    (name) => a.fields[name] !== undefined || b.fields[name] !== undefined,
  );
  return (
    <Scrolls label="The two side by side">
      <table className="table pair-table">
        <thead>
          <tr>
            <td />
            {pair.sides.map((side) => (
              <th key={side.citation} scope="col">
                <Go href={side.href}>{side.sources.join(", ")}</Go>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name) => {
            const [left, right] = [a.fields[name], b.fields[name]];
            // what only one side gives is said beside the field's name; marking all of it would shout
            const [leftPieces, rightPieces] =
              left === undefined || right === undefined
                ? [[{ text: left ?? "", differs: false }], [{ text: right ?? "", differs: false }]]
                : differences(left, right);
            const equal = left === right;
            return (
              <tr key={name} className={`pair-${name}`}>
                <th scope="row">
                  {FIELD_WORDS[name]}
                  <span className={`small ${equal ? "soft" : "tone-attention"}`}>
                    {equal ? "same" : left === undefined || right === undefined ? "one only" : "differs"}
                  </span>
                </th>
                {[
                  left === undefined ? undefined : leftPieces,
                  right === undefined ? undefined : rightPieces,
                ].map((pieces, side) => (
                  <td key={side}>
                    {pieces === undefined ? (
                      <span className="soft">not given</span>
                    ) : (
                      <Pieces pieces={pieces} />
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrolls>
  );
}

/** How two works belong together; the first nine by digit. */
const RELATIONS: readonly { kind: RelationView["kind"]; turned: boolean; words: string }[] = [
  { kind: "preprint-of", turned: false, words: "Left is the preprint of right" },
  { kind: "preprint-of", turned: true, words: "Right is the preprint of left" },
  { kind: "version-of", turned: false, words: "Versions of one work" },
  { kind: "report-of-same-study", turned: false, words: "Reports of the same study" },
  { kind: "correction-of", turned: false, words: "Left corrects right" },
  { kind: "correction-of", turned: true, words: "Right corrects left" },
  { kind: "retraction-of", turned: false, words: "Left retracts right" },
  { kind: "retraction-of", turned: true, words: "Right retracts left" },
  { kind: "comment-on", turned: false, words: "Left comments on right" },
  { kind: "comment-on", turned: true, words: "Right comments on left" },
  { kind: "review-that-includes", turned: false, words: "Left is a review that includes right" },
  { kind: "review-that-includes", turned: true, words: "Right is a review that includes left" },
];
const DIGITS = 9;

function Relations({
  keysOn,
  onRelate,
}: {
  keysOn: boolean;
  onRelate: (relation: (typeof RELATIONS)[number]) => void;
}) {
  return (
    <section className="pair-relations" aria-label="Two works that belong together">
      <h2>Two works that belong together</h2>
      <ol className="plain">
        {RELATIONS.map((relation, at) => (
          <li key={relation.words}>
            <button
              type="button"
              className="quiet small"
              onClick={() => {
                onRelate(relation);
              }}
            >
              {keysOn && at < DIGITS ? <Key name={String(at + 1)} /> : <Icon name="link" />}
              <span>{relation.words}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Progress({ queue }: { queue: PairQueue }) {
  const { left, keys, done, automatic } = queue;
  return (
    <p className="screen-status" role="status">
      <b>{`${counted(left, "pair")} left`}</b>
      {left === 0 ? null : <span>{`about ${counted(keys, "key")}`}</span>}
      <span>{count(done)} answered</span>
      <Go href={automatic.href}>{counted(automatic.joined, "citation")} joined from several records</Go>
    </p>
  );
}

function Pairs({ queue, ...props }: Omit<PairViewProps, "queue"> & { queue: PairQueue }) {
  const { pair } = queue;
  const { keys } = props;
  const answer = (given: PairAnswer, turned = false) => {
    if (pair !== undefined) props.onAnswer(pair.id, given, turned);
  };
  const press = (given: "same" | "different" | "later") => {
    if (pair === undefined) return;
    if (given === "later") props.onLater(pair.id);
    else answer(given);
  };
  // the same three fingers as while screening: yes, no, in between; a digit says how two works belong together
  useKeys(keys, (pressed) => {
    if (pressed.is === "digit") {
      const relation = RELATIONS[pressed.digit - 1];
      if (relation !== undefined) answer(relation.kind, relation.turned);
      return relation !== undefined;
    }
    const { command } = pressed;
    if (command === "include") press("same");
    else if (command === "exclude") press("different");
    else if (command === "maybe") press("later");
    else if (command === "undo") props.onUndo();
    else if (command === "next") props.onMove(1);
    else if (command === "previous") props.onMove(-1);
    else return false;
    return true;
  });
  const answers = [
    ["different", "exclude", "split", "Two works"],
    ["later", "maybe", "next", "Later"],
    ["same", "include", "join", "One work"],
  ] as const;
  return (
    <div className="pair-room">
      <div className="screen-top">
        <h1 className="heard">Duplicates</h1>
        <Progress queue={queue} />
      </div>
      <SaveBanner saving={props.saving} />
      <div className="pair-body">
        {pair === undefined ? (
          <Empty title="No pair waits for an answer">
            <p>
              Pairs that the comparison is unsure of appear here. Those it joined can be looked at and split.
            </p>
            <Go href={queue.automatic.href} className="quiet">
              <Icon name="next" />
              Look at joined records
            </Go>
          </Empty>
        ) : (
          <>
            <p className="pair-why">
              <b>Put together because</b> {pair.why}
              {pair.score === undefined ? "" : `, evidence of ${pair.score.toFixed(1)} bits`}
            </p>
            <div className="pair-sides">
              <Comparison pair={pair} />
              <Relations
                keysOn={keys.on}
                onRelate={({ kind, turned }) => {
                  answer(kind, turned);
                }}
              />
            </div>
          </>
        )}
      </div>
      <div className="decision-bar no-print" role="group" aria-label="Answer">
        {answers.map(([given, command, icon, words]) => (
          <button
            key={given}
            type="button"
            className={`decide decide-${command}`}
            disabled={pair === undefined}
            onClick={() => {
              press(given);
            }}
          >
            <Icon name={icon} size={20} />
            <span>{words}</span>
            <Key name={keyFor(command, keys)} />
          </button>
        ))}
        <div className="decision-more">
          <button type="button" className="quiet" disabled={!queue.canUndo} onClick={props.onUndo}>
            <Icon name="undo" />
            <span>Undo</span>
            <Key name={keyFor("undo", keys)} />
          </button>
          <SaveState saving={props.saving} />
        </div>
      </div>
    </div>
  );
}

/** Two records side by side, their differences marked: one work, two works, or how two works belong together. */
export function PairView({ queue, ...rest }: PairViewProps) {
  return <Await data={queue}>{(ready) => <Pairs {...rest} queue={ready} />}</Await>;
}
