import { addMember, changeMember, type Member, members, roleSchema } from "@chartroom/core/review";
import type { Context } from "../context.ts";
import { columns } from "../output.ts";
import { inReview, memberNamed } from "./acting.ts";
import type { Run } from "./command.ts";
import type { Given } from "./given.ts";
import { UsageError } from "./usage.ts";

const rolesIn = (given: Given) => given.list("role").map((role) => roleSchema.parse(role));
const described = ({ name, roles, id }: Member) => `${name} (${roles.join(", ")}), id ${id}`;

/** `chartroom members` */
export const listMembers: Run = (context) =>
  inReview(context, async ({ ask }) => {
    const all = await ask(members, {});
    const rows = all.map(({ name, roles, kind, model, active, id, unblinded }) => [
      name,
      roles.join(", "),
      [kind, model, active ? "" : "left", unblinded === null ? "" : "unblinded"].filter(Boolean).join(", "),
      id,
    ]);
    return { json: { members: all }, text: columns(["Name", "Roles", "Kind", "Id"], rows) };
  });

/** `chartroom members add` */
export const addOneMember: Run = (context, given) =>
  inReview(context, async ({ ask }) => {
    const [name = ""] = given.operands;
    const model = given.text("model");
    if (model !== undefined && !given.has("machine")) throw new UsageError("--model is for a --machine.");
    const member = await ask(addMember, {
      name,
      roles: rolesIn(given),
      kind: given.has("machine") ? "machine" : "person",
      ...(model !== undefined && { model }),
    });
    return { json: member, text: `Added: ${described(member)}` };
  });

function change(context: Context, given: Given, what: { roles: Member["roles"] } | { active: false }) {
  return inReview(context, async ({ ask, members: all }) => {
    const { id } = memberNamed(all, given.operands[0] ?? "");
    return ask(changeMember, { member: id, ...what, reason: given.need("reason", "for this") });
  });
}

/** `chartroom members change` */
export const changeOneMember: Run = async (context, given) => {
  const member = await change(context, given, { roles: rolesIn(given) });
  return { json: member, text: `Changed: ${described(member)}` };
};

/** `chartroom members remove` */
export const removeOneMember: Run = async (context, given) => {
  const member = await change(context, given, { active: false });
  return { json: member, text: `${member.name} has left the review; what they decided stays.` };
};
