import { type ReactNode, StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { AdoptSample } from "./gallery/Adopting.tsx";
import {
  ExportSample,
  ImportSample,
  PairSample,
  ProtocolSample,
  RecordsSample,
} from "./gallery/Collecting.tsx";
import { Framed } from "./gallery/frame.tsx";
import { ChartSample, ConsensusSample, MapSample, ReportSample } from "./gallery/Reporting.tsx";
import { HomeSample, LogSample, OverviewSample, TeamSample } from "./gallery/Reviewing.tsx";
import { AgreementSample, ConflictSample, PilotSample, ScreenSample } from "./gallery/Screening.tsx";
import { Look } from "./ui/Look.tsx";

// Every screen with invented data, for those who work on the page: open gallery.html#screening.
const fault = {
  code: "server.away",
  happened: "The server did not answer",
  kept: "All your decisions are saved.",
  hint: "Look whether the program still runs, then try again.",
};
const SCREENS: Readonly<Record<string, ReactNode>> = {
  overview: <OverviewSample />,
  protocol: <ProtocolSample />,
  records: <RecordsSample />,
  "records-empty": <RecordsSample empty />,
  import: <ImportSample />,
  export: <ExportSample />,
  "import-adopt": <AdoptSample />,
  "import-adopt-empty": <AdoptSample empty />,
  dedup: <PairSample />,
  "dedup-empty": <PairSample empty />,
  pilot: <PilotSample />,
  screening: <ScreenSample />,
  "screening-offline": <ScreenSample saving={{ is: "waiting", unsent: 3 }} />,
  "screening-refused": (
    <ScreenSample
      saving={{
        is: "refused",
        fault: { ...fault, kept: "Your decision stays on this screen." },
        retry: () => undefined,
      }}
    />
  ),
  "screening-batch": <ScreenSample end="batch" />,
  "screening-nothing": <ScreenSample end="nothing" />,
  "screening-loading": <ScreenSample wrap={() => ({ is: "loading", words: "Fetching your queue…" })} />,
  "screening-failed": <ScreenSample wrap={() => ({ is: "failed", fault, retry: () => undefined })} />,
  fulltext: <ScreenSample fullText />,
  conflicts: <ConflictSample />,
  "conflicts-empty": <ConflictSample empty />,
  reasons: <ConflictSample kind="reasons" />,
  agreement: <AgreementSample />,
  charting: <ChartSample />,
  consensus: <ConsensusSample />,
  synthesis: <MapSample />,
  reporting: <ReportSample />,
  log: <LogSample />,
  team: <TeamSample />,
};

function Gallery() {
  const [place, setPlace] = useState(location.hash.slice(1));
  useEffect(() => {
    const look = () => {
      setPlace(location.hash.slice(1));
    };
    window.addEventListener("hashchange", look);
    return () => {
      window.removeEventListener("hashchange", look);
    };
  }, []);
  if (place === "home") return <HomeSample />;
  const screen = SCREENS[place];
  if (screen !== undefined) {
    return (
      <Framed
        key={place}
        current={place.split("-")[0] ?? place}
        unsent={place === "screening-offline" ? 3 : 0}
      >
        {screen}
      </Framed>
    );
  }
  return (
    <main className="room">
      <h1>The screens, with invented data</h1>
      <ul>
        {["home", ...Object.keys(SCREENS)].map((name) => (
          <li key={name}>
            <a href={`#${name}`}>{name}</a>
          </li>
        ))}
      </ul>
    </main>
  );
}

const page = document.getElementById("page");
if (page !== null) {
  createRoot(page).render(
    <StrictMode>
      <Look>
        <Gallery />
      </Look>
    </StrictMode>,
  );
}
