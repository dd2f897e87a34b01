import { basename } from "node:path";
import { perform } from "@chartroom/core/action";
import { UserError } from "@chartroom/core/base/error";
import {
  findCitations,
  relationKindSchema,
  separateCitation,
  settlePair,
  splitRecord,
  unrelate,
} from "@chartroom/core/dedup";
import { citationsOf } from "@chartroom/core/dedup/store";
import { z } from "zod";
import { readTable, type TableRow } from "./table.ts";
import { type Applied, type Applying, citationsNamed, eachRow, textOf, word } from "./tables.ts";

const decisionSchema = z.union([z.enum(["same", "different"]), relationKindSchema]);
type PairDecision = z.infer<typeof decisionSchema>;

async function settlePairs(
  applying: Applying,
  path: string,
  rows: readonly TableRow[],
  decisionOf: (row: TableRow) => PairDecision,
): Promise<Applied> {
  const { bench, actor } = applying;
  const known = await recordsNamed(applying, path, rows, ["a", "b"]);
  return eachRow(path, rows, applying, async (row) => {
    const decision = decisionOf(row);
    const [one, other] = [known.get(textOf(row, "a")) ?? [], known.get(textOf(row, "b")) ?? []];
    const reason = textOf(row, "reason");
    const settle = (a: string, b: string) =>
      perform(bench, settlePair, { actor, input: { a, b, decision, reason } });
    if (decision === "same") {
      const [first, ...rest] = [...new Set([...one, ...other])];
      for (const record of rest)
        if (first !== undefined && !(await together(applying, first, record))) await settle(first, record);
      return;
    }
    // what was joined before is taken apart record by record: each pair across the two is different
    for (const a of one) {
      for (const b of other) if (await together(applying, a, b)) await settle(a, b);
    }
    const [a, b] = [one[0], other[0]];
    if (a !== undefined && b !== undefined) await settle(a, b);
  });
}

async function together({ bench }: Applying, a: string, b: string): Promise<boolean> {
  const ids = await bench.storage.read((tx) => citationsOf(tx, [a, b]));
  return ids.get(a) === ids.get(b);
}

/** All records behind each name in these columns: with `id:KEY` every record of that key. */
async function recordsNamed(
  { bench, actor }: Applying,
  path: string,
  rows: readonly TableRow[],
  columns: readonly string[],
): Promise<Map<string, string[]>> {
  const named = (row: TableRow) => columns.map((column) => textOf(row, column));
  const refs = [...new Set(rows.flatMap(named))];
  const found = await perform(bench, findCitations, { actor, input: { refs } });
  const names = new Map<string, string[]>();
  for (const { ref, records } of found) {
    if (records.length > 0) names.set(ref, records);
    else {
      const row = rows.find((one) => named(one).includes(ref));
      throw new UserError("citation.unknown", `${ref} names no record of this review.`, {
        place: { file: basename(path), ...(row && { line: row.line }) },
      });
    }
  }
  return names;
}

/** Choices about pairs from a table `a,b,decision,reason`: same, different, or a relation. */
export async function applyPairs(applying: Applying, path: string): Promise<Applied> {
  const rows = readTable(path, ["a", "b", "decision"]);
  return settlePairs(applying, path, rows, (row) => word(decisionSchema, row, "decision"));
}

/** Joins from a table `a,b,reason`: each row's two are one work. */
export async function applyJoins(applying: Applying, path: string): Promise<Applied> {
  return settlePairs(applying, path, readTable(path, ["a", "b"]), () => "same");
}

/** Relations from a table `a,b,relation,reason`: `a` is the preprint, the correction, the review. */
export async function applyRelations(applying: Applying, path: string): Promise<Applied> {
  const rows = readTable(path, ["a", "b", "relation"]);
  return settlePairs(applying, path, rows, (row) => word(relationKindSchema, row, "relation"));
}

const reasonOf = (row: TableRow, path: string) => textOf(row, "reason") || `listed in ${basename(path)}`;

/** Takes relations away from a table `a,b,relation,reason`. */
export async function applyUnrelations(applying: Applying, path: string): Promise<Applied> {
  const { bench, actor } = applying;
  const rows = readTable(path, ["a", "b", "relation"]);
  const [ones, others] = [
    await citationsNamed(applying, path, rows, "a"),
    await citationsNamed(applying, path, rows, "b"),
  ];
  return eachRow(path, rows, applying, async (row) => {
    const input = {
      a: ones.get(textOf(row, "a")) ?? "",
      b: others.get(textOf(row, "b")) ?? "",
      kind: word(relationKindSchema, row, "relation"),
      reason: reasonOf(row, path),
    };
    await perform(bench, unrelate, { actor, input });
  });
}

/**
 * Splits from a table `record,reason`, whose records then stand for themselves, or `citation,reason`, whose citations
 * are taken apart into all their records.
 */
export async function applySplits(applying: Applying, path: string): Promise<Applied> {
  const { bench, actor } = applying;
  const all = readTable(path, []);
  if (all.every((row) => row.cells["citation"] === undefined)) {
    const rows = readTable(path, ["record"]);
    const known = await recordsNamed(applying, path, rows, ["record"]);
    return eachRow(path, rows, applying, async (row) => {
      for (const record of known.get(textOf(row, "record")) ?? [])
        await perform(bench, splitRecord, { actor, input: { record, reason: reasonOf(row, path) } });
    });
  }
  const ids = await citationsNamed(applying, path, all);
  return eachRow(path, all, applying, async (row) => {
    const input = { citation: ids.get(textOf(row, "citation")) ?? "", reason: reasonOf(row, path) };
    await perform(bench, separateCitation, { actor, input });
  });
}
