import { whyPair } from "@chartroom/core/dedup";
import { members } from "@chartroom/core/review";
import { useState } from "react";
import { faultOf } from "../api/fault.ts";
import { useAsk } from "../api/useAsk.ts";
import { loadable } from "../ui/Loadable.tsx";
import { WhyTable } from "./WhyTable.tsx";

function Answer({ a, b }: { a: string; b: string }) {
  const query = useAsk(whyPair, { a, b });
  const team = useAsk(members, {});
  const nameOf = (id: string) => team.data?.find((member) => member.id === id)?.name;
  return <WhyTable why={loadable("Comparing the two…", query, faultOf)} nameOf={nameOf} />;
}

/** "Why?", answered once it is opened. */
export function AskedWhy({ a, b, words }: { a: string; b: string; words: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className="asked-why"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary className="small">{words}</summary>
      {open ? <Answer a={a} b={b} /> : null}
    </details>
  );
}
