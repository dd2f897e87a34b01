import type { Evidence, Field, Value } from "@chartroom/core/charting";
import { Icon } from "../ui/Icon.tsx";
import { FieldInput } from "./FieldInput.tsx";
import { GroupInput } from "./GroupInput.tsx";

export interface ChartFieldProps {
  field: Field;
  value: Value | undefined;
  evidence: Evidence | undefined;
  /** What is wrong with the value, so that it is not kept yet. */
  fault?: string | undefined;
  /** Whether a quote taken now goes to this field. */
  active: boolean;
  onActive: () => void;
  onValue: (value: Value | undefined) => void;
  onEvidence: (evidence: Evidence | undefined) => void;
  onShowEvidence: (evidence: Evidence) => void;
}

function Quote({
  evidence,
  label,
  onEvidence,
  onShowEvidence,
}: {
  evidence: Evidence;
  label: string;
} & Pick<ChartFieldProps, "onEvidence" | "onShowEvidence">) {
  const place = [
    evidence.file,
    evidence.page === undefined ? undefined : `page ${evidence.page}`,
    evidence.place,
  ];
  return (
    <blockquote className="evidence">
      <Icon name="quote" />
      <button
        type="button"
        className="evidence-show"
        title="Show it in the source"
        onClick={() => {
          onShowEvidence(evidence);
        }}
      >
        {evidence.quote === undefined ? null : <q>{evidence.quote}</q>}
        <span className="soft small">{place.filter((part) => part !== undefined).join(", ")}</span>
      </button>
      <button
        type="button"
        className="quiet small"
        aria-label={`Take out the quote for ${label}`}
        onClick={() => {
          onEvidence(undefined);
        }}
      >
        <Icon name="cross" />
      </button>
    </blockquote>
  );
}

/** One field of the form with its help, its quote, and "not reported". */
export function ChartField(props: ChartFieldProps) {
  const { field, value, evidence } = props;
  const notReported = value?.kind === "not_reported";
  return (
    <div
      id={`field-${field.id}`}
      className={props.active ? "chart-field is-active" : "chart-field"}
      role="group"
      aria-label={field.label}
      tabIndex={-1}
      onFocus={props.onActive}
    >
      <div className="row apart">
        <h3>
          {field.label}
          {field.required ? <span className="soft small"> required</span> : null}
        </h3>
        <button
          type="button"
          className="quiet small"
          aria-pressed={notReported}
          aria-label={`${field.label}: not reported`}
          onClick={() => {
            props.onValue(notReported ? undefined : { kind: "not_reported" });
          }}
        >
          {notReported ? <Icon name="check" /> : null}
          Not reported
        </button>
      </div>
      {field.help === "" ? null : <p className="soft small">{field.help}</p>}
      {notReported ? null : field.type === "group" ? (
        <GroupInput field={field} value={value} onValue={props.onValue} />
      ) : (
        <FieldInput
          field={field}
          value={value?.kind === "group" ? undefined : value}
          onValue={props.onValue}
        />
      )}
      {props.fault === undefined ? null : (
        <p className="mark tone-attention" role="alert">
          <Icon name="attention" />
          {props.fault}
        </p>
      )}
      {evidence === undefined ? null : (
        <Quote
          evidence={evidence}
          label={field.label}
          onEvidence={props.onEvidence}
          onShowEvidence={props.onShowEvidence}
        />
      )}
    </div>
  );
}
