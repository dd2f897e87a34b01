import { resolve } from "node:path";
import { deduplicate, type DedupSummary, type PairView, pairs, summary } from "@chartroom/core/dedup";
import { columns, oneLine } from "../output.ts";
import { applyPairs } from "../replay/tables.ts";
import { type Acting, inReview } from "./acting.ts";
import type { Run } from "./command.ts";

const PAGE = 200;

function summaryText(found: DedupSummary): string {
  const n = (value: number) => value.toLocaleString("en");
  const rows = found.sources.map(({ source, records, unique }) => [source, n(records), n(unique)]);
  const left =
    found.maybes === 0
      ? "No pair waits for a person."
      : `${n(found.maybes)} pairs wait for a person: chartroom dedup --pairs`;
  return [
    `${n(found.records)} records are ${n(found.citations)} citations: ${n(found.duplicates)} duplicates.`,
    left,
    ...(found.unchecked === 0
      ? []
      : [`${n(found.unchecked)} records came in after the last search for duplicates.`]),
    "",
    columns(["Source", "Records", "Found by it alone"], rows),
  ].join("\n");
}

async function allPairs({ ask }: Acting): Promise<PairView[]> {
  const all: PairView[] = [];
  for (;;) {
    const page = await ask(pairs, { offset: all.length, limit: PAGE });
    all.push(...page.pairs);
    if (page.pairs.length === 0 || all.length >= page.total) return all;
  }
}

function pairText({ a, b, score, reason }: PairView): string {
  const side = ({ id, reference }: PairView["a"]) =>
    `  ${id}  ${oneLine([reference.title ?? "(no title)", reference.year, reference.journal].filter(Boolean).join(", "))}`;
  return [`${score.toFixed(1)}  ${reason}`, side(a), side(b)].join("\n");
}

/** `chartroom dedup` */
export const dedup: Run = (context, given) =>
  inReview(context, async (acting) => {
    const what = given.has("pairs") || given.has("settle") ? given.oneOf(["pairs", "settle"]) : "run";
    if (what === "pairs") {
      const all = await allPairs(acting);
      const text = all.length === 0 ? "No pair waits for a person." : all.map(pairText).join("\n\n");
      return { json: { total: all.length, pairs: all }, text };
    }
    if (what === "settle") {
      const { applied } = await applyPairs(
        acting.applying,
        resolve(context.cwd, given.need("settle", "to settle pairs")),
      );
      const after = await acting.ask(summary, {});
      return { json: { applied, ...after }, text: `${applied} rows applied.\n${summaryText(after)}` };
    }
    const found = await acting.ask(deduplicate, {});
    return { json: found, text: summaryText(found) };
  });
