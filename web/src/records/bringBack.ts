import { importFile, type Run } from "@chartroom/core/records";
import type { Deeds } from "../api/useDeeds.ts";

/**
 * Brings withdrawn runs back: whoever withdrew one takes that back; for anybody else the same file comes in again,
 * which is the same run with the same records.
 */
export async function bringBack(
  runs: readonly Run[],
  { me, deeds }: { me: string; deeds: Pick<Deeds, "run" | "takeBack"> },
): Promise<void> {
  const own = runs.flatMap(({ withdrawn }) => (withdrawn?.actor === me ? [withdrawn.fact] : []));
  if (own.length > 0) await deeds.takeBack(own);
  for (const run of runs) {
    if (run.withdrawn === undefined || run.withdrawn.actor === me) continue;
    const { file, fileName, mapping, search, source, query, date, hitsReported, note } = run;
    await deeds.run(importFile, {
      file,
      fileName,
      details: { source, query, date, hitsReported, note },
      ...(mapping !== undefined && { mapping: { ...mapping } }),
      ...(search !== undefined && { search }),
    });
  }
}
