import { Button } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import type { Progress } from "@chartroom/core/base/progress";
import type { Run } from "@chartroom/core/records";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Await, type Fault, type Loadable } from "../ui/Loadable.tsx";
import { count, counted } from "../ui/number.ts";
import { Refused } from "../ui/Refused.tsx";
import { Room } from "../ui/Room.tsx";
import { SaveBanner, type Saving } from "../ui/SaveState.tsx";
import { Undoable } from "../ui/Undoable.tsx";
import { ImportPreview, type ImportPreviewProps, keepable } from "./ImportPreview.tsx";
import { ImportRuns, type ImportRunsProps } from "./ImportRuns.tsx";
import { ImportTogether, type ImportTogetherProps } from "./ImportTogether.tsx";
import type { DeskFile } from "./importDesk.ts";
import "./import.css";

export interface ImportState {
  files: readonly DeskFile[];
  /** Names of sources to choose from. */
  sources: readonly string[];
  runs: readonly Run[];
  yields: ImportRunsProps["yields"];
  /** Records that came in after the last search for duplicates. */
  unchecked: number;
  /** How far the search for duplicates is; undefined while none is under way. */
  comparing: { readonly progress: Progress | undefined } | undefined;
  /** Why the last one was refused. */
  compareFault: Fault | undefined;
  duplicatesHref: string;
}

export interface ImportViewProps
  extends Pick<ImportPreviewProps, "today" | "onKeep" | "onMap" | "onDrop" | "onDraft" | "onPlace">,
    Pick<ImportTogetherProps, "together" | "onTogether" | "onKeepTogether">,
    Omit<ImportRunsProps, "runs" | "yields" | "sources"> {
  state: Loadable<ImportState>;
  saving: Saving;
  done: string | undefined;
  /** What can be done with the decisions that files carry. */
  offers?: ReactNode;
  faultOf: (error: unknown) => Fault;
  onUndo: () => void;
  onFiles: (files: readonly File[]) => void;
  onCancel: (file: string) => void;
  /** Takes a run that was just kept out again. */
  onTakeOut: (run: Run) => void;
  onCompare: () => void;
  onCancelCompare: () => void;
}

function DropPlace({ onFiles }: Pick<ImportViewProps, "onFiles">) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className="drop">
      <Icon name="upload" size={24} />
      <p>
        <b>Drop export files anywhere on the page</b>
        <br />
        <span className="soft">
          RIS, NBIB, PubMed XML, BibTeX, EndNote, Web of Science, CSV, Excel, CSL-JSON… whole folders too
        </span>
      </p>
      <Button variant="default" onClick={() => chooser.current?.click()}>
        Choose files
      </Button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="Choose files"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}

const PHASES: Readonly<Record<string, string>> = { sending: "is being sent", reading: "is being read" };

/** How far a file is: "is being read, 42 %". */
function progressWords(progress: Progress | undefined, keeping: boolean): string {
  const phase = keeping ? "comes in" : (PHASES[progress?.phase ?? ""] ?? "waits its turn");
  if (progress === undefined) return phase;
  const { done, total } = progress;
  return total === undefined || total === 0
    ? `${phase}, ${count(done)}`
    : `${phase}, ${Math.min(100, Math.floor((100 * done) / total))} %`;
}

function Meter({ progress }: { progress: Progress | undefined }) {
  const { done = 0, total = 0 } = progress ?? {};
  if (total === 0) return <span className="state-line" />;
  return (
    <span className="meter" aria-hidden="true">
      <span style={{ width: `${Math.min(100, (100 * done) / total)}%` }} />
    </span>
  );
}

function Working({
  file,
  onCancel,
}: {
  file: Extract<DeskFile, { is: "working" }>;
  onCancel: ImportViewProps["onCancel"];
}) {
  return (
    <section className="sheet stack" aria-label={file.name}>
      <div className="row apart">
        <span role="status">
          <b className="import-name">{file.name}</b> {progressWords(file.progress, file.keeping)}…
        </span>
        <Button
          variant="default"
          onClick={() => {
            onCancel(file.id);
          }}
        >
          Cancel
        </Button>
      </div>
      <Meter progress={file.progress} />
    </section>
  );
}

/** The place that a fault names in a file, where it names one. */
function placeOf(error: unknown): { line?: number; record?: number } {
  const place =
    typeof error === "object" && error !== null && "place" in error
      ? (error.place as { line?: unknown; record?: unknown } | undefined)
      : undefined;
  return {
    ...(typeof place?.line === "number" && { line: place.line }),
    ...(typeof place?.record === "number" && { record: place.record }),
  };
}

