import { type ReactNode, useState } from "react";
import type { Evidence, Field, Form, SimpleValue, Value } from "@chartroom/core/charting";
import { Icon } from "../ui/Icon.tsx";
import { Key } from "../ui/Key.tsx";
import { type KeySettings } from "../ui/keys.ts";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { counted } from "../ui/number.ts";
import { SaveBanner, SaveState, type Saving } from "../ui/SaveState.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { FieldInput } from "./FieldInput.tsx";
import { GroupInput } from "./GroupInput.tsx";
import { valueWords } from "./valueWords.ts";
import "../screening/screen.css";
import "../screening/decision-bar.css";
import "./chart.css";

/** What one person charted for a field. */
export interface Charted {
  value?: Value | undefined;
  evidence?: Evidence | undefined;
}

export interface ConsensusField {
  field: Field;
  a: Charted;
  b: Charted;
  /** Whether A and B say the same; such fields are folded. */
  same: boolean;
  /** The agreed value once there is one, and whose it was. */
  final?: { readonly value: Value; readonly from: "a" | "b" | "new" } | undefined;
}

export interface ConsensusState {
  study: string;
  label: string;
  form: Pick<Form, "title">;
  people: readonly [string, string];
  fields: readonly ConsensusField[];
  /** Whether this person may settle a value; others read. */
  maySettle: boolean;
  /** Shown above: the way back to the person's own chart, to the text. */
  about?: ReactNode;
}

export interface ConsensusViewProps {
  state: Loadable<ConsensusState>;
  saving: Saving;
  keys: KeySettings;
  onSettle: (study: string, field: string, value: Value, from: "a" | "b" | "new") => void;
  /** Takes the last back; undefined where nothing was settled here. */
  onUndo?: (() => void) | undefined;
}

function jumpTo(field: string | undefined) {
  const place = field === undefined ? null : document.getElementById(`consensus-${field}`);
  place?.scrollIntoView({ block: "center" });
  place?.focus({ preventScroll: true });
}

function Side({
  words,
  charted,
  taken,
  keyName,
  person,
  onTake,
}: {
  person: string;
  words: string;
  charted: Charted;
  taken: boolean;
  keyName: string | undefined;
  /** Undefined where the reader may not settle. */
  onTake: (() => void) | undefined;
}) {
  return (
    <div className={taken ? "consensus-value is-taken" : "consensus-value"}>
      <span className="soft small">{person}</span>
      {words === "" ? <span className="soft">No answer</span> : <span>{words}</span>}
      {charted.evidence?.quote === undefined ? null : (
        <span>
          <q>{charted.evidence.quote}</q>
          {charted.evidence.page === undefined ? null : (
            <span className="soft small"> page {charted.evidence.page}</span>
          )}
        </span>
      )}
      {onTake === undefined ? null : (
        <button
          type="button"
          className="quiet"
          aria-pressed={taken}
          disabled={charted.value === undefined}
          onClick={onTake}
        >
          {taken ? <Icon name="check" /> : null}
          {taken ? "Taken" : "Take this"}
          <Key name={keyName} />
        </button>
      )}
    </div>
  );
}

function Own({
  field,
  value,
  onValue,
}: {
  field: Field;
  value: Value | undefined;
  onValue: (value: Value) => void;
}) {
  const keep = (next: Value | SimpleValue | undefined) => {
    if (next !== undefined) onValue(next);
  };
  return field.type === "group" ? (
    <GroupInput field={field} value={value} onValue={keep} />
  ) : (
    <FieldInput field={field} value={value?.kind === "group" ? undefined : value} onValue={keep} />
  );
}

