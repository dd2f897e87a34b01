import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { Evidence, Form, Value } from "@chartroom/core/charting";
import { marker } from "../screening/highlight.ts";
import type { ScreenRecord } from "../screening/record.ts";
import { RecordText } from "../screening/RecordText.tsx";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { counted } from "../ui/number.ts";
import { SaveBanner, SaveState, type Saving } from "../ui/SaveState.tsx";
import { Split } from "../ui/Split.tsx";
import { ChartField } from "./ChartField.tsx";
import { fillBySection, nextOpen } from "./fill.ts";
import { useSelection } from "./useSelection.ts";
import "../screening/screen.css";
import "../screening/decision-bar.css";
import "./chart.css";

/** One study to chart, as this person has charted it so far. */
export interface ChartState {
  /** How many studies are left for this person. */
  left: number;
  blinded: boolean;
  form?: Form | undefined;
  formHref: string;
  study?:
    | {
        readonly id: string;
        readonly label: string;
        readonly record: ScreenRecord;
        readonly values: Readonly<Record<string, Value | undefined>>;
        readonly evidence: Readonly<Record<string, Evidence | undefined>>;
        /** Whether this person has said that the chart is complete. */
        readonly done: boolean;
        /** Whether this person may take that back. */
        readonly mayReopen: boolean;
        /** Changes where values were taken back, so that the controls show them anew. */
        readonly revision: number;
        /** What is wrong with a value that is not kept for it, by field. */
        readonly faults: Readonly<Record<string, string | undefined>>;
        /** Shown above the form: other reports of the study, the way to the consensus. */
        readonly about?: ReactNode;
      }
    | undefined;
  previousHref?: string | undefined;
  nextHref?: string | undefined;
}

export interface ChartViewProps {
  state: Loadable<ChartState>;
  saving: Saving;
  /** The PDF with selectable text and `data-page` on each page; the abstract stands in where there is none. */
  document?: ReactNode;
  onValue: (study: string, field: string, value: Value | undefined) => void;
  onEvidence: (study: string, field: string, evidence: Evidence | undefined) => void;
  onShowEvidence: (evidence: Evidence) => void;
  onDone: (study: string, done: boolean) => void;
  /** Takes the last change back; undefined where there is none. */
  onUndo?: (() => void) | undefined;
}

interface ChartProps extends Omit<ChartViewProps, "state"> {
  state: ChartState;
  form: Form;
  study: NonNullable<ChartState["study"]>;
}

function goTo(field: string | undefined) {
  const place = field === undefined ? null : document.getElementById(`field-${field}`);
  place?.scrollIntoView({ block: "center" });
  const control = place?.querySelector<HTMLElement>(
    "input:not([type='radio']), textarea, input[type='radio']",
  );
  (control ?? place)?.focus({ preventScroll: true });
}

function Sections({ form, values }: { form: Form; values: ChartProps["study"]["values"] }) {
  const fills = fillBySection(form, values);
  return (
    <nav className="chart-sections" aria-label="Sections of the form">
      {form.sections.map((section, at) => {
        const fill = fills[at];
        if (fill === undefined) return null;
        const full = fill.answered === fill.fields;
        return (
          <button
            key={section.id}
            type="button"
            className="quiet"
            onClick={() => {
              document.getElementById(`section-${section.id}`)?.scrollIntoView({ block: "start" });
            }}
          >
            {full ? <Icon name="check" /> : null}
            <span>{section.label}</span>
            <span className="soft small">{`${fill.answered} of ${fill.fields}`}</span>
          </button>
        );
      })}
    </nav>
  );
}

