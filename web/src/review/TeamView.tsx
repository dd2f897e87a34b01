import { Button, Checkbox, CopyButton, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Role } from "@chartroom/core/review";
import { Icon } from "../ui/Icon.tsx";
import { Await, type Fault, type Loadable } from "../ui/Loadable.tsx";
import { Refused } from "../ui/Refused.tsx";
import { Room } from "../ui/Room.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";
import { type Assignment, Assignments } from "./Assignments.tsx";
import { asRoles, RoleBoxes } from "./RoleBoxes.tsx";
import "./team.css";

export interface TeamMember {
  id: string;
  name: string;
  roles: readonly Role[];
  /** A model is a member of kind machine: it suggests, and votes only under a signed rule. */
  machine: boolean;
  /** Name, version and prompt of a machine. */
  model?: string | undefined;
  /** Ended memberships keep their votes. */
  removed: boolean;
  /** Opens the review as this person on this machine's server. */
  launchLink?: string | undefined;
}

export interface Team {
  members: readonly TeamMember[];
  mayManage: boolean;
  me: string;
  blinding: string;
  /** Whether the reader could unblind themselves and has not. */
  mayUnblind: boolean;
  /** Whether launch links are known here: only whoever started the server sees them. */
  links: boolean;
  assignments: readonly Assignment[];
}

export interface TeamViewProps {
  team: Loadable<Team>;
  onAdd: (name: string, roles: readonly Role[]) => void;
  onChange: (member: string, change: { roles?: Role[]; active?: boolean }, reason: string) => void;
  onAssign: (stage: Assignment["stage"], reviewers: readonly string[], mode: Assignment["mode"]) => void;
  onUnblind: (reason: string) => void;
  /** What was changed last, in the past. */
  done?: string | undefined;
  /** What the last change met. */
  fault?: Fault | undefined;
}

interface ChangeProps extends Pick<TeamViewProps, "onChange"> {
  member: TeamMember;
  me: string;
  onClose: () => void;
}

function Change({ member, me, onChange, onClose }: ChangeProps) {
  const [roles, setRoles] = useState<readonly Role[]>(member.roles);
  const [reason, setReason] = useState("");
  const why = reason.trim();
  const same = roles.length === member.roles.length && roles.every((role) => member.roles.includes(role));
  return (
    <form
      className="stack"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (why === "" || roles.length === 0) return;
        onChange(
          member.id,
          member.removed ? { roles: [...roles], active: true } : { roles: [...roles] },
          why,
        );
        onClose();
      }}
    >
      <RoleBoxes label={`Roles of ${member.name}`} roles={roles} onChange={setRoles} />
      <TextInput
        autoFocus
        label="Why?"
        description="Kept in the log. What they decided stays, whatever changes."
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
      <div className="row">
        <Button type="submit" disabled={why === "" || roles.length === 0 || (same && !member.removed)}>
          {member.removed ? "Take in again" : "Change roles"}
        </Button>
        {member.removed || member.id === me ? null : (
          <Button
            variant="default"
            disabled={why === ""}
            onClick={() => {
              onChange(member.id, { active: false }, why);
              onClose();
            }}
          >
            End membership
          </Button>
        )}
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function LaunchLink({ name, link }: { name: string; link: string | undefined }) {
  if (link === undefined) return <span className="soft small">none</span>;
  return (
    <CopyButton value={link}>
      {({ copied, copy }) => (
        <button
          type="button"
          className="quiet"
          aria-label={copied ? `Copied link of ${name}` : `Copy link of ${name}`}
          onClick={copy}
        >
          <Icon name={copied ? "check" : "link"} />
          {copied ? "Copied" : "Copy link"}
        </button>
      )}
    </CopyButton>
  );
}

function about({ removed, machine, model }: TeamMember): string | undefined {
  if (removed) return "ended; their votes stay";
  if (machine) return model ?? "a model: it only suggests, unless a rule is signed";
  return undefined;
}

