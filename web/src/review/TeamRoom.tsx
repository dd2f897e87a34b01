import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { addMember, changeMember, members, unblind } from "@chartroom/core/review";
import { assign, stages } from "@chartroom/core/screening";
import { askLinks } from "../api/client.ts";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk, useTell } from "../api/useAsk.ts";
import { useMe } from "../app/me.ts";
import { loadable } from "../ui/Loadable.tsx";
import { STAGE_WORDS } from "../protocol/words.ts";
import { teamOf } from "./teamFromServer.ts";
import { TeamView } from "./TeamView.tsx";

/** The members and what each does; the lead changes it, with a reason each time. */
export function TeamRoom() {
  const review = useReview();
  const me = useMe();
  const lead = me.roles.includes("lead");
  const people = useAsk(members, {});
  const progress = useAsk(stages, {});
  // refused to everybody but the folder's owner, which is no fault
  const links = useQuery({
    queryKey: ["review", review, "links", people.data?.length ?? 0],
    queryFn: () => askLinks(review),
    enabled: lead,
    retry: false,
  });
  const add = useTell(addMember);
  const change = useTell(changeMember);
  const share = useTell(assign);
  const [done, setDone] = useState<string>();
  const open = useTell(unblind);
  const failed = [add, change, share, open].find((one) => one.isError);
  const team =
    people.data &&
    progress.data &&
    teamOf(me, people.data, progress.data, links.data, window.location.origin);
  const query = {
    data: team,
    error: people.error ?? progress.error,
    refetch: () => Promise.all([people.refetch(), progress.refetch()]),
  };
  const clear = () => {
    setDone(undefined);
    for (const one of [add, change, share, open]) one.reset();
  };
  return (
    <TeamView
      team={loadable("Fetching the team…", query, faultOf)}
      done={done}
      fault={failed === undefined ? undefined : faultOf(failed.error)}
      onAdd={(name, roles) => {
        clear();
        add.mutate(
          { name, roles: [...roles] },
          {
            onSuccess: () => {
              setDone(
                `${name} is in the team.${links.data === undefined ? "" : " Send them their launch link."}`,
              );
            },
          },
        );
      }}
      onChange={(member, wish, reason) => {
        clear();
        change.mutate(
          { member, reason, ...wish },
          {
            onSuccess: ({ name, roles, active }) => {
              setDone(
                active
                  ? `${name} is now ${roles.join(", ")}.`
                  : `The membership of ${name} has ended; what they decided stays.`,
              );
            },
          },
        );
      }}
      onAssign={(stage, reviewers, mode) => {
        clear();
        share.mutate(
          { stage, reviewers: [...reviewers], mode },
          {
            onSuccess: () => {
              setDone(`Who reads at ${STAGE_WORDS[stage].toLowerCase()} is changed.`);
            },
          },
        );
      }}
      onUnblind={(reason) => {
        clear();
        open.mutate({ reason });
      }}
    />
  );
}
