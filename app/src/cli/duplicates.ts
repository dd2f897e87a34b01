import { basename, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { UserError } from "@chartroom/core/base/error";
import type { Progress } from "@chartroom/core/base/progress";
import { createIndex, type Duplicates, itemFromReference, type ScoredPair } from "@chartroom/core/dedup";
import type { Context } from "../context.ts";
import { csvRow, writeWhole } from "../output.ts";
import type { Run } from "./command.ts";
import { type InputFile, inputFile, mappingFile } from "./input-file.ts";
import { RecordNames } from "./record-names.ts";
import { streamReferences } from "./reference-stream.ts";
import { UsageError } from "./usage.ts";

const HEADER = ["record_id", "cluster_id", "decision", "score", "reason"];
const ROWS_AT_ONCE = 5000;

interface Found extends Duplicates {
  readonly names: RecordNames;
}

/** Reads the files record by record, keeping of each what is compared, and finds the duplicates among all. */
async function findIn(
  context: Context,
  files: readonly InputFile[],
  mapping: Readonly<Record<string, string>> | undefined,
): Promise<Found> {
  const { signal, onProgress } = context;
  const names = new RecordNames(files.map(({ name }) => name));
  const index = createIndex([]);
  for (const [at, file] of files.entries()) {
    const name = basename(file.name);
    const total = file.size === undefined ? {} : { total: file.size };
    const source = {
      name,
      signal,
      onProgress: ({ done }: Progress) => onProgress({ phase: `bytes of ${name} read`, done, ...total }),
      ...(mapping && { mapping }),
    };
    for await (const placed of streamReferences(file.bytes(), source, () => undefined))
      index.take(itemFromReference(placed.reference, names.take(placed, at)));
  }
  if (names.size === 0)
    throw new UserError("references.none", "No records were found.", { hint: "Name files with references." });
  // between the steps a signal to stop can arrive
  for (const _ of index.compareInSteps({ onProgress, signal })) await setImmediate();
  onProgress({ phase: "forming groups", done: 0 });
  return { ...index.result(), names };
}

interface Told {
  readonly pair: ScoredPair;
  readonly other: string;
}

/** The first pair told of each id. */
function firstOf(pairs: readonly ScoredPair[], sides: (pair: ScoredPair) => readonly string[]) {
  const told = new Map<string, ScoredPair>();
  for (const pair of pairs) for (const id of sides(pair)) if (!told.has(id)) told.set(id, pair);
  return (id: string): Told | undefined => {
    const pair = told.get(id);
    return pair === undefined ? undefined : { pair, other: pair.a === id ? pair.b : pair.a };
  };
}

/** What was found of every record as CSV, in the order of the files. */
function* table({ names, clusters, joins, maybes }: Found): Generator<string> {
  const heads = new Map<string, string>();
  for (const members of clusters) for (const member of members) heads.set(member, members[0] ?? member);
  const joined = firstOf(joins, ({ a, b }) => [a, b]);
  // the question stands at the record that would go if the answer were yes: one that was merged already stays merged
  const asked = firstOf(maybes, ({ a, b }) => [heads.has(b) && !heads.has(a) ? a : b]);
  const because = ({ pair, other }: Told): string => `${names.name(other)}: ${pair.reason}`;
  let piece = csvRow(HEADER);
  for (let at = 0; at < names.size; at++) {
    const id = names.id(at);
    const head = heads.get(id);
    const [merged, question] = [head === undefined ? undefined : joined(id), asked(id)];
    const start = [names.name(id), names.name(head ?? id)];
    if (merged !== undefined) {
      const open = question === undefined ? "" : `; maybe ${because(question)}`;
      piece += csvRow([...start, "auto", merged.pair.score.toFixed(2), `${because(merged)}${open}`]);
    } else if (question !== undefined)
      piece += csvRow([...start, "maybe", question.pair.score.toFixed(2), because(question)]);
    else piece += csvRow([...start, "", "", ""]);
    if (at % ROWS_AT_ONCE !== 0) continue;
    yield piece;
    piece = "";
  }
  yield piece;
}

/** `chartroom duplicates` */
export const duplicates: Run = async (context, given) => {
  const out = given.need("out", "for the clusters");
  if (out === "-" && context.json)
    throw new UsageError("With --json, name a file with --out: standard output takes one thing only.");
  const mapping = await mappingFile(context, given.text("mapping"));
  const files = await Promise.all(given.operands.map((name) => inputFile(context, name)));
  const found = await findIn(context, files, mapping);
  if (out === "-") {
    for (const piece of table(found)) await context.write(piece);
    return undefined;
  }
  await writeWhole(resolve(context.cwd, out), table(found), context.signal);
  const { names, clusters, maybes, relations } = found;
  const named = <T extends { a: string; b: string }>(pairs: readonly T[]): T[] =>
    pairs.map((pair) => ({ ...pair, a: names.name(pair.a), b: names.name(pair.b) }));
  const removed = clusters.reduce((sum, members) => sum + members.length - 1, 0);
  const json = {
    out,
    records: names.size,
    citations: names.size - removed,
    duplicates: removed,
    clusters: clusters.length,
    maybes: named(maybes),
    relations: named(relations),
  };
  const line = `${names.size} records are ${names.size - removed} citations: ${removed} duplicates, ${maybes.length} pairs for a person, ${relations.length} relations.`;
  return { json, text: `${line}\n${out}` };
};
