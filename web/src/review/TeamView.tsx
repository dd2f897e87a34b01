import { Button, CopyButton, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { Icon } from "../ui/Icon.tsx";
import { Await, type Loadable } from "../ui/Loadable.tsx";
import { Room } from "../ui/Room.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";
import "./team.css";

/** What a member may do (domain: Who may what). */
export const ROLES = {
  lead: "Leads: protocol, settings, members, with reasons",
  reviewer: "Reviews: votes and charts what is assigned",
  adjudicator: "Settles conflicts in which they did not vote",
  librarian: "Searches, imports, joins and splits",
  observer: "Reads closed results",
} as const;
export type Role = keyof typeof ROLES;

export interface TeamMember {
  id: string;
  name: string;
  roles: readonly Role[];
  /** A model is a member of kind machine: it suggests, and votes only under a signed rule. */
  machine: boolean;
  /** Removed members keep their votes. */
  removed: boolean;
  /** "last here 2 days ago" */
  seen?: string | undefined;
  /** Opens the review as this person on this machine's server. */
  launchLink?: string | undefined;
}

export interface Team {
  members: readonly TeamMember[];
  mayManage: boolean;
  me: string;
  blinding: string;
}

export interface TeamViewProps {
  team: Loadable<Team>;
  onAdd: (name: string, role: Role) => void;
  onRole: (member: string, role: Role) => void;
  onRemove: (member: string, reason: string) => void;
  onNewLink: (member: string) => void;
}

const ROLE_NAMES = Object.keys(ROLES) as Role[];

function asRole(value: string | null): Role | undefined {
  return ROLE_NAMES.find((role) => role === value);
}

function Remove({ member, onRemove }: { member: TeamMember } & Pick<TeamViewProps, "onRemove">) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  if (!asking) {
    return (
      <button
        type="button"
        className="quiet"
        aria-label={`Remove ${member.name}`}
        onClick={() => {
          setAsking(true);
        }}
      >
        Remove
      </button>
    );
  }
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== "") onRemove(member.id, reason.trim());
      }}
    >
      <TextInput
        autoFocus
        aria-label={`Why is ${member.name} removed?`}
        placeholder="Why? Their votes stay."
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") setAsking(false);
        }}
      />
      <Button type="submit" variant="default" disabled={reason.trim() === ""}>
        Remove
      </Button>
    </form>
  );
}

function Launch({ member, onNewLink }: { member: TeamMember } & Pick<TeamViewProps, "onNewLink">) {
  const { launchLink } = member;
  return (
    <div className="row">
      {launchLink === undefined ? (
        <span className="soft">no link</span>
      ) : (
        <CopyButton value={launchLink}>
          {({ copied, copy }) => (
            <button
              type="button"
              className="quiet"
              aria-label={copied ? undefined : `Copy link of ${member.name}`}
              onClick={copy}
            >
              <Icon name={copied ? "check" : "link"} />
              {copied ? "Copied" : "Copy link"}
            </button>
          )}
        </CopyButton>
      )}
      <button
        type="button"
        className="quiet soft"
        aria-label={`New link for ${member.name}; the old one stops working`}
        onClick={() => {
          onNewLink(member.id);
        }}
      >
        New link
      </button>
    </div>
  );
}

function Members({
  team,
  onRole,
  onRemove,
  onNewLink,
}: { team: Team } & Omit<TeamViewProps, "team" | "onAdd">) {
  return (
    <Scrolls label="Members">
      <table className="table members">
        <thead>
          <tr>
            <th scope="col">Member</th>
            <th scope="col">Role</th>
            <th scope="col">Launch link</th>
            <th scope="col">
              <span className="heard">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {team.members.map((member) => (
            <tr key={member.id}>
              <th scope="row">
                <Icon name={member.machine ? "machine" : "person"} /> {member.name}
                {member.id === team.me ? <span className="soft"> (you)</span> : null}
                <span className="soft small members-seen">
                  {member.removed
                    ? "removed; their votes stay"
                    : member.machine
                      ? "a model: it only suggests"
                      : member.seen}
                </span>
              </th>
              <td>
                {team.mayManage && !member.removed && !member.machine ? (
                  <Select
                    aria-label={`Role of ${member.name}`}
                    data={ROLE_NAMES}
                    value={member.roles[0] ?? null}
                    allowDeselect={false}
                    onChange={(value) => {
                      const role = asRole(value);
                      if (role !== undefined) onRole(member.id, role);
                    }}
                  />
                ) : (
                  member.roles.join(", ")
                )}
              </td>
              <td>
                {team.mayManage && !member.removed && !member.machine ? (
                  <Launch member={member} onNewLink={onNewLink} />
                ) : null}
              </td>
              <td>
                {team.mayManage && !member.removed && member.id !== team.me ? (
                  <Remove member={member} onRemove={onRemove} />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function Add({ onAdd }: Pick<TeamViewProps, "onAdd">) {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("reviewer");
  return (
    <form
      className="sheet team-add"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "") return;
        onAdd(name.trim(), role);
        setName("");
      }}
    >
      <TextInput
        label="Name"
        description="Kept apart from the record; it can be erased."
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      <Select
        label="Role"
        description={ROLES[role]}
        data={ROLE_NAMES}
        value={role}
        allowDeselect={false}
        onChange={(value) => {
          setRole(asRole(value) ?? role);
        }}
      />
      <Button type="submit" variant="default" disabled={name.trim() === ""}>
        Add
      </Button>
    </form>
  );
}

/** Who takes part, in which role, and the link with which each opens the review. */
export function TeamView({ team, onAdd, ...rest }: TeamViewProps) {
  return (
    <Await data={team}>
      {(ready) => (
        <Room title="Team" lead={ready.blinding}>
          <div className="stack">
            {ready.members.length === 1 ? (
              <p className="notice tone-soft">
                <Icon name="person" />
                You are alone here. A second reader makes screening independent; add one below and send them
                their link.
              </p>
            ) : null}
            <section className="sheet">
              <h2>Members</h2>
              <Members team={ready} {...rest} />
            </section>
            {ready.mayManage ? <Add onAdd={onAdd} /> : null}
            <p className="soft small">
              A launch link opens the review as that person, without a password: give it to nobody else.
            </p>
          </div>
        </Room>
      )}
    </Await>
  );
}
