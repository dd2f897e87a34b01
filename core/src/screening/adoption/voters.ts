import type { ReadTx } from "../../action/index.ts";
import { UserError } from "../../base/error.ts";
import { type Member, VOTERS } from "../../review/index.ts";
import { membersOf } from "../../review/store.ts";
import type { AdoptionMapping } from "./contracts.ts";

/** Who votes for whom: members by the name that their decisions bear in the export. */
export interface Voters {
  byName: Map<string, string[]>;
  /** Names by member id, those who are still to be added among them. */
  names: Map<string, string>;
  /** Names of members that are not there yet; their ids are `new NAME` until they are. */
  missing: string[];
}

export const newcomer = (name: string) => `new ${name}`;

function assertPerson(member: Member): void {
  if (member.kind === "machine")
    throw new UserError("adopt.machine", `${member.name} is a machine; adopted votes are people's.`, {
      hint: "Map the reviewer to a person, or to nobody.",
    });
  if (!member.roles.some((role) => VOTERS.includes(role)))
    throw new UserError("adopt.no-voter", `${member.name} has no role that votes.`, {
      hint: "Give them the role reviewer first.",
    });
}

/**
 * The members that a mapping names.
 * @throws UserError member.unknown, adopt.machine, adopt.no-voter
 */
export async function votersOf(tx: ReadTx, mapping: Pick<AdoptionMapping, "reviewers">): Promise<Voters> {
  const team = await membersOf(tx);
  const voters: Voters = {
    byName: new Map(),
    names: new Map(team.map(({ id, name }) => [id, name])),
    missing: [],
  };
  for (const { name, members, add } of mapping.reviewers) {
    const ids = new Set<string>();
    for (const id of members) {
      const member = team.find((one) => one.id === id);
      if (member === undefined)
        throw new UserError("member.unknown", `There is no member ${id}.`, {
          hint: "`chartroom members` lists them.",
        });
      assertPerson(member);
      ids.add(id);
    }
    if (add !== undefined) {
      const known = team.find((one) => one.name.toLowerCase() === add.toLowerCase());
      if (known !== undefined) assertPerson(known);
      else if (!voters.missing.includes(add)) voters.missing.push(add);
      ids.add(known?.id ?? newcomer(add));
      if (known === undefined) voters.names.set(newcomer(add), add);
    }
    voters.byName.set(name, [...ids]);
  }
  return voters;
}
