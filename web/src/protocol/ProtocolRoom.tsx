import { protocol, stateProtocol } from "@chartroom/core/protocol";
import { info, members } from "@chartroom/core/review";
import { reopenable } from "@chartroom/core/screening";
import { faultOf } from "../api/fault.ts";
import { useAsk, useTell } from "../api/useAsk.ts";
import { useMe } from "../app/me.ts";
import { loadable } from "../ui/Loadable.tsx";
import { protocolStateOf } from "./fromServer.ts";
import { ProtocolView } from "./ProtocolView.tsx";

/** The protocol in force and its history; the lead states it and amends it. */
export function ProtocolRoom() {
  const me = useMe();
  const stated = useAsk(protocol, {});
  const people = useAsk(members, {});
  const review = useAsk(info, {});
  const lead = me.roles.includes("lead");
  const amends = lead && stated.data?.current !== undefined;
  const decided = useAsk(reopenable, {}, { enabled: amends });
  const keep = useTell(stateProtocol);
  const data =
    stated.data &&
    people.data &&
    review.data &&
    protocolStateOf(stated.data, {
      title: review.data.title,
      members: people.data,
      lead,
      outcomes: decided.data?.outcomes,
    });
  const query = {
    data,
    error: stated.error ?? people.error ?? review.error,
    refetch: () => Promise.all([stated.refetch(), people.refetch(), review.refetch()]),
  };
  return (
    <ProtocolView
      state={loadable("Fetching the protocol…", query, faultOf)}
      fault={keep.error === null ? undefined : faultOf(keep.error)}
      onSave={async (wanted, reason, reopens) => {
        try {
          await keep.mutateAsync({ protocol: wanted, reason, reopens: [...reopens] });
          return true;
        } catch {
          return false;
        }
      }}
    />
  );
}
