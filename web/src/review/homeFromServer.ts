import type { Progress } from "@chartroom/core/base/progress";
import type { HomeInfo } from "../api/client.ts";
import { count, counted } from "../ui/number.ts";
import { ago } from "../ui/time.ts";
import type { Home } from "./HomeView.tsx";
import { stageWords } from "./stageWords.ts";

/** What the first page shows; `now` in milliseconds since 1970. */
export function homeOf({ owner, open, recent, reviewsFolder }: HomeInfo, now: number): Home {
  return {
    owner,
    open: open.map(({ review, title, stage, identified, included }) => ({
      id: review,
      href: `/r/${review}/`,
      title,
      stands: `${stageWords(stage)}; ${counted(identified, "record")}, ${counted(included, "study", "studies")} included`,
    })),
    earlier: recent.map(({ folder, title, opened }) => ({
      folder,
      title,
      opened: ago(Date.parse(opened), now),
    })),
    folder: reviewsFolder ?? undefined,
  };
}

/** How far long work is, in words and, where its end is known, as a share of one. */
export function progressWords({ phase, done, total }: Progress): { words: string; share?: number } {
  const words = phase.charAt(0).toUpperCase() + phase.slice(1);
  if (total === undefined || total === 0)
    return { words: done > 0 ? `${words}: ${count(done)}` : `${words}…` };
  return { words: `${words}: ${count(done)} of ${count(total)}`, share: Math.min(1, done / total) };
}