function Consensus({
  state,
  saving,
  keys,
  onSettle,
  onUndo,
}: Omit<ConsensusViewProps, "state"> & { state: ConsensusState }) {
  const differing = state.fields.filter(({ same }) => !same);
  const open = differing.filter(({ final }) => final === undefined);
  const [active, setActive] = useState<string | undefined>(open[0]?.field.id);
  const [folded, setFolded] = useState(true);
  const shown = folded ? differing : state.fields;
  const step = (by: 1 | -1) => {
    const ids = (open.length > 0 ? open : differing).map(({ field }) => field.id);
    const at = active === undefined ? -1 : ids.indexOf(active);
    const next = ids[(at + by + ids.length) % ids.length];
    setActive(next);
    jumpTo(next);
  };
  useKeys(keys, (press) => {
    const current = state.fields.find(({ field }) => field.id === active);
    if (press.is === "digit" && state.maySettle && current !== undefined && press.digit <= 2) {
      const from = press.digit === 1 ? "a" : "b";
      const { value } = current[from];
      if (value !== undefined) onSettle(state.study, current.field.id, value, from);
      return true;
    }
    if (press.is === "command" && press.command === "undo" && onUndo !== undefined) {
      onUndo();
      return true;
    }
    if (press.is !== "command" || (press.command !== "next" && press.command !== "previous")) return false;
    step(press.command === "next" ? 1 : -1);
    return true;
  });
  return (
    <div className="chart">
      <div className="screen-top consensus-top">
        <h1 className="heard">Consensus</h1>
        <p className="screen-status">
          <b>{state.label}</b>
          {open.length === 0 ? (
            <span className="mark tone-include">
              <Icon name="check" />
              All settled
            </span>
          ) : (
            <span className="mark tone-attention">
              <Icon name="attention" />
              Decision required: {open.length} left
            </span>
          )}
        </p>
        <div className="row">
          <SaveState saving={saving} />
          {onUndo === undefined ? null : (
            <button type="button" className="quiet" onClick={onUndo}>
              <Icon name="undo" />
              Undo
              <Key name={keys.on ? "Z" : undefined} />
            </button>
          )}
          <button
            type="button"
            className="quiet"
            aria-pressed={!folded}
            onClick={() => {
              setFolded(!folded);
            }}
          >
            {folded
              ? `Show ${counted(state.fields.length - differing.length, "equal field")}`
              : "Fold equal fields"}
          </button>
          <button
            type="button"
            className="quiet"
            disabled={differing.length === 0}
            onClick={() => {
              step(1);
            }}
          >
            <Icon name="next" />
            Next difference
            <Key name={keys.on ? "J" : undefined} />
          </button>
        </div>
      </div>
      <SaveBanner saving={saving} />
      <div className="room">
        {state.about}
        {shown.length === 0 ? (
          <Empty title="Both charts say the same">
            <p>All fields are equal, so there is nothing to settle.</p>
          </Empty>
        ) : null}
        {shown.map(({ field, a, b, same, final }) => (
          <section
            key={field.id}
            id={`consensus-${field.id}`}
            className={field.id === active ? "chart-field is-active" : "chart-field"}
            aria-label={field.label}
            tabIndex={-1}
            onFocus={() => {
              setActive(field.id);
            }}
          >
            <div className="row apart">
              <h2>{field.label}</h2>
              <span
                className={`mark small ${same ? "tone-soft" : final === undefined ? "tone-attention" : "tone-include"}`}
              >
                <Icon name={same || final !== undefined ? "check" : "attention"} />
                {same ? "same" : final === undefined ? "decision required" : "settled"}
              </span>
            </div>
            <div className="consensus-sides">
              {(["a", "b"] as const).map((from, at) => {
                const charted = from === "a" ? a : b;
                return (
                  <Side
                    key={from}
                    person={state.people[at] ?? ""}
                    words={valueWords(field, charted.value)}
                    charted={charted}
                    taken={final?.from === from}
                    keyName={keys.on && field.id === active ? String(at + 1) : undefined}
                    onTake={
                      state.maySettle
                        ? () => {
                            if (charted.value !== undefined)
                              onSettle(state.study, field.id, charted.value, from);
                          }
                        : undefined
                    }
                  />
                );
              })}
              <div className={final?.from === "new" ? "consensus-value is-taken" : "consensus-value"}>
                <span className="soft small">Final</span>
                {final === undefined ? null : <b>{valueWords(field, final.value)}</b>}
                {state.maySettle ? (
                  <details>
                    <summary>{final === undefined ? "Neither: write it" : "Write another"}</summary>
                    <Own
                      field={field}
                      value={final?.value}
                      onValue={(value) => {
                        onSettle(state.study, field.id, value, "new");
                      }}
                    />
                  </details>
                ) : null}
              </div>
            </div>
          </section>
        ))}
      </div>
    </div>
  );
}

/** Two charts of one study, field by field: A, B and the final value; equal fields are folded. */
export function ConsensusView({ state, ...rest }: ConsensusViewProps) {
  return <Await data={state}>{(ready) => <Consensus {...rest} state={ready} />}</Await>;
}
