import { realpathSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Whether `url` (a module's import.meta.url) is the file that Node was asked to run. */
export function isMain(url) {
  return process.argv[1] !== undefined && fileURLToPath(url) === realpathSync(process.argv[1]);
}

/** Tells the person in front of it what is going on; standard output belongs to the commands themselves. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}
