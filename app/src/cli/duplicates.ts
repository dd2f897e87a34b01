import { basename, resolve } from "node:path";
import { UserError } from "@chartroom/core/base/error";
import { type Duplicates, findDuplicates, type Item, itemFromReference } from "@chartroom/core/dedup";
import type { Context } from "../context.ts";
import { csvRow, writeWhole } from "../output.ts";
import type { Run } from "./command.ts";
import { type InputFile, inputFile, mappingFile } from "./input-file.ts";
import { streamReferences } from "./reference-stream.ts";
import { UsageError } from "./usage.ts";

const HEADER = ["record_id", "cluster_id", "decision", "score", "reason"];

interface Numbered {
  item: Item;
  file: string;
  record: number;
  line: number;
  /** The caller's own key, from a column record_id: it is kept as it is. */
  own: boolean;
}

async function itemsIn(
  context: Context,
  file: InputFile,
  mapping: Readonly<Record<string, string>> | undefined,
): Promise<Numbered[]> {
  const items: Numbered[] = [];
  const { signal, onProgress } = context;
  const name = basename(file.name);
  const source = { name, signal, onProgress, ...(mapping && { mapping }) };
  const stream = streamReferences(file.bytes(), source, () => undefined);
  for await (const { reference, record, line } of stream) {
    items.push({
      item: itemFromReference(reference, reference.id),
      file: name,
      record,
      line,
      own: "record_id" in reference.raw,
    });
  }
  return items;
}

/** Gives every item an id of its own: the caller's, else the source's key where that is unique, else FILE#POSITION. */
function identified(all: readonly Numbered[]): Item[] {
  const times = new Map<string, number>();
  for (const { item } of all) times.set(item.id, (times.get(item.id) ?? 0) + 1);
  const seen = new Set<string>();
  return all.map(({ item, file, record, line, own }) => {
    if (!own) return times.get(item.id) === 1 ? item : { ...item, id: `${file}#${record}` };
    if (seen.has(item.id)) {
      throw new UserError("duplicates.repeated-id", `Two records have the record_id ${item.id}.`, {
        place: { file, record, line },
        hint: "Give every record an id of its own.",
      });
    }
    seen.add(item.id);
    return item;
  });
}

interface Assigned {
  record: string;
  cluster: string;
  decision: "auto" | "maybe" | "";
  score: string;
  reason: string;
}

/** What was found of every record, in the order of the files. */
function assigned(items: readonly Item[], found: Duplicates): Assigned[] {
  const clusterOf = new Map<string, string>();
  for (const members of found.clusters)
    for (const member of members) clusterOf.set(member, members[0] ?? member);
  const joined = new Map<string, { score: number; reason: string; other: string }>();
  for (const { a, b, score, reason } of found.joins) {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      if (!joined.has(one)) joined.set(one, { score, reason, other });
  }
  const asked = new Map<string, { score: number; reason: string; other: string }>();
  for (const { a, b, score, reason } of found.maybes) {
    // the question stands at the record that would go if the answer were yes: one that was merged already stays merged
    const [at, other] = clusterOf.has(b) && !clusterOf.has(a) ? [a, b] : [b, a];
    if (!asked.has(at)) asked.set(at, { score, reason, other });
  }
  return items.map(({ id }) => {
    const merged = joined.get(id);
    const question = asked.get(id);
    const cluster = clusterOf.get(id) ?? id;
    if (merged !== undefined && clusterOf.has(id)) {
      const open = question === undefined ? "" : `; maybe ${question.other}: ${question.reason}`;
      return {
        record: id,
        cluster,
        decision: "auto",
        score: merged.score.toFixed(2),
        reason: `${merged.other}: ${merged.reason}${open}`,
      };
    }
    if (question !== undefined) {
      return {
        record: id,
        cluster,
        decision: "maybe",
        score: question.score.toFixed(2),
        reason: `${question.other}: ${question.reason}`,
      };
    }
    return { record: id, cluster, decision: "", score: "", reason: "" };
  });
}

/** `chartroom duplicates` */
export const duplicates: Run = async (context, given) => {
  const out = given.need("out", "for the clusters");
  if (out === "-" && context.json)
    throw new UsageError("With --json, name a file with --out: standard output takes one thing only.");
  const mapping = await mappingFile(context, given.text("mapping"));
  const files = await Promise.all(given.operands.map((name) => inputFile(context, name)));
  const all: Numbered[] = [];
  for (const file of files) all.push(...(await itemsIn(context, file, mapping)));
  if (all.length === 0)
    throw new UserError("references.none", "No records were found.", { hint: "Name files with references." });
  const items = identified(all);
  const found = findDuplicates(items, { onProgress: context.onProgress, signal: context.signal });
  const rows = assigned(items, found);
  const text = [
    csvRow(HEADER),
    ...rows.map(({ record, cluster, decision, score, reason }) =>
      csvRow([record, cluster, decision, score, reason]),
    ),
  ].join("");
  if (out === "-") {
    await context.write(text);
    return undefined;
  }
  await writeWhole(resolve(context.cwd, out), [text], context.signal);
  const removed = found.clusters.reduce((sum, members) => sum + members.length - 1, 0);
  const json = {
    out,
    records: items.length,
    citations: items.length - removed,
    duplicates: removed,
    clusters: found.clusters.length,
    maybes: found.maybes,
    relations: found.relations,
  };
  const line = `${items.length} records are ${items.length - removed} citations: ${removed} duplicates, ${found.maybes.length} pairs for a person, ${found.relations.length} relations.`;
  return { json, text: `${line}\n${out}` };
};
