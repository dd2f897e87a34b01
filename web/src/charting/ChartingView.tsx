import { lazy, Suspense } from "react";
import type { ChartingTask, Form } from "@chartroom/core/charting";
import { Go } from "../ui/Go.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { Await, Empty, type Loadable, Loading } from "../ui/Loadable.tsx";
import { counted } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
import { SaveBanner, type Saving } from "../ui/SaveState.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";
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
}

export interface ChartingViewProps {
  state: Loadable<ChartingState>;
  saving: Saving;
  onState: (form: Form, reason: string) => void;
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

function Tasks({ tasks, hrefOf }: Pick<ChartingState, "tasks" | "hrefOf">) {
  return (
    <Scrolls label="Studies to chart">
      <table className="table stacks charting-table">
        <thead>
          <tr>
            <th scope="col">Study</th>
            <th scope="col">Title</th>
            <th scope="col">Your chart</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => {
            const { icon, tone } = LOOKS[task.state];
            return (
              <tr key={task.study}>
                <th scope="row">
                  <Go href={hrefOf(task.study)}>{task.label}</Go>
                </th>
                <td>
                  {task.title}
                  {task.leftOut === undefined ? null : (
                    <span className="soft small"> Left out: {task.leftOut}</span>
                  )}
                </td>
                <td className="charting-mine" data-label="Your chart">
                  {mineWords(task)}
                </td>
                <td>
                  <span className={`mark tone-${tone}`}>
                    <Icon name={icon} />
                    {stateWords(task)}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrolls>
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
export function ChartingView({ state, saving, onState }: ChartingViewProps) {
  return (
    <Await data={state}>
      {({ form, mayState, tasks, hrefOf, screenHref }) => {
        if (form === undefined && !mayState) {
          return (
            <Empty whole title="No charting form yet">
              <p>The form says what is asked of every included study. The lead states it here.</p>
            </Empty>
          );
        }
        const left = tasks.filter(chartWaits).length;
        return (
          <Room
            title="Charting"
            lead={
              form === undefined
                ? "First the form: what is asked of every included study."
                : `${counted(tasks.length, "included study", "included studies")}; ${left === 0 ? "your part is done" : `${left} left for you`}.`
            }
          >
            <div className="stack">
              <SaveBanner saving={saving} />
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
                    <Tasks tasks={tasks} hrefOf={hrefOf} />
                  )}
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
