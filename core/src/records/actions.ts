import { act, look, type ReadTx } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { COLLECTORS } from "../review/index.ts";
import { type Reference, withoutCarried } from "../references/index.ts";
import { importFile, previewFile, record, runDiagnostics, runs, type Run, withdrawRun } from "./contracts.ts";
import { imported, withdrawn } from "./facts.ts";
import { readFile, stageFile } from "./materialise.ts";
import { runId } from "./record.ts";
import { recordView, runsOf } from "./store.ts";

const PREVIEWED = 5;
/** Formats whose columns a person may map, and how many rows tell what columns there are. */
const TABLES: readonly string[] = ["csv", "tsv", "xlsx"];
const ROWS_LOOKED_AT = 200;

async function runOf(tx: ReadTx, id: string): Promise<Run> {
  const found = (await runsOf(tx)).find((run) => run.id === id);
  if (found === undefined)
    throw new UserError("run.unknown", `There is no run ${id}.`, {
      hint: "`chartroom status` lists the sources.",
    });
  return found;
}

async function assertUploaded(tx: Pick<ReadTx, "blobs">, file: string): Promise<void> {
  if (await tx.blobs.has(file)) return;
  throw new UserError("import.not-uploaded", "This file is not in the review.", {
    hint: "Upload it first, then import it.",
  });
}

export const recordActions = [
  act(importFile, {
    who: COLLECTORS,
    async prepare({ storage, onProgress, signal }, { file, fileName, mapping }) {
      await assertUploaded(storage, file);
      const staged = await stageFile(storage, { file, fileName, mapping }, { onProgress, signal });
      if (staged.records === 0) {
        throw new UserError("import.no-records", `No records were found in ${fileName}.`, {
          place: { file: fileName },
          hint: "Export the records again as RIS, PubMed (.nbib), BibTeX or CSV with abstracts, and import that file.",
        });
      }
      return staged;
    },
    async run(tx, { file, fileName, mapping, details }, staged) {
      const id = runId(file);
      const before = (await runsOf(tx)).find((run) => run.id === id);
      const { diagnostics, ...counts } = staged;
      if (before?.state === "live") return { run: before, already: true, diagnostics };
      await tx.record(imported, id, { file, fileName, ...counts, ...(mapping && { mapping }), details });
      return { run: await runOf(tx, id), already: false, diagnostics };
    },
  }),
  look(previewFile, {
    who: COLLECTORS,
    async run(tx, { file, fileName, mapping }) {
      await assertUploaded(tx, file);
      const first: Omit<Reference, "raw">[] = [];
      const columns = new Set<string>();
      const read = await readFile(tx, { file, fileName, mapping }, (reference, place) => {
        const { raw, ...shown } = reference;
        if (place.record <= ROWS_LOOKED_AT) for (const column of Object.keys(raw)) columns.add(column);
        if (first.length < PREVIEWED) first.push(withoutCarried(shown));
      });
      const { format, encoding, records, diagnostics } = read;
      const already = (await runsOf(tx)).find((run) => run.id === runId(file) && run.state === "live");
      const strange = mapping !== undefined || diagnostics.some(({ code }) => code === "csv.no-title");
      return {
        file,
        fileName,
        format,
        encoding,
        records,
        first,
        diagnostics,
        already,
        ...(TABLES.includes(format) && strange && { columns: [...columns] }),
      };
    },
  }),
  act(withdrawRun, {
    who: COLLECTORS,
    async run(tx, { run, reason }) {
      const { state, fact } = await runOf(tx, run);
      if (state === "withdrawn") throw new UserError("run.withdrawn", "This run was withdrawn already.");
      const withdrawal = await tx.record(withdrawn, run, { reason }, [fact]);
      return { ...(await runOf(tx, run)), withdrawal: withdrawal.hash };
    },
  }),
  look(runs, { run: (tx) => runsOf(tx) }),
  look(record, {
    async run(tx, { record: id }) {
      const view = await recordView(tx, id);
      if (view === undefined) throw new UserError("record.unknown", `There is no record ${id}.`);
      const { file, fileName } = await runOf(tx, view.run);
      let raw: Reference["raw"] | undefined;
      await readFile(tx, { file, fileName }, (reference, place) => {
        if (place.record === view.position) raw = withoutCarried(reference).raw;
      });
      return { ...view, raw };
    },
  }),
  look(runDiagnostics, {
    async run(tx, { run }) {
      const { file, fileName } = await runOf(tx, run);
      return (await readFile(tx, { file, fileName }, () => undefined)).diagnostics;
    },
  }),
];