function Unreadable({
  file,
  ...props
}: { file: Extract<DeskFile, { is: "unreadable" }> } & Pick<
  ImportViewProps,
  "faultOf" | "onDrop" | "onPlace"
>) {
  const { file: hash, error } = file;
  const { line, record } = placeOf(error);
  return (
    <section className="sheet stack" aria-label={file.name}>
      <div className="row apart">
        <b className="import-name">{file.name}</b>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            props.onDrop(file.id);
          }}
        >
          <Icon name="cross" />
          Leave it
        </button>
      </div>
      <Refused fault={props.faultOf(error)} />
      {hash === undefined ? null : (
        <button
          type="button"
          className="quiet"
          onClick={() => {
            props.onPlace({ file: hash, fileName: file.name, line: line ?? 1, record });
          }}
        >
          <Icon name="list" />
          {line === undefined ? "See how the file begins" : `See line ${count(line)}`}
        </button>
      )}
    </section>
  );
}

function Kept({
  file,
  yields,
  onTakeOut,
}: {
  file: Extract<DeskFile, { is: "kept" }>;
} & Pick<ImportState, "yields"> &
  Pick<ImportViewProps, "onTakeOut">) {
  const { run, name, already } = file;
  const own = yields.get(run.id);
  const records = counted(run.records, "record");
  const gone = own === undefined && yields.size > 0;
  return (
    <div className="notice tone-include" role="status">
      <Icon name="check" />
      <span>
        {already ? `${name} is here already, as one run of ${records}.` : `${records} of ${name} came in.`}{" "}
        {own?.compared === true && !already ? `${count(own.fresh)} of them are new to this review.` : null}
      </span>
      {already || gone ? null : (
        <button
          type="button"
          className="quiet"
          onClick={() => {
            onTakeOut(run);
          }}
        >
          <Icon name="undo" />
          Take it out again
        </button>
      )}
    </div>
  );
}

function Compare({
  unchecked,
  comparing,
  compareFault,
  duplicatesHref,
  ...props
}: Pick<ImportState, "unchecked" | "comparing" | "compareFault" | "duplicatesHref"> &
  Pick<ImportViewProps, "onCompare" | "onCancelCompare">) {
  if (comparing !== undefined)
    return (
      <section className="sheet stack" aria-label="Search for duplicates">
        <div className="row apart">
          <span role="status">
            {`Comparing the records: ${comparing.progress?.phase ?? "beginning"}${comparing.progress === undefined ? "" : `, ${count(comparing.progress.done)}`}…`}
          </span>
          <Button variant="default" onClick={props.onCancelCompare}>
            Cancel
          </Button>
        </div>
        <Meter progress={comparing.progress} />
      </section>
    );
  return (
    <>
      {compareFault === undefined ? null : <Refused fault={compareFault} />}
      {unchecked > 0 ? (
        <p className="notice">
          <Icon name="attention" />
          <span>{counted(unchecked, "record")} not compared with the others yet.</span>
          <button type="button" className="quiet" onClick={props.onCompare}>
            <Icon name="join" />
            Find duplicates now
          </button>
          <Go href={duplicatesHref} className="quiet">
            <Icon name="next" />
            To the duplicates
          </Go>
        </p>
      ) : null}
    </>
  );
}

/** Files come in by dropping or choosing; what they hold is shown before anything is kept. */
export function ImportView({ state, ...props }: ImportViewProps) {
  return (
    <Await data={state}>
      {({ files, sources, runs, yields, ...comparing }) => {
        const read = files.filter((file) => file.is === "read").filter(keepable);
        const shared = props.together && read.length > 1;
        return (
          <Room
            title="Import"
            lead="What a file holds is shown first; the file itself is kept byte for byte, and every record with it."
          >
            <div className="stack">
              <SaveBanner saving={props.saving} />
              <Undoable words={props.done} onUndo={props.onUndo} />
              <DropPlace onFiles={props.onFiles} />
              {read.length > 1 ? (
                <ImportTogether {...props} files={read} sources={sources} runs={runs} />
              ) : null}
              {files.map((file) => {
                switch (file.is) {
                  case "working":
                    return <Working key={file.id} file={file} onCancel={props.onCancel} />;
                  case "unreadable":
                    return <Unreadable key={file.id} file={file} {...props} />;
                  case "kept":
                    return <Kept key={file.id} file={file} yields={yields} onTakeOut={props.onTakeOut} />;
                  case "read":
                    return (
                      <ImportPreview
                        key={file.id}
                        {...props}
                        file={file}
                        sources={sources}
                        runs={runs}
                        shared={shared}
                      />
                    );
                }
              })}
              {props.offers}
              <Compare {...comparing} onCompare={props.onCompare} onCancelCompare={props.onCancelCompare} />
              {runs.length === 0 ? null : (
                <ImportRuns {...props} runs={runs} yields={yields} sources={sources} />
              )}
            </div>
          </Room>
        );
      }}
    </Await>
  );
}
