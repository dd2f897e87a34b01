import { type ReactNode, useState } from "react";
import { Frame } from "../ui/Frame.tsx";
import { DEFAULT_KEYS } from "../ui/keys.ts";
import type { RailEntry } from "../ui/Rail.tsx";

const RAIL: readonly RailEntry[] = [
  { id: "overview", label: "Overview", href: "#overview", state: "open" },
  { id: "protocol", label: "Protocol", href: "#protocol", state: "done" },
  { id: "search", label: "Search", href: "#search", state: "done", left: "4 sources" },
  { id: "records", label: "Records", href: "#records", state: "done", left: "1,204" },
  { id: "dedup", label: "Duplicates", href: "#dedup", state: "open", left: "4 pairs" },
  { id: "pilot", label: "Pilot", href: "#pilot", state: "done" },
  { id: "screening", label: "Screen", href: "#screening", state: "next", left: "214 left" },
  { id: "conflicts", label: "Conflicts", href: "#conflicts", state: "open", left: "3" },
  { id: "agreement", label: "Agreement", href: "#agreement", state: "open" },
  { id: "fulltext", label: "Full text", href: "#fulltext", state: "blocked", waitsFor: "after screening" },
  { id: "charting", label: "Charting", href: "#charting", state: "open", left: "6 left" },
  { id: "synthesis", label: "Map", href: "#synthesis", state: "open" },
  { id: "reporting", label: "Report", href: "#reporting", state: "open", left: "5 items want" },
  { id: "log", label: "Log", href: "#log", state: "open" },
  { id: "team", label: "Team", href: "#team", state: "open", left: "4" },
];

/** The frame with invented trust and rail, around one screen of the gallery. */
export function Framed({
  current,
  unsent,
  children,
}: {
  current: string;
  unsent: number;
  children: ReactNode;
}) {
  const [keys, setKeys] = useState(DEFAULT_KEYS);
  return (
    <Frame
      title="Generative AI in radiology (invented)"
      homeHref="#home"
      rail={RAIL}
      current={current}
      member={{ name: "Reader A.", role: "reviewer" }}
      trust={{
        place: "generative-ai-radiology",
        saved: 1204,
        unsent,
        offline: unsent > 0,
        backup: "2 days ago",
        verified: { ok: true, when: "today" },
        models: [],
        logHref: "#log",
      }}
      keys={keys}
      onKeys={setKeys}
      palette={RAIL.map(({ id, label, href }) => ({
        id,
        words: label,
        kind: "Place",
        icon: "next" as const,
        run: () => {
          location.hash = href;
        },
      }))}
      onSearch={() => undefined}
    >
      {children}
    </Frame>
  );
}
