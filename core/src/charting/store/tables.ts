import { chunked, insertRows, on, type RowOf, type Table, table, type Tx } from "../../storage/index.ts";

export const formTable = table(
  "forms",
  {
    fact: "text",
    number: "integer",
    form: "text",
    reason: "text",
    at: "text",
    actor: "text",
    clock: "integer",
  },
  { key: ["fact"] },
);
export const valueTable = table(
  "chart_values",
  {
    fact: "text",
    record: "text",
    field: "text",
    chartist: "text",
    machine: "integer",
    value: "text",
    evidence: "text",
    at: "text",
    clock: "integer",
  },
  { key: ["record", "field", "chartist"], indexes: [["fact"]] },
);
export const finishedTable = table(
  "charts_finished",
  { fact: "text", record: "text", chartist: "text", clock: "integer" },
  { key: ["record", "chartist"] },
);
export const consensusTable = table(
  "consensus_values",
  {
    fact: "text",
    record: "text",
    field: "text",
    value: "text",
    evidence: "text",
    origin: "text",
    reason: "text",
    actor: "text",
    at: "text",
    clock: "integer",
  },
  { key: ["record", "field"] },
);
export const leftOutTable = table(
  "left_out",
  { fact: "text", record: "text", reason: "text", clock: "integer" },
  { key: ["record"] },
);

type Row<T extends Table> = Omit<RowOf<T>, "review">;
export type ValueRow = Row<typeof valueTable>;
export type ConsensusRow = Row<typeof consensusTable>;

export async function replaceForms(tx: Tx, rows: readonly Row<typeof formTable>[]): Promise<void> {
  await on(tx, formTable).deleteFrom("forms").where("review", "=", tx.review).execute();
  await insertRows(tx, formTable, rows);
}

export async function formRows(tx: Tx): Promise<Row<typeof formTable>[]> {
  return on(tx, formTable)
    .selectFrom("forms")
    .select(["fact", "number", "form", "reason", "at", "actor", "clock"])
    .where("review", "=", tx.review)
    .orderBy("number")
    .execute();
}

export async function replaceValues(
  tx: Tx,
  cells: readonly { record: string; field: string }[],
  rows: readonly ValueRow[],
): Promise<void> {
  for (const { record, field } of cells) {
    await on(tx, valueTable)
      .deleteFrom("chart_values")
      .where("review", "=", tx.review)
      .where("record", "=", record)
      .where("field", "=", field)
      .execute();
  }
  await insertRows(tx, valueTable, rows);
}

export async function replaceConsensus(
  tx: Tx,
  cells: readonly { record: string; field: string }[],
  rows: readonly ConsensusRow[],
): Promise<void> {
  for (const { record, field } of cells) {
    await on(tx, consensusTable)
      .deleteFrom("consensus_values")
      .where("review", "=", tx.review)
      .where("record", "=", record)
      .where("field", "=", field)
      .execute();
  }
  await insertRows(tx, consensusTable, rows);
}

export async function replaceFinished(
  tx: Tx,
  records: readonly string[],
  rows: readonly Row<typeof finishedTable>[],
): Promise<void> {
  for (const part of chunked(records)) {
    await on(tx, finishedTable)
      .deleteFrom("charts_finished")
      .where("review", "=", tx.review)
      .where("record", "in", part)
      .execute();
  }
  await insertRows(tx, finishedTable, rows);
}

export async function replaceLeftOut(
  tx: Tx,
  records: readonly string[],
  rows: readonly Row<typeof leftOutTable>[],
): Promise<void> {
  for (const part of chunked(records)) {
    await on(tx, leftOutTable)
      .deleteFrom("left_out")
      .where("review", "=", tx.review)
      .where("record", "in", part)
      .execute();
  }
  await insertRows(tx, leftOutTable, rows);
}

/** Every chartist's value of every field of these records. Sees everything: the caller keeps the blinding. */
export async function valueRows(tx: Tx, records?: readonly string[]): Promise<ValueRow[]> {
  const base = on(tx, valueTable)
    .selectFrom("chart_values")
    .select(["fact", "record", "field", "chartist", "machine", "value", "evidence", "at", "clock"])
    .where("review", "=", tx.review)
    .orderBy("clock")
    .orderBy("fact");
  if (records === undefined) return base.execute();
  const rows: ValueRow[] = [];
  for (const part of chunked(records)) rows.push(...(await base.where("record", "in", part).execute()));
  return rows;
}

export async function finishedCharts(tx: Tx, records?: readonly string[]): Promise<Map<string, Set<string>>> {
  const base = on(tx, finishedTable)
    .selectFrom("charts_finished")
    .select(["record", "chartist"])
    .where("review", "=", tx.review);
  const rows = records === undefined ? await base.execute() : [];
  for (const part of chunked(records ?? [])) rows.push(...(await base.where("record", "in", part).execute()));
  const finished = new Map<string, Set<string>>();
  for (const { record, chartist } of rows)
    finished.set(record, (finished.get(record) ?? new Set()).add(chartist));
  return finished;
}

/** The facts by which a chartist finished charts, by record. */
export async function ownFinishes(tx: Tx, chartist: string): Promise<Map<string, string>> {
  const rows = await on(tx, finishedTable)
    .selectFrom("charts_finished")
    .select(["record", "fact"])
    .where("review", "=", tx.review)
    .where("chartist", "=", chartist)
    .execute();
  return new Map(rows.map(({ record, fact }) => [record, fact]));
}

export async function consensusRows(tx: Tx, records?: readonly string[]): Promise<ConsensusRow[]> {
  const base = on(tx, consensusTable)
    .selectFrom("consensus_values")
    .select(["fact", "record", "field", "value", "evidence", "origin", "reason", "actor", "at", "clock"])
    .where("review", "=", tx.review)
    .orderBy("clock")
    .orderBy("fact");
  if (records === undefined) return base.execute();
  const rows: ConsensusRow[] = [];
  for (const part of chunked(records)) rows.push(...(await base.where("record", "in", part).execute()));
  return rows;
}

export async function leftOutRows(tx: Tx): Promise<Row<typeof leftOutTable>[]> {
  return on(tx, leftOutTable)
    .selectFrom("left_out")
    .select(["fact", "record", "reason", "clock"])
    .where("review", "=", tx.review)
    .execute();
}

/** Every record under which anything was charted, with the clock of the first that was. */
export async function chartedRecords(tx: Tx): Promise<Map<string, number>> {
  const first = new Map<string, number>();
  for (const name of ["chart_values", "charts_finished", "consensus_values", "left_out"] as const) {
    const rows = await on(tx, valueTable, finishedTable, consensusTable, leftOutTable)
      .selectFrom(name)
      .select((e) => ["record", e.fn.min("clock").as("clock")])
      .where("review", "=", tx.review)
      .groupBy("record")
      .execute();
    for (const { record, clock } of rows)
      first.set(record, Math.min(Number(clock), first.get(record) ?? Number.POSITIVE_INFINITY));
  }
  return first;
}

/** Which record each of these value facts is about, and whose it is. */
export async function valueFacts(tx: Tx, facts: readonly string[]): Promise<Map<string, ValueRow>> {
  const found = new Map<string, ValueRow>();
  for (const part of chunked(facts)) {
    const rows = await on(tx, valueTable)
      .selectFrom("chart_values")
      .select(["fact", "record", "field", "chartist", "machine", "value", "evidence", "at", "clock"])
      .where("review", "=", tx.review)
      .where("fact", "in", part)
      .execute();
    for (const row of rows) found.set(row.fact, row);
  }
  return found;
}
