import type { ChartingTask } from "@chartroom/core/charting";

/** Whether a study still waits for this person's own chart: enough others have charted what is past that state. */
export function chartWaits({ leftOut, mine, state }: ChartingTask): boolean {
  return leftOut === undefined && mine?.finished !== true && state === "charting";
}
