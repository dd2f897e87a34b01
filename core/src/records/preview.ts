import type { OnProgress } from "../base/progress.ts";
import { cleanText, type Reference, type TableHeader, withoutCarried } from "../references/index.ts";
import type { Storage } from "../storage/index.ts";
import type { ImportPreview, PreviewColumn, Run } from "./contracts.ts";
import { readFile } from "./materialise.ts";
import { ClueGatherer, guessSearch } from "./search-guess.ts";

const PREVIEWED = 5;
const SAMPLES = 3;
const LONGEST_SAMPLE = 160;
/** Rows that are looked into for sample values. */
const ROWS_LOOKED_AT = 200;

/** What a file holds, before it is compared with what is in the review. */
export type FileLook = Omit<ImportPreview, "already" | "remembered">;

/** Gathers the columns of a file's tables with what stands in them. */
class ColumnGatherer {
  readonly #columns = new Map<string, PreviewColumn>();
  #rows = 0;

  header({ columns }: TableHeader): void {
    for (const { column, field } of columns) {
      if (!this.#columns.has(column)) this.#columns.set(column, { column, field, samples: [] });
    }
  }

  row(raw: Reference["raw"]): void {
    this.#rows += 1;
    if (this.#rows > ROWS_LOOKED_AT) return;
    for (const [name, value] of Object.entries(raw)) {
      const samples = this.#columns.get(name)?.samples;
      if (samples === undefined || samples.length >= SAMPLES) continue;
      const text = cleanText(typeof value === "string" ? value : value.join("; ")).slice(0, LONGEST_SAMPLE);
      if (text !== "" && !samples.includes(text)) samples.push(text);
    }
  }

  result(): PreviewColumn[] {
    return [...this.#columns.values()];
  }
}

/** Reads a file from beginning to end and keeps nothing of it. */
export async function lookInto(
  storage: Pick<Storage, "blobs">,
  from: { file: string; fileName: string; mapping?: Record<string, string> | undefined },
  options: { onProgress?: OnProgress; signal?: AbortSignal } = {},
): Promise<FileLook> {
  const first: Omit<Reference, "raw">[] = [];
  const columns = new ColumnGatherer();
  const clues = new ClueGatherer();
  const read = await readFile(
    storage,
    from,
    (reference) => {
      const { raw, ...shown } = reference;
      if (first.length < PREVIEWED) first.push(withoutCarried(shown));
      columns.row(raw);
      clues.add(reference);
    },
    {
      ...options,
      onTable(header) {
        columns.header(header);
        if (clues.preamble.length === 0) clues.preamble = header.preamble;
      },
    },
  );
  const { file, fileName } = from;
  const { format, encoding, records, bytes, diagnostics, warnings, errors } = read;
  const named = columns.result();
  return {
    file,
    fileName,
    format,
    encoding,
    records,
    size: bytes,
    first,
    diagnostics,
    warnings,
    errors,
    unmapped: named.length > 0 && !named.some(({ field }) => field === "title"),
    ...(named.length > 0 && { columns: named }),
    guess: guessSearch(clues.clues({ fileName, format, records })),
  };
}

/** How the columns of a table were mapped the last time that all columns of that mapping were there. */
export function rememberedMapping(
  runs: readonly Run[],
  columns: readonly Pick<PreviewColumn, "column">[],
): ImportPreview["remembered"] {
  const names = new Set(columns.map(({ column }) => column));
  const run = runs.findLast(
    ({ mapping }) => mapping !== undefined && Object.keys(mapping).every((name) => names.has(name)),
  );
  if (run?.mapping === undefined) return undefined;
  return { mapping: { ...run.mapping }, fileName: run.fileName, at: run.at };
}
