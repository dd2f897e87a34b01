import { act, type ActTx, look, type PrepareContext, type ReadTx } from "../action/index.ts";
import { UserError } from "../base/error.ts";
import { COLLECTORS } from "../review/index.ts";
import { type Reference, withoutCarried } from "../references/index.ts";
import {
  describeRun,
  importFile,
  previewFile,
  rawPart,
  record,
  runDiagnostics,
  runs,
  type Run,
  withdrawRun,
} from "./contracts.ts";
import { described, imported, withdrawn } from "./facts.ts";
import { readFile, stageFile } from "./materialise.ts";
import { carriesLabels } from "./carries-labels.ts";
import { lookInto, rememberedMapping } from "./preview.ts";
import { partOf } from "./raw-part.ts";
import { runId } from "./record.ts";
import { searchesOf } from "./search.ts";
import { recordView, runsOf } from "./store.ts";

async function runOf(tx: ReadTx, id: string): Promise<Run> {
  const found = (await runsOf(tx)).find((run) => run.id === id);
  if (found === undefined)
    throw new UserError("run.unknown", `There is no run ${id}.`, {
      hint: "`chartroom runs` lists them.",
    });
  return found;
}

/** The files of the search that a run belongs to, those that count. */
async function searchOf(tx: ReadTx, run: Run): Promise<Run[]> {
  const search = searchesOf(await runsOf(tx)).find(({ runs: own }) => own.some(({ id }) => id === run.id));
  return (search?.runs ?? [run]).filter(({ state }) => state === "live");
}

async function assertUploaded(place: Pick<ReadTx, "blobs">, file: string): Promise<void> {
  if (await place.blobs.has(file)) return;
  throw new UserError("import.not-uploaded", "This file is not in the review.", {
    hint: "Upload it first, then import it.",
  });
}

async function withdrawOne(tx: ActTx, { id, fact }: Run, reason: string): Promise<string> {
  return (await tx.record(withdrawn, id, { reason }, [fact])).hash;
}

async function oddities({ read, storage }: PrepareContext, run: string) {
  const { file, fileName, mapping } = await read((tx) => runOf(tx, run));
  const all = { diagnostics: Number.POSITIVE_INFINITY };
  const known = { file, fileName, mapping: mapping && { ...mapping } };
  return (await readFile(storage, known, () => undefined, all)).diagnostics;
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
    async run(tx, { file, fileName, mapping, details, search }, staged) {
      const id = runId(file);
      const before = (await runsOf(tx)).find((run) => run.id === id);
      const { diagnostics, ...counts } = staged;
      if (before?.state === "live") return { run: before, already: true, diagnostics };
      await tx.record(imported, id, {
        file,
        fileName,
        ...counts,
        ...(mapping && { mapping }),
        details,
        ...(search !== undefined && { search }),
      });
      return { run: await runOf(tx, id), already: false, diagnostics };
    },
  }),
  look(previewFile, {
    who: COLLECTORS,
    async prepare({ storage, onProgress, signal }, { file, fileName, mapping }) {
      await assertUploaded(storage, file);
      return lookInto(storage, { file, fileName, mapping }, { onProgress, signal });
    },
    async run(tx, { file, mapping }, seen) {
      const all = await runsOf(tx);
      const remembered = mapping === undefined ? rememberedMapping(all, seen.columns ?? []) : undefined;
      return {
        ...seen,
        already: all.find((run) => run.id === runId(file)),
        ...(remembered && { remembered }),
      };
    },
  }),
  act(describeRun, {
    who: COLLECTORS,
    async run(tx, { run: id, details }) {
      const run = await runOf(tx, id);
      if (run.state === "withdrawn")
        throw new UserError("run.withdrawn", "This run was withdrawn; what is known of it stays as it was.", {
          hint: "Bring it back first.",
        });
      const own = await searchOf(tx, run);
      const facts = await tx.recordAll(
        own.map((one) => ({ type: described, subject: one.id, body: { details }, supersedes: [one.fact] })),
      );
      const ids = new Set(own.map((one) => one.id));
      return {
        runs: (await runsOf(tx)).filter((one) => ids.has(one.id)),
        facts: facts.map(({ hash }) => hash),
      };
    },
  }),
  act(withdrawRun, {
    who: COLLECTORS,
    async run(tx, { run: id, reason, together }) {
      const run = await runOf(tx, id);
      if (run.state === "withdrawn") throw new UserError("run.withdrawn", "This run was withdrawn already.");
      const withdrawal = await withdrawOne(tx, run, reason);
      const withdrawals = [withdrawal];
      if (together)
        for (const other of await searchOf(tx, run)) withdrawals.push(await withdrawOne(tx, other, reason));
      return { ...(await runOf(tx, id)), withdrawal, withdrawals };
    },
  }),
  look(runs, { run: (tx) => runsOf(tx) }),
  look(record, {
    async run(tx, { record: id, raw: wanted }) {
      const view = await recordView(tx, id);
      if (view === undefined) throw new UserError("record.unknown", `There is no record ${id}.`);
      if (!wanted) return { ...view, raw: undefined };
      const { file, fileName, mapping } = await runOf(tx, view.run);
      let raw: Reference["raw"] | undefined;
      const known = { file, fileName, mapping: mapping && { ...mapping } };
      await readFile(
        tx,
        known,
        (reference, place) => {
          if (place.record === view.position) raw = withoutCarried(reference).raw;
        },
        { enough: () => raw !== undefined },
      );
      return { ...view, raw };
    },
  }),
  look(runDiagnostics, {
    prepare: (context, { run }) => oddities(context, run),
    run: async (_tx, _input, found) => found,
  }),
  look(rawPart, {
    who: COLLECTORS,
    async prepare({ storage, signal }, { file, fileName }) {
      await assertUploaded(storage, file);
      return { carries: await carriesLabels(storage.blobs, { file, fileName }, signal) };
    },
    async run(tx, wanted, { carries }) {
      if (carries && !tx.roles.includes("unblinded")) {
        throw new UserError("lines.hidden", "This file holds what people decided in another tool.", {
          place: { file: wanted.fileName },
          hint: "Its lines stay hidden while people screen blinded; a lead who is unblinded sees them.",
        });
      }
      return partOf(tx.blobs, wanted);
    },
  }),
];
