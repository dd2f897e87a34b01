import type { ChartingTask } from "@chartroom/core/charting";
import type { DedupSummary } from "@chartroom/core/dedup";
import type { Status } from "@chartroom/core/flow";
import type { ProtocolState } from "@chartroom/core/protocol";
import { COLLECTORS, hasRole, type Member } from "@chartroom/core/review";
import type { PilotView, Progress } from "@chartroom/core/screening";
import { chartWaits } from "../charting/waiting.ts";

/** How a stage stands for this person, as the server tells it. */
export type StageProgress = Progress & {
  votesNeeded: number;
  assigned: readonly { readonly id: string; readonly name: string }[];
  mode: "everybody" | "shared";
  conflicts: number;
  conflictsSeen: number;
};

/** All that the overview is computed from, through this person's eyes. */
export interface OverviewFacts {
  review: string;
  me: Member;
  members: readonly Member[];
  status: Status;
  protocol: ProtocolState;
  duplicates: DedupSummary;
  stages: readonly StageProgress[];
  pilots: readonly PilotView[];
  /** Undefined until a study is included. */
  charting: readonly ChartingTask[] | undefined;
  mayChart: boolean;
}

/** Whether this person works on the search and the records. */
export function collects({ me }: OverviewFacts): boolean {
  return hasRole(me, ...COLLECTORS);
}

/** The pilot round that is open, if one is. */
export function openPilot({ pilots }: OverviewFacts): PilotView | undefined {
  return pilots.find((pilot) => pilot.state === "open");
}

/** The studies that this person has still to chart. */
export function chartsLeft({ charting, mayChart }: OverviewFacts): number {
  if (!mayChart) return 0;
  return (charting ?? []).filter(chartWaits).length;
}

/** The studies whose two charts differ and wait for an agreed value. */
export function chartsDiffering({ charting, mayChart }: OverviewFacts): number {
  return mayChart
    ? (charting ?? []).filter((task) => task.leftOut === undefined && task.state === "differs").length
    : 0;
}
