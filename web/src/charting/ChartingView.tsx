import { Fragment, lazy, Suspense, useEffect, useRef, useState } from "react";
import type { ChartingTask, Form } from "@chartroom/core/charting";
import { Go } from "../ui/Go.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Await, Empty, type Loadable, Loading } from "../ui/Loadable.tsx";
import { counted } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
import { SaveBanner, type Saving } from "../ui/SaveState.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";
import { Undoable } from "../ui/Undoable.tsx";
import { LeaveOut, type LeaveOutProps } from "./LeaveOut.tsx";
import { chartWaits } from "./waiting.ts";
import "./charting.css";

// the reader of YAML is large, and only the lead needs it
const FormEditor = lazy(() => import("./FormEditor.tsx").then((file) => ({ default: file.FormEditor })));

export interface ChartingState {
  /** The form in force. */
  form: { readonly form: Form; readonly number: number } | undefined;
  mayState: boolean;
  tasks: readonly ChartingTask[];
  hrefOf: (study: string) => string;
  screenHref: string;
  /** Whether this person may leave studies out of the synthesis and put them back. */
  mayLeaveOut: boolean;
}

export interface ChartingViewProps extends Pick<LeaveOutProps, "onLeaveOut" | "onPutBack"> {
  state: Loadable<ChartingState>;
  saving: Saving;
  onState: (form: Form, reason: string) => void;
  /** Set where a link led to the studies that are left out. */
  toLeftOut?: boolean | undefined;
  /** What was done last here, and may be taken back. */
  done: string | undefined;
  undoKey: string | undefined;
  onUndo: () => void;
}

const LOOKS: Readonly<Record<ChartingTask["state"], { words: string; icon: IconName; tone: string }>> = {
  charting: { words: "Being charted", icon: "open", tone: "soft" },
  one: { words: "One chart done", icon: "maybe", tone: "maybe" },
  differs: { words: "Charts differ", icon: "attention", tone: "attention" },
  agreed: { words: "Agreed", icon: "check", tone: "include" },
};

function stateWords(task: ChartingTask): string {
  return task.state === "differs" ? `${counted(task.differing, "field")} to settle` : LOOKS[task.state].words;
}

function mineWords({ mine, fields, state }: ChartingTask): string {
  if (mine === undefined) return state === "charting" ? "not begun" : "not yours";
  return mine.finished ? "done" : `${mine.filled} of ${fields}`;
}

interface TasksProps
  extends Pick<ChartingState, "hrefOf" | "mayLeaveOut">,
    Omit<LeaveOutProps, "study" | "onClose"> {
  label: string;
  tasks: readonly ChartingTask[];
}

