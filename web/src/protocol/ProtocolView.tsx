import { Button } from "@mantine/core";
import { useState } from "react";
import { type Protocol, type Reopened, type Reopening, STAGES } from "@chartroom/core/protocol";
import { Icon } from "../ui/Icon.tsx";
import { Await, Empty, type Fault, type Loadable } from "../ui/Loadable.tsx";
import { counted, percent } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
import { calendarDate } from "../ui/time.ts";
import { Scrolls } from "../ui/Scrolls.tsx";
import { ProtocolForm } from "./ProtocolForm.tsx";
import { ELEMENT_WORDS, STAGE_WORDS } from "./words.ts";
import "./protocol.css";

/** One version of the protocol: who made it, when, and why. */
export interface Amendment {
  version: number;
  by: string;
  at: number;
  reason: string;
  /** What it re-opened, in a sentence. */
  reopened?: string | undefined;
}

export interface ProtocolState {
  /** The protocol in force, or the draft of the first one. */
  protocol: Protocol;
  /** Whether one was stated. */
  stated: boolean;
  /** Set where two amendments were made side by side and one has to be chosen. */
  conflict?: string | undefined;
  amendments: readonly Amendment[];
  /** What an amendment could re-open, for whoever may amend. */
  outcomes?: readonly Reopened[] | undefined;
  mayEdit: boolean;
}

export interface ProtocolViewProps {
  state: Loadable<ProtocolState>;
  /** Resolves to true once it is kept; the form stays open, with what was written, where it was refused. */
  onSave: (protocol: Protocol, reason: string, reopens: readonly Reopening[]) => Promise<boolean>;
  fault?: Fault | undefined;
}

