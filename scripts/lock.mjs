// One install or build at a time in a checkout, however many commands find it stale at once.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root, say } from "./root.mjs";

const FILE = join(root, ".cache", "bootstrap.lock");
const PAUSE = 150;
const PATIENCE = 5_000;
const LONGEST = 15 * 60_000; // no install or build takes longer: its process number has gone to another

function take() {
  mkdirSync(dirname(FILE), { recursive: true });
  try {
    writeFileSync(FILE, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  }
}

function holderIsGone() {
  const lock = statSync(FILE, { throwIfNoEntry: false });
  if (lock === undefined) return false;
  if (Date.now() - lock.mtimeMs > LONGEST) return true;
  try {
    const holder = Number(readFileSync(FILE, "utf8"));
    if (holder > 0) process.kill(holder, 0); // else taken, and its number about to be written
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

async function waitForTurn() {
  const since = Date.now();
  let told = false;
  while (!take()) {
    if (holderIsGone()) {
      rmSync(FILE, { force: true });
      continue;
    }
    if (!told && Date.now() - since > PATIENCE) {
      say("Waiting for another command, which is installing or building in this folder");
      told = true;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** Runs `work` while no other process of this checkout does; a holder that died is passed over. */
export async function withLock(work) {
  await waitForTurn();
  const release = () => rmSync(FILE, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.removeListener("exit", release);
    release();
  }
}
