import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { Icon } from "../ui/Icon.tsx";
import { Await, Empty, type Fault, type Loadable } from "../ui/Loadable.tsx";
import { count } from "../ui/number.ts";
import { Refused } from "../ui/Refused.tsx";
import { Room } from "../ui/Room.tsx";
import { calendarDate } from "../ui/time.ts";
import { type Fact, FactList } from "./FactList.tsx";
import "./log.css";

/** What the check of the record found: every device's chain of hashes, and what is proven of its end. */
export interface Verification {
  ok: boolean;
  /** When, in words. */
  when: string;
  facts: number;
  /** What was found, one sentence each; also that a tail is unproven. */
  findings: readonly string[];
}

export interface LogState {
  total: number;
  facts: readonly Fact[];
  people: readonly { readonly id: string; readonly name: string }[];
  kinds: readonly { readonly id: string; readonly words: string }[];
  verification?: Verification | undefined;
  /** How many facts have been fetched; words and choices look among these. */
  fetched: number;
  more: boolean;
  /** Whether earlier facts are being searched just now. */
  searching?: boolean | undefined;
  /** Named states of the review, the latest last. */
  versions: readonly { readonly name: string; readonly at: number; readonly clock: number }[];
  exportHref?: string | undefined;
}

export interface LogChoice {
  words: string;
  person: string | null;
  kind: string | null;
}

export interface LogViewProps {
  log: Loadable<LogState>;
  choice: LogChoice;
  now: number;
  onChoose: (choice: LogChoice) => void;
  onMore: () => void;
  onUndo?: ((hash: string) => void) | undefined;
  onRedo?: ((undo: string) => void) | undefined;
  /** Names the present state; absent where this person may not. */
  onName?: ((name: string) => void) | undefined;
  /** Checks the chain; absent where this server cannot. */
  onVerify?: (() => void) | undefined;
  /** What a taking back or a naming met. */
  fault?: Fault | undefined;
}

function Verified({ verification }: { verification: Verification | undefined }) {
  if (verification === undefined) {
    return (
      <p className="soft small">
        Every device's facts are chained by their hashes. <code>chartroom verify</code> checks the chain, and
        says what is proven of its end.
      </p>
    );
  }
  const { ok, when, facts, findings } = verification;
  return (
    <div className={ok ? "notice tone-include" : "notice tone-exclude"} role="status">
      <Icon name={ok ? "saved" : "attention"} />
      <b>{ok ? `All ${count(facts)} facts verify` : "The record does not verify"}</b>
      <span>{when}</span>
      {findings.map((finding) => (
        <span key={finding}>{finding}</span>
      ))}
    </div>
  );
}

function Versions({ versions, onName }: Pick<LogState, "versions"> & Pick<LogViewProps, "onName">) {
  const [name, setName] = useState("");
  return (
    <section className="sheet stack">
      <h2>Named states</h2>
      {versions.length === 0 ? (
        <p className="soft">
          None yet. A name marks a state for good: protocol registered, search updated, report published.
        </p>
      ) : (
        <ol className="plain">
          {versions.map((version) => (
            <li key={version.clock}>
              <b>{version.name}</b>{" "}
              <span className="soft small">{`${calendarDate(version.at)}, after ${count(version.clock)} facts`}</span>
            </li>
          ))}
        </ol>
      )}
      {onName === undefined ? null : (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() === "") return;
            onName(name.trim());
            setName("");
          }}
        >
          <TextInput
            aria-label="Name of the present state"
            placeholder="Say, protocol registered"
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
          />
          <Button type="submit" variant="default" disabled={name.trim() === ""}>
            Name this state
          </Button>
        </form>
      )}
    </section>
  );
}

/** Every fact in words, by whom and when, to be searched; and whether the chain verifies. */
export function LogView({
  log,
  choice,
  now,
  onChoose,
  onMore,
  onUndo,
  onRedo,
  onName,
  onVerify,
  fault,
}: LogViewProps) {
  return (
    <Await data={log}>
      {(state) => (
        <Room
          title="Log"
          lead="Facts are only ever added. What was changed or undone stands here with what came before it."
          actions={
            <>
              {onVerify === undefined ? null : (
                <Button variant="default" leftSection={<Icon name="saved" />} onClick={onVerify}>
                  Verify now
                </Button>
              )}
              {state.exportHref === undefined ? null : (
                <a className="quiet" href={state.exportHref} download>
                  <Icon name="download" />
                  Export facts
                </a>
              )}
            </>
          }
        >
          <div className="stack">
            <Verified verification={state.verification} />
            <div className="log-choice no-print">
              <TextInput
                aria-label="Search the log"
                placeholder="Search the log"
                leftSection={<Icon name="search" />}
                value={choice.words}
                onChange={(event) => {
                  onChoose({ ...choice, words: event.currentTarget.value });
                }}
              />
              <Select
                aria-label="By whom"
                placeholder="Everybody"
                clearable
                data={state.people.map(({ id, name }) => ({ value: id, label: name }))}
                value={choice.person}
                onChange={(person) => {
                  onChoose({ ...choice, person });
                }}
              />
              <Select
                aria-label="What kind"
                placeholder="All kinds"
                clearable
                data={state.kinds.map(({ id, words }) => ({ value: id, label: words }))}
                value={choice.kind}
                onChange={(kind) => {
                  onChoose({ ...choice, kind });
                }}
              />
            </div>
            {fault === undefined ? null : <Refused fault={fault} />}
            {state.facts.length === 0 ? (
              <Empty title={state.searching === true ? "Searching earlier facts…" : "No fact fits"}>
                <p role="status">
                  {state.searching === true
                    ? `${count(state.fetched)} of ${count(state.total)} facts searched so far.`
                    : state.more
                      ? `Take back a word or a choice above, or look further back: ${count(state.fetched)} of ${count(state.total)} facts were searched.`
                      : `All ${count(state.fetched)} facts that you may see were searched. Take back a word or a choice above.`}
                </p>
                {state.more && state.searching !== true ? (
                  <Button variant="default" onClick={onMore}>
                    Search earlier facts
                  </Button>
                ) : null}
              </Empty>
            ) : (
              <section className="sheet" aria-label="Facts">
                <p className="soft small">
                  {state.facts.length < state.fetched
                    ? `${count(state.facts.length)} fit among ${
                        state.more
                          ? `the latest ${count(state.fetched)} of ${count(state.total)}`
                          : `all ${count(state.fetched)}`
                      } facts, newest first${state.searching === true ? "; searching further back…" : ""}`
                    : `${count(state.facts.length)} of ${count(state.total)} shown, newest first`}
                </p>
                <FactList facts={state.facts} now={now} onUndo={onUndo} onRedo={onRedo} />
                {state.more ? (
                  <Button variant="default" onClick={onMore}>
                    {state.facts.length < state.fetched ? "Search earlier facts" : "Show earlier facts"}
                  </Button>
                ) : null}
              </section>
            )}
            <Versions versions={state.versions} onName={onName} />
          </div>
        </Room>
      )}
    </Await>
  );
}