function Criteria({ criteria }: Pick<Protocol, "criteria">) {
  if (criteria.length === 0) {
    return (
      <p className="soft">No criterion yet. Reviewers see them beside every record, so write them first.</p>
    );
  }
  return (
    <Scrolls label="Eligibility criteria">
      <table className="table stacks">
        <thead>
          <tr>
            <th scope="col">Element</th>
            <th scope="col">Include</th>
            <th scope="col">Exclude</th>
            <th scope="col">Marked words</th>
          </tr>
        </thead>
        <tbody>
          {criteria.map((criterion) => (
            <tr key={criterion.id}>
              <th scope="row">{ELEMENT_WORDS[criterion.element]}</th>
              <td data-label="Include">{criterion.include}</td>
              <td data-label="Exclude">{criterion.exclude}</td>
              <td>
                <span className="row">
                  {criterion.terms.map((term) => (
                    <mark key={term} className="for">
                      {term}
                    </mark>
                  ))}
                  {criterion.againstTerms.map((term) => (
                    <mark key={term} className="against">
                      {term}
                    </mark>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function Rules({ protocol }: { protocol: Protocol }) {
  return (
    <dl className="facts">
      {STAGES.map((stage) => {
        const rules = protocol.stages[stage];
        return (
          <div key={stage}>
            <dt>{STAGE_WORDS[stage]}</dt>
            <dd>
              {counted(rules.votesNeeded, "reader")} for each record; a conflict is settled by{" "}
              {rules.resolvedBy === "adjudicator" ? "a third person" : "consensus of the voters"}; an
              exclusion {rules.reasonRequired ? "needs a reason" : "needs no reason"}; maybe against exclude{" "}
              {rules.maybeAgainstExclude === "conflict" ? "is a conflict" : "goes forward"}.
            </dd>
          </div>
        );
      })}
      <div>
        <dt>Pilot</dt>
        <dd>
          {counted(protocol.pilot.size, "record")} a round, {percent(protocol.pilot.gate)} agreement to go on;
          pilot votes {protocol.pilot.votesCount ? "count" : "do not count"} for screening.
        </dd>
      </div>
      <div>
        <dt>Machines</dt>
        <dd>
          {protocol.machineRules.length === 0
            ? "No model may vote."
            : protocol.machineRules.map((rule) => `${rule.model}: ${rule.measuredAgreement}`).join("; ")}
        </dd>
      </div>
      <div>
        <dt>Appraisal</dt>
        <dd>{protocol.appraisal}</dd>
      </div>
    </dl>
  );
}

function Background({ protocol }: { protocol: Protocol }) {
  const { objectives, rationale, funding, languages, years, keyPapers } = protocol;
  const span =
    years.from === undefined && years.to === undefined
      ? ""
      : `${years.from ?? "any"} to ${years.to ?? "today"}`;
  const parts: readonly (readonly [name: string, words: string])[] = [
    ["Rationale", rationale],
    ["Objectives", objectives.join("; ")],
    ["Years", span],
    ["Languages", languages.join(", ")],
    ["Key papers", keyPapers.join("; ")],
    ["Funding", funding],
  ];
  const written = parts.filter(([, words]) => words.trim() !== "");
  if (written.length === 0) return null;
  return (
    <section className="sheet">
      <h2>Background and limits</h2>
      <dl className="facts">
        {written.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function ProtocolRead({ state, onEdit }: { state: ProtocolState; onEdit: () => void }) {
  const { protocol, amendments } = state;
  return (
    <Room
      title="Protocol"
      lead={
        protocol.registration === undefined
          ? "Not registered yet."
          : `Registered: ${protocol.registration.kind} ${protocol.registration.reference}`
      }
      actions={
        state.mayEdit ? (
          <Button variant="default" leftSection={<Icon name="pencil" />} onClick={onEdit}>
            Amend
          </Button>
        ) : undefined
      }
    >
      <div className="stack">
        {state.conflict === undefined ? null : (
          <p className="notice" role="alert">
            <Icon name="attention" />
            <b>Two amendments stand side by side.</b> {state.conflict}
          </p>
        )}
        <section className="sheet protocol-question">
          <p className="question">{protocol.question === "" ? protocol.title : protocol.question}</p>
          <dl className="pcc">
            {(["population", "concept", "context"] as const).map((element) => (
              <div key={element}>
                <dt>{ELEMENT_WORDS[element]}</dt>
                <dd>{protocol.pcc[element]}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section className="sheet">
          <h2>Eligibility criteria</h2>
          <Criteria criteria={protocol.criteria} />
        </section>
        <div className="protocol-two">
          <section className="sheet">
            <h2>Reasons to exclude, in their order</h2>
            <ol className="reasons-read">
              {protocol.reasons.map(({ code, label, stages }) => (
                <li key={code}>
                  {label}
                  {stages.length < STAGES.length ? (
                    <span className="soft small">
                      {" "}
                      only at {stages.map((stage) => STAGE_WORDS[stage].toLowerCase()).join(", ")}
                    </span>
                  ) : null}
                </li>
              ))}
            </ol>
          </section>
          <section className="sheet">
            <h2>Rules</h2>
            <Rules protocol={protocol} />
          </section>
        </div>
        <Background protocol={protocol} />
        <section className="sheet">
          <h2>Versions</h2>
          {amendments.length === 0 ? (
            <p className="soft">Not kept yet.</p>
          ) : (
            <ol className="plain stack">
              {amendments.map(({ version, by, at, reason, reopened }) => (
                <li key={version}>
                  <b>Version {version}</b>{" "}
                  <span className="soft">
                    {calendarDate(at)}, {by}
                  </span>
                  <br />
                  {reason === "" ? "First version." : reason}
                  {reopened === undefined ? null : (
                    <>
                      <br />
                      <span className="soft">
                        <Icon name="history" /> {reopened}
                      </span>
                    </>
                  )}
                </li>
              ))}
            </ol>
          )}
        </section>
      </div>
    </Room>
  );
}

function ProtocolRoom({ state, onSave, fault }: { state: ProtocolState } & Omit<ProtocolViewProps, "state">) {
  const [editing, setEditing] = useState(false);
  const close = () => {
    setEditing(false);
  };
  if (!state.stated && !editing) {
    return (
      <Empty whole title="No protocol yet">
        <p>
          It states the question, the criteria, the reasons to exclude and the rules of each stage. Readers
          see the criteria beside every record; the report prints every version.
        </p>
        {state.mayEdit ? (
          <Button
            onClick={() => {
              setEditing(true);
            }}
          >
            State the protocol
          </Button>
        ) : (
          <p>It waits for the lead.</p>
        )}
      </Empty>
    );
  }
  if (!editing) {
    return (
      <ProtocolRead
        state={state}
        onEdit={() => {
          setEditing(true);
        }}
      />
    );
  }
  return (
    <Room title={state.stated ? "Amend the protocol" : "State the protocol"}>
      <ProtocolForm
        protocol={state.protocol}
        amending={state.stated}
        fault={fault}
        onCancel={close}
        outcomes={state.outcomes}
        onSave={(protocol, reason, reopens) => {
          void onSave(protocol, reason, reopens).then((kept) => {
            if (kept) close();
          });
        }}
      />
    </Room>
  );
}

/** The question, the criteria, the reasons and the rules, with every version; the lead may amend it. */
export function ProtocolView({ state, ...rest }: ProtocolViewProps) {
  return <Await data={state}>{(ready) => <ProtocolRoom {...rest} state={ready} />}</Await>;
}
