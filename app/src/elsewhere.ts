import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Call, Workbench } from "@chartroom/core/action";
import { UserError } from "@chartroom/core/base/error";
import type { Progress } from "@chartroom/core/base/progress";
import type { WorkerAnswer, WorkerTask } from "./worker.ts";

const ENTRY = fileURLToPath(new URL("./worker.js", import.meta.url));

/**
 * Runs an action's preparation in a thread of its own, so that a long import or a search for duplicates never
 * holds up a vote. Undefined where the program runs from source (there is no built thread to start).
 */
export function elsewhere(
  folder: string,
  stateFolder: string,
): NonNullable<Workbench["elsewhere"]> | undefined {
  if (!existsSync(ENTRY)) return undefined;
  return (call: Call & { action: string }) =>
    new Promise((resolve, reject) => {
      const task: WorkerTask = {
        folder,
        stateFolder,
        action: call.action,
        actor: call.actor,
        input: call.input,
      };
      const worker = new Worker(ENTRY, { workerData: task });
      const cancel = () => worker.postMessage("cancel");
      call.signal?.addEventListener("abort", cancel, { once: true });
      worker.on("message", (message: WorkerAnswer) => {
        if (message.kind === "progress") call.onProgress?.(message.progress satisfies Progress);
        else if (message.kind === "done") resolve(message.prepared);
        else if (message.kind === "refused")
          reject(new UserError(message.code, message.message, message.options));
        else reject(new Error(message.message));
      });
      worker.on("error", reject);
      worker.on("exit", (code) => {
        call.signal?.removeEventListener("abort", cancel);
        // after an answer this changes nothing
        reject(new Error(`the working thread ended with code ${code}`));
      });
    });
}
