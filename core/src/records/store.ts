import { UserError } from "../base/error.ts";
import { chunked, insertRows, on, type RowOf, table, type Tx } from "../storage/index.ts";
import type { Reference } from "../references/index.ts";
import type { RecordView, Run } from "./contracts.ts";
import { authorLine, recordId } from "./record.ts";
import { shownLabels } from "./shown-labels.ts";

export const runTable = table(
  "runs",
  {
    id: "text",
    fact: "text",
    file: "text",
    file_name: "text",
    format: "text",
    encoding: "text",
    records: "integer",
    source: "text",
    platform: "text",
    side: "text",
    kind: "text",
    query: "text",
    date: "text",
    hits: "integer?",
    note: "text",
    warnings: "integer",
    errors: "integer",
    live: "integer",
    clock: "integer",
    at: "text",
    actor: "text",
    /** JSON: column -> field, where a person said so. */
    mapping: "text?",
    search: "text?",
    /** JSON: by whom, when, why, and the fact. */
    withdrawn: "text?",
  },
  { key: ["id"] },
);

/** One row a record, as delivered; they count while their run is live. What a browser of records never filters by is in `more`. */
export const recordTable = table(
  "records",
  {
    id: "text",
    run: "text",
    position: "integer",
    line: "integer",
    title: "text",
    authors: "text",
    author_line: "text",
    year: "integer?",
    journal: "text?",
    volume: "text?",
    issue: "text?",
    pages: "text?",
    doi: "text?",
    pmid: "text?",
    type: "text",
    language: "text?",
    abstract: "text?",
    flagged: "integer",
    /** JSON list of the labels that it came with. */
    labels: "text?",
    /** JSON: the reference's other fields, without raw. */
    more: "text",
  },
  { key: ["id"], indexes: [["run", "position"], ["doi"], ["pmid"], ["year"]] },
);

/** Files whose records are all there, though their run may not be recorded yet. */
export const stagedTable = table(
  "staged_files",
  { file: "text", mapping: "text", records: "integer" },
  { key: ["file"] },
);

export type RecordRow = Omit<RowOf<typeof recordTable>, "review">;
type RunRow = Omit<RowOf<typeof runTable>, "review">;

// the fields in which exports carry an id of the user's own: RIS ID, MEDLINE OID, a table's "Reference ID"
const KEY_FIELDS = ["ID", "OID", "Reference ID", "record_id"] as const;

function ownKeys(id: string, raw: Reference["raw"]): string[] {
  return [...new Set([id, ...KEY_FIELDS.flatMap((field) => raw[field] ?? [])])];
}

/** A reference as a row. */
export function toRow(
  reference: Reference,
  file: string,
  place: { record: number; line: number },
): RecordRow {
  const {
    id: _id,
    raw,
    title,
    authors,
    year,
    journal,
    volume,
    issue,
    pages,
    doi,
    pmid,
    type,
    language,
    abstract,
    ...more
  } = reference;
  const labels = shownLabels(reference);
  return {
    id: recordId(file, place.record),
    run: file.slice(0, 16),
    position: place.record,
    line: place.line,
    title: title ?? "",
    authors: JSON.stringify(authors),
    author_line: authorLine(reference),
    year: year ?? null,
    journal: journal ?? null,
    volume: volume ?? null,
    issue: issue ?? null,
    pages: pages ?? null,
    doi: doi ?? null,
    pmid: pmid ?? null,
    type,
    language: language ?? null,
    abstract: abstract ?? null,
    labels: labels.length === 0 ? null : JSON.stringify(labels),
    flagged: more.flags === undefined || more.flags.length === 0 ? 0 : 1,
    more: JSON.stringify({ ...more, sourceId: reference.id, keys: ownKeys(reference.id, raw) }),
  };
}

type More = Omit<Partial<Reference>, "raw"> & { sourceId: string; keys: string[] };

/** A row as a reference, without the raw fields (these are read from the file) and without what it carried from another tool. */
export function toReference(row: RecordRow): Omit<Reference, "raw" | "id"> & { sourceId: string } {
  const { keys: _keys, labels: _labels, ...more } = JSON.parse(row.more) as More;
  const optional = <K extends string, V>(key: K, value: V | null) =>
    value === null || value === "" ? {} : { [key]: value };
  return {
    ...more,
    type: row.type,
    authors: JSON.parse(row.authors) as Reference["authors"],
    issn: more.issn ?? [],
    isbn: more.isbn ?? [],
    keywords: more.keywords ?? [],
    url: more.url ?? [],
    notes: more.notes ?? [],
    ...optional("title", row.title),
    ...optional("year", row.year),
    ...optional("journal", row.journal),
    ...optional("volume", row.volume),
    ...optional("issue", row.issue),
    ...optional("pages", row.pages),
    ...optional("doi", row.doi),
    ...optional("pmid", row.pmid),
    ...optional("language", row.language),
    ...optional("abstract", row.abstract),
  };
}

/** Decisions and labels that came with a record from another tool. They may be votes: whoever asks keeps the blinding. */
export function carriedLabels(row: Pick<RecordRow, "more">): Record<string, string> {
  return (JSON.parse(row.more) as More).labels ?? {};
}

export async function stagedFile(
  tx: Tx,
  file: string,
): Promise<{ records: number; mapping: string } | undefined> {
  return on(tx, stagedTable)
    .selectFrom("staged_files")
    .select(["records", "mapping"])
    .where("review", "=", tx.review)
    .where("file", "=", file)
    .executeTakeFirst();
}

export async function stageRows(tx: Tx, rows: RecordRow[]): Promise<void> {
  await insertRows(tx, recordTable, rows, "keep");
}

