import { Autocomplete, Button, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ImportDiagnostic, ImportPreview as Previewed } from "@chartroom/core/records";
import { authorLine } from "../screening/record.ts";
import { Icon } from "../ui/Icon.tsx";
import { count, counted } from "../ui/number.ts";
import { Scrolls } from "../ui/Scrolls.tsx";

/** What is known of a file before anything of it is kept. */
export interface ImportPreview extends Pick<Previewed, "format" | "encoding" | "records" | "first"> {
  id: string;
  name: string;
  oddities: readonly ImportDiagnostic[];
  /** How many oddities there are in all; the list may hold the first of them. */
  odditiesTotal: number;
  /** The same file has come in before; it is one run. */
  known?: string | undefined;
  /** Columns of a table that are not all known, and what each is read as so far. */
  columns?: readonly string[] | undefined;
  mapping: Readonly<Record<string, string>>;
  /** Where it seems to come from, and the day on which it was written. */
  guess: { readonly source: string | undefined; readonly day: string };
}

/** What the person says of a file: the source it came from, and the search as it was run. */
export interface ImportChoice {
  file: string;
  /** Name of the source: a usual one, or another. */
  source: string;
  /** Day of the search, ISO 8601. */
  searched: string;
  query: string;
  hits: number | null;
}

/** What a column can be read as; all else of a table is kept as delivered. */
const COLUMN_WORDS = [
  ["title", "Title"],
  ["authors", "Authors"],
  ["year", "Year"],
  ["abstract", "Abstract"],
  ["journal", "Journal"],
  ["volume", "Volume"],
  ["issue", "Issue"],
  ["pages", "Pages"],
  ["doi", "DOI"],
  ["pmid", "PMID"],
  ["keywords", "Keywords"],
  ["type", "Type"],
  ["language", "Language"],
  ["publisher", "Publisher"],
  ["url", "Address (URL)"],
  ["accession", "Accession number"],
  ["notes", "Notes"],
] as const;

function Oddities({ preview }: { preview: ImportPreview }) {
  if (preview.oddities.length === 0) {
    return (
      <p className="mark tone-include">
        <Icon name="check" />
        Nothing odd was found
      </p>
    );
  }
  return (
    <details open={preview.oddities.length < 8}>
      <summary>{counted(preview.odditiesTotal, "oddity", "oddities")}, with line numbers</summary>
      <Scrolls className="import-oddities" label="Oddities">
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="number">
                Line
              </th>
              <th scope="col" className="number">
                Record
              </th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {preview.oddities.map((oddity, at) => (
              <tr key={at}>
                <td className="number">{oddity.line === undefined ? "" : count(oddity.line)}</td>
                <td className="number">{oddity.record === undefined ? "" : count(oddity.record)}</td>
                <td>
                  <span className={`mark tone-${oddity.severity === "error" ? "exclude" : "attention"}`}>
                    <Icon name={oddity.severity === "error" ? "exclude" : "attention"} />
                    {oddity.severity === "error" ? "Left out" : "Look at"}
                  </span>{" "}
                  {oddity.message} <code className="soft small">{oddity.code}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </details>
  );
}

function Columns({
  preview,
  onMap,
}: {
  preview: ImportPreview;
  onMap: (mapping: Readonly<Record<string, string>>) => void;
}) {
  return (
    <fieldset className="import-columns">
      <legend>Which column holds what? The preview follows.</legend>
      {preview.columns?.map((column) => (
        <Select
          key={column}
          label={column}
          placeholder="As its name says"
          clearable
          data={[
            ...COLUMN_WORDS.map(([value, label]) => ({ value, label })),
            { value: "none", label: "None of these" },
          ]}
          value={preview.mapping[column] === "" ? "none" : (preview.mapping[column] ?? null)}
          onChange={(field) => {
            const others = Object.entries(preview.mapping).filter(([name]) => name !== column);
            onMap(
              Object.fromEntries(
                field === null ? others : [...others, [column, field === "none" ? "" : field]],
              ),
            );
          }}
        />
      ))}
    </fieldset>
  );
}

export interface PreviewProps {
  preview: ImportPreview;
  sources: readonly string[];
  onKeep: (choice: ImportChoice) => void;
  onDrop: (file: string) => void;
  onMap: (file: string, mapping: Readonly<Record<string, string>>) => void;
}

/** A file before it is kept: what was recognised, the first records, what is odd, and what to say of the search. */
export function Preview({ preview, sources, onKeep, onDrop, onMap }: PreviewProps) {
  const [source, setSource] = useState(preview.guess.source ?? "");
  const [searched, setSearched] = useState(preview.guess.day);
  const [query, setQuery] = useState("");
  const [hits, setHits] = useState<number | string>("");
  const ready = source.trim() !== "" && searched !== "" && preview.records > 0;
  return (
    <section className="sheet stack" aria-label={preview.name}>
      <div className="row apart">
        <h2>
          <Icon name="file" /> {preview.name}
        </h2>
        <span className="soft">{`${preview.format}, ${preview.encoding}`}</span>
      </div>
      {preview.known === undefined ? (
        <p>
          <b>{counted(preview.records, "record")}</b> would come in. Nothing is kept yet.
        </p>
      ) : (
        <p className="notice">
          <Icon name="attention" />
          {preview.known}
        </p>
      )}
      <ol className="import-first">
        {preview.first.map((reference) => (
          <li key={reference.id}>
            <b>{reference.title ?? "No title"}</b>
            <span className="soft">
              {[authorLine(reference.authors, 3), reference.journal, reference.year]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ol>
      {preview.columns === undefined ? null : (
        <Columns
          preview={preview}
          onMap={(mapping) => {
            onMap(preview.id, mapping);
          }}
        />
      )}
      <Oddities preview={preview} />
      {preview.known === undefined ? (
        <>
          <div className="import-about">
            <Autocomplete
              label="Source"
              placeholder="Where it was searched"
              data={[...sources]}
              value={source}
              onChange={setSource}
            />
            <TextInput
              label="Day of the search"
              type="date"
              value={searched}
              onChange={(event) => {
                setSearched(event.currentTarget.value);
              }}
            />
            <NumberInput
              label="Hits reported"
              placeholder="If it said"
              min={0}
              allowDecimal={false}
              thousandSeparator=","
              value={hits}
              onChange={setHits}
            />
            <Textarea
              className="import-query"
              label="Search text"
              placeholder="As it was run, word for word; it is printed in the report"
              autosize
              minRows={1}
              maxRows={8}
              value={query}
              onChange={(event) => {
                setQuery(event.currentTarget.value);
              }}
            />
          </div>
          <div className="row">
            <Button
              disabled={!ready}
              onClick={() => {
                onKeep({
                  file: preview.id,
                  source: source.trim(),
                  searched,
                  query,
                  hits: typeof hits === "number" ? hits : null,
                });
              }}
            >
              Keep {counted(preview.records, "record")}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                onDrop(preview.id);
              }}
            >
              Leave it
            </Button>
            {ready ? null : (
              <span className="soft">
                {preview.records === 0 ? "There is nothing to keep." : "Say the source and the day first."}
              </span>
            )}
          </div>
        </>
      ) : (
        <div className="row">
          <Button
            variant="default"
            onClick={() => {
              onDrop(preview.id);
            }}
          >
            Leave it
          </Button>
        </div>
      )}
    </section>
  );
}
