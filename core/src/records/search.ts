import type { Run } from "./contracts.ts";

/** One search as a review reports it: one file, or several that came of it. */
export interface Search {
  /** The run of its first file, by which it is named. */
  first: Run;
  runs: Run[];
  /** Records of all its files that count; of all files where the whole search was withdrawn. */
  records: number;
  state: Run["state"];
}

/** Puts the files of one search together, in the order in which their first came in. */
export function searchesOf(runs: readonly Run[]): Search[] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const key = run.search === undefined ? `run ${run.id}` : `search ${run.search}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [run]);
    else group.push(run);
  }
  return [...groups.values()].flatMap((own): Search[] => {
    const [first] = own;
    if (first === undefined) return [];
    const live = own.filter(({ state }) => state === "live");
    const counted = live.length > 0 ? live : own;
    return [
      {
        first: live[0] ?? first,
        runs: own,
        records: counted.reduce((sum, run) => sum + run.records, 0),
        state: live.length > 0 ? "live" : "withdrawn",
      },
    ];
  });
}