/** Studies with how far their charts are; those left out show why instead. */
function Tasks({ label, tasks, hrefOf, mayLeaveOut, onLeaveOut, onPutBack }: TasksProps) {
  const [asked, setAsked] = useState<string>();
  const out = tasks.some(({ leftOut }) => leftOut !== undefined);
  const close = () => {
    setAsked(undefined);
  };
  return (
    <Scrolls label={label}>
      <table className="table stacks charting-table">
        <thead>
          <tr>
            <th scope="col">Study</th>
            <th scope="col">Title</th>
            <th scope="col">{out ? "Why" : "Your chart"}</th>
            <th scope="col">State</th>
            {mayLeaveOut ? (
              <th scope="col">
                <span className="heard">Synthesis</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => {
            const { icon, tone } = LOOKS[task.state];
            const open = asked === task.study;
            return (
              <Fragment key={task.study}>
                <tr>
                  <th scope="row">
                    <Go href={hrefOf(task.study)}>{task.label}</Go>
                  </th>
                  <td>{task.title}</td>
                  {task.leftOut === undefined ? (
                    <td className="charting-mine" data-label="Your chart">
                      {mineWords(task)}
                    </td>
                  ) : (
                    <td className="charting-why" data-label="Why">
                      {task.leftOut.reason}
                    </td>
                  )}
                  <td className="charting-state">
                    <span className={`mark tone-${tone}`}>
                      <Icon name={icon} />
                      {stateWords(task)}
                    </span>
                  </td>
                  {mayLeaveOut ? (
                    <td className="charting-synthesis">
                      <button
                        type="button"
                        className="quiet small"
                        aria-expanded={open}
                        aria-label={`${task.leftOut === undefined ? "Leave out" : "Put back"}: ${task.label}`}
                        onClick={() => {
                          setAsked(open ? undefined : task.study);
                        }}
                      >
                        {task.leftOut === undefined ? "Leave out" : "Put back"}
                      </button>
                    </td>
                  ) : null}
                </tr>
                {open ? (
                  <tr>
                    <td colSpan={5}>
                      <LeaveOut
                        study={{ id: task.study, label: task.label, leftOut: task.leftOut }}
                        onLeaveOut={onLeaveOut}
                        onPutBack={onPutBack}
                        onClose={close}
                      />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </Scrolls>
  );
}

/** The studies that are included but not in the synthesis, as a list of its own that can be linked to. */
function LeftOutList({ reached, ...props }: Omit<TasksProps, "label"> & { reached: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!reached) return;
    heading.current?.scrollIntoView({ block: "start" });
    heading.current?.focus({ preventScroll: true });
  }, [reached]);
  if (props.tasks.length === 0 && !reached) return null;
  return (
    <section className="stack tight">
      <h2 ref={heading} tabIndex={-1}>
        {`Left out of the synthesis: ${counted(props.tasks.length, "study", "studies")}`}
      </h2>
      {props.tasks.length === 0 ? (
        <p className="soft">Every included study is in the synthesis.</p>
      ) : (
        <>
          <p className="soft">
            Included and counted so, but not in the map, the figures and the tables; the report lists them.
          </p>
          <Tasks label="Studies left out of the synthesis" {...props} />
        </>
      )}
    </section>
  );
}

const TYPE_WORDS = {
  text: "text",
  number: "number",
  date: "date",
  choice: "one of",
  many: "any of",
  yesno: "yes, no, unclear",
  group: "repeats:",
} as const;

function FormShown({ form }: { form: Form }) {
  return (
    <div className="form-fields">
      {form.sections.map((section) => (
        <section key={section.id}>
          <h3>{section.label}</h3>
          <dl>
            {section.fields.map((field) => {
              const parts =
                field.type === "group"
                  ? field.fields.map(({ label }) => label)
                  : field.type === "choice" || field.type === "many"
                    ? [...field.options.map(({ label }) => label), ...(field.other ? ["other"] : [])]
                    : [];
              return (
                <div key={field.id}>
                  <dt>
                    {field.label}
                    {field.required ? <span className="soft small"> required</span> : null}
                  </dt>
                  <dd>{[TYPE_WORDS[field.type], parts.join(", ")].filter(Boolean).join(" ")}</dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
    </div>
  );
}

/** The included studies and how far their charts are, and the form that they answer. */
export function ChartingView({ state, saving, onState, toLeftOut = false, ...props }: ChartingViewProps) {
  return (
    <Await data={state}>
      {({ form, mayState, tasks, hrefOf, screenHref, mayLeaveOut }) => {
        if (form === undefined && !mayState) {
          return (
            <Empty whole title="No charting form yet">
              <p>The form says what is asked of every included study. The lead states it here.</p>
            </Empty>
          );
        }
        const left = tasks.filter(chartWaits).length;
        const list = { hrefOf, mayLeaveOut, onLeaveOut: props.onLeaveOut, onPutBack: props.onPutBack };
        const within = tasks.filter(({ leftOut }) => leftOut === undefined);
        const without = tasks.filter(({ leftOut }) => leftOut !== undefined);
        return (
          <Room
            title="Charting"
            lead={
              form === undefined
                ? "First the form: what is asked of every included study."
                : `${counted(tasks.length, "included study", "included studies")}${
                    without.length === 0 ? "" : `, ${without.length} of them left out of the synthesis`
                  }; ${left === 0 ? "none waits for your chart" : `${left} left for you`}.`
            }
          >
            <div className="stack">
              <SaveBanner saving={saving} />
              <Undoable words={props.done} keyName={props.undoKey} onUndo={props.onUndo} />
              {form === undefined ? (
                <Suspense fallback={<Loading words="Opening the editor…" />}>
                  <FormEditor current={undefined} onState={onState} />
                </Suspense>
              ) : (
                <>
                  {tasks.length === 0 ? (
                    <Empty title="No study waits to be charted">
                      <p>Studies appear here when their full text was included.</p>
                      <Go href={screenHref} className="quiet">
                        <Icon name="next" />
                        Go to full-text screening
                      </Go>
                    </Empty>
                  ) : (
                    <Tasks label="Studies to chart" tasks={within} {...list} />
                  )}
                  <LeftOutList tasks={without} reached={toLeftOut} {...list} />
                  <details>
                    <summary>{`The form: ${form.form.title}, version ${form.number}`}</summary>
                    <FormShown form={form.form} />
                  </details>
                  {mayState ? (
                    <details>
                      <summary>Change the form</summary>
                      <Suspense fallback={<Loading words="Opening the editor…" />}>
                        <FormEditor key={form.number} current={form.form} onState={onState} />
                      </Suspense>
                    </details>
                  ) : null}
                </>
              )}
            </div>
          </Room>
        );
      }}
    </Await>
  );
}
