import { readdirSync } from "node:fs";
import { constants, setPriority } from "node:os";

/** A tenth of a core where others want it all, and all of it where nobody does. */
const POLITE = constants.priority.PRIORITY_BELOW_NORMAL;

function lower(thread: number): void {
  try {
    setPriority(thread, POLITE);
  } catch {
    // a system that does not allow it lets this thread compete as before
  }
}

/**
 * Lets people's decisions go before this thread's work. Linux counts priority by thread; elsewhere it is the
 * whole process's, which may be the server itself, so nothing is done there.
 */
export function workPolitely(): void {
  if (process.platform === "linux") lower(0);
}

/** The same for every thread of this process, of which long work is all there is. */
export function runPolitely(): void {
  if (process.platform !== "linux") return;
  try {
    for (const thread of readdirSync("/proc/self/task")) lower(Number(thread));
  } catch {
    // no such list: this thread at least
    lower(0);
  }
}
