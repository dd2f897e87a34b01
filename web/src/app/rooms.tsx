import type { FunctionComponent } from "react";
import { ChartingRoom } from "../charting/ChartingRoom.tsx";
import { StudyRoom } from "../charting/StudyRoom.tsx";
import { DuplicatesRoom } from "../dedup/DuplicatesRoom.tsx";
import { FulltextRoom } from "../fulltext/FulltextRoom.tsx";
import { ProtocolRoom } from "../protocol/ProtocolRoom.tsx";
import { AdoptRoom } from "../records/AdoptRoom.tsx";
import { CitationRoom } from "../records/CitationRoom.tsx";
import { ExportRoom } from "../records/ExportRoom.tsx";
import { ImportRoom } from "../records/ImportRoom.tsx";
import { RecordsRoom } from "../records/RecordsRoom.tsx";
import { ReportRoom } from "../reporting/ReportRoom.tsx";
import { LogRoom } from "../review/LogRoom.tsx";
import { OverviewRoom } from "../review/OverviewRoom.tsx";
import { TeamRoom } from "../review/TeamRoom.tsx";
import { ConflictsRoom } from "../screening/ConflictsRoom.tsx";
import { PilotRoom } from "../screening/PilotRoom.tsx";
import { ScreenRoom } from "../screening/ScreenRoom.tsx";
import { MapRoom } from "../synthesis/MapRoom.tsx";

function TitleAbstract() {
  return <ScreenRoom key="title_abstract" stage="title_abstract" />;
}

function FullText() {
  return <ScreenRoom key="full_text" stage="full_text" />;
}

/** Every place of a review; the first part of the path is the rail's entry. */
export const ROOMS: readonly { path: string; component: FunctionComponent }[] = [
  { path: "/", component: OverviewRoom },
  { path: "protocol", component: ProtocolRoom },
  { path: "records", component: RecordsRoom },
  { path: "records/import", component: ImportRoom },
  { path: "records/export", component: ExportRoom },
  { path: "records/import/adopt", component: AdoptRoom },
  { path: "records/$citation", component: CitationRoom },
  { path: "duplicates", component: DuplicatesRoom },
  { path: "screen", component: TitleAbstract },
  { path: "pilot", component: PilotRoom },
  { path: "conflicts", component: ConflictsRoom },
  { path: "fulltext", component: FulltextRoom },
  { path: "fulltext/screen", component: FullText },
  { path: "charting", component: ChartingRoom },
  { path: "charting/$study", component: StudyRoom },
  { path: "map", component: MapRoom },
  { path: "report", component: ReportRoom },
  { path: "log", component: LogRoom },
  { path: "team", component: TeamRoom },
];