function Chart({ state, form, study, ...props }: ChartProps) {
  const [active, setActive] = useState<string>();
  const source = useRef<HTMLDivElement>(null);
  const selected = useSelection(source);
  const mark = useMemo(() => marker([]), []);
  const activeField = form.sections.flatMap(({ fields }) => fields).find(({ id }) => id === active);
  const requiredLeft = fillBySection(form, study.values).reduce((sum, fill) => sum + fill.requiredLeft, 0);
  const quote = () => {
    if (selected === undefined || activeField === undefined) return;
    props.onEvidence(study.id, activeField.id, { ...study.evidence[activeField.id], ...selected });
    document.getSelection()?.removeAllRanges();
  };
  // function keys are no characters: they may act in text fields, where the form is filled in
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "F8") quote();
    else if (event.key === "F9" && activeField !== undefined) {
      props.onValue(study.id, activeField.id, { kind: "not_reported" });
      goTo(nextOpen(form, { ...study.values, [activeField.id]: { kind: "not_reported" } }, activeField.id));
    } else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      hear(event);
    };
    document.addEventListener("keydown", listen);
    return () => {
      document.removeEventListener("keydown", listen);
    };
  }, []);
  const left = (
    <div ref={source} className="chart-source">
      {props.document ?? (
        <>
          <p className="notice tone-soft">
            <Icon name="file" />
            No full text is here; the abstract stands in.
          </p>
          <RecordText record={study.record} mark={mark} />
        </>
      )}
      {selected === undefined ? null : (
        <div className="chart-quote">
          <button
            type="button"
            className="decide decide-settle"
            disabled={activeField === undefined}
            onClick={quote}
          >
            <Icon name="quote" />
            {activeField === undefined ? "Choose a field for the quote" : `Quote for: ${activeField.label}`}
            <kbd className="key">F8</kbd>
          </button>
        </div>
      )}
    </div>
  );
  const right = (
    <div className="chart-form">
      {study.about}
      <Sections form={form} values={study.values} />
      {form.sections.map((section) => (
        <section key={section.id} id={`section-${section.id}`} aria-label={section.label}>
          <h2>{section.label}</h2>
          {section.fields.map((field) => (
            <ChartField
              key={`${study.id} ${field.id} ${study.revision}`}
              field={field}
              value={study.values[field.id]}
              evidence={study.evidence[field.id]}
              fault={study.faults[field.id]}
              active={field.id === active}
              onActive={() => {
                setActive(field.id);
              }}
              onValue={(value) => {
                props.onValue(study.id, field.id, value);
              }}
              onEvidence={(evidence) => {
                props.onEvidence(study.id, field.id, evidence);
              }}
              onShowEvidence={props.onShowEvidence}
            />
          ))}
        </section>
      ))}
    </div>
  );
  return (
    <div className="chart">
      <div className="screen-top">
        <p className="screen-status">
          <b>{study.label}</b>
          <span>{counted(state.left, "study", "studies")} left</span>
          {state.blinded ? (
            <span className="mark tone-soft" title="You see only your own chart until both are done.">
              <Icon name="blinded" />
              Blinded
            </span>
          ) : null}
        </p>
        <div className="row">
          {state.previousHref === undefined ? null : (
            <Go href={state.previousHref} className="quiet">
              <Icon name="left" />
              Previous
            </Go>
          )}
          {state.nextHref === undefined ? null : (
            <Go href={state.nextHref} className="quiet">
              Next
              <Icon name="right" />
            </Go>
          )}
        </div>
      </div>
      <SaveBanner saving={props.saving} />
      <div className="chart-split">
        <Split left={left} right={right} label="source and form" initial={50} />
      </div>
      <div className="decision-bar no-print">
        <button
          type="button"
          className="quiet"
          onClick={() => {
            goTo(nextOpen(form, study.values, active));
          }}
        >
          <Icon name="next" />
          Next open field
        </button>
        <span className="soft small chart-keys">
          <kbd className="key">F9</kbd> not reported <kbd className="key">F8</kbd> quote the selection
        </span>
        <div className="decision-more">
          {props.onUndo === undefined ? null : (
            <button type="button" className="quiet" onClick={props.onUndo}>
              <Icon name="undo" />
              Undo
            </button>
          )}
          <SaveState saving={props.saving} />
          <button
            type="button"
            className={study.done ? "decide" : "decide decide-settle"}
            disabled={study.done ? !study.mayReopen : requiredLeft > 0}
            title={requiredLeft > 0 ? `${requiredLeft} required fields are open` : undefined}
            onClick={() => {
              props.onDone(study.id, !study.done);
            }}
          >
            <Icon name={study.done && study.mayReopen ? "undo" : "check"} />
            {study.done
              ? study.mayReopen
                ? "Re-open"
                : "Complete"
              : requiredLeft > 0
                ? `${counted(requiredLeft, "required field")} open`
                : "Chart is complete"}
          </button>
        </div>
      </div>
    </div>
  );
}

/** Charting: the source on the left, the form on the right, a divider between that the keyboard moves. */
export function ChartView({ state, ...rest }: ChartViewProps) {
  return (
    <Await data={state}>
      {(ready) =>
        ready.form === undefined ? (
          <Empty whole title="No charting form yet">
            <p>
              The form says what is asked of every included study. Start from a template, or write it as YAML.
            </p>
            <Go href={ready.formHref} className="quiet">
              <Icon name="next" />
              Set up the form
            </Go>
          </Empty>
        ) : ready.study === undefined ? (
          <Empty whole title="No study waits to be charted">
            <p>Studies appear here when their full text was included.</p>
          </Empty>
        ) : (
          <Chart {...rest} state={ready} form={ready.form} study={ready.study} />
        )
      }
    </Await>
  );
}
