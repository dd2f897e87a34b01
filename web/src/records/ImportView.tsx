import { Button, Select, TextInput } from "@mantine/core";
import { type DragEvent, useRef, useState } from "react";
import type { Reference } from "@chartroom/core/references";
import { authorLine } from "../screening/record.ts";
import { Icon } from "../ui/Icon.tsx";
import { Await, Failed, type Fault, type Loadable } from "../ui/Loadable.tsx";
import { count, counted, percent } from "../ui/number.ts";
import { Room } from "../ui/Room.tsx";
import { Scrolls } from "../ui/Scrolls.tsx";
import "./import.css";

/** Something odd in a file, at its place. */
export interface ImportOddity {
  severity: "warning" | "error";
  code: string;
  message: string;
  /** Line and record count from 1. */
  line?: number | undefined;
  record?: number | undefined;
}

/** What is known of a file before anything of it is kept. */
export interface ImportPreview {
  id: string;
  name: string;
  /** The format and encoding as detected from the content. */
  format: string;
  encoding: string;
  records: number;
  first: readonly Reference[];
  oddities: readonly ImportOddity[];
  /** How many oddities there are in all; the list may hold the first of them. */
  odditiesTotal: number;
  withAbstract: number;
  /** The same file has come in before; it is one run. */
  known?: string | undefined;
}

export type ImportFile =
  | {
      readonly is: "reading";
      readonly id: string;
      readonly name: string;
      readonly done: number;
      readonly total?: number;
    }
  | { readonly is: "unreadable"; readonly id: string; readonly name: string; readonly fault: Fault }
  | { readonly is: "read"; readonly preview: ImportPreview };

export interface ImportState {
  files: readonly ImportFile[];
  sources: readonly { readonly id: string; readonly name: string }[];
}

/** What the person says of a file: the source it came from, and the search text. */
export interface ImportChoice {
  file: string;
  source: string;
  /** Day of the search, ISO 8601. */
  searched: string;
  query: string;
}

export interface ImportViewProps {
  state: Loadable<ImportState>;
  onFiles: (files: readonly File[]) => void;
  onKeep: (choice: ImportChoice) => void;
  onDrop: (file: string) => void;
}

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
    <details open>
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

interface PreviewProps extends Pick<ImportViewProps, "onKeep" | "onDrop"> {
  preview: ImportPreview;
  sources: ImportState["sources"];
}

function Preview({ preview, sources, onKeep, onDrop }: PreviewProps) {
  const [source, setSource] = useState<string | null>(null);
  const [searched, setSearched] = useState("");
  const [query, setQuery] = useState("");
  const share = preview.records === 0 ? 0 : preview.withAbstract / preview.records;
  return (
    <section className="sheet stack" aria-label={preview.name}>
      <div className="row apart">
        <h2>
          <Icon name="file" /> {preview.name}
        </h2>
        <span className="soft">{`${preview.format}, ${preview.encoding}`}</span>
      </div>
      <p>
        <b>{counted(preview.records, "record")}</b> will come in, {percent(share)} with an abstract. Nothing
        is kept yet.
      </p>
      {preview.known === undefined ? null : (
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
      <Oddities preview={preview} />
      <div className="import-about">
        <Select
          label="Source"
          placeholder="Where it was searched"
          data={sources.map(({ id, name }) => ({ value: id, label: name }))}
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
        <TextInput
          label="Search text"
          placeholder="As it was run"
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
          }}
        />
      </div>
      <div className="row">
        <Button
          disabled={source === null || searched === ""}
          onClick={() => {
            if (source !== null) onKeep({ file: preview.id, source, searched, query });
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
        {source === null || searched === "" ? (
          <span className="soft">Say the source and the day first.</span>
        ) : null}
      </div>
    </section>
  );
}

/** Files come in by dropping or choosing; what they hold is shown before anything is kept. */
export function ImportView({ state, onFiles, ...rest }: ImportViewProps) {
  const [over, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <Await data={state}>
      {({ files, sources }) => (
        <Room
          title="Import"
          lead="What a file holds is shown first; the file itself is kept byte for byte, and every record with it."
        >
          <div className="stack">
            <div
              className={over ? "drop is-over" : "drop"}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(true);
              }}
              onDragLeave={() => {
                setOver(false);
              }}
              onDrop={drop}
            >
              <Icon name="upload" size={24} />
              <p>
                <b>Drop export files here</b>
                <br />
                <span className="soft">
                  RIS, NBIB, PubMed XML, BibTeX, EndNote, Web of Science, CSV, CSL-JSON…
                </span>
              </p>
              <Button variant="default" onClick={() => chooser.current?.click()}>
                Choose files
              </Button>
              <input
                ref={chooser}
                type="file"
                multiple
                hidden
                aria-label="Choose files"
                onChange={(event) => {
                  onFiles([...(event.currentTarget.files ?? [])]);
                  event.currentTarget.value = "";
                }}
              />
            </div>
            {files.map((file) => {
              switch (file.is) {
                case "reading":
                  return (
                    <section key={file.id} className="sheet" role="status">
                      {`${file.name}: ${counted(file.done, "record")} read${file.total === undefined ? "" : ` of ${count(file.total)}`}…`}
                    </section>
                  );
                case "unreadable":
                  return (
                    <section key={file.id} className="sheet">
                      <b>{file.name}</b>
                      <Failed fault={file.fault} />
                    </section>
                  );
                case "read":
                  return <Preview key={file.preview.id} preview={file.preview} sources={sources} {...rest} />;
              }
            })}
          </div>
        </Room>
      )}
    </Await>
  );
}
