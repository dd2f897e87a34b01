import { Button, Checkbox, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import {
  type Protocol,
  protocolSchema,
  type Reopened,
  type Reopening,
  type Stage,
  STAGES,
  type StageRules,
} from "@chartroom/core/protocol";
import { Icon } from "../ui/Icon.tsx";
import type { Fault } from "../ui/Loadable.tsx";
import { Refused } from "../ui/Refused.tsx";
import { BackgroundFields } from "./BackgroundFields.tsx";
import { CriteriaEditor } from "./CriteriaEditor.tsx";
import { ReasonsEditor } from "./ReasonsEditor.tsx";
import { ReopenFields } from "./ReopenFields.tsx";
import { STAGE_WORDS } from "./words.ts";

const PCC = ["population", "concept", "context"] as const;

export interface ProtocolFormProps {
  protocol: Protocol;
  /** Whether decisions rest on the protocol already, so that a change is an amendment with its reason. */
  amending: boolean;
  /** What an amendment could re-open, by kind and reason. */
  outcomes?: readonly Reopened[] | undefined;
  onSave: (protocol: Protocol, reason: string, reopens: readonly Reopening[]) => void;
  onCancel: () => void;
  /** Why the last try to keep it was refused. */
  fault?: Fault | undefined;
}

function Rules({
  stage,
  rules,
  onChange,
}: {
  stage: Stage;
  rules: StageRules;
  onChange: (rules: StageRules) => void;
}) {
  return (
    <fieldset className="sheet rules-edit">
      <legend>{STAGE_WORDS[stage]}</legend>
      <NumberInput
        label="Readers for each record"
        min={1}
        max={5}
        allowDecimal={false}
        value={rules.votesNeeded}
        onChange={(value) => {
          if (typeof value === "number") onChange({ ...rules, votesNeeded: value });
        }}
      />
      <Select
        label="A conflict is settled by"
        data={[
          { value: "adjudicator", label: "a third person" },
          { value: "consensus", label: "the voters, by consensus" },
        ]}
        value={rules.resolvedBy}
        allowDeselect={false}
        onChange={(value) => {
          onChange({ ...rules, resolvedBy: value === "consensus" ? "consensus" : "adjudicator" });
        }}
      />
      <Select
        label="Maybe against exclude"
        data={[
          { value: "conflict", label: "is a conflict" },
          { value: "forward", label: "goes forward" },
        ]}
        value={rules.maybeAgainstExclude}
        allowDeselect={false}
        onChange={(value) => {
          onChange({ ...rules, maybeAgainstExclude: value === "forward" ? "forward" : "conflict" });
        }}
      />
      <Checkbox
        label="An exclusion needs a reason"
        checked={rules.reasonRequired}
        onChange={(event) => {
          onChange({ ...rules, reasonRequired: event.currentTarget.checked });
        }}
      />
    </fieldset>
  );
}

function withRegistration(protocol: Protocol, registration: Protocol["registration"]): Protocol {
  const next = { ...protocol };
  delete next.registration;
  return registration === undefined ? next : { ...next, registration };
}

/** The protocol to write or to amend; an amendment says why, and becomes a new version. */
export function ProtocolForm({
  protocol,
  amending,
  outcomes = [],
  onSave,
  onCancel,
  fault,
}: ProtocolFormProps) {
  const [draft, setDraft] = useState(protocol);
  const [reason, setReason] = useState("");
  const [reopens, setReopens] = useState<readonly Reopening[]>([]);
  const checked = protocolSchema.safeParse(draft);
  const faults = checked.success
    ? []
    : checked.error.issues.map(({ path, message }) => `${path.join(" › ")}: ${message}`);
  const change = (part: Partial<Protocol>) => {
    setDraft({ ...draft, ...part });
  };
  return (
    <form
      className="stack protocol-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (checked.success && (!amending || reason.trim() !== "")) {
          onSave(checked.data, reason.trim(), reopens);
        }
      }}
    >
      <section className="stack">
        <TextInput
          label="Title"
          required
          value={draft.title}
          onChange={(event) => {
            change({ title: event.currentTarget.value });
          }}
        />
        <Textarea
          label="Question"
          autosize
          value={draft.question}
          onChange={(event) => {
            change({ question: event.currentTarget.value });
          }}
        />
        <div className="pcc-edit">
          {PCC.map((element) => (
            <Textarea
              key={element}
              label={element.charAt(0).toUpperCase() + element.slice(1)}
              autosize
              minRows={2}
              value={draft.pcc[element]}
              onChange={(event) => {
                change({ pcc: { ...draft.pcc, [element]: event.currentTarget.value } });
              }}
            />
          ))}
        </div>
      </section>
      <section>
        <h2>Eligibility criteria</h2>
        <CriteriaEditor
          criteria={draft.criteria}
          onChange={(criteria) => {
            change({ criteria: [...criteria] });
          }}
        />
      </section>
      <section>
        <h2>Reasons to exclude</h2>
        <p className="soft">
          Where readers give different reasons, the first in this order is the reason of record.
        </p>
        <ReasonsEditor
          reasons={draft.reasons}
          criteria={draft.criteria}
          onChange={(reasons) => {
            change({ reasons: [...reasons] });
          }}
        />
      </section>
      <section>
        <h2>Rules of the stages</h2>
        <div className="rules-two">
          {STAGES.map((stage) => (
            <Rules
              key={stage}
              stage={stage}
              rules={draft.stages[stage]}
              onChange={(rules) => {
                change({ stages: { ...draft.stages, [stage]: rules } });
              }}
            />
          ))}
        </div>
      </section>
      <BackgroundFields
        protocol={draft}
        onChange={change}
        onRegistration={(registration) => {
          setDraft(withRegistration(draft, registration));
        }}
      />
      {amending && outcomes.length > 0 ? (
        <ReopenFields
          outcomes={outcomes}
          labels={new Map([...protocol.reasons, ...draft.reasons].map(({ code, label }) => [code, label]))}
          reopens={reopens}
          onChange={setReopens}
        />
      ) : null}
      <section className="protocol-save stack">
        {fault === undefined ? null : <Refused fault={fault} />}
        {amending ? (
          <Textarea
            label="Why is the protocol amended?"
            description="Kept for ever and printed in the report."
            required
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
            }}
          />
        ) : null}
        {faults.map((words) => (
          <p key={words} className="mark tone-exclude" role="alert">
            <Icon name="attention" />
            {words}
          </p>
        ))}
        <div className="row">
          <Button type="submit" disabled={!checked.success || (amending && reason.trim() === "")}>
            {amending ? "Amend the protocol" : "State the protocol"}
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </section>
    </form>
  );
}
