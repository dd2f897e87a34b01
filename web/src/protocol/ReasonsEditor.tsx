import { Select, TextInput } from "@mantine/core";
import type { Criterion, ExclusionReason } from "@chartroom/core/protocol";
import { Icon } from "../ui/Icon.tsx";
import { ELEMENT_WORDS } from "./words.ts";

export interface ReasonsEditorProps {
  reasons: readonly ExclusionReason[];
  criteria: readonly Criterion[];
  onChange: (reasons: readonly ExclusionReason[]) => void;
}

function swapped<T>(list: readonly T[], at: number, by: 1 | -1): readonly T[] {
  const [one, other] = [list[at], list[at + by]];
  if (one === undefined || other === undefined) return list;
  return list.map((item, index) => (index === at ? other : index === at + by ? one : item));
}

/** A code that no reason has so far. */
function codeFor(reasons: readonly ExclusionReason[]): string {
  let at = reasons.length + 1;
  while (reasons.some(({ code }) => code === `r${at}`)) at++;
  return `r${at}`;
}

/** The reasons to exclude in their order, which decides the reason of record; moved by buttons. */
export function ReasonsEditor({ reasons, criteria, onChange }: ReasonsEditorProps) {
  const change = (code: string, change: Partial<ExclusionReason>) => {
    onChange(reasons.map((one) => (one.code === code ? { ...one, ...change } : one)));
  };
  return (
    <div className="stack">
      <ol className="plain stack">
        {reasons.map((reason, at) => (
          <li key={reason.code} className="reason-edit">
            <span className="reason-digit">{at + 1}</span>
            <TextInput
              aria-label={`Reason ${at + 1}`}
              value={reason.label}
              onChange={(event) => {
                change(reason.code, { label: event.currentTarget.value });
              }}
            />
            <Select
              aria-label={`Criterion that reason ${at + 1} fails`}
              placeholder="Fails criterion"
              clearable
              data={criteria.map(({ id, element, include }) => ({
                value: id,
                label: `${ELEMENT_WORDS[element]}: ${include.slice(0, 40)}`,
              }))}
              value={reason.criterion ?? null}
              onChange={(value) => {
                const { code, label, stages } = reason;
                const next = { code, label, stages, ...(value === null ? {} : { criterion: value }) };
                onChange(reasons.map((one) => (one.code === reason.code ? next : one)));
              }}
            />
            <span className="row reason-moves">
              {([-1, 1] as const).map((by) => (
                <button
                  key={by}
                  type="button"
                  className="quiet"
                  disabled={reasons[at + by] === undefined}
                  aria-label={`Move reason ${at + 1} ${by < 0 ? "up" : "down"}`}
                  onClick={() => {
                    onChange(swapped(reasons, at, by));
                  }}
                >
                  {by < 0 ? "↑" : "↓"}
                </button>
              ))}
              <button
                type="button"
                className="quiet"
                aria-label={`Take out reason ${at + 1}`}
                onClick={() => {
                  onChange(reasons.filter(({ code }) => code !== reason.code));
                }}
              >
                <Icon name="cross" />
              </button>
            </span>
          </li>
        ))}
      </ol>
      <div>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            onChange([
              ...reasons,
              { code: codeFor(reasons), label: "", stages: ["title_abstract", "full_text"] },
            ]);
          }}
        >
          <Icon name="plus" />
          Add a reason
        </button>
      </div>
    </div>
  );
}
