import { Checkbox, NumberInput, Radio, Textarea, TextInput } from "@mantine/core";
import { OTHER as OTHER_STORED, type SimpleField, type SimpleValue } from "@chartroom/core/charting";
import { useDraft } from "./useDraft.ts";

export interface FieldInputProps {
  field: SimpleField;
  value: SimpleValue | undefined;
  /** Told the new value, or undefined where the field was emptied. */
  onValue: (value: SimpleValue | undefined) => void;
}

type Of<Type extends SimpleField["type"]> = Omit<FieldInputProps, "field"> & {
  field: Extract<SimpleField, { type: Type }>;
};

const OTHER = "\u0000other";
const YESNO = [
  ["yes", "Yes"],
  ["no", "No"],
  ["unclear", "Unclear"],
] as const;

function TextField({ field, value, onValue }: Of<"text">) {
  const kept = value?.kind === "text" ? value.text : "";
  const { draft, setDraft, keep } = useDraft<string>(kept, (text) => {
    onValue(text.trim() === "" ? undefined : { kind: "text", text });
  });
  const props = { "aria-label": field.label, value: draft, onBlur: keep };
  return field.long ? (
    <Textarea
      {...props}
      autosize
      minRows={2}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
      }}
    />
  ) : (
    <TextInput
      {...props}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
      }}
    />
  );
}

function NumberField({ field, value, onValue }: Of<"number">) {
  const kept = value?.kind === "number" ? value.number : "";
  const { draft, setDraft, keep } = useDraft<number | string>(kept, (number) => {
    if (typeof number === "number") onValue({ kind: "number", number });
    else if (number === "") onValue(undefined);
  });
  return (
    <NumberInput
      aria-label={field.unit === "" ? field.label : `${field.label}, in ${field.unit}`}
      value={draft}
      allowDecimal={!field.integer}
      suffix={field.unit === "" ? "" : ` ${field.unit}`}
      // what is out of range is said, not changed: neither a typed figure nor the way to it
      clampBehavior="none"
      {...(field.min === undefined ? {} : { min: field.min })}
      {...(field.max === undefined ? {} : { max: field.max })}
      onChange={setDraft}
      onBlur={keep}
    />
  );
}

function DateField({ field, value, onValue }: Of<"date">) {
  return (
    <TextInput
      aria-label={field.label}
      type="date"
      value={value?.kind === "date" ? value.date : ""}
      onChange={(event) => {
        const date = event.currentTarget.value;
        onValue(date === "" ? undefined : { kind: "date", date });
      }}
    />
  );
}

function OtherField({
  label,
  text,
  onText,
}: {
  label: string;
  text: string;
  onText: (text: string) => void;
}) {
  const { draft, setDraft, keep } = useDraft(text, onText);
  return (
    <TextInput
      aria-label={`${label}: which other`}
      placeholder="Which other?"
      value={draft}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
      }}
      onBlur={keep}
    />
  );
}

function ChoiceField({ field, value, onValue }: Of<"choice">) {
  const chosen = value?.kind === "choice" ? value : undefined;
  const current = chosen === undefined ? null : chosen.other === undefined ? chosen.choice : OTHER;
  return (
    <div className="stack tight">
      <Radio.Group
        aria-label={field.label}
        value={current}
        onChange={(choice) => {
          onValue(
            choice === OTHER
              ? { kind: "choice", choice: OTHER_STORED, other: "" }
              : { kind: "choice", choice },
          );
        }}
      >
        <div className="choices">
          {field.options.map((option) => (
            <Radio key={option.value} value={option.value} label={option.label} title={option.definition} />
          ))}
          {field.other ? <Radio value={OTHER} label="Other" /> : null}
        </div>
      </Radio.Group>
      {chosen?.other === undefined ? null : (
        <OtherField
          label={field.label}
          text={chosen.other}
          onText={(other) => {
            onValue({ kind: "choice", choice: OTHER_STORED, other });
          }}
        />
      )}
    </div>
  );
}

function ManyField({ field, value, onValue }: Of<"many">) {
  const chosen = value?.kind === "many" ? value : undefined;
  const choices = chosen?.choices ?? [];
  const current = chosen?.other === undefined ? choices : [...choices, OTHER];
  return (
    <div className="stack tight">
      <Checkbox.Group
        aria-label={field.label}
        value={current}
        onChange={(next) => {
          const plain = next.filter((choice) => choice !== OTHER);
          const other = next.includes(OTHER) ? { other: chosen?.other ?? "" } : {};
          onValue(next.length === 0 ? undefined : { kind: "many", choices: plain, ...other });
        }}
      >
        <div className="choices">
          {field.options.map((option) => (
            <Checkbox
              key={option.value}
              value={option.value}
              label={option.label}
              title={option.definition}
            />
          ))}
          {field.other ? <Checkbox value={OTHER} label="Other" /> : null}
        </div>
      </Checkbox.Group>
      {chosen?.other === undefined ? null : (
        <OtherField
          label={field.label}
          text={chosen.other}
          onText={(other) => {
            onValue({ kind: "many", choices, other });
          }}
        />
      )}
    </div>
  );
}

function YesNoField({ field, value, onValue }: Of<"yesno">) {
  return (
    <Radio.Group
      aria-label={field.label}
      value={value?.kind === "yesno" ? value.answer : null}
      onChange={(chosen) => {
        const answer = YESNO.find(([one]) => one === chosen)?.[0];
        onValue(answer === undefined ? undefined : { kind: "yesno", answer });
      }}
    >
      <div className="choices">
        {YESNO.map(([answer, words]) => (
          <Radio key={answer} value={answer} label={words} />
        ))}
      </div>
    </Radio.Group>
  );
}

/** The control for a simple field, made from its definition in the form; texts and numbers are told on leaving and after a pause. */
export function FieldInput({ field, ...rest }: FieldInputProps) {
  switch (field.type) {
    case "text":
      return <TextField field={field} {...rest} />;
    case "number":
      return <NumberField field={field} {...rest} />;
    case "date":
      return <DateField field={field} {...rest} />;
    case "choice":
      return <ChoiceField field={field} {...rest} />;
    case "many":
      return <ManyField field={field} {...rest} />;
    case "yesno":
      return <YesNoField field={field} {...rest} />;
  }
}
