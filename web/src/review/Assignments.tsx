import { Button, Checkbox, Radio } from "@mantine/core";
import { useState } from "react";
import type { Stage } from "@chartroom/core/protocol";
import { STAGE_WORDS } from "../protocol/words.ts";
import { counted } from "../ui/number.ts";

/** Who votes at a stage. */
export interface Assignment {
  stage: Stage;
  votesNeeded: number;
  mode: "everybody" | "shared";
  /** Those who vote now. */
  assigned: readonly { readonly id: string; readonly name: string }[];
  /** All who could. */
  voters: readonly { readonly id: string; readonly name: string }[];
}

export interface AssignmentsProps {
  assignments: readonly Assignment[];
  mayChange: boolean;
  onAssign: (stage: Stage, reviewers: readonly string[], mode: Assignment["mode"]) => void;
}

function modeWords({ mode, votesNeeded, assigned }: Assignment): string {
  return mode === "shared"
    ? `records are shared out, ${counted(votesNeeded, "reader")} each`
    : assigned.length > votesNeeded
      ? `whoever comes first reads, until ${counted(votesNeeded, "reader")} voted`
      : "everybody reads everything";
}

function Edit({
  assignment,
  onAssign,
  onClose,
}: { assignment: Assignment; onClose: () => void } & Pick<AssignmentsProps, "onAssign">) {
  const [reviewers, setReviewers] = useState<string[]>(assignment.assigned.map(({ id }) => id));
  const [mode, setMode] = useState(assignment.mode);
  const few = reviewers.length < assignment.votesNeeded;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (reviewers.length === 0) return;
        onAssign(assignment.stage, reviewers, mode);
        onClose();
      }}
    >
      <Checkbox.Group label="Who reads" value={reviewers} onChange={setReviewers}>
        <div className="row">
          {assignment.voters.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
        </div>
      </Checkbox.Group>
      <Radio.Group
        label="How"
        value={mode}
        onChange={(value) => {
          setMode(value === "shared" ? "shared" : "everybody");
        }}
      >
        <div className="stack tight">
          <Radio value="everybody" label="Every record is offered to everybody" />
          <Radio
            value="shared"
            label={`Records are shared out, ${counted(assignment.votesNeeded, "reader")} for each`}
          />
        </div>
      </Radio.Group>
      {few ? (
        <p className="soft small">{`The protocol asks for ${counted(assignment.votesNeeded, "reader")}; with fewer, nothing is decided.`}</p>
      ) : null}
      <div className="row">
        <Button type="submit" disabled={reviewers.length === 0}>
          Assign
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** Who votes at each stage; the lead may change it, and may take the change back in the log. */
export function Assignments({ assignments, mayChange, onAssign }: AssignmentsProps) {
  const [editing, setEditing] = useState<Stage>();
  return (
    <section className="sheet stack">
      <h2>Who screens</h2>
      {assignments.map((assignment) => {
        const { stage, assigned } = assignment;
        return (
          <div key={stage} className="stack tight">
            <div className="row apart">
              <span>
                <b>{STAGE_WORDS[stage]}:</b>{" "}
                {assigned.length === 0 ? "nobody yet" : assigned.map(({ name }) => name).join(", ")}
                <span className="soft small"> {modeWords(assignment)}</span>
              </span>
              {mayChange ? (
                <button
                  type="button"
                  className="quiet"
                  aria-expanded={editing === stage}
                  aria-label={`Change who screens: ${STAGE_WORDS[stage]}`}
                  onClick={() => {
                    setEditing(editing === stage ? undefined : stage);
                  }}
                >
                  Change
                </button>
              ) : null}
            </div>
            {editing === stage ? (
              <Edit
                assignment={assignment}
                onAssign={onAssign}
                onClose={() => {
                  setEditing(undefined);
                }}
              />
            ) : null}
          </div>
        );
      })}
    </section>
  );
}
