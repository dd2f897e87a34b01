import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stateFolder } from "./folders.ts";

/** A review that was opened on this machine. */
export interface RecentReview {
  folder: string;
  title: string;
  opened: string;
}

const KEPT = 20;
const file = () => join(stateFolder(), "recent.json");

/** Reviews opened here, the latest first. */
export function recentReviews(): RecentReview[] {
  try {
    return JSON.parse(readFileSync(file(), "utf8")) as RecentReview[];
  } catch {
    return [];
  }
}

/** Remembers that a review was opened. Failing to is no fault of the review. */
export function rememberReview(folder: string, title: string): void {
  const others = recentReviews().filter((one) => one.folder !== folder);
  const list = [{ folder, title, opened: new Date().toISOString() }, ...others].slice(0, KEPT);
  try {
    mkdirSync(stateFolder(), { recursive: true, mode: 0o700 });
    const aside = `${file()}.${process.pid}`;
    writeFileSync(aside, JSON.stringify(list, null, 1), { mode: 0o600 });
    renameSync(aside, file());
  } catch {
    // the list is a convenience
  }
}
