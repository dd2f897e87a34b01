import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ExclusionReason } from "@chartroom/core/protocol";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { counted } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
import { SaveBanner, type Saving } from "../ui/SaveState.tsx";
import { Undoable } from "../ui/Undoable.tsx";
import { type Sought, type SoughtGroup, SOUGHT_GROUPS } from "./sought.ts";
import "./fulltext.css";

export interface FulltextState {
  reports: readonly Sought[];
  reasons: readonly ExclusionReason[];
  screenHref: string;
  conflictsHref: string;
  /** How many texts are left for this person to read. */
  left: number;
}

/** A step of getting a report. */
export interface Step {
  citation: string;
  step: "requested" | "received" | "unavailable" | "note";
  route: string;
  /** ISO 8601. */
  date: string;
  note: string;
}

export interface FulltextViewProps {
  state: Loadable<FulltextState>;
  saving: Saving;
  done: string | undefined;
  undoKey: string | undefined;
  today: string;
  onStep: (step: Step) => void;
  /** Told that a report could not be got. */
  onNotRetrieved: (citation: string, note: string) => void;
  onUndo: () => void;
}

const STEP_WORDS: Readonly<Record<Step["step"], string>> = {
  requested: "Requested",
  received: "Received",
  unavailable: "Not available",
  note: "Note",
};

function Log({ report }: { report: Sought }) {
  if (report.log.length === 0) return <p className="soft">Nothing was tried yet.</p>;
  return (
    <ol className="plain">
      {report.log.map((entry) => (
        <li key={entry.fact}>
          <b>{STEP_WORDS[entry.step]}</b>{" "}
          {[entry.date, entry.route, entry.note].filter((part) => part !== "").join(" · ")}
        </li>
      ))}
    </ol>
  );
}

function StepForm({
  report,
  today,
  onStep,
  onNotRetrieved,
}: { report: Sought } & Pick<FulltextViewProps, "today" | "onStep" | "onNotRetrieved">) {
  const [step, setStep] = useState<Step["step"]>("requested");
  const [route, setRoute] = useState("");
  const [date, setDate] = useState(today);
  const [note, setNote] = useState("");
  return (
    <form
      className="fulltext-step"
      onSubmit={(event) => {
        event.preventDefault();
        onStep({ citation: report.citation, step, route: route.trim(), date, note: note.trim() });
        setNote("");
      }}
    >
      <Select
        label="What happened"
        data={Object.entries(STEP_WORDS).map(([value, label]) => ({ value, label }))}
        value={step}
        allowDeselect={false}
        onChange={(value) => {
          setStep((value ?? "requested") as Step["step"]);
        }}
      />
      <TextInput
        label="By which route"
        placeholder="Publisher, library loan, author"
        value={route}
        onChange={(event) => {
          setRoute(event.currentTarget.value);
        }}
      />
      <TextInput
        label="Day"
        type="date"
        value={date}
        onChange={(event) => {
          setDate(event.currentTarget.value);
        }}
      />
      <TextInput
        label="Answer or note"
        value={note}
        onChange={(event) => {
          setNote(event.currentTarget.value);
        }}
      />
      <div className="row">
        <Button type="submit" variant="default">
          Write it down
        </Button>
        {report.group === "open" ? (
          <button
            type="button"
            className="quiet"
            onClick={() => {
              onNotRetrieved(report.citation, note.trim());
            }}
          >
            <Icon name="cross" />
            It cannot be got: not retrieved
          </button>
        ) : null}
      </div>
    </form>
  );
}

function Report({
  report,
  ...props
}: { report: Sought } & Pick<FulltextViewProps, "today" | "onStep" | "onNotRetrieved">) {
  const [open, setOpen] = useState(false);
  return (
    <li className="fulltext-report">
      <div className="row apart">
        <div className="fulltext-title">
          <Go href={report.href}>{report.title}</Go>
          <p className="soft small">
            {report.about}
            {report.doi === undefined ? null : (
              <>
                {" · "}
                <a href={`https://doi.org/${report.doi}`} target="_blank" rel="noreferrer">
                  DOI
                </a>
              </>
            )}
          </p>
        </div>
        <span className="row">
          <span className={`mark tone-${report.tone}`}>
            <Icon name={report.icon} />
            {report.words}
          </span>
          <button
            type="button"
            className="quiet small"
            aria-expanded={open}
            onClick={() => {
              setOpen(!open);
            }}
          >
            <Icon name="history" />
            {report.log.length === 0 ? "Log" : counted(report.log.length, "step")}
          </button>
        </span>
      </div>
      {open ? (
        <div className="fulltext-log stack">
          <Log report={report} />
          <StepForm report={report} {...props} />
        </div>
      ) : null}
    </li>
  );
}

/** Every report that is sought: where it stands, how it was got, and what could not be. */
export function FulltextView({ state, ...props }: FulltextViewProps) {
  const [group, setGroup] = useState<SoughtGroup>();
  const [words, setWords] = useState("");
  return (
    <Await data={state}>
      {({ reports, left, screenHref, conflictsHref }) => {
        if (reports.length === 0) {
          return (
            <Empty whole title="No report is sought yet">
              <p>
                What passes title and abstract is sought here: got, read, and included or excluded with a
                reason.
              </p>
              <Go href={screenHref.replace("fulltext/screen", "screen")} className="quiet">
                <Icon name="next" />
                Go to title and abstract
              </Go>
            </Empty>
          );
        }
        const wanted = words.trim().toLowerCase();
        const shown = reports.filter(
          (report) =>
            (group === undefined || report.group === group) &&
            `${report.title} ${report.about}`.toLowerCase().includes(wanted),
        );
        return (
          <Room
            title="Full text"
            lead={`${counted(reports.length, "report")} sought.`}
            actions={
              <>
                <Go href={conflictsHref} className="quiet">
                  <Icon name="next" />
                  Conflicts
                </Go>
                <Go href={screenHref} className={left > 0 ? "fulltext-screen" : "quiet"}>
                  <Icon name="card" />
                  {left > 0 ? `Read ${counted(left, "full text")}` : "Full-text screening"}
                </Go>
              </>
            }
          >
            <div className="stack">
              <SaveBanner saving={props.saving} />
              <Undoable words={props.done} keyName={props.undoKey} onUndo={props.onUndo} />
              <div className="row" role="group" aria-label="Show">
                <button
                  type="button"
                  className="quiet"
                  aria-pressed={group === undefined}
                  onClick={() => {
                    setGroup(undefined);
                  }}
                >
                  All <b>{reports.length}</b>
                </button>
                {SOUGHT_GROUPS.map(({ id, words: label }) => {
                  const many = reports.filter((report) => report.group === id).length;
                  return many === 0 ? null : (
                    <button
                      key={id}
                      type="button"
                      className="quiet"
                      aria-pressed={group === id}
                      onClick={() => {
                        setGroup(group === id ? undefined : id);
                      }}
                    >
                      {label} <b>{many}</b>
                    </button>
                  );
                })}
                <TextInput
                  aria-label="Find a report"
                  placeholder="Find a report"
                  leftSection={<Icon name="search" />}
                  value={words}
                  onChange={(event) => {
                    setWords(event.currentTarget.value);
                  }}
                />
              </div>
              {shown.length === 0 ? (
                <p className="soft">No report fits. Use fewer words, or show all.</p>
              ) : null}
              <ol className="plain">
                {shown.map((report) => (
                  <Report key={report.citation} report={report} {...props} />
                ))}
              </ol>
            </div>
          </Room>
        );
      }}
    </Await>
  );
}
