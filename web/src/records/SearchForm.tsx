import { Autocomplete, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Run } from "@chartroom/core/records";
import { Icon } from "../ui/Icon.tsx";
import {
  COLUMN_WORDS,
  columnOf,
  type DraftBasis,
  KIND_WORDS,
  oddInDraft,
  type SearchDraft,
  withSource,
} from "./searchDraft.ts";

export interface SearchFormProps {
  draft: SearchDraft;
  /** What in the file says so, where a part is guessed. */
  basis?: DraftBasis | undefined;
  /** Names of sources to choose from. */
  sources: readonly string[];
  runs: readonly Run[];
  /** Records that came of the search. */
  records: number;
  /** ISO 8601. */
  today: string;
  onChange: (draft: SearchDraft) => void;
}

const guessed = (basis: string | undefined) => (basis === undefined ? undefined : `Guessed: ${basis}`);
const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** What PRISMA-S asks of a search: where, on which platform, when, with what words, and how many hits. */
export function SearchForm({ draft, basis, sources, runs, records, today, onChange }: SearchFormProps) {
  const odd = oddInDraft(draft, records, today);
  // whatever is out of the ordinary is not hidden
  const [open] = useState(draft.column === "other" || draft.note !== "");
  return (
    <div className="import-about">
      <Autocomplete
        label="Source"
        description={guessed(basis?.source)}
        placeholder="Where it was searched"
        inputWrapperOrder={["label", "input", "description", "error"]}
        data={[...sources]}
        value={draft.source}
        onChange={(source) => {
          onChange(withSource(draft, source, runs));
        }}
      />
      <TextInput
        label="Platform"
        placeholder="Ovid, EBSCOhost…"
        value={draft.platform}
        onChange={(event) => {
          onChange({ ...draft, platform: event.currentTarget.value });
        }}
      />
      <TextInput
        label="Day of the search"
        description={guessed(basis?.date)}
        inputWrapperOrder={["label", "input", "description", "error"]}
        type="date"
        max={today}
        value={draft.date}
        onChange={(event) => {
          onChange({ ...draft, date: event.currentTarget.value });
        }}
      />
      <NumberInput
        label="Hits reported"
        placeholder="If it said"
        min={0}
        allowDecimal={false}
        thousandSeparator=","
        hideControls
        value={draft.hits ?? ""}
        onChange={(hits) => {
          onChange({ ...draft, hits: typeof hits === "number" ? hits : null });
        }}
      />
      <Textarea
        className="import-query"
        label="Search text"
        description={guessed(basis?.query)}
        inputWrapperOrder={["label", "input", "description", "error"]}
        placeholder="As it was run, word for word; it is printed in the report"
        autosize
        minRows={1}
        maxRows={8}
        value={draft.query}
        onChange={(event) => {
          onChange({ ...draft, query: event.currentTarget.value });
        }}
      />
      <details className="import-query" open={open}>
        <summary>{`${KIND_WORDS[draft.kind]}, counted under ${COLUMN_WORDS[draft.column].toLowerCase()}${draft.note === "" ? "" : "; with a note"}`}</summary>
        <div className="import-more">
          <Select
            label="Kind of source"
            data={options(KIND_WORDS)}
            allowDeselect={false}
            value={draft.kind}
            onChange={(value) => {
              const kind = (value ?? draft.kind) as SearchDraft["kind"];
              onChange({ ...draft, kind, column: columnOf(kind) });
            }}
          />
          <Select
            label="Column of the flow diagram"
            data={options(COLUMN_WORDS)}
            allowDeselect={false}
            value={draft.column}
            onChange={(value) => {
              onChange({ ...draft, column: (value ?? draft.column) as SearchDraft["column"] });
            }}
          />
          <Textarea
            className="import-query"
            label="Note"
            placeholder="Limits, filters, who searched"
            autosize
            minRows={1}
            maxRows={4}
            value={draft.note}
            onChange={(event) => {
              onChange({ ...draft, note: event.currentTarget.value });
            }}
          />
        </div>
      </details>
      {odd === undefined ? null : (
        <p className="import-query mark tone-attention">
          <Icon name="attention" />
          {odd}
        </p>
      )}
    </div>
  );
}
