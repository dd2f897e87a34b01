import { basename } from "node:path";
import { perform, type Workbench } from "@chartroom/core/action";
import { UserError } from "@chartroom/core/base/error";
import { agree, chart, finishChart, form, leaveOut, parseValue, type Value } from "@chartroom/core/charting";
import { findCitations } from "@chartroom/core/dedup";
import { logRetrieval } from "@chartroom/core/fulltext";
import { stageSchema } from "@chartroom/core/protocol";
import { DECISIONS, removeBefore, resolve, RESOLUTIONS, vote } from "@chartroom/core/screening";
import { z } from "zod";
import { readTable, type TableRow } from "./table.ts";

/** Who applies a table to which review, and who hears how far it is. */
export interface Applying {
  bench: Workbench;
  actor: string;
  onProgress?: (done: number, total: number) => void;
}

/** How many rows of a table were applied. */
export interface Applied {
  applied: number;
  skipped: number;
}

/** Runs `one` for every row; a fault names the file and the line, and says how much was applied before it. */
export async function eachRow(
  path: string,
  rows: readonly TableRow[],
  { onProgress }: Applying,
  one: (row: TableRow) => Promise<void>,
): Promise<Applied> {
  let applied = 0;
  for (const row of rows) {
    try {
      await one(row);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const before =
        applied === 0
          ? "Nothing of the table was applied."
          : `The ${applied} rows before it were applied and stand.`;
      const hint = [error.hint, before].filter(Boolean).join(" ");
      throw new UserError(error.code, error.message, {
        place: { file: basename(path), line: row.line },
        hint,
        cause: error,
      });
    }
    applied += 1;
    onProgress?.(applied, rows.length);
  }
  return { applied, skipped: 0 };
}

/** Finds the citation that each row names in `column`. */
export async function citationsNamed(
  { bench, actor }: Applying,
  path: string,
  rows: readonly TableRow[],
  column = "citation",
): Promise<Map<string, string>> {
  const refs = [...new Set(rows.map((row) => row.cells[column]?.trim() ?? ""))];
  const found = await perform(bench, findCitations, { actor, input: { refs } });
  const ids = new Map<string, string>();
  for (const { ref, citation, candidates } of found) {
    if (citation !== null) {
      ids.set(ref, citation);
      continue;
    }
    const row = rows.find((one) => (one.cells[column]?.trim() ?? "") === ref);
    const place = { file: basename(path), ...(row !== undefined && { line: row.line }) };
    if (candidates.length > 0) {
      throw new UserError("citation.ambiguous", `${ref} names ${candidates.length} citations.`, {
        place,
        hint: `Use the id of one of: ${candidates.join(", ")}.`,
      });
    }
    throw new UserError(
      "citation.unknown",
      `${ref === "" ? "The row" : ref} names no citation of this review.`,
      {
        place,
        hint: "Name it by its id, DOI, PMID or exact title; `chartroom export --citations FILE.csv` lists them.",
      },
    );
  }
  return ids;
}

export function word<T extends z.ZodType>(schema: T, row: TableRow, column: string): z.output<T> {
  const text = row.cells[column]?.trim() ?? "";
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UserError("table.word-unknown", `"${text}" cannot stand in the column ${column}.`, {
    hint: parsed.error.issues.map((issue) => issue.message).join("; "),
  });
}

export const textOf = (row: TableRow, column: string) => row.cells[column]?.trim() ?? "";
const codeOf = (row: TableRow, column: string) => textOf(row, column) || null;
const labelsOf = (row: TableRow) =>
  textOf(row, "labels")
    .split(";")
    .map((label) => label.trim())
    .filter(Boolean);

/** Votes from a table `citation,stage,decision,reason,note`; of one stage where it is named. */
export async function applyVotes(applying: Applying, path: string, stage?: string): Promise<Applied> {
  const { bench, actor } = applying;
  const all = readTable(path, ["citation", "decision"]);
  const rows = all.filter((row) => stage === undefined || textOf(row, "stage") === stage);
  const ids = await citationsNamed(applying, path, rows);
  return eachRow(path, rows, applying, async (row) => {
    const input = {
      citation: ids.get(textOf(row, "citation")) ?? "",
      stage: textOf(row, "stage") === "" ? ("title_abstract" as const) : word(stageSchema, row, "stage"),
      decision: word(z.enum(DECISIONS), row, "decision"),
      reason: codeOf(row, "reason"),
      note: textOf(row, "note"),
      labels: labelsOf(row),
    };
    await perform(bench, vote, { actor, input });
  });
}

/** Resolutions from a table of the same columns. */
export async function applyResolutions(applying: Applying, path: string, stage?: string): Promise<Applied> {
  const { bench, actor } = applying;
  const rows = readTable(path, ["citation", "stage", "decision"]).filter(
    (row) => stage === undefined || textOf(row, "stage") === stage,
  );
  const ids = await citationsNamed(applying, path, rows);
  return eachRow(path, rows, applying, async (row) => {
    const input = {
      citation: ids.get(textOf(row, "citation")) ?? "",
      stage: word(stageSchema, row, "stage"),
      decision: word(z.enum(RESOLUTIONS), row, "decision"),
      reason: codeOf(row, "reason"),
      note: textOf(row, "note"),
    };
    await perform(bench, resolve, { actor, input });
  });
}

/**
 * Citations to be removed before screening from a table `citation,reason`; `reason` stands for rows without one, and
 * `automation` names the rule that chose them. Those of one reason are removed together, or none of them.
 */
