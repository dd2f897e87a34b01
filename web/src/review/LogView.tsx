import { Button, Select, TextInput } from "@mantine/core";
import { Icon } from "../ui/Icon.tsx";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { count } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
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
  more: boolean;
  exportHref: string;
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
  onVerify: () => void;
}

function Verified({ verification }: { verification: Verification | undefined }) {
  if (verification === undefined) {
    return (
      <p className="notice tone-soft">
        <Icon name="saved" />
        The record was not verified yet.
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

/** Every fact in words, by whom and when, to be searched; and whether the chain verifies. */
export function LogView({ log, choice, now, onChoose, onMore, onVerify }: LogViewProps) {
  return (
    <Await data={log}>
      {(state) => (
        <Room
          title="Log"
          lead="Facts are only ever added. What was changed or undone stands here with what came before it."
          actions={
            <>
              <Button variant="default" leftSection={<Icon name="saved" />} onClick={onVerify}>
                Verify now
              </Button>
              <a className="quiet" href={state.exportHref} download>
                <Icon name="download" />
                Export facts
              </a>
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
            {state.facts.length === 0 ? (
              <Empty title="No fact fits">
                <p>Take back a word or a choice above.</p>
              </Empty>
            ) : (
              <section className="sheet" aria-label="Facts">
                <p className="soft small">{`${count(state.facts.length)} of ${count(state.total)} shown, newest first`}</p>
                <FactList facts={state.facts} now={now} />
                {state.more ? (
                  <Button variant="default" onClick={onMore}>
                    Show earlier facts
                  </Button>
                ) : null}
              </section>
            )}
          </div>
        </Room>
      )}
    </Await>
  );
}
