import { Button, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import type { ExclusionReason } from "@chartroom/core/protocol";
import { TOOL_NAMES } from "@chartroom/core/references";
import type { Member } from "@chartroom/core/review";
import type { AdoptionMapping, AdoptionPreview, AdoptionView } from "@chartroom/core/screening";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Await, Failed, type Fault, type Loadable } from "../ui/Loadable.tsx";
import { count, counted } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
import { SaveBanner, type Saving } from "../ui/SaveState.tsx";
import { calendarDate } from "../ui/time.ts";
import { Undoable } from "../ui/Undoable.tsx";
import { AdoptMapping } from "./AdoptMapping.tsx";
import { AdoptOutcome } from "./AdoptOutcome.tsx";
import "./adopt.css";

export interface AdoptState {
  /** Imported files whose records carry labels of another tool. */
  runs: readonly { run: string; fileName: string; records: number }[];
  standing: readonly AdoptionView[];
  members: readonly Member[];
  reasons: readonly ExclusionReason[];
  importHref: string;
  conflictsHref: string;
}

export interface AdoptViewProps {
  state: Loadable<AdoptState>;
  /** What was chosen to look into; undefined where nothing is. */
  chosen:
    | { words: string; preview: Loadable<AdoptionPreview>; mapping: AdoptionMapping | undefined }
    | undefined;
  /** Why a file could not be looked into. */
  fault: Fault | undefined;
  saving: Saving;
  done: string | undefined;
  onChooseRun: (run: string) => void;
  onChooseFile: (file: File) => void;
  onMap: (mapping: AdoptionMapping) => void;
  onAdopt: (reason: string) => void;
  onTakeBack: (adoption: AdoptionView) => void;
  onUndo: () => void;
}

function Sources({
  runs,
  onChooseRun,
  onChooseFile,
}: Pick<AdoptState, "runs"> & Pick<AdoptViewProps, "onChooseRun" | "onChooseFile">) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <section className="sheet stack" aria-label="Where the decisions are">
      <h2>Where are the decisions?</h2>
      {runs.length === 0 ? (
        <p className="soft">No imported file carries decisions of another screening tool.</p>
      ) : (
        <ul className="plain adopt-runs">
          {runs.map(({ run, fileName, records }) => (
            <li key={run}>
              <button
                type="button"
                className="quiet"
                onClick={() => {
                  onChooseRun(run);
                }}
              >
                <Icon name="file" />
                {fileName}
              </button>
              <span className="soft small">{counted(records, "record")} with labels</span>
            </li>
          ))}
        </ul>
      )}
      <div className="row">
        <Button variant="default" onClick={() => chooser.current?.click()}>
          Choose a file that is not imported
        </Button>
        <span className="soft small">
          Its rows are found among the records by DOI, PubMed number, or title and year. It adds no record.
        </span>
        <input
          ref={chooser}
          type="file"
          hidden
          aria-label="Choose a file that is not imported"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file !== undefined) onChooseFile(file);
            event.currentTarget.value = "";
          }}
        />
      </div>
    </section>
  );
}

function Adopting({ preview, onAdopt }: { preview: AdoptionPreview } & Pick<AdoptViewProps, "onAdopt">) {
  const [reason, setReason] = useState("");
  const ready = preview.votes > 0 && reason.trim() !== "";
  return (
    <form
      className="row adopt-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onAdopt(reason.trim());
      }}
    >
      <TextInput
        aria-label="Why these votes are adopted"
        placeholder="Why? It is kept for ever"
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
      <Button type="submit" disabled={!ready}>
        Adopt {counted(preview.votes, "vote")}
      </Button>
      {ready ? null : (
        <span className="soft small">
          {preview.votes === 0 ? "There is nothing to adopt yet." : "Say why first."}
        </span>
      )}
    </form>
  );
}

