import { hasRole, type Member, VOTERS } from "@chartroom/core/review";
import { calendarDate } from "../ui/time.ts";
import type { StageProgress } from "./overviewFacts.ts";
import type { Team } from "./TeamView.tsx";

const BLINDED = "Blinded: nobody sees another's vote on a record before all who are assigned have voted.";

/** The team as the reader may see it; `links` are the launch links, where this server tells them, at `origin`. */
export function teamOf(
  me: Member,
  members: readonly Member[],
  stages: readonly StageProgress[],
  links: readonly { readonly member: string; readonly path: string }[] | undefined,
  origin: string,
): Team {
  const lead = hasRole(me, "lead");
  const active = members.filter((member) => member.active);
  const opened = active.filter(({ unblinded }) => unblinded !== null);
  const unblinded = opened.map(
    ({ name, unblinded: since }) => `${name} unblinded on ${calendarDate(Date.parse(since ?? ""))}.`,
  );
  const paths = new Map(links?.map(({ member, path }) => [member, path]));
  return {
    me: me.id,
    mayManage: lead,
    mayUnblind: lead && me.unblinded === null,
    links: links !== undefined,
    blinding: [BLINDED, ...unblinded].join(" "),
    members: [...members]
      .sort((a, b) => Number(b.active) - Number(a.active))
      .map(({ id, name, roles, kind, model, active: stays }) => {
        const path = paths.get(id);
        return {
          id,
          name,
          roles,
          machine: kind === "machine",
          model: model ?? undefined,
          removed: !stays,
          launchLink: path === undefined ? undefined : `${origin}${path}`,
        };
      }),
    assignments: stages.map(({ stage, votesNeeded, mode, assigned }) => ({
      stage,
      votesNeeded,
      mode,
      assigned,
      voters: active.filter((member) => hasRole(member, ...VOTERS)).map(({ id, name }) => ({ id, name })),
    })),
  };
}
