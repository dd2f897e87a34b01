import type { Field, SimpleValue, Value } from "@chartroom/core/charting";
import { Icon } from "../ui/Icon.tsx";
import { without } from "../ui/without.ts";
import { FieldInput } from "./FieldInput.tsx";

type Row = Readonly<Record<string, SimpleValue>>;

export interface GroupInputProps {
  field: Extract<Field, { type: "group" }>;
  value: Value | undefined;
  onValue: (value: Value | undefined) => void;
}

/** A group that repeats (models, arms, tests): rows that are added and taken out. */
export function GroupInput({ field, value, onValue }: GroupInputProps) {
  const rows: readonly Row[] = value?.kind === "group" ? value.rows : [];
  const keep = (next: readonly Row[]) => {
    onValue(next.length === 0 ? undefined : { kind: "group", rows: next.map((row) => ({ ...row })) });
  };
  const change = (at: number, id: string, cell: SimpleValue | undefined) => {
    keep(
      rows.map((row, index) => {
        if (index !== at) return row;
        const others = without(row, id);
        return cell === undefined ? others : { ...others, [id]: cell };
      }),
    );
  };
  return (
    <div className="stack">
      {rows.map((row, at) => (
        <fieldset key={at} className="group-row">
          <legend>{`${field.label} ${at + 1}`}</legend>
          {field.fields.map((inner) => (
            <div key={inner.id}>
              <span className="small soft">{inner.label}</span>
              <FieldInput
                field={inner}
                value={row[inner.id]}
                onValue={(cell) => {
                  change(at, inner.id, cell);
                }}
              />
            </div>
          ))}
          <button
            type="button"
            className="quiet small"
            aria-label={`Take out ${field.label} ${at + 1}`}
            onClick={() => {
              keep(rows.filter((_, index) => index !== at));
            }}
          >
            <Icon name="cross" />
            Take out
          </button>
        </fieldset>
      ))}
      <div>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            keep([...rows, {}]);
          }}
        >
          <Icon name="plus" />
          {rows.length === 0 ? `Add: ${field.label}` : "Add another"}
        </button>
      </div>
    </div>
  );
}
