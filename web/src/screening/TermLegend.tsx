import { TextInput } from "@mantine/core";
import { useState } from "react";
import { Icon } from "../ui/Icon.tsx";

export interface TermLegendProps {
  own: readonly string[];
  marksOn: boolean;
  onMarks: (on: boolean) => void;
  onOwn: (terms: readonly string[]) => void;
}

/** What the marks mean, a switch for them, and words of one's own to look for. */
export function TermLegend({ own, marksOn, onMarks, onOwn }: TermLegendProps) {
  const [fresh, setFresh] = useState("");
  return (
    <section aria-label="Marked words" className="stack">
      <div className="row apart">
        <h2>Marked words</h2>
        <button
          type="button"
          className="quiet small"
          aria-pressed={marksOn}
          onClick={() => {
            onMarks(!marksOn);
          }}
        >
          {marksOn ? "Shown" : "Hidden"}
        </button>
      </div>
      <p className="row small">
        <mark className="for">for</mark>
        <mark className="against">against</mark>
        <mark className="found">your own</mark>
      </p>
      {own.length === 0 ? null : (
        <div className="row">
          {own.map((term) => (
            <button
              key={term}
              type="button"
              className="label-toggle"
              aria-label={`Stop marking ${term}`}
              onClick={() => {
                onOwn(own.filter((one) => one !== term));
              }}
            >
              {term}
              <Icon name="cross" />
            </button>
          ))}
        </div>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const term = fresh.trim();
          if (term !== "" && !own.includes(term)) onOwn([...own, term]);
          setFresh("");
        }}
      >
        <TextInput
          aria-label="Mark another word"
          placeholder="Mark another word, * for any ending"
          value={fresh}
          onChange={(event) => {
            setFresh(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
      </form>
    </section>
  );
}
