import { Checkbox } from "@mantine/core";
import { count } from "../ui/number.ts";

/** One way to narrow the table, with how many records each value has under the other facets. */
export interface Facet {
  id: string;
  label: string;
  values: readonly { readonly value: string; readonly words: string; readonly count: number }[];
}

export type Chosen = Readonly<Record<string, readonly string[]>>;

export interface FacetsProps {
  facets: readonly Facet[];
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
}

/** Checkboxes by source, year, class, label, language and flag. Values of one facet widen, facets narrow. */
export function Facets({ facets, chosen, onChoose }: FacetsProps) {
  const toggle = (facet: string, value: string) => {
    const now = chosen[facet] ?? [];
    const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
    onChoose({ ...chosen, [facet]: next });
  };
  return (
    <div className="facets">
      {facets.map(({ id, label, values }) => (
        <fieldset key={id}>
          <legend>{label}</legend>
          {values.map(({ value, words, count: many }) => (
            <div className="facet" key={value}>
              <Checkbox
                label={words}
                checked={chosen[id]?.includes(value) ?? false}
                onChange={() => {
                  toggle(id, value);
                }}
              />
              <span className="soft small">{count(many)}</span>
            </div>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