function foundWords({ found }: AdoptionPreview): string {
  const tools = found.tools.map((tool) => TOOL_NAMES[tool]);
  const silent = found.silent === 0 ? "" : `; ${count(found.silent)} of them say nothing`;
  const from = tools.length === 0 ? "No decisions were recognised" : `Decisions of ${tools.join(", ")}`;
  return `${from}, on ${counted(found.records, "record")}${silent}.`;
}

function Chosen({
  chosen,
  state,
  ...props
}: { chosen: NonNullable<AdoptViewProps["chosen"]>; state: AdoptState } & Pick<
  AdoptViewProps,
  "onMap" | "onAdopt"
>) {
  return (
    <Await data={chosen.preview}>
      {(preview) => (
        <>
          <section className="sheet stack" aria-label={chosen.words}>
            <div className="row apart">
              <h2>
                <Icon name="file" /> {chosen.words}
              </h2>
              <span className="soft">{preview.found.run === undefined ? "not imported" : "imported"}</span>
            </div>
            <p>{foundWords(preview)}</p>
            {chosen.mapping === undefined ? null : (
              <AdoptMapping
                found={preview.found}
                mapping={chosen.mapping}
                members={state.members}
                reasons={state.reasons}
                onMap={props.onMap}
              />
            )}
          </section>
          <section className="sheet stack" aria-label="What would come of it">
            <div className="row apart">
              <h2>What would come of it</h2>
              <span className="soft">Nothing is kept yet</span>
            </div>
            <AdoptOutcome counts={preview} newMembers={preview.newMembers} />
            <Adopting preview={preview} onAdopt={props.onAdopt} />
          </section>
        </>
      )}
    </Await>
  );
}

function Standing({
  standing,
  conflictsHref,
  onTakeBack,
}: Pick<AdoptState, "standing" | "conflictsHref"> & Pick<AdoptViewProps, "onTakeBack">) {
  if (standing.length === 0) return null;
  return (
    <section className="sheet stack" aria-label="Adopted">
      <div className="row apart">
        <h2>Adopted</h2>
        <Go href={conflictsHref} className="quiet">
          <Icon name="next" />
          See the conflicts
        </Go>
      </div>
      <ul className="plain adopt-runs">
        {standing.map((adoption) => (
          <li key={adoption.fact}>
            <span>
              <b>{counted(adoption.votes, "vote")}</b> of{" "}
              {adoption.tools.map((tool) => TOOL_NAMES[tool]).join(", ")} from {adoption.fileName}
              <span className="soft small adopt-why">
                {adoption.name}, {calendarDate(Date.parse(adoption.at))}: {adoption.reason}
              </span>
            </span>
            <button
              type="button"
              className="quiet small"
              onClick={() => {
                onTakeBack(adoption);
              }}
            >
              <Icon name="undo" />
              Take all back
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Decisions of another screening tool: chosen, mapped, looked at, and then adopted as votes of members. */
export function AdoptView({ state, chosen, ...props }: AdoptViewProps) {
  return (
    <Await data={state}>
      {(ready) => (
        <Room
          title="Adopt decisions"
          lead="What reviewers decided in another screening tool becomes votes of members here. Nothing is kept before you say so."
          actions={
            <Go href={ready.importHref} className="quiet">
              <Icon name="left" />
              Import
            </Go>
          }
        >
          <div className="stack">
            <SaveBanner saving={props.saving} />
            <Undoable words={props.done} onUndo={props.onUndo} />
            {props.fault === undefined ? null : <Failed fault={props.fault} />}
            <Sources runs={ready.runs} onChooseRun={props.onChooseRun} onChooseFile={props.onChooseFile} />
            {chosen === undefined ? null : (
              <Chosen chosen={chosen} state={ready} onMap={props.onMap} onAdopt={props.onAdopt} />
            )}
            <Standing
              standing={ready.standing}
              conflictsHref={ready.conflictsHref}
              onTakeBack={props.onTakeBack}
            />
          </div>
        </Room>
      )}
    </Await>
  );
}
