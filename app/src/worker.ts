import { parentPort, workerData } from "node:worker_threads";
import { prepareHere } from "@chartroom/core/action";
import { type Place, UserError } from "@chartroom/core/base/error";
import type { Progress } from "@chartroom/core/base/progress";
import { openReview } from "@chartroom/core/workbench";

/** What the main thread asks for. */
export interface WorkerTask {
  folder: string;
  stateFolder: string;
  action: string;
  actor: string;
  input: unknown;
}

/** What this thread answers. */
export type WorkerAnswer =
  | { kind: "progress"; progress: Progress }
  | { kind: "done"; prepared: unknown }
  | { kind: "refused"; code: string; message: string; options: { place?: Place; hint?: string } }
  | { kind: "failed"; message: string };

const PROGRESS_EVERY = 100; // milliseconds

async function work(task: WorkerTask, answer: (message: WorkerAnswer) => void): Promise<void> {
  const cancel = new AbortController();
  parentPort?.once("message", () =>
    cancel.abort(new UserError("job.cancelled", "This was cancelled; nothing was kept.")),
  );
  let told = 0;
  const onProgress = (progress: Progress) => {
    const now = Date.now();
    if (now - told < PROGRESS_EVERY) return;
    told = now;
    answer({ kind: "progress", progress });
  };
  try {
    const bench = await openReview(task.folder, { stateFolder: task.stateFolder });
    try {
      const prepared = await prepareHere(
        bench,
        task.action,
        { actor: task.actor, input: task.input, onProgress, signal: cancel.signal },
        task.input,
      );
      answer({ kind: "done", prepared });
    } finally {
      await bench.storage.close();
    }
  } catch (error) {
    if (error instanceof UserError) {
      const { code, message, place, hint } = error;
      answer({ kind: "refused", code, message, options: { place, ...(hint !== undefined && { hint }) } });
    } else
      answer({
        kind: "failed",
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
  }
}

const port = parentPort;
if (port !== null) {
  await work(workerData as WorkerTask, (message) => port.postMessage(message));
  port.close();
}
