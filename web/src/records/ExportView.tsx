import { Button, Checkbox, Radio, Select } from "@mantine/core";
import { TOOLS } from "@chartroom/core/reporting";
import { Go } from "../ui/Go.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Await, Empty, type Loadable } from "../ui/Loadable.tsx";
import { count, counted } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
import { type ExportChoice, type ExportSet, formatsFor, limitsOf } from "./exportChoice.ts";
import "./export.css";

/** Covidence refuses more references in one file. */
const COVIDENCE_TAKES = 15_000;

export interface ExportState {
  sets: readonly ExportSet[];
  /** The set that goes out. */
  chosen: string;
  /** What narrows the records besides their class, in words; empty where nothing does. */
  narrowed: string;
  recordsHref: string;
  importHref: string;
}

export interface ExportViewProps {
  state: Loadable<ExportState>;
  choice: ExportChoice;
  /** The address of the file. */
  fileHref: string;
  onSet: (set: ExportSet) => void;
  onWiden: () => void;
  onChoose: (choice: ExportChoice) => void;
}

function Sets({
  state,
  onSet,
  onWiden,
}: { state: ExportState } & Pick<ExportViewProps, "onSet" | "onWiden">) {
  return (
    <section className="sheet stack">
      <Radio.Group
        label="What goes out"
        value={state.chosen}
        onChange={(id) => {
          const set = state.sets.find((one) => one.id === id);
          if (set !== undefined) onSet(set);
        }}
      >
        <div className="export-sets">
          {state.sets.map((set) => (
            <div className="export-set" key={set.id}>
              <Radio value={set.id} label={set.words} />
              <span className="soft small number">{count(set.count)}</span>
            </div>
          ))}
        </div>
      </Radio.Group>
      {state.narrowed === "" ? (
        <p className="soft small">
          <Go href={state.recordsHref}>Narrow them in Records</Go> by words, source or year, and come back.
        </p>
      ) : (
        <p className="row small">
          <span>
            Only those <b>{state.narrowed}</b>.
          </span>
          <button type="button" className="quiet small" onClick={onWiden}>
            <Icon name="cross" />
            Take this back
          </button>
        </p>
      )}
    </section>
  );
}

function Programs({ choice, onChoose }: Pick<ExportViewProps, "choice" | "onChoose">) {
  const tool = TOOLS.find(({ id }) => id === choice.tool);
  const formats = formatsFor(choice.tool);
  const limits = limitsOf(choice.format);
  const programs = [
    ...TOOLS.map(({ id, name }) => ({ id, name })),
    { id: "any" as const, name: "Any program" },
  ];
  return (
    <section className="sheet stack">
      <Radio.Group
        label="For which program"
        value={choice.tool}
        onChange={(id) => {
          const next = programs.find((one) => one.id === id)?.id ?? "any";
          onChoose({ ...choice, tool: next, format: formatsFor(next)[0]?.value ?? "ris" });
        }}
      >
        <div className="row export-programs">
          {programs.map(({ id, name }) => (
            <Radio key={id} value={id} label={name} />
          ))}
        </div>
      </Radio.Group>
      <p className="export-about">
        {choice.plain
          ? "Only the references go out, as they were found."
          : (tool?.about ??
            "Decisions, reasons and labels stand in the notes; CSV and Excel have a column for them.")}
      </p>
      <Select
        className="export-format"
        label="As"
        allowDeselect={false}
        data={formats}
        value={choice.format}
        onChange={(format) => {
          if (format !== null) onChoose({ ...choice, format });
        }}
      />
      <div className="small soft">
        {limits.length === 0 ? (
          <p>This format carries every field.</p>
        ) : (
          <>
            <p>What this format cannot carry:</p>
            <ul className="export-limits">
              {limits.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      <Checkbox
        label="With decisions, reasons and labels"
        description="Outcome and reason go out whoever asks; votes, notes and labels only as far as you may see them now."
        checked={!choice.plain}
        onChange={(event) => {
          onChoose({ ...choice, plain: !event.currentTarget.checked });
        }}
      />
    </section>
  );
}

/** Which references leave the review, for which program, and what becomes of the decisions on the way. */
export function ExportView(props: ExportViewProps) {
  const { choice } = props;
  const name = TOOLS.find(({ id }) => id === choice.tool)?.name;
  return (
    <Await data={props.state}>
      {(state) => {
        const set = state.sets.find(({ id }) => id === state.chosen);
        const total = set?.count ?? 0;
        if (state.sets.every((one) => one.count === 0) && state.narrowed === "") {
          return (
            <Empty whole title="Nothing to export yet">
              <p>References can go out as soon as the first files have come in.</p>
              <Go href={state.importHref} className="quiet">
                <Icon name="upload" />
                Import files
              </Go>
            </Empty>
          );
        }
        return (
          <Room
            title="Export references"
            lead="To go on in another program, or to keep a copy that any program reads."
            actions={
              <Go href={state.recordsHref} className="quiet">
                <Icon name="left" />
                Records
              </Go>
            }
          >
            <div className="export">
              <Sets state={state} onSet={props.onSet} onWiden={props.onWiden} />
              <Programs choice={choice} onChoose={props.onChoose} />
              <div className="export-foot">
                {choice.tool === "covidence" && total > COVIDENCE_TAKES ? (
                  <p className="notice tone-attention">
                    <Icon name="attention" />
                    Covidence takes {count(COVIDENCE_TAKES)} references in one file. Narrow them, say by year,
                    and export several.
                  </p>
                ) : null}
                {total === 0 ? (
                  <p className="soft">No record is in this set, so there is no file to save.</p>
                ) : (
                  <Button component="a" href={props.fileHref} download leftSection={<Icon name="download" />}>
                    {`Save ${counted(total, "reference")}${name === undefined ? "" : ` for ${name}`}`}
                  </Button>
                )}
              </div>
            </div>
          </Room>
        );
      }}
    </Await>
  );
}
