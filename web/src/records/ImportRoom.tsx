import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { summary } from "@chartroom/core/dedup";
import { importFile, previewFile, runs, withdrawRun } from "@chartroom/core/records";
import { ask, tell, upload } from "../api/client.ts";
import { takeCarriedFiles } from "../api/carriedFiles.ts";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { type Loadable, loadable } from "../ui/Loadable.tsx";
import { calendarDate } from "../ui/time.ts";
import type { ImportChoice, ImportPreview } from "./ImportPreview.tsx";
import { type ImportFile, type ImportState, ImportView } from "./ImportView.tsx";
import { readNarrowing, writeNarrowing } from "./address.ts";
import { guessSource, sourceNamed, USUAL_SOURCES } from "./source.ts";

type Mapping = Readonly<Record<string, string>>;

/** Oddities shown of one file; all are kept with the run. */
const SHOWN = 100;

const dayOf = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

/** Files from choosing to keeping: each is uploaded, looked into, told about, and then imported or left. */
export function ImportRoom() {
  const review = useReview();
  const client = useQueryClient();
  const deeds = useDeeds();
  const imported = useAsk(runs, {});
  const compared = useAsk(summary, {});
  const [files, setFiles] = useState<readonly ImportFile[]>([]);
  const chosen = useRef(new Map<string, { hash: string; file: File }>());
  const working = useRef(new Map<string, AbortController>());

  const set = (id: string, file: ImportFile | undefined) => {
    setFiles((before) =>
      before.flatMap((one) =>
        (one.is === "read" ? one.preview.id : one.id) !== id ? [one] : file === undefined ? [] : [file],
      ),
    );
  };

  const look = async (id: string, mapping: Mapping) => {
    const known = chosen.current.get(id);
    if (known === undefined) return;
    const { hash, file } = known;
    try {
      const mapped = Object.keys(mapping).length > 0;
      const answer = await ask(review, previewFile, {
        file: hash,
        fileName: file.name,
        ...(mapped && { mapping: { ...mapping } }),
      });
      const { already, diagnostics, columns, format, encoding, records, first } = answer;
      const preview: ImportPreview = {
        id,
        name: file.name,
        format,
        encoding,
        records,
        first,
        oddities: diagnostics.slice(0, SHOWN),
        odditiesTotal: diagnostics.length,
        known:
          already &&
          `This file came in on ${calendarDate(Date.parse(already.at))} from ${already.source.name}, with ${already.records} records. It is one run, however often it is imported.`,
        columns,
        mapping,
        guess: {
          source: guessSource({
            fileName: file.name,
            format,
            databases: first.map(({ database }) => database),
          }),
          day: dayOf(file.lastModified),
        },
      };
      set(id, { is: "read", preview });
    } catch (error) {
      set(id, { is: "unreadable", id, name: file.name, fault: faultOf(error) });
    }
  };

  const add = async (file: File) => {
    const id = crypto.randomUUID();
    setFiles((before) => [
      ...before.filter(({ is }) => is !== "kept"),
      { is: "reading", id, name: file.name },
    ]);
    try {
      const { file: hash } = await upload(review, file);
      chosen.current.set(id, { hash, file });
      await look(id, {});
    } catch (error) {
      set(id, { is: "unreadable", id, name: file.name, fault: faultOf(error) });
    }
  };

  const receive = useEffectEvent(() => {
    for (const file of takeCarriedFiles()) void add(file);
  });
  useEffect(() => {
    receive();
  }, []);

  const keep = async (choice: ImportChoice, preview: ImportPreview) => {
    const known = chosen.current.get(choice.file);
    if (known === undefined) return;
    const cancel = new AbortController();
    working.current.set(choice.file, cancel);
    const { id, name, mapping } = preview;
    set(id, { is: "keeping", id, name, progress: undefined });
    try {
      const { run, already } = await tell(
        review,
        importFile,
        {
          file: known.hash,
          fileName: name,
          ...(Object.keys(mapping).length > 0 && { mapping: { ...mapping } }),
          details: {
            source: sourceNamed(
              choice.source,
              imported.data?.map(({ source }) => source),
            ),
            query: choice.query,
            date: choice.searched,
            hitsReported: choice.hits,
          },
        },
        {
          signal: cancel.signal,
          onProgress: (progress) => {
            set(id, { is: "keeping", id, name, progress });
          },
        },
      );
      set(id, { is: "kept", id, name, records: run.records, already });
    } catch (error) {
      // what was cancelled can be kept after all
      set(
        id,
        cancel.signal.aborted
          ? { is: "read", preview }
          : { is: "unreadable", id, name, fault: faultOf(error) },
      );
    } finally {
      working.current.delete(choice.file);
      await client.invalidateQueries({ queryKey: ["review", review] });
    }
  };

  const known = loadable("Fetching what was imported…", imported, faultOf);
  const state: Loadable<ImportState> =
    known.is === "ready"
      ? {
          is: "ready",
          value: {
            files,
            sources: [
              ...new Set([
                ...known.value.map(({ source }) => source.name),
                ...USUAL_SOURCES.map(({ name }) => name),
              ]),
            ],
            runs: known.value,
            unchecked: compared.data?.unchecked ?? 0,
            recordsHref: ({ source }) =>
              `/r/${review}/records?${new URLSearchParams(writeNarrowing({ ...readNarrowing({}), source: [source.name] }) as Record<string, string>).toString()}`,
            duplicatesHref: `/r/${review}/duplicates`,
          },
        }
      : known;
  return (
    <ImportView
      state={state}
      saving={deeds.saving}
      done={deeds.done.at(-1)?.words}
      onUndo={() => void deeds.undo()}
      onFiles={(dropped) => {
        for (const file of dropped) void add(file);
      }}
      onKeep={(choice) => {
        const found = files.find((file) => file.is === "read" && file.preview.id === choice.file);
        if (found?.is === "read") void keep(choice, found.preview);
      }}
      onMap={(id, mapping) => void look(id, mapping)}
      onDrop={(id) => {
        set(id, undefined);
      }}
      onCancel={(id) => {
        working.current.get(id)?.abort();
      }}
      onWithdraw={(run, reason) =>
        void deeds.run(withdrawRun, { run, reason }, (withdrawn) => ({
          words: `${withdrawn.fileName} was withdrawn; votes on its records are kept.`,
          facts: [withdrawn.withdrawal],
        }))
      }
    />
  );
}
