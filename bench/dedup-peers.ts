import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Papa from "papaparse";
import type { Duplicates } from "../core/src/dedup/index.ts";
import { SETS_FOLDER } from "./dedup-set.ts";

type Row = Readonly<Record<string, string>>;

/**
 * Published counts of records removed (TP/FP/FN): bib-dedupe's weekly evaluation of 2025-10-05 (whose rules were written
 * on these sets), and ASySD in the same evaluation of 2024-12-01, its last sane row.
 */
const REMOVED: Readonly<Record<string, Row>> = {
  diabetes: { BibDedupe: "1261/0/0", ASySD: "1259/0/2", ASReview: "1102/0/159", Buhos: "1141/121/120" },
  digital_work: { BibDedupe: "368/0/1", ASySD: "307/20/62", ASReview: "240/217/129", Buhos: "306/66/63" },
  srsra_haematology: { BibDedupe: "120/0/15", ASySD: "109/0/26", ASReview: "112/38/23", Buhos: "108/18/27" },
  srsra_respiratory: { BibDedupe: "408/0/28", ASySD: "399/0/37", ASReview: "399/14/37", Buhos: "395/13/41" },
};

/** Published counts of records in groups: Rathbone 2015 and the README of DedupEndNote of 2026-05-30. */
const IN_GROUPS: Readonly<Record<string, Row>> = {
  srsra_haematology: { EndNote: "159/4/87", "SRA-DM": "208/0/38", DedupEndNote: "225/2/11" },
  srsra_respiratory: { EndNote: "410/2/391", "SRA-DM": "674/0/125", DedupEndNote: "766/4/34" },
};

/** What is published of a set, in words; empty where nothing is. */
export function published(set: string): { removed: string; inGroups: string } {
  const words = (row: Row | undefined): string =>
    Object.entries(row ?? {})
      .map(([tool, counts]) => `${tool} ${counts}`)
      .join(", ");
  return { removed: words(REMOVED[set]), inGroups: words(IN_GROUPS[set]) };
}

const PROTOTYPE = join("..", "shared", "reference", "prototypes", "dedup.py");

/** Why the prototype cannot run here; undefined where it can. */
export function prototypeMissing(): string | undefined {
  if (!existsSync(PROTOTYPE)) return `no prototype at ${PROTOTYPE}`;
  return spawnSync("python3", ["--version"]).status === 0 ? undefined : "no python3";
}

/** What the prototype makes of a set; seconds by the clock, with the start of Python. */
export interface PrototypeRun {
  readonly result: Pick<Duplicates, "clusters" | "maybes">;
  readonly seconds: number;
}

/** Runs the prototype on a labelled set, without its labels. */
export function runPrototype(set: string): PrototypeRun {
  const folder = mkdtempSync(join(tmpdir(), "bench-dedup-"));
  const [input, output] = [join(folder, "set.csv"), join(folder, "clusters.csv")];
  try {
    const labelled = Papa.parse<Row>(readFileSync(join(SETS_FOLDER, `${set}.csv`), "utf8"), {
      header: true,
      skipEmptyLines: true,
    });
    const columns = (labelled.meta.fields ?? []).filter((field) => field !== "cluster_id");
    writeFileSync(input, Papa.unparse(labelled.data, { columns }));
    const start = performance.now();
    const run = spawnSync("python3", [PROTOTYPE, "duplicates", input, "--out", output], { encoding: "utf8" });
    const seconds = (performance.now() - start) / 1000;
    if (run.status !== 0) throw new Error(`The prototype failed on ${set}: ${run.stderr.slice(-300)}`);
    const { data } = Papa.parse<Row>(readFileSync(output, "utf8"), { header: true, skipEmptyLines: true });
    const clusters = new Map<string, string[]>();
    const maybes: Duplicates["maybes"] = [];
    // one row for each record, and one more for each question that stands at it
    for (const { record_id: a = "", cluster_id: cluster = "", decision, score, reason = "" } of data) {
      if (decision === "maybe")
        maybes.push({ a, b: /^perhaps (.*?): /.exec(reason)?.[1] ?? "", score: Number(score), reason });
      else clusters.set(cluster, [...(clusters.get(cluster) ?? []), a]);
    }
    return {
      result: { clusters: [...clusters.values()].filter(({ length }) => length > 1), maybes },
      seconds,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