function Members({ team, onChange }: { team: Team } & Pick<TeamViewProps, "onChange">) {
  const [changing, setChanging] = useState<string>();
  const changed = team.members.find(({ id }) => id === changing);
  return (
    <div className="stack">
      <Scrolls label="Members">
        <table className="table stacks members">
          <thead>
            <tr>
              <th scope="col">Member</th>
              <th scope="col">Roles</th>
              {team.links ? <th scope="col">Launch link</th> : null}
              {team.mayManage ? (
                <th scope="col">
                  <span className="heard">Change</span>
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {team.members.map((member) => (
              <tr key={member.id} className={member.removed ? "soft" : undefined}>
                <th scope="row">
                  <Icon name={member.machine ? "machine" : "person"} /> {member.name}
                  {member.id === team.me ? <span className="soft"> (you)</span> : null}
                  <span className="soft small members-about">{about(member)}</span>
                </th>
                <td>{member.roles.join(", ")}</td>
                {team.links ? (
                  <td>
                    {member.removed || member.machine ? null : (
                      <LaunchLink name={member.name} link={member.launchLink} />
                    )}
                  </td>
                ) : null}
                {team.mayManage ? (
                  <td>
                    {member.machine ? null : (
                      <button
                        type="button"
                        className="quiet"
                        aria-label={`Change ${member.name}`}
                        aria-expanded={changing === member.id}
                        onClick={() => {
                          setChanging(changing === member.id ? undefined : member.id);
                        }}
                      >
                        <Icon name="pencil" />
                        Change
                      </button>
                    )}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      {changed === undefined ? null : (
        <section className="members-change stack" aria-label={`Change ${changed.name}`}>
          <h3>{changed.name}</h3>
          <Change
            key={changed.id}
            member={changed}
            me={team.me}
            onChange={onChange}
            onClose={() => {
              setChanging(undefined);
            }}
          />
        </section>
      )}
    </div>
  );
}

function Add({ onAdd }: Pick<TeamViewProps, "onAdd">) {
  const [name, setName] = useState("");
  const [roles, setRoles] = useState<readonly Role[]>(asRoles(["reviewer"]));
  return (
    <form
      className="sheet stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "" || roles.length === 0) return;
        onAdd(name.trim(), roles);
        setName("");
      }}
    >
      <h2>Add a member</h2>
      <TextInput
        label="Name"
        description="Kept apart from the record; it can be erased."
        className="team-name"
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      <RoleBoxes label="Roles" roles={roles} onChange={setRoles} />
      <div>
        <Button type="submit" disabled={name.trim() === "" || roles.length === 0}>
          Add
        </Button>
      </div>
    </form>
  );
}

function Unblind({ onUnblind }: Pick<TeamViewProps, "onUnblind">) {
  const [reason, setReason] = useState("");
  const [sure, setSure] = useState(false);
  return (
    <details className="sheet">
      <summary>Unblind yourself</summary>
      <form
        className="stack team-unblind"
        onSubmit={(event) => {
          event.preventDefault();
          if (sure && reason.trim() !== "") onUnblind(reason.trim());
        }}
      >
        <p>
          You would see votes that are still open. It is recorded for good and stands in the report; your
          later votes no longer count as independent.
        </p>
        <Textarea
          label="Why?"
          autosize
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <Checkbox
          label="I know that this cannot be taken back"
          checked={sure}
          onChange={(event) => {
            setSure(event.currentTarget.checked);
          }}
        />
        <div>
          <Button type="submit" variant="default" disabled={!sure || reason.trim() === ""}>
            Unblind
          </Button>
        </div>
      </form>
    </details>
  );
}

/** Who takes part, in which role, who screens what, and the link with which each opens the review. */
export function TeamView({ team, onAdd, onChange, onAssign, onUnblind, done, fault }: TeamViewProps) {
  return (
    <Await data={team}>
      {(ready) => (
        <Room title="Team" lead={ready.blinding}>
          <div className="stack">
            {fault === undefined ? null : <Refused fault={fault} />}
            <div role="status">
              {done === undefined ? null : (
                <p className="notice tone-soft">
                  <Icon name="check" />
                  <span>{done}</span>
                </p>
              )}
            </div>
            {ready.mayManage &&
            ready.members.filter(({ removed, machine }) => !removed && !machine).length === 1 ? (
              <p className="notice tone-soft">
                <Icon name="person" />
                You are alone here. A second reader makes screening independent; add one below and send them
                their link.
              </p>
            ) : null}
            <section className="sheet">
              <h2>Members</h2>
              <Members team={ready} onChange={onChange} />
              {ready.links ? (
                <p className="soft small">
                  A launch link opens the review as that person, without a password: give it to nobody else.
                  It works on this machine while the server runs.
                </p>
              ) : null}
            </section>
            {ready.mayManage ? <Add onAdd={onAdd} /> : null}
            <Assignments assignments={ready.assignments} mayChange={ready.mayManage} onAssign={onAssign} />
            {ready.mayUnblind ? <Unblind onUnblind={onUnblind} /> : null}
          </div>
        </Room>
      )}
    </Await>
  );
}
