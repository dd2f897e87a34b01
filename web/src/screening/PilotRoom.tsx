import { protocol } from "@chartroom/core/protocol";
import { closePilot, openPilot, pilots } from "@chartroom/core/screening";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk, useTell } from "../api/useAsk.ts";
import { useMe } from "../app/me.ts";
import { loadable } from "../ui/Loadable.tsx";
import { pilotOf } from "./pilotFromServer.ts";
import { PilotView } from "./PilotView.tsx";

/** The pilot: the lead draws and closes rounds, everybody sees who is how far, and how well they agreed. */
export function PilotRoom() {
  const review = useReview();
  const me = useMe();
  const rounds = useAsk(pilots, {});
  const stated = useAsk(protocol, {});
  const draw = useTell(openPilot);
  const close = useTell(closePilot);
  const data =
    rounds.data &&
    stated.data &&
    pilotOf(rounds.data, {
      review,
      me: me.id,
      lead: me.roles.includes("lead"),
      rules: stated.data.current?.protocol.pilot,
    });
  const query = {
    data,
    error: rounds.error ?? stated.error,
    refetch: () => Promise.all([rounds.refetch(), stated.refetch()]),
  };
  const failed = draw.error ?? close.error;
  return (
    <PilotView
      pilot={loadable("Fetching the pilot…", query, faultOf)}
      fault={failed === null ? undefined : faultOf(failed)}
      onDraw={(size) => {
        close.reset();
        draw.mutate({ size });
      }}
      onClose={(round, reason) => {
        draw.reset();
        close.mutate({ round, goOn: reason !== "", reason });
      }}
    />
  );
}
