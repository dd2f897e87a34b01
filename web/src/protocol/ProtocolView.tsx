import { Button } from "@mantine/core";
import { useState } from "react";
import { type Protocol, STAGES } from "@chartroom/core/protocol";
import { Icon } from "../ui/Icon.tsx";
import { Await, type Loadable } from "../ui/Loadable.tsx";
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
}

export interface ProtocolState {
  protocol: Protocol;
  amendments: readonly Amendment[];
  mayEdit: boolean;
  /** Whether decisions rest on it already. */
  inUse: boolean;
}

export interface ProtocolViewProps {
  state: Loadable<ProtocolState>;
  onSave: (protocol: Protocol, reason: string) => void;
}

function Criteria({ criteria }: Pick<Protocol, "criteria">) {
  if (criteria.length === 0) {
    return (
      <p className="soft">No criterion yet. Reviewers see them beside every record, so write them first.</p>
    );
  }
  return (
    <Scrolls label="Eligibility criteria">
      <table className="table">
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
              <td>{criterion.include}</td>
              <td>{criterion.exclude}</td>
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
            {state.inUse ? "Amend" : "Edit"}
          </Button>
        ) : undefined
      }
    >
      <div className="stack">
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
        <section className="sheet">
          <h2>Versions</h2>
          {amendments.length === 0 ? (
            <p className="soft">Not kept yet.</p>
          ) : (
            <ol className="plain stack">
              {amendments.map(({ version, by, at, reason }) => (
                <li key={version}>
                  <b>Version {version}</b>{" "}
                  <span className="soft">
                    {calendarDate(at)}, {by}
                  </span>
                  <br />
                  {reason}
                </li>
              ))}
            </ol>
          )}
        </section>
      </div>
    </Room>
  );
}

function ProtocolRoom({ state, onSave }: { state: ProtocolState; onSave: ProtocolViewProps["onSave"] }) {
  const [editing, setEditing] = useState(false);
  const close = () => {
    setEditing(false);
  };
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
    <Room title={state.inUse ? "Amend the protocol" : "Edit the protocol"}>
      <ProtocolForm
        protocol={state.protocol}
        amending={state.inUse}
        onCancel={close}
        onSave={(protocol, reason) => {
          onSave(protocol, reason);
          close();
        }}
      />
    </Room>
  );
}

/** The question, the criteria, the reasons and the rules, with every version; the lead may amend it. */
export function ProtocolView({ state, onSave }: ProtocolViewProps) {
  return <Await data={state}>{(ready) => <ProtocolRoom state={ready} onSave={onSave} />}</Await>;
}
