import { TextInput, Textarea } from "@mantine/core";
import { type RefObject, useState } from "react";
import { Icon } from "../ui/Icon.tsx";
import { Key } from "../ui/Key.tsx";
import { keyFor, type KeySettings } from "../ui/keys.ts";

export interface Label {
  name: string;
  on: boolean;
}

export interface LabelsNoteProps {
  labels: readonly Label[];
  note: string;
  keys: KeySettings;
  labelField: RefObject<HTMLInputElement | null>;
  noteField: RefObject<HTMLTextAreaElement | null>;
  onLabel: (name: string, on: boolean) => void;
  onNote: (note: string) => void;
}

/** Labels to set or make, and one note; the note is sent when the field is left. */
export function LabelsNote(props: LabelsNoteProps) {
  const [note, setNote] = useState(props.note);
  const [fresh, setFresh] = useState("");
  const add = () => {
    if (fresh.trim() === "") return;
    props.onLabel(fresh.trim(), true);
    setFresh("");
  };
  return (
    <section aria-label="Labels and note" className="stack">
      <div className="row apart">
        <h2>Labels</h2>
        <Key name={keyFor("label", props.keys)} />
      </div>
      <div className="row">
        {props.labels.map(({ name, on }) => (
          <button
            key={name}
            type="button"
            className="label-toggle"
            aria-pressed={on}
            onClick={() => {
              props.onLabel(name, !on);
            }}
          >
            <Icon name={on ? "check" : "label"} />
            {name}
          </button>
        ))}
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextInput
          ref={props.labelField}
          aria-label="New label"
          placeholder="New label, then Enter"
          value={fresh}
          onChange={(event) => {
            setFresh(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
      </form>
      <div className="row apart">
        <h2>Note</h2>
        <Key name={keyFor("note", props.keys)} />
      </div>
      <Textarea
        ref={props.noteField}
        aria-label="Note on this record"
        placeholder="Only for this record"
        autosize
        minRows={2}
        value={note}
        onChange={(event) => {
          setNote(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        onBlur={() => {
          if (note !== props.note) props.onNote(note);
        }}
      />
    </section>
  );
}
