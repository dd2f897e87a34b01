import { Button } from "@mantine/core";
import { useState } from "react";
import type { ImportPreview as Previewed, Run } from "@chartroom/core/records";
import { authorLine } from "../screening/record.ts";
import { Icon } from "../ui/Icon.tsx";
import { count, counted } from "../ui/number.ts";
import { calendarDate } from "../ui/time.ts";
import { ENCODING_WORDS, FORMAT_WORDS, sizeWords } from "./fileWords.ts";
import { ImportColumns } from "./ImportColumns.tsx";
import type { Mapping, ReadFile } from "./importDesk.ts";
import { Oddities } from "./Oddities.tsx";
import type { RawPlace } from "./RawDrawer.tsx";
import { SearchForm } from "./SearchForm.tsx";
import { basisOf, type SearchDraft } from "./searchDraft.ts";

export interface ImportPreviewProps {
  file: ReadFile;
  sources: readonly string[];
  runs: readonly Run[];
  today: string;
  /** Whether its search is described together with that of other files. */
  shared: boolean;
  onKeep: (file: string) => void;
  onDrop: (file: string) => void;
  onMap: (file: string, mapping: Mapping) => void;
  onDraft: (file: string, draft: SearchDraft) => void;
  onPlace: (place: RawPlace) => void;
}

/** What is said of a file that came in before; undefined where it did not. */
function beforeWords({ already }: Pick<Previewed, "already">): string | undefined {
  if (already === undefined) return undefined;
  const came = `This very file came in on ${calendarDate(Date.parse(already.at))} from ${already.source.name}, with ${counted(already.records, "record")}`;
  return already.withdrawn === undefined
    ? `${came}. It is one run, however often it is imported.`
    : `${came}, and was withdrawn on ${calendarDate(Date.parse(already.withdrawn.at))} (${already.withdrawn.reason}). Keeping it brings the same records back, with what was decided on them.`;
}

function First({ preview }: { preview: Previewed }) {
  // a list of untitled records says nothing; the columns below do
  if (preview.first.length === 0 || preview.unmapped) return null;
  return (
    <ol className="import-first" aria-label="The first records">
      {preview.first.map((reference, at) => (
        <li key={at}>
          <b>
            <bdi>{reference.title ?? "No title"}</bdi>
          </b>
          <span className="soft">
            {[authorLine(reference.authors, 3), reference.journal, reference.year, reference.doi]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Odd({ file, onPlace }: Pick<ImportPreviewProps, "file" | "onPlace">) {
  const { preview, mapping } = file;
  const total = preview.warnings + preview.errors;
  if (total === 0)
    return (
      <p className="mark tone-include">
        <Icon name="check" />
        Nothing odd was found
      </p>
    );
  const lost = preview.errors === 0 ? "" : `, ${count(preview.errors)} of them left out`;
  return (
    <details open={total < 8}>
      <summary>{`${counted(total, "oddity", "oddities")}${lost}, with line numbers`}</summary>
      <Oddities
        oddities={preview.diagnostics}
        total={total}
        onPlace={({ line, record }) => {
          onPlace({ file: file.file, fileName: file.name, line, record, mapping });
        }}
      />
    </details>
  );
}

function Columns({ file, onMap }: Pick<ImportPreviewProps, "file" | "onMap">) {
  const { preview, mapping } = file;
  // once open it stays so, or the table would go away under the hand
  const [open, setOpen] = useState(preview.unmapped);
  const { columns, remembered } = preview;
  if (columns === undefined) return null;
  const known = columns.filter(({ field }) => field !== undefined).length;
  return (
    <details
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        {known === columns.length
          ? `${counted(columns.length, "column")}, all read as a field`
          : `${counted(columns.length, "column")}, ${known === 0 ? "none" : count(known)} read as a field; the ${known === 0 ? "columns" : "others"} are kept as delivered`}
      </summary>
      <ImportColumns
        columns={columns}
        mapping={mapping}
        unmapped={preview.unmapped}
        remembered={
          remembered && {
            fileName: remembered.fileName,
            day: calendarDate(Date.parse(remembered.at)),
            mapping: remembered.mapping,
          }
        }
        busy={file.rereading}
        onMap={(next) => {
          onMap(file.id, next);
        }}
      />
    </details>
  );
}

/** Whether a file can be kept as it stands: something is in it, and it is not here already. */
export function keepable({ preview }: Pick<ReadFile, "preview">): boolean {
  return preview.records > 0 && preview.already?.state !== "live";
}

/** What a person has to say before a file can be kept; undefined where nothing is missing. */
export function missingIn({ preview, draft }: Pick<ReadFile, "preview" | "draft">): string | undefined {
  if (preview.records === 0) return "There is nothing to keep.";
  if (preview.unmapped) return "Say which column holds the titles first.";
  return draft.source.trim() === "" ? "Say the source first." : undefined;
}

/** A file before it is kept: what was recognised, the first records, what is odd, and what to say of the search. */
export function ImportPreview(props: ImportPreviewProps) {
  const { file, shared } = props;
  const { preview, draft } = file;
  const known = beforeWords(preview);
  const keeping = keepable(file);
  const missing = missingIn(file);
  return (
    <section className="sheet stack" aria-label={file.name}>
      <div className="row apart">
        <h2 className="import-name">
          <Icon name="file" /> {file.name}
        </h2>
        <span className="soft">
          {[
            FORMAT_WORDS[preview.format] ?? preview.format,
            ENCODING_WORDS[preview.encoding] ?? preview.encoding,
            sizeWords(preview.size),
          ].join(" · ")}
        </span>
      </div>
      {known === undefined ? (
        <p role="status">
          <b>{counted(preview.records, "record")}</b> would come in. Nothing is kept yet.
          {file.rereading ? " The columns are being read anew…" : ""}
        </p>
      ) : (
        <p className="notice">
          <Icon name="attention" />
          {known}
        </p>
      )}
      <First preview={preview} />
      <Columns file={file} onMap={props.onMap} />
      <Odd file={file} onPlace={props.onPlace} />
      {keeping && !shared ? (
        <SearchForm
          draft={draft}
          basis={basisOf(preview, draft)}
          sources={props.sources}
          runs={props.runs}
          records={preview.records}
          today={props.today}
          onChange={(next) => {
            props.onDraft(file.id, next);
          }}
        />
      ) : null}
      <div className="row">
        {keeping && !shared ? (
          <Button
            disabled={missing !== undefined || file.rereading}
            onClick={() => {
              props.onKeep(file.id);
            }}
          >
            Keep {counted(preview.records, "record")}
          </Button>
        ) : null}
        <Button
          variant="default"
          onClick={() => {
            props.onDrop(file.id);
          }}
        >
          Leave it
        </Button>
        {missing === undefined || !(keeping || preview.records === 0) || shared ? null : (
          <span className="soft">{missing}</span>
        )}
        <button
          type="button"
          className="quiet"
          onClick={() => {
            props.onPlace({ file: file.file, fileName: file.name, line: 1, mapping: file.mapping });
          }}
        >
          <Icon name="list" />
          See the file itself
        </button>
      </div>
    </section>
  );
}
