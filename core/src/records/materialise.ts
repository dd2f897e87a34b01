import { setTimeout } from "node:timers/promises";
import { canonicalJson } from "../base/canonical.ts";
import { UserError } from "../base/error.ts";
import type { OnProgress } from "../base/progress.ts";
import { type Diagnostic, readReferences, type Reference, type TableHeader } from "../references/index.ts";
import type { IndexedText, Storage } from "../storage/index.ts";
import { DIAGNOSTICS_KEPT, type ImportDiagnostic } from "./contracts.ts";
import {
  dropStaged,
  isLive,
  liveRecords,
  markStaged,
  type RecordRow,
  stagedFile,
  stageRows,
  toRow,
} from "./store.ts";

/** Rows in one transaction: few enough that a vote which waits for it is not noticed. */
const CHUNK = 150;
/** Milliseconds between two of them: longer than a writer that waits sleeps between its tries, so that it gets its turn. */
const TURN = 4;
/** Texts that go into the index at once; nobody waits for it. */
const TEXTS = 5000;

export interface StagedFile {
  format: string;
  encoding: string;
  records: number;
  warnings: number;
  errors: number;
  /** The first of them. */
  diagnostics: ImportDiagnostic[];
}

function counter(most: number) {
  const kept: ImportDiagnostic[] = [];
  let warnings = 0;
  let errors = 0;
  return {
    add(diagnostic: Diagnostic) {
      if (diagnostic.severity === "error") errors += 1;
      else warnings += 1;
      if (kept.length < most) kept.push(diagnostic);
    },
    result: () => ({ warnings, errors, diagnostics: kept }),
  };
}

/** How a file is read, and who is told. */
export interface ReadingOptions {
  onProgress?: OnProgress;
  signal?: AbortSignal;
  onTable?: (header: TableHeader) => void;
  /** Asked after each piece of the file whether the rest is wanted at all. */
  enough?: () => boolean;
  /** How many diagnostics are kept. */
  diagnostics?: number;
}

/** Reads an uploaded file from beginning to end and hands out its references. */
export async function readFile(
  storage: Pick<Storage, "blobs">,
  from: { file: string; fileName: string; mapping?: Record<string, string> | undefined },
  onReference: (reference: Reference, place: { record: number; line: number }) => void | Promise<void>,
  options: ReadingOptions = {},
): Promise<StagedFile & { bytes: number }> {
  const oddities = counter(options.diagnostics ?? DIAGNOSTICS_KEPT);
  const { onProgress, signal, onTable, enough = () => false } = options;
  const { file, fileName, mapping } = from;
  const waiting: [Reference, { record: number; line: number }][] = [];
  let records = 0;
  const sink = {
    reference(reference: Reference, place: { record: number; line: number }) {
      records += 1;
      waiting.push([reference, { ...place, record: records }]);
    },
    diagnostic(diagnostic: Diagnostic) {
      oddities.add(diagnostic);
    },
    ...(onTable !== undefined && { table: onTable }),
  };
  const total = onProgress && (await storage.blobs.size(file));
  const drain = async () => {
    for (const [reference, place] of waiting.splice(0)) await onReference(reference, place);
  };
  async function* source() {
    for await (const bytes of storage.blobs.read(file)) {
      yield bytes;
      // what this piece held is handed on before the next is read, so that memory stays small
      await drain();
      if (enough()) return;
    }
  }
  const { format, encoding, bytes } = await readReferences(
    source(),
    {
      name: fileName,
      ...(mapping && { mapping }),
      ...(onProgress && {
        onProgress: ({ done }) => {
          onProgress({ phase: "reading", done, ...(total !== undefined && { total }) });
        },
      }),
      ...(signal && { signal }),
    },
    sink,
  );
  await drain();
  return { format, encoding, records, bytes, ...oddities.result() };
}

function textOf(row: RecordRow): IndexedText {
  return {
    id: row.id,
    title: row.title,
    body: `${row.abstract ?? ""} ${row.author_line} ${row.journal ?? ""}`,
  };
}

/** Fills the text index from the records, where its file was lost or left behind when the folder was copied. */
export async function indexAgain(storage: Storage): Promise<void> {
  if (!(await storage.texts.isNew())) return;
  await storage.read(async (tx) => {
    for await (const rows of liveRecords(tx)) await storage.texts.add(rows.map(textOf));
  });
}

const OTHER_MAPPING = () =>
  new UserError("import.other-mapping", "This file was imported before with other columns.", {
    hint: "Withdraw that run, or use the same mapping.",
  });

/** Makes sure that nothing of another reading of this file is left; says whether all of this one is there. */
async function beginStaging(storage: Storage, file: string, mapping: string): Promise<boolean> {
  return storage.write(async (tx) => {
    const known = await stagedFile(tx, file);
    if (known?.mapping === mapping) return known.records >= 0;
    if (known !== undefined) {
      if (await isLive(tx, file)) throw OTHER_MAPPING();
      await dropStaged(tx, file);
    }
    await markStaged(tx, file, UNFINISHED, mapping);
    return false;
  });
}

/** In place of the number of records, while not all of them are there. */
const UNFINISHED = -1;

/**
 * Brings a file's records into the tables, in chunks outside any long transaction. They count nowhere until a
 * run names the file. Doing it twice, or again after it was cut off, changes nothing; with another mapping it begins
 * anew, unless the run of the file counts.
 */
export async function stageFile(
  storage: Storage,
  from: { file: string; fileName: string; mapping?: Record<string, string> | undefined },
  options: { onProgress?: OnProgress; signal?: AbortSignal } = {},
): Promise<StagedFile> {
  const rows: RecordRow[] = [];
  const texts: IndexedText[] = [];
  // the order of a mapping says nothing, and facts keep another
  const mapping = canonicalJson(from.mapping ?? {});
  const there = await beginStaging(storage, from.file, mapping);
  const flush = async () => {
    if (rows.length === 0) return;
    const chunk = rows.splice(0);
    await storage.write(async (tx) => {
      // somebody else may have begun anew with other columns meanwhile
      if ((await stagedFile(tx, from.file))?.mapping !== mapping) throw OTHER_MAPPING();
      await stageRows(tx, chunk);
    });
    await setTimeout(TURN);
    texts.push(...chunk.map(textOf));
    if (texts.length >= TEXTS) await storage.texts.add(texts.splice(0));
  };
  const { bytes: _bytes, ...result } = await readFile(
    storage,
    from,
    async (reference, place) => {
      if (there) return;
      rows.push(toRow(reference, from.file, place));
      if (rows.length >= CHUNK) await flush();
    },
    options,
  );
  await flush();
  await storage.texts.add(texts.splice(0));
  if (!there) await storage.write((tx) => markStaged(tx, from.file, result.records, mapping));
  return result;
}
