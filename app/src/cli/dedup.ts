import { resolve } from "node:path";
import {
  deduplicate,
  type DedupSummary,
  type PairView,
  pairs,
  sharedCitations,
  summary,
} from "@chartroom/core/dedup";
import type { Answer } from "../context.ts";
import { columns, oneLine } from "../output.ts";
import {
  applyJoins,
  applyPairs,
  applyRelations,
  applySplits,
  applyUnrelations,
} from "../replay/pair-tables.ts";
import type { Applied, Applying } from "../replay/tables.ts";
import { type Acting, inReview } from "./acting.ts";
import type { Run } from "./command.ts";

const PAGE = 200;
const n = (value: number) => value.toLocaleString("en");

/** A row and a column for each source: how many citations both found; on the diagonal what each found. */
function overlapTable(found: DedupSummary): string {
  const shared = sharedCitations(found);
  const names = found.sources.map(({ source }) => source);
  const rows = shared.map((row, at) => [names[at] ?? "", ...row.map(n)]);
  return columns(["Citations found by", ...names], rows);
}

function summaryText(found: DedupSummary): string {
  const rows = found.sources.map(({ source, records, unique }) => [source, n(records), n(unique)]);
  const left =
    found.maybes === 0
      ? "No pair waits for a person."
      : `${n(found.maybes)} pairs wait for a person: chartroom dedup --pairs`;
  return [
    `${n(found.records)} records are ${n(found.citations)} citations: ${n(found.duplicates)} duplicates, ${n(found.relations)} relations.`,
    left,
    ...(found.unchecked === 0
      ? []
      : [`${n(found.unchecked)} records came in after the last search for duplicates.`]),
    "",
    columns(["Source", "Records", "Found by it alone"], rows),
    ...(found.sources.length < 2 ? [] : ["", overlapTable(found)]),
  ].join("\n");
}

async function allPairs({ ask }: Acting): Promise<{ total: number; keys: number; pairs: PairView[] }> {
  const all: PairView[] = [];
  for (;;) {
    const page = await ask(pairs, { offset: all.length, limit: PAGE });
    all.push(...page.pairs);
    if (page.pairs.length === 0 || all.length >= page.total) return { ...page, pairs: all };
  }
}

function pairText({ a, b, score, reason }: PairView): string {
  const side = ({ id, reference }: PairView["a"]) =>
    `  ${id}  ${oneLine([reference.title ?? "(no title)", reference.year, reference.journal].filter(Boolean).join(", "))}`;
  return [`${score.toFixed(1)}  ${reason}`, side(a), side(b)].join("\n");
}

async function listed(acting: Acting): Promise<Answer> {
  const found = await allPairs(acting);
  if (found.total === 0) return { json: found, text: "No pair waits for a person." };
  const head = `${n(found.total)} pairs, about ${n(found.keys)} answers; those that settle most come first.`;
  return { json: found, text: [head, ...found.pairs.map(pairText)].join("\n\n") };
}

const TABLES: Readonly<Record<string, (applying: Applying, path: string) => Promise<Applied>>> = {
  settle: applyPairs,
  join: applyJoins,
  split: applySplits,
  relate: applyRelations,
  unrelate: applyUnrelations,
};
const WHAT = ["all", "pairs", ...Object.keys(TABLES)];

/** The summary with the overlap of every two sources, as `--json` prints it. */
const withOverlap = (found: DedupSummary) => ({ ...found, overlap: sharedCitations(found) });

/** `chartroom dedup` */
export const dedup: Run = (context, given) =>
  inReview(context, async (acting) => {
    const what = WHAT.some((name) => given.has(name)) ? given.oneOf(WHAT) : "run";
    if (what === "pairs") return listed(acting);
    const table = TABLES[what];
    if (table !== undefined) {
      const path = resolve(context.cwd, given.need(what, "to read"));
      const { applied } = await table(acting.applying, path);
      const after = await acting.ask(summary, {});
      return {
        json: { applied, ...withOverlap(after) },
        text: `${applied} rows applied.\n${summaryText(after)}`,
      };
    }
    const found = await acting.ask(deduplicate, { all: what === "all" });
    return { json: withOverlap(found), text: summaryText(found) };
  });
