import { Button, Textarea, TextInput } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import { checkFormFile, fieldsOf, type Form, printForm } from "@chartroom/core/charting";
import { Icon } from "../ui/Icon.tsx";
import { counted } from "../ui/number.ts";
import { TEMPLATE } from "./template.ts";
import "./charting.css";

/** Faults listed at once; those that follow mostly come from the first. */
const LISTED = 8;

export interface FormEditorProps {
  /** The form in force, where there is one: then a change needs its reason. */
  current: Form | undefined;
  onState: (form: Form, reason: string) => void;
}

/** A charting form written as YAML, from a file or a template, checked line by line while it is written. */
export function FormEditor({ current, onState }: FormEditorProps) {
  const printed = useMemo(() => current && printForm(current), [current]);
  const [text, setText] = useState(printed ?? "");
  const [reason, setReason] = useState("");
  const chooser = useRef<HTMLInputElement>(null);
  const { form, faults } = useMemo(() => (text.trim() === "" ? { faults: [] } : checkFormFile(text)), [text]);
  const missing = current !== undefined && reason.trim() === "";
  return (
    <section className="sheet stack" aria-label="Charting form">
      <div className="row">
        <Button variant="default" onClick={() => chooser.current?.click()}>
          Choose a YAML file
        </Button>
        <input
          ref={chooser}
          type="file"
          accept=".yaml,.yml"
          hidden
          aria-label="Choose a YAML file"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = "";
            void file?.text().then(setText);
          }}
        />
        {current === undefined ? (
          <Button
            variant="default"
            onClick={() => {
              setText(TEMPLATE);
            }}
          >
            Start from a small template
          </Button>
        ) : null}
      </div>
      <Textarea
        className="form-text"
        label="The form, as YAML"
        description="Sections of fields; a field is text, number, date, choice, many, yesno, or a group of these that repeats."
        autosize
        minRows={6}
        maxRows={28}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
        }}
      />
      {faults.length === 0 ? null : (
        <ul className="plain" role="alert">
          {faults.slice(0, LISTED).map((fault) => (
            <li key={fault.message}>
              <span className="tone-exclude">
                <Icon name="attention" /> {fault.message}
              </span>{" "}
              <span className="soft">{fault.hint}</span>
            </li>
          ))}
          {faults.length > LISTED ? <li className="soft">And {faults.length - LISTED} more.</li> : null}
        </ul>
      )}
      {form === undefined ? null : (
        <p className="mark tone-include">
          <Icon name="check" />
          {`${form.title}: ${counted(form.sections.length, "section")}, ${counted(fieldsOf(form).length, "field")}, charted by ${form.charters}`}
        </p>
      )}
      {current === undefined ? null : (
        <TextInput
          label="Why it changes"
          description="Kept beside the form. Values charted so far stay."
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
      )}
      <div className="row">
        <Button
          disabled={form === undefined || missing || text === printed}
          onClick={() => {
            if (form !== undefined) onState(form, reason.trim());
          }}
        >
          {current === undefined ? "State the form" : "Change the form"}
        </Button>
        {form !== undefined && missing && text !== printed ? (
          <span className="soft">Say why first.</span>
        ) : null}
      </div>
    </section>
  );
}
