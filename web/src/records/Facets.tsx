import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { Icon } from "../ui/Icon.tsx";
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

/** Longer facets show this many values until the rest is asked for. */
const SHOWN = 8;

function Values({
  facet: { id, label, values },
  chosen,
  onToggle,
}: {
  facet: Facet;
  chosen: readonly string[];
  onToggle: (value: string) => void;
}) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? values : values.filter(({ value }, at) => at < SHOWN || chosen.includes(value));
  const more = values.length - shown.length;
  return (
    <fieldset key={id}>
      <legend>{label}</legend>
      {shown.map(({ value, words, count: many }) => (
        <div className="facet" key={value}>
          <Checkbox
            label={words}
            checked={chosen.includes(value)}
            onChange={() => {
              onToggle(value);
            }}
          />
          <span className="soft small">{count(many)}</span>
        </div>
      ))}
      {more > 0 || whole ? (
        <button
          type="button"
          className="quiet small"
          aria-expanded={whole}
          onClick={() => {
            setWhole(!whole);
          }}
        >
          <Icon name={whole ? "cross" : "plus"} />
          {whole ? "Show fewer" : `${count(more)} more`}
        </button>
      ) : null}
    </fieldset>
  );
}

/** Checkboxes by class, source, flag and year. Values of one facet widen, facets narrow. */
export function Facets({ facets, chosen, onChoose }: FacetsProps) {
  const toggle = (facet: string, value: string) => {
    const now = chosen[facet] ?? [];
    const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
    onChoose({ ...chosen, [facet]: next });
  };
  return (
    <div className="facets">
      {facets.map((facet) => (
        <Values
          key={facet.id}
          facet={facet}
          chosen={chosen[facet.id] ?? []}
          onToggle={(value) => {
            toggle(facet.id, value);
          }}
        />
      ))}
    </div>
  );
}
