import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { CLASS_NAMES, CLASSES, type WithdrawalEffect, withdrawalEffect } from "@chartroom/core/flow";
import type { Run } from "@chartroom/core/records";
import { faultOf } from "../api/fault.ts";
import { useAsk } from "../api/useAsk.ts";
import { Await, loadable } from "../ui/Loadable.tsx";
import { count, counted } from "../ui/number.ts";

/** What would happen, in a sentence or two. */
function effectWords({ records, staying, leaving }: WithdrawalEffect): string[] {
  const parts = CLASSES.flatMap((name) =>
    leaving[name] === undefined ? [] : [`${count(leaving[name])} ${CLASS_NAMES[name].toLowerCase()}`],
  );
  const gone = Object.values(leaving).reduce((sum, n) => sum + n, 0);
  return [
    `${counted(records, "record")} would no longer count.`,
    gone === 0
      ? "Every one of them stands in another run too, so no citation leaves the review."
      : `${counted(gone, "citation")} leave${gone === 1 ? "s" : ""} the review with them: ${parts.join(", ")}.`,
    staying === 0 || gone === 0
      ? ""
      : `${counted(staying, "citation")} stay${staying === 1 ? "s" : ""}, since other runs hold ${staying === 1 ? "it" : "them"} too.`,
    "Votes and charts are kept, and count again when the run is brought back.",
  ].filter((words) => words !== "");
}

export interface RunWithdrawalProps {
  runs: readonly Run[];
  onWithdraw: (runs: readonly Run[], reason: string) => void;
  onClose: () => void;
}

/** Says what taking a search out would do, and asks why; nothing is lost, and it can be brought back. */
export function RunWithdrawal({ runs, onWithdraw, onClose }: RunWithdrawalProps) {
  const [why, setWhy] = useState("");
  const query = useAsk(withdrawalEffect, { runs: runs.map(({ id }) => id) });
  return (
    <form
      className="run-wide stack"
      aria-label="Withdraw"
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() === "") return;
        onWithdraw(runs, why.trim());
        onClose();
      }}
    >
      <Await data={loadable("Counting what would leave…", query, faultOf)}>
        {(effect) => <p role="status">{effectWords(effect).join(" ")}</p>}
      </Await>
      <div className="row">
        <TextInput
          className="run-why"
          aria-label="Why it is withdrawn"
          placeholder="Why? It is kept with the withdrawal"
          autoFocus
          value={why}
          onChange={(event) => {
            setWhy(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") onClose();
          }}
        />
        <Button type="submit" disabled={why.trim() === ""}>
          Withdraw {counted(runs.length, "file")}
        </Button>
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