/** Says how many records of a file are there; -1 while they come. */
export async function markStaged(tx: Tx, file: string, records: number, mapping: string): Promise<void> {
  await on(tx, stagedTable)
    .insertInto("staged_files")
    .values({ review: tx.review, file, records, mapping })
    .onConflict((conflict) => conflict.columns(["review", "file"]).doUpdateSet({ records, mapping }))
    .execute();
}

/** Whether the run of this file counts. */
export async function isLive(tx: Tx, file: string): Promise<boolean> {
  const row = await on(tx, runTable)
    .selectFrom("runs")
    .select("live")
    .where("review", "=", tx.review)
    .where("file", "=", file)
    .executeTakeFirst();
  return row?.live === 1;
}

export async function dropStaged(tx: Tx, file: string): Promise<void> {
  await on(tx, stagedTable)
    .deleteFrom("staged_files")
    .where("review", "=", tx.review)
    .where("file", "=", file)
    .execute();
  await on(tx, recordTable)
    .deleteFrom("records")
    .where("review", "=", tx.review)
    .where("run", "=", file.slice(0, 16))
    .execute();
}

export async function putRun(tx: Tx, row: RunRow): Promise<void> {
  await on(tx, runTable)
    .insertInto("runs")
    .values({ review: tx.review, ...row })
    .onConflict((conflict) => conflict.columns(["review", "id"]).doUpdateSet(row))
    .execute();
}

export async function dropRun(tx: Tx, id: string): Promise<void> {
  await on(tx, runTable).deleteFrom("runs").where("review", "=", tx.review).where("id", "=", id).execute();
}

export async function runsOf(tx: Tx): Promise<Run[]> {
  const rows = await on(tx, runTable)
    .selectFrom("runs")
    .selectAll()
    .where("review", "=", tx.review)
    .orderBy("clock")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    file: row.file,
    fileName: row.file_name,
    format: row.format,
    encoding: row.encoding,
    records: row.records,
    source: {
      name: row.source,
      platform: row.platform,
      column: row.side === "other" ? "other" : "databases",
      kind: row.kind as Run["source"]["kind"],
    },
    query: row.query,
    date: row.date,
    hitsReported: row.hits,
    note: row.note,
    state: row.live === 1 ? "live" : "withdrawn",
    clock: row.clock,
    at: row.at,
    actor: row.actor,
    fact: row.fact,
    diagnostics: { warnings: row.warnings, errors: row.errors },
    mapping: row.mapping === null ? undefined : (JSON.parse(row.mapping) as Record<string, string>),
    search: row.search ?? undefined,
    withdrawn: row.withdrawn === null ? undefined : (JSON.parse(row.withdrawn) as Run["withdrawn"]),
  }));
}

/** These records' rows, in no particular order; unknown ids are left out. */
export async function recordRows(tx: Tx, ids: readonly string[]): Promise<RecordRow[]> {
  const rows: RecordRow[] = [];
  for (const part of chunked(ids)) {
    rows.push(
      ...(await on(tx, recordTable)
        .selectFrom("records")
        .selectAll()
        .where("review", "=", tx.review)
        .where("id", "in", part)
        .execute()),
    );
  }
  return rows;
}

/** One record's row. Throws UserError `record.unknown`. */
export async function recordRow(tx: Tx, id: string): Promise<RecordRow> {
  const [row] = await recordRows(tx, [id]);
  if (row !== undefined) return row;
  throw new UserError("record.unknown", `There is no record ${id} in this review.`, {
    hint: "Record ids stand in the export of citations.",
  });
}

export async function recordView(tx: Tx, id: string): Promise<RecordView | undefined> {
  const row = await on(tx, recordTable, runTable)
    .selectFrom("records as r")
    .innerJoin("runs as u", (join) => join.onRef("u.review", "=", "r.review").onRef("u.id", "=", "r.run"))
    .selectAll("r")
    .select("u.source as source_name")
    .where("r.review", "=", tx.review)
    .where("r.id", "=", id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { sourceId: _sourceId, ...reference } = toReference(row);
  return {
    id: row.id,
    run: row.run,
    position: row.position,
    line: row.line,
    source: row.source_name,
    reference,
    flags: reference.flags ?? [],
  };
}

/** The records of a run, a page at a time in the order of their positions. */
export async function* recordsOfRun(tx: Tx, run: string, page = 2000): AsyncGenerator<RecordRow[]> {
  for (let after = 0; ; ) {
    const rows = await on(tx, recordTable)
      .selectFrom("records")
      .selectAll()
      .where("review", "=", tx.review)
      .where("run", "=", run)
      .where("position", ">", after)
      .orderBy("position")
      .limit(page)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.position;
  }
}

/** Every record of the live runs, a page at a time in the order of runs and positions. */
export async function* liveRecords(tx: Tx, page = 2000): AsyncGenerator<RecordRow[]> {
  const live = await on(tx, runTable)
    .selectFrom("runs")
    .select("id")
    .where("review", "=", tx.review)
    .where("live", "=", 1)
    .orderBy("clock")
    .orderBy("id")
    .execute();
  for (const { id } of live) yield* recordsOfRun(tx, id, page);
}

/** How many records of each run carry labels of another tool. */
export async function labelledRecords(tx: Tx): Promise<Map<string, number>> {
  const rows = await on(tx, recordTable)
    .selectFrom("records")
    .select((e) => ["run", e.fn.countAll<number>().as("n")])
    .where("review", "=", tx.review)
    .where("more", "like", '%"labels":{%')
    .groupBy("run")
    .execute();
  return new Map(rows.map((row) => [row.run, Number(row.n)]));
}

/** The source's own keys of a record. */
export function keysOf(row: Pick<RecordRow, "more">): string[] {
  return (JSON.parse(row.more) as More).keys;
}
