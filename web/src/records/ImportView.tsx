import { Button } from "@mantine/core";
import { useRef } from "react";
import type { Progress } from "@chartroom/core/base/progress";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Await, Failed, type Fault, type Loadable } from "../ui/Loadable.tsx";
import { count, counted } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
import { SaveBanner, type Saving } from "../ui/SaveState.tsx";
import { Undoable } from "../ui/Undoable.tsx";
import { type ImportPreview, Preview, type PreviewProps } from "./ImportPreview.tsx";
import { ImportRuns, type ImportRunsProps } from "./ImportRuns.tsx";
import { useDropped } from "../ui/useDropped.ts";
import "./import.css";

export type ImportFile =
  | { readonly is: "reading"; readonly id: string; readonly name: string }
  | { readonly is: "unreadable"; readonly id: string; readonly name: string; readonly fault: Fault }
  | { readonly is: "read"; readonly preview: ImportPreview }
  /** On its way into the review. */
  | {
      readonly is: "keeping";
      readonly id: string;
      readonly name: string;
      readonly progress: Progress | undefined;
    }
  | {
      readonly is: "kept";
      readonly id: string;
      readonly name: string;
      readonly records: number;
      readonly already: boolean;
    };

export interface ImportState {
  files: readonly ImportFile[];
  /** Names of sources to choose from. */
  sources: readonly string[];
  runs: ImportRunsProps["runs"];
  /** Records that came in after the last search for duplicates. */
  unchecked: number;
  recordsHref: ImportRunsProps["recordsHref"];
  duplicatesHref: string;
}

export interface ImportViewProps
  extends Pick<PreviewProps, "onKeep" | "onMap" | "onDrop">,
    Pick<ImportRunsProps, "onWithdraw"> {
  state: Loadable<ImportState>;
  saving: Saving;
  done: string | undefined;
  onUndo: () => void;
  onFiles: (files: readonly File[]) => void;
  onCancel: (file: string) => void;
}

function DropPlace({ onFiles }: Pick<ImportViewProps, "onFiles">) {
  const over = useDropped(onFiles);
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className={over ? "drop is-over" : "drop"}>
      <Icon name="upload" size={24} />
      <p>
        <b>{over ? "Let go anywhere on the page" : "Drop export files here"}</b>
        <br />
        <span className="soft">
          RIS, NBIB, PubMed XML, BibTeX, EndNote, Web of Science, CSV, Excel, CSL-JSON…
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

/** A step of long work in words: "reading records, 1,204 of 5,000". */
function progressWords(progress: Progress | undefined): string {
  if (progress === undefined) return "beginning";
  return `${progress.phase}, ${count(progress.done)}${progress.total === undefined ? "" : ` of ${count(progress.total)}`}`;
}

function FileCard({
  file,
  sources,
  ...props
}: { file: ImportFile; sources: readonly string[] } & Pick<
  ImportViewProps,
  "onKeep" | "onMap" | "onDrop" | "onCancel"
>) {
  switch (file.is) {
    case "reading":
      return <section className="sheet" role="status">{`${file.name} is being read…`}</section>;
    case "unreadable":
      return (
        <section className="sheet" aria-label={file.name}>
          <div className="row apart">
            <b>{file.name}</b>
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
          <Failed fault={file.fault} />
        </section>
      );
    case "keeping":
      return (
        <section className="sheet row apart" aria-label={file.name}>
          <span role="status">{`${file.name} comes in: ${progressWords(file.progress)}…`}</span>
          <Button
            variant="default"
            onClick={() => {
              props.onCancel(file.id);
            }}
          >
            Cancel
          </Button>
        </section>
      );
    case "kept":
      return (
        <p className="notice tone-include" role="status">
          <Icon name="check" />
          {file.already
            ? `${file.name} is here already, as one run of ${counted(file.records, "record")}.`
            : `${counted(file.records, "record")} of ${file.name} came in.`}
        </p>
      );
    case "read":
      return <Preview preview={file.preview} sources={sources} {...props} />;
  }
}

/** Files come in by dropping or choosing; what they hold is shown before anything is kept. */
export function ImportView({ state, ...props }: ImportViewProps) {
  return (
    <Await data={state}>
      {({ files, sources, runs, unchecked, ...hrefs }) => (
        <Room
          title="Import"
          lead="What a file holds is shown first; the file itself is kept byte for byte, and every record with it."
        >
          <div className="stack">
            <SaveBanner saving={props.saving} />
            <Undoable words={props.done} onUndo={props.onUndo} />
            <DropPlace onFiles={props.onFiles} />
            {files.map((file) => (
              <FileCard
                key={file.is === "read" ? file.preview.id : file.id}
                file={file}
                sources={sources}
                {...props}
              />
            ))}
            {unchecked > 0 ? (
              <p className="notice">
                <Icon name="attention" />
                {counted(unchecked, "record")} not compared with the others yet.
                <Go href={hrefs.duplicatesHref} className="quiet">
                  <Icon name="next" />
                  Find duplicates
                </Go>
              </p>
            ) : null}
            {runs.length === 0 ? null : (
              <ImportRuns runs={runs} recordsHref={hrefs.recordsHref} onWithdraw={props.onWithdraw} />
            )}
          </div>
        </Room>
      )}
    </Await>
  );
}