export async function applyRemovals(
  applying: Applying,
  path: string,
  { reason, automation }: { reason?: string | undefined; automation?: string | undefined },
): Promise<Applied> {
  const { bench, actor } = applying;
  const rows = readTable(path, ["citation"]);
  const ids = await citationsNamed(applying, path, rows);
  const byReason = new Map<string, string[]>();
  await eachRow(path, rows, { bench, actor }, async (row) => {
    const why = textOf(row, "reason") || (reason ?? "");
    if (why === "") {
      throw new UserError("table.reason-missing", "The row says no reason.", {
        hint: "Fill its column reason, or give one for all rows with --reason.",
      });
    }
    byReason.set(why, [...(byReason.get(why) ?? []), ids.get(textOf(row, "citation")) ?? ""]);
  });
  let applied = 0;
  for (const [why, citations] of byReason) {
    const input = { citations, automation: automation ?? null, reason: why };
    applied += (await perform(bench, removeBefore, { actor, input })).facts.length;
  }
  return { applied, skipped: rows.length - applied };
}

/** The retrieval log from a table `citation,step,route,date,note`. */
export async function applyRetrievals(applying: Applying, path: string): Promise<Applied> {
  const { bench, actor } = applying;
  const rows = readTable(path, ["citation", "step"]);
  const ids = await citationsNamed(applying, path, rows);
  return eachRow(path, rows, applying, async (row) => {
    const input = {
      citation: ids.get(textOf(row, "citation")) ?? "",
      step: word(z.enum(["requested", "received", "unavailable", "note"]), row, "step"),
      route: textOf(row, "route"),
      date: textOf(row, "date"),
      note: textOf(row, "note"),
    };
    await perform(bench, logRetrieval, { actor, input });
  });
}

async function fieldsOf({ bench, actor }: Applying) {
  const { current } = await perform(bench, form, { actor, input: {} });
  if (current === undefined)
    throw new UserError("chart.no-form", "There is no charting form yet.", {
      hint: "State it first: `chartroom chart --form form.yaml`.",
    });
  return new Map(
    current.form.sections.flatMap((section) => section.fields.map((field) => [field.id, field])),
  );
}

function fieldOf(fields: Awaited<ReturnType<typeof fieldsOf>>, row: TableRow) {
  const id = textOf(row, "field");
  const field = fields.get(id);
  if (field === undefined)
    throw new UserError("chart.field-unknown", `The form has no field ${id}.`, {
      hint: `Its fields: ${[...fields.keys()].join(", ")}.`,
    });
  return field;
}

/** Charted values from a table `citation,field,value,quote,place`, one value a row; empty cells chart nothing. */
export async function applyCharts(
  applying: Applying,
  path: string,
  options: { finish?: boolean } = {},
): Promise<Applied> {
  const { bench, actor, onProgress } = applying;
  const fields = await fieldsOf(applying);
  const rows = readTable(path, ["citation", "field", "value"]);
  const ids = await citationsNamed(applying, path, rows);
  // every cell is read before any is kept, so that a fault in the last row leaves nothing half-charted
  const byStudy = new Map<
    string,
    { field: string; value: Value; evidence: { quote?: string; place?: string } }[]
  >();
  await eachRow(path, rows, { bench, actor }, async (row) => {
    const field = fieldOf(fields, row);
    const value = parseValue(field, row.cells["value"] ?? "", { file: basename(path), line: row.line });
    if (value === undefined) return;
    const [quote, place] = [textOf(row, "quote"), textOf(row, "place")];
    const evidence = { ...(quote !== "" && { quote }), ...(place !== "" && { place }) };
    const study = ids.get(textOf(row, "citation")) ?? "";
    byStudy.set(study, [...(byStudy.get(study) ?? []), { field: field.id, value, evidence }]);
  });
  let applied = 0;
  for (const [study, values] of byStudy) {
    await perform(bench, chart, { actor, input: { study, values } });
    if (options.finish === true) await perform(bench, finishChart, { actor, input: { study } });
    applied += values.length;
    onProgress?.(applied, rows.length);
  }
  return { applied, skipped: rows.length - applied };
}

/** Agreed values from a table `citation,field,value,from,reason`. */
export async function applyConsensus(applying: Applying, path: string): Promise<Applied> {
  const { bench, actor } = applying;
  const fields = await fieldsOf(applying);
  const rows = readTable(path, ["citation", "field", "value"]);
  const ids = await citationsNamed(applying, path, rows);
  return eachRow(path, rows, applying, async (row) => {
    const field = fieldOf(fields, row);
    const value = parseValue(field, row.cells["value"] ?? "", { file: basename(path), line: row.line });
    if (value === undefined) return;
    const from = textOf(row, "from") || "new";
    await perform(bench, agree, {
      actor,
      input: {
        study: ids.get(textOf(row, "citation")) ?? "",
        field: field.id,
        value,
        from,
        reason: textOf(row, "reason"),
      },
    });
  });
}

/** Studies left out of the synthesis from a table `citation,reason,note`. */
export async function applyLeftOut(applying: Applying, path: string): Promise<Applied> {
  const { bench, actor } = applying;
  const rows = readTable(path, ["citation", "reason"]);
  const ids = await citationsNamed(applying, path, rows);
  return eachRow(path, rows, applying, async (row) => {
    const note = textOf(row, "note");
    const reason = note === "" ? textOf(row, "reason") : `${textOf(row, "reason")}: ${note}`;
    await perform(bench, leaveOut, {
      actor,
      input: { study: ids.get(textOf(row, "citation")) ?? "", reason },
    });
  });
}
